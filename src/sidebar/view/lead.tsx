import type { Fields, SidebarLead } from "../../addon/sidebar-contract";
import { seenFields, verdictOf } from "../state";
import { NextAction } from "./action";
import { Bant } from "./bant";
import { joined, shortDay, type View } from "./context";
import { FirstCall } from "./first-call";
import { History } from "./history";
import { Log } from "./log";
import { Folded, TextArea } from "./parts";
import { Verdicts } from "./verdicts";

/** Everything about one lead, in the order of the work. */
export function Lead({ view, lead }: { view: View; lead: SidebarLead }) {
	const { state, words } = view;
	const fields = seenFields(state, lead);
	const hasSheet = state.session?.hasFirstCallSheet === true;
	const isJudged = verdictOf(fields.company_verdict) !== null && verdictOf(fields.contact_verdict) !== null;
	return (
		<article>
			<Head view={view} lead={lead} fields={fields} />
			<Figures view={view} lead={lead} />
			{lead.nextStep !== "" && (
				<section class="step" aria-labelledby="step">
					<h2 id="step">{words.nextStep}</h2>
					<p>{lead.nextStep}</p>
				</section>
			)}
			<Verdicts view={view} lead={lead} fields={fields} />
			{hasSheet && <FirstCall view={view} fields={fields} />}
			{hasSheet && !isJudged ? (
				<p class="small later">{words.bant.later}</p>
			) : (
				<Bant view={view} fields={fields} />
			)}
			<Log view={view} lead={lead} fields={fields} />
			<NextAction view={view} lead={lead} fields={fields} />
			<Folded view={view} section="note" title={words.note} sign={fields.note === "" ? "" : "●"}>
				<TextArea view={view} field="note" label={words.note} value={fields.note} rows={3} />
			</Folded>
			<History view={view} lead={lead} />
		</article>
	);
}

function Head({ view, lead, fields }: { view: View; lead: SidebarLead; fields: Fields }) {
	const { words } = view;
	const { header } = words;
	const who = lead.name === "" ? lead.company : lead.name;
	return (
		<div class="head">
			<h1 tabIndex={-1} id="heading">
				{who === "" ? words.none : who}
			</h1>
			<p>
				{joined(
					[lead.name === "" ? "" : lead.company, joined([lead.department, lead.title], " ")],
					words.dot,
				)}
			</p>
			<p class="small">
				{joined(
					[
						lead.owner === "" ? header.noOwner : header.owner(lead.owner),
						lead.channel,
						lead.createdOn === "" ? "" : header.createdOn(lead.createdOn),
					],
					words.dot,
				)}
			</p>
			<p class="small">
				{joined(
					[
						lead.lastTouchOn === "" ? header.noTouch : header.lastTouch(lead.lastTouchOn),
						header.touches(lead.touches, lead.contactCap),
					],
					words.dot,
				)}
			</p>
			<p class="contact">
				{lead.email !== "" && (
					<a
						class={fields.opt_out === "yes" ? "barred" : undefined}
						href={`mailto:${encodeURIComponent(lead.email)}`}
						target="_blank"
						rel="noopener"
					>
						{lead.email}
					</a>
				)}
				{lead.phone !== "" && (
					<a
						class={fields.do_not_call === "yes" ? "barred" : undefined}
						href={`tel:${lead.phone.replace(/[^\d+]/g, "")}`}
						target="_blank"
						rel="noopener"
					>
						{lead.phone}
					</a>
				)}
			</p>
		</div>
	);
}

function Figures({ view, lead }: { view: View; lead: SidebarLead }) {
	const { words } = view;
	const { figures } = words;
	const coverage = lead.coverage === "" ? Number.NaN : Number(lead.coverage);
	const hasWhy = lead.scoreWhy !== "" || lead.fitWhy !== "";
	return (
		<section class="figures" aria-label={joined([figures.score, figures.fit], words.dot)}>
			<div class="figure">
				<span>{figures.score}</span>
				<b>{lead.score === "" ? words.none : lead.score}</b>
				{lead.grade !== "" && <em title={figures.grade}>{lead.grade}</em>}
			</div>
			<div class="figure">
				<span>{figures.fit}</span>
				<b>{lead.fit === "" ? words.none : lead.fit}</b>
				{Number.isFinite(coverage) && <small>{figures.coverage(Math.round(coverage * 100))}</small>}
			</div>
			{hasWhy && (
				<Folded view={view} section="why" title={figures.why} sign="">
					{lead.scoreWhy !== "" && <Why title={figures.scoreWhy} parts={lead.scoreWhy.split(" + ")} isSum />}
					{lead.dropsOn !== "" && <p class="small drops">{figures.drops(shortDay(lead.dropsOn, words))}</p>}
					{lead.fitWhy !== "" && <Why title={figures.fitWhy} parts={lead.fitWhy.split(/ (?=[◎×?])/)} />}
				</Folded>
			)}
		</section>
	);
}

function Why({ title, parts, isSum = false }: { title: string; parts: readonly string[]; isSum?: boolean }) {
	return (
		<>
			<h2>{title}</h2>
			<ul class={isSum ? "parts sum" : "parts"}>
				{parts.map((part, at) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: parts of one text; two may read alike
					<li key={at}>{part}</li>
				))}
			</ul>
		</>
	);
}

import type { Axis, Fields, SidebarLead } from "../../addon/sidebar-contract";
import { AXES, offeredReasons, VERDICT_FIELDS } from "../state";
import { joined, shortDay, type View } from "./context";
import { mark } from "./parts";
import { labelIn } from "./values";

const CODES = ["in", "out", ""] as const;

interface Given {
	readonly view: View;
	readonly lead: SidebarLead;
	readonly fields: Fields;
}

/** The three verdicts with one reason, and the part that the person has in the decision. */
export function Verdicts({ view, lead, fields }: Given) {
	const { state, words, send } = view;
	const texts = words.verdicts;
	const isDue = lead.reviewOn !== "" && lead.reviewOn <= (state.session?.days.today ?? "");
	const edit = state.edits[lead.id];
	const isChanging = AXES.some((axis) => VERDICT_FIELDS[axis] in (edit?.changes ?? {}));
	return (
		<section class="part" aria-labelledby="verdicts">
			<h2 id="verdicts">{texts.title}</h2>
			{(isDue || lead.changed.length > 0) && (
				<div class="caution due">
					{isDue && <p>{texts.review(shortDay(lead.reviewOn, words))}</p>}
					{lead.changed.map((what) => (
						<p key={what}>{texts.changed(what)}</p>
					))}
					{!isChanging && (
						<button type="button" class="link" onClick={() => send({ type: "confirmed" })}>
							{texts.confirm}
						</button>
					)}
				</div>
			)}
			{AXES.map((axis) => (
				<Switch key={axis} view={view} lead={lead} fields={fields} axis={axis} />
			))}
			<Reason view={view} lead={lead} />
			<Role view={view} lead={lead} fields={fields} />
		</section>
	);
}

function Switch({ view, lead, fields, axis }: Given & { axis: Axis }) {
	const { state, words, send } = view;
	const texts = words.verdicts;
	const field = VERDICT_FIELDS[axis];
	const labels = axis === "deal" ? texts.deal : texts.verdict;
	const { by, at, source, reason } = lead.verdicts[axis];
	const changes = state.edits[lead.id]?.changes ?? {};
	const isConfirmed = changes[field] !== undefined && changes[field] === state.edits[lead.id]?.base[field];
	const isStored = fields[field] === lead.fields[field];
	const known = joined([joined([at, by, source], words.dot), reason], " — ");
	return (
		<fieldset class={`axis ${mark(view, field)}`}>
			<legend>{texts.axes[axis]}</legend>
			<div class="segments">
				{CODES.map((code) => (
					<label key={code} class={code === "" ? "open" : code}>
						<input
							type="radio"
							name={`${axis}-${lead.id}`}
							id={`${axis}-${code || "open"}`}
							checked={fields[field] === code}
							onClick={() => send({ type: "judged", axis, code })}
						/>
						<span>{labels[code]}</span>
					</label>
				))}
			</div>
			{isConfirmed ? (
				<p class="small basis">{texts.confirming}</p>
			) : (
				isStored &&
				known !== "" && (
					<p class="small basis" title={known}>
						{known}
					</p>
				)
			)}
		</fieldset>
	);
}

function Reason({ view, lead }: Omit<Given, "fields">) {
	const { state, words, send } = view;
	const texts = words.verdicts;
	const edit = state.edits[lead.id];
	const offered = offeredReasons(state, lead);
	const isWrong = state.problem === "reason" || state.problem === "words" || state.problem === "verdict";
	return (
		<div class="reason">
			<div class="label">
				<label for="reason">{texts.reason}</label>
				<select
					aria-label={texts.source}
					title={texts.source}
					value={edit?.source ?? state.source}
					onChange={(event) => send({ type: "source", value: event.currentTarget.value })}
				>
					<option value="">{texts.source}</option>
					{state.session?.options.evidence.map(([code, label]) => (
						<option key={code} value={code}>
							{label}
						</option>
					))}
				</select>
			</div>
			<textarea
				id="reason"
				rows={2}
				placeholder={texts.reasonHint}
				value={edit?.reason ?? ""}
				data-enter="leave"
				aria-invalid={isWrong}
				aria-describedby={isWrong ? "problem" : undefined}
				aria-keyshortcuts={state.singleKeys ? "r" : undefined}
				onInput={(event) => send({ type: "reason", value: event.currentTarget.value })}
			/>
			{offered.length > 0 && (
				// biome-ignore lint/a11y/useSemanticElements: a row of buttons is no fieldset
				<div class="chips" role="group" aria-label={texts.recent}>
					{offered.map((reason) => (
						<button
							key={reason}
							type="button"
							class="chip"
							title={reason}
							aria-pressed={edit?.reason === reason}
							onClick={() => send({ type: "reason", value: edit?.reason === reason ? "" : reason })}
						>
							{reason}
						</button>
					))}
				</div>
			)}
		</div>
	);
}

function Role({ view, lead, fields }: Given) {
	const { state, words, send } = view;
	const texts = words.verdicts;
	const roles = state.session?.options.contactRole ?? [];
	const value = fields.contact_role;
	const hasHint = value === "" && lead.roleHint !== "";
	return (
		<div class={`line ${mark(view, "contact_role")}`}>
			<label for="role">{texts.role}</label>
			<select
				id="role"
				value={value}
				onChange={(event) => send({ type: "typed", field: "contact_role", value: event.currentTarget.value })}
			>
				<option value="">{texts.roleUnknown}</option>
				{roles.map(([code, label]) => (
					<option key={code} value={code}>
						{label}
					</option>
				))}
				{value !== "" && !roles.some(([code]) => code === value) && <option value={value}>{value}</option>}
			</select>
			{hasHint && (
				<p class="small hint">
					{texts.roleHint(labelIn(roles, lead.roleHint))}{" "}
					<button
						type="button"
						class="link"
						onClick={() => send({ type: "typed", field: "contact_role", value: lead.roleHint })}
					>
						{texts.useHint}
					</button>
				</p>
			)}
		</div>
	);
}

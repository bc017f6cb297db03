import type { ComponentChildren } from "preact";
import { isDirty, shownId, type Trouble } from "../state";
import { joined, type View } from "./context";
import { shownValue } from "./values";

/** What waits for the rep elsewhere: drafts, conflicts, saves that were refused. */
export function Notices({ view }: { view: View }) {
	const { state, words, send } = view;
	const shown = shownId(state);
	const drafts = Object.entries(state.edits).filter(([id, edit]) => id !== shown && isDirty(edit));
	const troubles = state.troubles.filter((each) => each.kind !== "conflict" || each.theirs.id !== shown);
	const own = state.edits[shown];
	return (
		<section class="notices" aria-label={words.notices.title}>
			{state.isPaused && (
				<Notice text={words.notices.paused}>
					<button type="button" class="link" onClick={() => send({ type: "thisRow" })}>
						{words.notices.resume}
					</button>
				</Notice>
			)}
			{own?.isRestored && isDirty(own) && (
				<Notice text={words.notices.restored}>
					<button type="button" class="link" onClick={() => send({ type: "discard", id: shown })}>
						{words.notices.discard}
					</button>
				</Notice>
			)}
			{drafts.map(([id, edit]) => (
				<Notice key={id} text={words.notices.draft(words.person(edit.who))}>
					<button type="button" class="link" onClick={() => send({ type: "detour", id })}>
						{words.notices.open}
					</button>
					<button type="button" class="link" onClick={() => send({ type: "discard", id })}>
						{words.notices.discard}
					</button>
				</Notice>
			))}
			{troubles.map((trouble) => (
				<Bad key={trouble.pending.request.saveId} view={view} trouble={trouble} />
			))}
		</section>
	);
}

function Notice({ text, children, tone = "" }: { text: string; children: ComponentChildren; tone?: string }) {
	return (
		<div class={`notice ${tone}`}>
			<p>{text}</p>
			<span class="links">{children}</span>
		</div>
	);
}

function Bad({ view: { state, words, send }, trouble }: { view: View; trouble: Trouble }) {
	const { request, who } = trouble.pending;
	const { saveId } = request;
	const person = words.person(who);
	if (trouble.kind === "conflict") {
		return (
			<Notice tone="bad" text={words.notices.conflict(person)}>
				<button type="button" class="link" onClick={() => send({ type: "detour", id: trouble.theirs.id })}>
					{words.notices.check}
				</button>
			</Notice>
		);
	}
	const close = (
		<button type="button" class="link" onClick={() => send({ type: "dismiss", saveId })}>
			{words.notices.close}
		</button>
	);
	if (trouble.kind === "refused") {
		return (
			<Notice tone="bad" text={words.notices.refused(person, trouble.message)}>
				<button type="button" class="link" onClick={() => send({ type: "correct", saveId })}>
					{words.notices.edit}
				</button>
				{close}
			</Notice>
		);
	}
	const lost = [
		...Object.entries(request.changes).map(
			([field, value]) =>
				`${words.fields[field as keyof typeof words.fields]}: ${shownValue(state, words, field, value)}`,
		),
		request.reason,
		request.log?.note ?? "",
	];
	return (
		<Notice
			tone="bad"
			text={`${words.notices.gone(person)} ${words.notices.lost}: ${joined(lost, words.comma)}`}
		>
			{close}
		</Notice>
	);
}

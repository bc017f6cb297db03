import { countOf, isDirty, isUnsaved, type State, shownId } from "../state";
import type { View } from "./context";

/** How saving goes, and the way on. */
export function Footer({ view }: { view: View }) {
	const { state, words, send } = view;
	const id = shownId(state);
	const goesOn = state.mode === "queue" || state.detour !== "";
	const isReady = state.leads[id] != null;
	const dirty = isDirty(state.edits[id]);
	const save = goesOn ? (dirty ? words.save.next : words.save.skip) : words.save.only;
	return (
		<footer>
			{state.isHelpOpen && <Help view={view} />}
			{state.problem !== null && (
				<p class="problem" role="alert" id="problem">
					{words.problems[state.problem]}
				</p>
			)}
			{state.kept === "nowhere" && isUnsaved(state) && (
				<p class="problem" role="alert">
					{words.save.nowhere}
				</p>
			)}
			<div class="status">
				<p role="status">{statusOf(view)}</p>
				{state.isResting && state.outbox.length > 0 && (
					<button type="button" class="link" onClick={() => send({ type: "retryDue" })}>
						{words.save.now}
					</button>
				)}
				{mayUndo(state) && (
					<button
						type="button"
						class="link"
						aria-keyshortcuts={state.singleKeys ? "u" : undefined}
						onClick={() => send({ type: "undo" })}
					>
						{words.save.undo}
					</button>
				)}
			</div>
			<div class="buttons">
				<button
					type="button"
					class="primary"
					disabled={!isReady || (!goesOn && !dirty)}
					aria-keyshortcuts="Control+Enter"
					onClick={() => send({ type: "save" })}
				>
					{save}
				</button>
				{state.mode === "queue" ? (
					<>
						<button
							type="button"
							class="icon"
							aria-label={words.queue.previous}
							title={words.queue.previous}
							disabled={state.at === 0}
							onClick={() => send({ type: "move", by: -1 })}
						>
							‹
						</button>
						<button
							type="button"
							class="icon"
							aria-label={words.queue.next}
							title={words.queue.next}
							disabled={!isReady}
							onClick={() => send({ type: "move", by: 1 })}
						>
							›
						</button>
					</>
				) : (
					<button type="button" disabled={state.opening !== "open"} onClick={() => send({ type: "thisRow" })}>
						{words.thisRow}
					</button>
				)}
				<button
					type="button"
					class="icon end"
					aria-label={words.keys.open}
					title={words.keys.open}
					aria-expanded={state.isHelpOpen}
					onClick={() => send({ type: "help", isOpen: !state.isHelpOpen })}
				>
					?
				</button>
			</div>
		</footer>
	);
}

function mayUndo(state: State): boolean {
	const waiting = state.outbox[state.outbox.length - 1];
	return waiting === undefined ? state.last?.kind === "saved" : waiting.request.undoOf === "";
}

/** One line: what is on its way, else what is not saved, else what was saved last. */
function statusOf({ state, words }: View): string {
	const { outbox, tries, last } = state;
	if (outbox.length > 0) {
		return tries === 0
			? words.save.sending(outbox.length)
			: `${words.save.failed(outbox.length)}${words.save.kept[state.kept]}`;
	}
	const unsaved = countOf(state.edits[shownId(state)]);
	const saved = last === null ? "" : savedWords(words, last);
	return unsaved > 0 && last === null ? words.save.unsaved(unsaved) : saved;
}

function savedWords(words: View["words"], { pending, kind }: NonNullable<State["last"]>): string {
	const who = words.person(pending.who);
	if (kind === "undone") return words.save.undone(who);
	const { log, changes } = pending.request;
	const isLogOnly = log !== null && Object.keys(changes).length === 0;
	return isLogOnly ? words.save.logged(words.log.kinds[log.kind], who) : words.save.saved(who);
}

function Help({ view: { state, words, send } }: { view: View }) {
	const rows = state.singleKeys ? [words.keys.always, ...words.keys.rows] : [words.keys.always];
	return (
		<section class="help" aria-labelledby="help">
			<h2 id="help">{words.keys.title}</h2>
			<label class="check">
				<input
					type="checkbox"
					checked={state.singleKeys}
					onChange={(event) => send({ type: "singleKeys", isOn: event.currentTarget.checked })}
				/>
				{words.keys.singles}
			</label>
			<dl>
				{rows.map(([key, what]) => (
					<div key={key}>
						<dt>{key}</dt>
						<dd>{what}</dd>
					</div>
				))}
			</dl>
			<button type="button" onClick={() => send({ type: "help", isOpen: false })}>
				{words.keys.close}
			</button>
		</section>
	);
}

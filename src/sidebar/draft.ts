/** What is not in the sheet yet, as a text that outlives the page. */
import type { Edit, Pending, State } from "./state";
import { isDirty } from "./state";

export interface Draft {
	readonly edits: Readonly<Record<string, Edit>>;
	/** Saves without a known end: sent again with the same id, which changes nothing twice. */
	readonly outbox: readonly Pending[];
}

const VERSION = 1;

/** "" when nothing is unsaved. */
export function draftText(state: Pick<State, "edits" | "outbox" | "troubles">): string {
	const edits = Object.entries(state.edits).filter(([, edit]) => isDirty(edit));
	const outbox = [...state.outbox, ...state.troubles.map(({ pending }) => pending)];
	if (edits.length + outbox.length === 0) return "";
	return JSON.stringify({ version: VERSION, edits: Object.fromEntries(edits), outbox });
}

/** Reads a draft; null for "" and for what an older page or a stranger wrote. */
export function readDraft(text: string): Draft | null {
	try {
		const draft = JSON.parse(text) as Partial<Draft> & { version?: number };
		if (draft?.version !== VERSION) return null;
		const { edits = {}, outbox = [] } = draft;
		return { edits, outbox };
	} catch {
		return null;
	}
}

/** Several drafts as one; of two edits of one lead the earlier in the list stands. */
export function joinDrafts(drafts: readonly (Draft | null)[]): Draft {
	const outbox = new Map<string, Pending>();
	let edits: Record<string, Edit> = {};
	for (const draft of drafts) {
		if (draft === null) continue;
		edits = { ...draft.edits, ...edits };
		for (const pending of draft.outbox) outbox.set(pending.request.saveId, pending);
	}
	return { edits, outbox: [...outbox.values()] };
}

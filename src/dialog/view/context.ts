/** What every part of the page is given. */
import type { DialogMessages } from "../../locale/ja-dialog";
import type { State } from "../state";
import type { Event } from "../update";

export interface View {
	readonly state: State;
	readonly words: DialogMessages;
	readonly send: (event: Event) => void;
}

export function isBusy({ state }: View): boolean {
	return state.calls[state.view] !== undefined;
}

/** Those of a set of keys with one more, or without it. */
export function toggled<K extends string | number>(
	set: Readonly<Record<K, true>>,
	key: K,
	isIn: boolean,
): Readonly<Record<K, true>> {
	const { [key]: _, ...others } = set;
	return (isIn ? { ...others, [key]: true } : others) as Readonly<Record<K, true>>;
}

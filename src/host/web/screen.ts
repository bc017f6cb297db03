import type { ChartSpec, DialogSpec, Menu } from "../contract";
import type { AskedQuestion, ClockState } from "../page-wire";

export interface Dialog extends DialogSpec {
	readonly key: number;
}
export interface Toast {
	readonly key: number;
	readonly title: string;
	readonly message: string;
}
export interface Failure {
	readonly title: string;
	readonly message: string;
	readonly details: string;
}

/** Everything around the grid. The grid's own state lives in Univer. */
export interface Screen {
	readonly ready: boolean;
	readonly name: string;
	readonly menus: readonly Menu[];
	readonly charts: readonly ChartSpec[];
	readonly clock: ClockState;
	readonly timeZone: string;
	/** What is running, once it has run long enough to be worth a word. */
	readonly running: string | null;
	readonly advancing: boolean;
	readonly sidebar: Dialog | null;
	readonly dialogs: readonly Dialog[];
	readonly question: AskedQuestion | null;
	readonly toasts: readonly Toast[];
	readonly failure: Failure | null;
	readonly connected: boolean;
	/** Counts how often the workbook was loaded as a whole. */
	readonly epoch: number;
}

const BLANK: Screen = {
	ready: false,
	name: "",
	menus: [],
	charts: [],
	clock: { now: 0, nextAt: null },
	timeZone: "Asia/Tokyo",
	running: null,
	advancing: false,
	sidebar: null,
	dialogs: [],
	question: null,
	toasts: [],
	failure: null,
	connected: true,
	epoch: 0,
};

export class ScreenStore {
	private screen = BLANK;
	private readonly listeners = new Set<() => void>();

	readonly get = (): Screen => this.screen;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	};

	set(change: Partial<Screen>): void {
		this.screen = { ...this.screen, ...change };
		for (const listener of this.listeners) listener();
	}
}

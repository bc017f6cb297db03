import type { Answer, Area, HostEvent, RunResult } from "../contract";
import type { ClockRequest, PageEvent, PageSnapshot } from "../page-wire";
import { Connection } from "./connection";
import { Outbox } from "./outbox";
import type { ScreenStore } from "./screen";
import type { Lang } from "./univer";
import { WORDS, type Words } from "./words";
import type { WorkbookView } from "./workbook-view";

const BUSY_AFTER_MS = 250;
const SELECT_AFTER_MS = 120;
const TOAST_SECONDS = 5;

/** Keeps view, screen and host in step. */
export class Desk {
	readonly connection: Connection;
	private readonly store: ScreenStore;
	private readonly outbox: Outbox;
	private readonly changes = new Set<() => void>();
	private view: WorkbookView | null = null;
	private words: Words = WORDS.ja;
	private loading: Promise<void> | null = null;
	private again = false;
	private selection: { sheet: string; area: Area | null; sent: boolean } | null = null;
	private selectTimer: ReturnType<typeof setTimeout> | undefined;
	private busyTimer: ReturnType<typeof setTimeout> | undefined;
	private keys = 0;
	private edits = 0;

	constructor(store: ScreenStore) {
		this.store = store;
		this.connection = new Connection({
			onEvent: (event, seq) => this.receive(event, seq),
			onGap: () => void this.reload(),
			onLine: (connected) => this.store.set({ connected }),
		});
		this.outbox = new Outbox(
			(mutations) => this.connection.post("/mutation", { origin: this.connection.page, mutations }),
			(error) => {
				if (error !== null) this.toast("", this.words.refused(error), TOAST_SECONDS);
				void this.reload();
			},
		);
	}

	/** Shows the first snapshot and begins to listen. */
	start(view: WorkbookView, snapshot: PageSnapshot, lang: Lang): void {
		this.view = view;
		this.words = WORDS[lang];
		this.show(snapshot);
		this.connection.resume(snapshot.seq);
	}

	readonly onChange = (listener: () => void): (() => void) => {
		this.changes.add(listener);
		return () => this.changes.delete(listener);
	};

	readonly changed = (): void => {
		for (const listener of this.changes) listener();
	};

	readonly local = (mutation: { id: string; params: unknown }): void => {
		this.edits += 1;
		this.outbox.add(mutation, this.connection.seen);
	};

	readonly selected = (sheet: string, area: Area | null): void => {
		this.selection = { sheet, area, sent: false };
		clearTimeout(this.selectTimer);
		this.selectTimer = setTimeout(() => void this.sendSelection(), SELECT_AFTER_MS);
	};

	/** A script sees what the person has typed and selected before it was started. */
	private async settle(): Promise<void> {
		await this.outbox.flush();
		await this.sendSelection();
	}

	private async sendSelection(): Promise<void> {
		clearTimeout(this.selectTimer);
		if (!this.selection || this.selection.sent) return;
		this.selection.sent = true;
		const { sheet, area } = this.selection;
		// Where the host knows nothing of this sheet, the next snapshot settles it.
		await this.connection.post("/activate", { sheet, area }).catch(() => undefined);
	}

	readonly runMenu = async (functionName: string): Promise<void> => {
		try {
			await this.settle();
			const result = await this.connection.post("/run", { functionName, args: [], kind: "menu" });
			if (!result.ok)
				this.fail(
					this.words.scriptFailed(functionName),
					result.message || result.name,
					result.stack || result.name,
				);
		} catch (error) {
			this.fail(this.words.scriptFailed(functionName), messageOf(error), "");
		}
	};

	readonly runFromFrame = async (functionName: string, args: readonly unknown[]): Promise<RunResult> => {
		await this.settle();
		return this.connection.post("/run", { functionName, args, kind: "sidebar" });
	};

	readonly advance = async (request: ClockRequest): Promise<void> => {
		this.store.set({ advancing: true });
		try {
			await this.settle();
			const { fired, ...clock } = await this.connection.post("/clock", request);
			this.store.set({ clock });
			for (const { handler, error } of fired)
				if (error !== null) this.fail(this.words.scriptFailed(handler), error, "");
			const done = fired.filter(({ error }) => error === null).map(({ handler }) => handler);
			const names = [...new Set(done)].map((name) =>
				this.words.times(name, done.filter((each) => each === name).length),
			);
			const message = names.length > 0 ? this.words.fired(names.join(", ")) : this.words.nothingFired;
			if (names.length > 0 || fired.length === 0) this.toast("", message, TOAST_SECONDS);
		} catch (error) {
			this.fail(this.words.advanceNext, messageOf(error), "");
		} finally {
			this.store.set({ advancing: false });
		}
	};

	readonly answer = (answer: Answer): void => {
		const { question } = this.store.get();
		if (!question) return;
		this.store.set({ question: null });
		void this.connection.post("/answer", { id: question.id, answer });
	};

	fail(title: string, message: string, details: string): void {
		this.store.set({ failure: { title, message, details } });
	}

	toast(title: string, message: string, seconds: number): void {
		this.keys += 1;
		const key = this.keys;
		this.store.set({ toasts: [...this.store.get().toasts.slice(-2), { key, title, message }] });
		if (seconds >= 0) setTimeout(() => this.closeToast(key), (seconds || TOAST_SECONDS) * 1000);
	}

	readonly closeToast = (key: number): void => {
		this.store.set({ toasts: this.store.get().toasts.filter((toast) => toast.key !== key) });
	};

	readonly closeDialog = (key: number): void => {
		this.store.set({ dialogs: this.store.get().dialogs.filter((dialog) => dialog.key !== key) });
	};

	private receive(event: PageEvent, seq: number): void {
		switch (event.type) {
			case "mutation":
				this.follow(event, seq);
				break;
			case "activate":
				this.view?.activate(event.sheet);
				break;
			case "menus":
				this.store.set({ menus: event.menus });
				break;
			case "charts": {
				const others = this.store.get().charts.filter(({ sheet }) => sheet !== event.sheet);
				this.store.set({ charts: [...others, ...event.charts] });
				break;
			}
			case "clock":
				this.store.set({ clock: { ...this.store.get().clock, now: event.now } });
				break;
			case "schedule":
				this.store.set({ clock: { ...this.store.get().clock, nextAt: event.nextAt } });
				break;
			case "toast":
				this.toast(event.title, event.message, event.seconds);
				break;
			case "dialog": {
				this.keys += 1;
				const dialog = { ...event.dialog, key: this.keys };
				if (dialog.kind === "sidebar") this.store.set({ sidebar: dialog });
				// One at a time, as in Google Sheets: the next takes the place of the last.
				else this.store.set({ dialogs: [dialog] });
				break;
			}
			case "busy":
				clearTimeout(this.busyTimer);
				if (event.running === null) this.store.set({ running: null });
				else this.busyTimer = setTimeout(() => this.store.set({ running: event.running }), BUSY_AFTER_MS);
				break;
			case "question":
				this.store.set({ question: event.question });
				break;
			case "answered":
				if (this.store.get().question?.id === event.id) this.store.set({ question: null });
		}
	}

	private follow(event: HostEvent & { type: "mutation" }, seq: number): void {
		const { id, params } = event.mutation;
		this.outbox.remember(seq, { id, params });
		try {
			this.view?.replay({ id, params });
		} catch (error) {
			console.warn(`${id}: ${messageOf(error)}`);
			void this.reload();
		}
	}

	/** Starts over from the host's state. Several reasons at once make one reload. */
	private reload(): Promise<void> {
		this.again = this.loading !== null;
		this.loading ??= this.loadAll().finally(() => {
			this.loading = null;
			if (this.again) void this.reload();
		});
		return this.loading;
	}

	private async loadAll(): Promise<void> {
		try {
			await this.outbox.flush();
			this.connection.hold();
			const edits = this.edits;
			const snapshot = await this.connection.snapshot();
			const place = this.selection;
			this.show(snapshot);
			this.connection.resume(snapshot.seq);
			if (place) await this.view?.restore(place.sheet, place.area);
			// Typed while the snapshot was on its way: it may be missing from what is shown now.
			if (edits !== this.edits) this.again = true;
		} catch (error) {
			this.fail(this.words.failed(messageOf(error)), "", "");
		}
	}

	private show(snapshot: PageSnapshot): void {
		const { name, menus, charts, clock, timeZone, workbook, activeSheet } = snapshot;
		this.view?.load(workbook, this.selection?.sheet ?? activeSheet);
		this.store.set({ name, menus, charts, clock, timeZone, epoch: this.store.get().epoch + 1 });
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

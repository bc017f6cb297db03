/**
 * Where a draft is kept. Browsers that block third-party storage throw at the mere mention of localStorage in the
 * frame; then the server keeps it, and if that fails too, the rep is told.
 */
import { withoutLeads } from "../domain/privacy/drafts";
import { type Draft, joinDrafts, readDraft } from "./draft";
import type { Kept } from "./state";

const PREFIX = "mikomi.draft.";
const SETTINGS = "mikomi.sidebar";
/** A page that has not written for so long is gone, whether or not it said goodbye. */
const STALE_MS = 60_000;
export const HEARTBEAT_MS = 20_000;
/** All properties of a user together hold 500 KB (PLATFORM fact 23). */
const SERVER_CHARACTERS = 100_000;
/** Typing goes on for a while: the server is told when it pauses. */
const SERVER_PAUSE_MS = 1500;

interface Stored {
	readonly at: number;
	readonly isClosed: boolean;
	readonly text: string;
}
interface OwnSettings {
	readonly singleKeys: boolean;
	readonly source: string;
}

/** The storage of the browser, or null where it is blocked or full. */
function openStorage(): Storage | null {
	try {
		const storage = window.localStorage;
		storage.setItem(`${PREFIX}try`, "");
		storage.removeItem(`${PREFIX}try`);
		return storage;
	} catch {
		return null;
	}
}

export class DraftKeeper {
	private readonly storage = openStorage();
	private readonly key: string;
	private readonly tellServer: (text: string) => Promise<unknown>;
	private readonly onKept: (where: Kept) => void;
	private text = "";
	private serverText = "";
	private timer = 0;

	/**
	 * @param page an id of this page: two sidebars in one browser keep apart
	 * @param onKept called when the place changes
	 */
	constructor(page: string, tellServer: (text: string) => Promise<unknown>, onKept: (where: Kept) => void) {
		this.key = PREFIX + page;
		this.tellServer = tellServer;
		this.onKept = onKept;
	}

	/**
	 * Takes over what pages that are gone have left, here and on the server.
	 * @param erased leads whose persons were erased: nothing of them comes back
	 */
	adopt(fromServer: string, now: number, erased: readonly string[] = []): Draft {
		this.serverText = fromServer;
		const texts: string[] = [];
		try {
			for (const key of Object.keys(this.storage ?? {})) {
				if (!key.startsWith(PREFIX) || key === this.key) continue;
				const stored = JSON.parse(this.storage?.getItem(key) ?? "null") as Stored | null;
				if (stored !== null && !stored.isClosed && now - stored.at < STALE_MS) continue;
				if (stored !== null) texts.push(stored.text);
				this.storage?.removeItem(key);
			}
		} catch {
			// Somebody else's entry is no draft.
		}
		return joinDrafts([...texts, fromServer].map((text) => readDraft(withoutLeads(text, erased))));
	}

	/** Keeps a text in place of the one before; "" when all is saved. */
	keep(text: string, now: number): void {
		if (text === this.text) return;
		this.text = text;
		const isHere = this.store(now, false);
		if (isHere) this.onKept("here");
		// What the server still holds is out of date now.
		if (!isHere || this.serverText !== "") this.keepOnServer(isHere ? "" : text);
	}

	/** Says that the page is still alive. */
	beat(now: number): void {
		if (this.text !== "") this.store(now, false);
	}

	/** The page goes: the next one may take over at once. */
	close(now: number): void {
		if (this.text !== "") this.store(now, true);
	}

	private store(at: number, isClosed: boolean): boolean {
		if (this.storage === null) return false;
		try {
			const stored: Stored = { at, isClosed, text: this.text };
			if (this.text === "") this.storage.removeItem(this.key);
			else this.storage.setItem(this.key, JSON.stringify(stored));
			return true;
		} catch {
			return false;
		}
	}

	private keepOnServer(text: string): void {
		clearTimeout(this.timer);
		if (text.length > SERVER_CHARACTERS) {
			this.onKept("nowhere");
			return;
		}
		if (text !== "") this.onKept("soon");
		this.timer = window.setTimeout(() => {
			this.tellServer(text).then(
				() => {
					this.serverText = text;
					if (text === this.text) this.onKept("server");
				},
				() => this.onKept("nowhere"),
			);
		}, SERVER_PAUSE_MS);
	}
}

/** What the rep set in the page; the defaults where nothing can be kept. */
export function readOwnSettings(): OwnSettings {
	const defaults: OwnSettings = { singleKeys: true, source: "" };
	try {
		return { ...defaults, ...(JSON.parse(localStorage.getItem(SETTINGS) ?? "{}") as Partial<OwnSettings>) };
	} catch {
		return defaults;
	}
}

export function writeOwnSettings(settings: OwnSettings): void {
	try {
		localStorage.setItem(SETTINGS, JSON.stringify(settings));
	} catch {
		// They hold for this page then.
	}
}

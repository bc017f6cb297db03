/** Two reps save at the same time while a refresh runs: no save is lost, and none waits for the refresh. */
import { describe, expect, it } from "vitest";
import type { Field, SaveRequest, SidebarLead } from "../../src/addon/sidebar-contract";
import { freshWorkbook, type Row, serial, type Workbook } from "./bench";
import { saveOf, serverOf } from "./desk-bench";

const SAVES = 200;
const LEADS = 12;

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

function workbook(): Workbook {
	const book = freshWorkbook();
	book.add(
		"leads",
		Array.from(
			{ length: LEADS },
			(_, i): Row => ({
				created_at: serial("2026-11-01"),
				company: `会社${i % 8}`,
				name: `担当${i}`,
				email: `p${i}@c.example`,
			}),
		),
	);
	book.run("refreshNow");
	return book;
}

/** A rep whose page keeps what it could not save and tries again. */
class Rep {
	private readonly server;
	private readonly seen = new Map<string, SidebarLead>();
	private pending: SaveRequest | null = null;
	private count = 0;
	isSaving = false;
	saved = 0;
	busy = 0;

	constructor(
		readonly book: Workbook,
		readonly name: string,
		readonly ids: readonly string[],
		readonly next: () => number,
	) {
		this.server = serverOf(book);
	}

	/** Takes one more step: makes a save, or sends the one again whose answer was no. */
	step(): void {
		this.isSaving = true;
		this.send();
		this.isSaving = false;
	}

	private send(): void {
		this.pending = this.pending ?? this.make();
		const request = this.pending;
		const result = this.server.sidebarSave(request);
		if (result.state === "busy") {
			this.busy++;
			this.pending = { ...request, isRetry: true };
			return;
		}
		if (result.state === "conflict") {
			// The rep looks at both and keeps their own.
			this.seen.set(request.leadId, result.lead);
			this.pending = { ...request, base: { ...request.base, ...result.lead.fields } };
			return;
		}
		if (result.state !== "saved") throw new Error(result.state);
		this.seen.set(request.leadId, result.lead);
		for (const [field, value] of Object.entries(request.changes)) {
			LAST.set(`${request.leadId} ${field}`, value as string);
		}
		this.saved++;
		this.pending = null;
	}

	private make(): SaveRequest {
		const id = this.ids[Math.floor(this.next() * this.ids.length)] as string;
		const lead = this.seen.get(id) ?? (this.server.sidebarLead(id) as SidebarLead);
		const text = `${this.name}${this.count++}`;
		const changes: Partial<Record<Field, string>> = { note: text };
		if (this.next() < 0.4) changes.next_action = text;
		if (this.next() < 0.4) changes.contact_verdict = lead.fields.contact_verdict === "in" ? "out" : "in";
		if (this.next() < 0.2) changes.company_verdict = lead.fields.company_verdict === "in" ? "out" : "in";
		return saveOf(lead, changes, {
			saveId: `race${text}`,
			reason: text,
			by: this.name,
			log: this.next() < 0.5 ? { kind: "connected", note: text } : null,
		});
	}
}

/** What the last save of each field said, over both reps. */
const LAST = new Map<string, string>();

describe("two reps and a refresh at the same time", () => {
	it("lose no save, and no save waits for the refresh outside its short write", () => {
		LAST.clear();
		const book = workbook();
		const { host } = book;
		const ids = book.rows("leads").map((row) => String(row["id"]));
		const next = random(20_261_122);
		const reps = [new Rep(book, "甲", ids, next), new Rep(book, "乙", ids, next)] as const;
		const total = () => reps[0].saved + reps[1].saved;
		let depth = 0;
		let refreshLocks = false;
		let waitedForRefresh = 0;
		const step = (rep: Rep, inRefresh: boolean) => {
			const busy = rep.busy;
			depth++;
			rep.step();
			depth--;
			if (inRefresh && rep.busy > busy && !refreshLocks) waitedForRefresh++;
		};
		while (total() < SAVES) {
			let stage = 0;
			refreshLocks = false;
			host.beforeCall = (call) => {
				if (!call.counted) return;
				if (depth === 0) {
					// The refresh's second lock is the document's; it is held for a few calls only.
					if (call.name.endsWith("tryLock")) stage++;
					refreshLocks = stage === 2;
					if (call.name.endsWith("releaseLock") && stage === 2) stage = 3;
					if (next() < 0.25) step(reps[next() < 0.5 ? 0 : 1], true);
				} else if (depth === 1 && next() < 0.03) step(reps[0].isSaving ? reps[1] : reps[0], false);
			};
			const refreshed = book.run("refreshNow");
			expect(refreshed.ok, refreshed.message).toBe(true);
			host.beforeCall = null;
			for (const rep of reps) step(rep, false);
		}
		for (const rep of reps) step(rep, false);
		book.run("refreshNow");

		expect(total()).toBeGreaterThanOrEqual(SAVES);
		expect(waitedForRefresh).toBe(0);
		const server = serverOf(book);
		for (const [key, value] of LAST) {
			const [id = "", field = ""] = key.split(" ");
			if (field === "company_verdict") continue;
			expect(server.sidebarLead(id)?.fields[field as Field], key).toBe(value);
		}
		const activities = book.rows("activities").map((row) => String(row["id"]));
		expect(new Set(activities).size).toBe(activities.length);
		expect(book.run("diagnose").message).not.toMatch(/判定履歴/);
		process.stdout.write(
			`${total()} saves, ${reps[0].busy + reps[1].busy} sent again because another save or the write was under way\n`,
		);
	}, 600_000);
});

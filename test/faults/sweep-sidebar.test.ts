/**
 * Every call of what the sidebar asks for may fail: the page tries again with the same request, and then everything
 * stands as if nothing had happened; until then no other row has changed.
 */
import { describe, expect, it } from "vitest";
import type { RunResult } from "../../src/host/contract";
import { freshWorkbook, type Row, serial, Workbook } from "../addon/bench";
import { leadOf, saveOf, serverOf, TEAM } from "../addon/desk-bench";
import { frozenDist, sampled, TIMEOUT } from "./cases";
import { type FAULTS, hostFor, plant } from "./faults";

const WANTED = process.env["MIKOMI_FAULTS"];
const dist = frozenDist();
const TABLES = ["leads", "companies", "activities", "verdicts"] as const;

function team(): Workbook {
	const book = freshWorkbook({ dist });
	book.add("leads", TEAM);
	book.add("companies", [{ name: "ビー機械", situation: "設備を更新中" }, { name: "エフ商事" }]);
	book.add("activities", [
		{ at: serial("2026-11-03 11:00"), email: "c@c-denso.example", type: "メール送信", note: "資料" },
	]);
	book.run("refreshNow");
	return book;
}

const start = team().host.save();
const open = (state = start, kind: (typeof FAULTS)[number] = "quota") =>
	new Workbook({ state, dist, ...hostFor(kind) });
const preview = open();
const lead = (name: string) => leadOf(preview, serverOf(preview), name);

const save = saveOf(
	lead("千葉"),
	{
		company_verdict: "in",
		contact_verdict: "in",
		situation: "更新期",
		next_action: "見積を送る",
		next_action_type: "email_out",
		next_action_on: "2026-11-26",
	},
	{ reason: "業種も規模も合う", log: { kind: "key", note: "社長につながった" } },
);
const known = saveOf(lead("別所"), { company_verdict: "out", note: "断った" }, { reason: "業種外" });

/** A workbook in which the first save has been made, and the request that takes it back. */
const [saved, undo] = (() => {
	const book = open();
	serverOf(book).sidebarSave(save);
	const after = leadOf(book, serverOf(book), "千葉");
	const back = saveOf(
		after,
		{ company_verdict: "", contact_verdict: "", next_action: "" },
		{ undoOf: save.saveId },
	);
	return [book.host.save(), back] as const;
})();

/** A lead that was typed in a moment ago and has no id yet, selected. */
const [unknown] = (() => {
	const book = open();
	book.add("leads", [{ company: "新しい会社", name: "新田", email: "n@new.example" }]);
	return [book.host.save()] as const;
})();
const select = (book: Workbook) =>
	book.host.select({ sheet: book.tab("leads"), row: TEAM.length + 1, column: 1, rows: 1, columns: 1 });

interface Operation {
	readonly name: string;
	readonly state: string;
	/** Names of the leads, companies and notes of activities that it may change. */
	readonly touches: readonly string[];
	readonly call: readonly [name: string, ...args: unknown[]];
	readonly again?: readonly [name: string, ...args: unknown[]];
	readonly before?: (book: Workbook) => void;
}

const OPERATIONS: readonly Operation[] = [
	{ name: "opening", state: start, touches: [], call: ["sidebarOpen"] },
	{ name: "loading a lead", state: start, touches: [], call: ["sidebarLead", save.leadId] },
	{
		name: "giving the selected row an id",
		state: unknown,
		touches: ["新田"],
		call: ["sidebarRow"],
		before: select,
	},
	{
		name: "a save with a log, of a company without a record",
		state: start,
		touches: ["千葉", "シー電装", "社長につながった"],
		call: ["sidebarSave", save],
		again: ["sidebarSave", { ...save, isRetry: true }],
	},
	{
		name: "a save of a company with a record",
		state: start,
		touches: ["別所", "ビー機械"],
		call: ["sidebarSave", known],
		again: ["sidebarSave", { ...known, isRetry: true }],
	},
	{
		name: "the undo of a save",
		state: saved,
		touches: ["千葉", "シー電装", "社長につながった"],
		call: ["sidebarSave", undo],
		again: ["sidebarSave", { ...undo, isRetry: true }],
	},
	{ name: "keeping a draft", state: start, touches: [], call: ["sidebarDraft", "下書き".repeat(2000)] },
];

/** The rows of all tables without seconds, which a wait for a lock moves. */
function rowsOf(book: Workbook): Map<string, Row[]> {
	const steady = (row: Row) =>
		Object.fromEntries(
			Object.entries(row).map(([column, value]) => {
				if (column === "at" && typeof value === "number") return [column, Math.floor(value * 1440)];
				// A wait for a lock moves the moment that an id is made of.
				return [column, typeof value === "string" ? value.replace(/\bL\w+-1\b/, "L#-1") : value];
			}),
		);
	// What an undo leaves of an activity is its id, which is no record.
	const isRecord = (row: Row) =>
		Object.entries(row).some(([column, value]) => column !== "id" && value !== null);
	return new Map(TABLES.map((table) => [table, book.rows(table).filter(isRecord).map(steady)]));
}

/** Counts that a retry cannot know to be right: the next refresh counts anew. */
const COUNTED = ["touches", "company_touches", "last_touch_on", "next_step"];

function withoutCounts(rows: Map<string, Row[]>): Map<string, Row[]> {
	const kept = (row: Row) => Object.fromEntries(Object.entries(row).filter(([id]) => !COUNTED.includes(id)));
	return new Map([...rows].map(([table, each]) => [table, each.map(kept)]));
}

const isMine = (row: Row, touches: readonly string[]) =>
	touches.some((name) => [row["name"], row["note"], row["company"]].includes(name));

function run(book: Workbook, [name, ...args]: Operation["call"]): RunResult {
	return book.host.run(name, { kind: "sidebar", args });
}

const isAnswered = (result: RunResult) =>
	result.ok && result.value !== "" && (result.value as { state?: string } | null)?.state !== "busy";

describe.each(OPERATIONS)("$name", (operation) => {
	const prepared = (kind?: (typeof FAULTS)[number]) => {
		const book = open(operation.state, kind);
		operation.before?.(book);
		return book;
	};

	it(
		"comes to the same end when any of its calls fails and the page tries again",
		() => {
			const clean = prepared();
			const before = rowsOf(clean);
			clean.host.resetCalls();
			expect(run(clean, operation.call).ok).toBe(true);
			const calls = clean.host.callLog().calls.filter((call) => call.counted);
			const goal = withoutCounts(rowsOf(clean));
			clean.host.advance(60_000);
			clean.run("refreshNow");
			const end = rowsOf(clean);
			let cases = 0;
			for (const { kind, at, place } of sampled(calls)) {
				cases++;
				const book = prepared(kind);
				const planted = plant(book, { kind, at });
				let result = run(book, operation.call);
				planted.lift();
				expect(planted.struck(), place).toBe(true);
				for (const table of TABLES) {
					const left = (rowsOf(book).get(table) ?? []).filter((row) => !isMine(row, operation.touches));
					const old = (before.get(table) ?? []).filter((row) => !isMine(row, operation.touches));
					expect(left, `${place}: ${table}`).toEqual(old);
				}
				for (let attempt = 0; attempt < 3 && !isAnswered(result); attempt++) {
					result = run(book, operation.again ?? operation.call);
				}
				expect(isAnswered(result), `${place}: ${JSON.stringify(result)}`).toBe(true);
				const now = withoutCounts(rowsOf(book));
				for (const table of TABLES) expect(now.get(table), `${place}: ${table}`).toEqual(goal.get(table));
				expect(book.run("diagnose").message, place).not.toMatch(/判定履歴/);
				book.host.advance(60_000);
				book.run("refreshNow");
				const healed = rowsOf(book);
				for (const table of TABLES) expect(healed.get(table), `${place}: ${table}`).toEqual(end.get(table));
				book.host.dispose();
			}
			if (WANTED !== undefined)
				process.stderr.write(`${operation.name}: ${calls.length} calls, ${cases} cases\n`);
			expect(cases).toBeGreaterThan(0);
		},
		TIMEOUT,
	);
});

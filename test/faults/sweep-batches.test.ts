/**
 * Every call of a bulk write may fail: what it left is undone wholly, or the same thing done again comes to the same
 * end; and no row that it is not about ever changes.
 */
import { describe, expect, it } from "vitest";
import type { RunResult } from "../../src/host/contract";
import { freshWorkbook, type Row, serial, Workbook } from "../addon/bench";
import { dialogOf, idOf, whole } from "../addon/dialog-bench";
import { frozenDist, sampled, TIMEOUT } from "./cases";
import { type FAULTS, hostFor, isAcquire, isRelease, plant } from "./faults";

const WANTED = process.env["MIKOMI_FAULTS"];
const dist = frozenDist();
const TABLES = ["leads", "companies", "deals", "settings"] as const;

function team(): Workbook {
	const book = freshWorkbook({ dist });
	book.add(
		"leads",
		["有田", "別所", "千葉", "土井", "出口"].map((name, i) => ({
			created_at: serial("2026-10-25"),
			company: `会社${i}`,
			name,
			email: `p${i}@c.example`,
			owner: i % 2 === 0 ? "佐藤" : "鈴木",
			phone: i === 3 ? "0312345678" : null,
			next_action_on: i === 3 ? serial("2026-11-30") : null,
		})),
	);
	book.add("companies", [
		{ name: "会社1", phone: "0398765432", owner: "佐藤" },
		{ name: "会社2", owner: "鈴木" },
	]);
	book.run("refreshNow");
	dialogOf(book).reassignApply({ from: "鈴木", to: "高橋", tables: ["companies"], openOnly: false, why: "" });
	return book;
}

const start = team().host.save();
const open = (state = start, kind: (typeof FAULTS)[number] = "quota") =>
	new Workbook({ state, dist, ...hostFor(kind) });

const preview = open();
const lead = (name: string) => idOf(preview, "leads", "name", name);
const merge = [
	{ survivor: lead("有田"), others: [lead("土井")] },
	{
		survivor: idOf(preview, "companies", "name", "会社2"),
		others: [idOf(preview, "companies", "name", "会社1")],
	},
];
const reassign = { from: "佐藤", to: "田中", tables: ["leads", "companies"], openOnly: true, why: "異動" };
const words = [
	{ kind: "verdict", word: "0120", meaning: "in" },
	{ kind: "title", word: "番頭", meaning: "部長" },
	{ kind: "industry", word: "=1", meaning: "自動車" },
];

interface Operation {
	readonly name: string;
	readonly state: string;
	readonly call: readonly [name: string, ...args: unknown[]];
}

const after = (...call: Operation["call"]): [string, string] => {
	const book = open();
	const result = run(book, call);
	if (!result.ok) throw new Error(result.message);
	return [book.host.save(), (result.value as { batch: string }).batch];
};

const [merged, mergeBatch] = after("mergeApply", merge, "同じ人");
const [learned, learnBatch] = after("learn", words, "");
const OPERATIONS: readonly Operation[] = [
	{ name: "merging", state: start, call: ["mergeApply", merge, "同じ人"] },
	{ name: "giving rows to another owner", state: start, call: ["reassignApply", reassign] },
	{ name: "learning words", state: start, call: ["learn", words, ""] },
	{ name: "the undo of a merge", state: merged, call: ["undoApply", mergeBatch, "別人"] },
	{ name: "the undo of learned words", state: learned, call: ["undoApply", learnBatch, ""] },
];

function run(book: Workbook, [name, ...args]: Operation["call"]): RunResult {
	return book.host.run("dialogCall", { kind: "sidebar", args: [name, args] });
}

const pictures = (book: Workbook) => new Map(TABLES.map((table) => [table, whole(book, book.tab(table))]));

/** People's cells of all rows but for those in question. */
function others(book: Workbook, table: (typeof TABLES)[number], known: ReadonlySet<string>): Row[] {
	return book
		.rows(table)
		.filter(
			(row) => !known.has(JSON.stringify([row["id"] ?? null, row["name"] ?? null, row["item"] ?? null])),
		);
}

describe.each(OPERATIONS)("$name", (operation) => {
	const isUndo = operation.call[0] === "undoApply";

	it(
		"is undone wholly, or done again wholly, when any of its calls fails",
		() => {
			const clean = open(operation.state);
			const before = pictures(clean);
			const rowsBefore = new Map(TABLES.map((table) => [table, clean.rows(table)]));
			clean.host.resetCalls();
			expect(run(clean, operation.call).ok).toBe(true);
			const calls = clean.host.callLog().calls.filter((call) => call.counted);
			const goal = pictures(clean);
			// Rows that the operation changes or adds.
			const touched = new Map(
				TABLES.map((table) => {
					const old = new Set((rowsBefore.get(table) ?? []).map((row) => JSON.stringify(row)));
					const now = new Set(clean.rows(table).map((row) => JSON.stringify(row)));
					const changed = [
						...clean.rows(table).filter((row) => !old.has(JSON.stringify(row))),
						...(rowsBefore.get(table) ?? []).filter((row) => !now.has(JSON.stringify(row))),
					];
					return [
						table,
						new Set(
							changed.map((row) =>
								JSON.stringify([row["id"] ?? null, row["name"] ?? null, row["item"] ?? null]),
							),
						),
					];
				}),
			);
			let cases = 0;
			for (const { kind, at, place } of sampled(calls)) {
				cases++;
				const book = open(operation.state, kind);
				book.host.resetCalls();
				const planted = plant(book, { kind, at });
				const result = run(book, operation.call);
				planted.lift();
				expect(planted.struck(), place).toBe(true);
				if (kind !== "kill without finally") {
					// A person reads a sentence, and the lock is given back after what was written.
					if (!result.ok) expect(result.message, place).toMatch(/。/);
					let held = 0;
					book.host.callLog().calls.forEach((call, n, all) => {
						if (isAcquire(call.name) && all[n + 1] !== undefined && kind !== "lock timeout") held++;
						if (isRelease(call.name) && kind !== "lock timeout") held--;
					});
					expect(held, place).toBeLessThanOrEqual(0);
				}
				for (const table of TABLES) {
					const known = touched.get(table) ?? new Set();
					const isOther = (row: Row) =>
						!known.has(JSON.stringify([row["id"] ?? null, row["name"] ?? null, row["item"] ?? null]));
					expect(others(book, table, known), `${place}: ${table}`).toEqual(
						(rowsBefore.get(table) ?? []).filter(isOther),
					);
				}
				const left = book.host.save();
				book.host.dispose();
				if (isUndo) {
					const again = open(left);
					const state = dialogOf(again)
						.batches()
						.find((line) => line.batch === operation.call[1]);
					if (state?.undoneAt === "") expect(run(again, operation.call).ok, place).toBe(true);
					const now = pictures(again);
					for (const table of TABLES) expect(now.get(table), `${place}: ${table}`).toBe(goal.get(table));
					again.host.dispose();
					continue;
				}
				const undone = open(left);
				const dialog = dialogOf(undone);
				const had = new Set(
					dialogOf(open(operation.state))
						.batches()
						.map((line) => line.batch),
				);
				for (const { batch, undoneAt } of dialog.batches())
					if (!had.has(batch) && undoneAt === "") dialog.undoApply(batch, "途中で止まった");
				const back = pictures(undone);
				for (const table of TABLES)
					expect(back.get(table), `undo after ${place}: ${table}`).toBe(before.get(table));
				// And from there the same comes to the same end.
				expect(run(undone, operation.call).ok, place).toBe(true);
				const now = pictures(undone);
				for (const table of TABLES)
					expect(now.get(table), `again after ${place}: ${table}`).toBe(goal.get(table));
				undone.host.dispose();
			}
			if (WANTED !== undefined)
				process.stderr.write(`${operation.name}: ${calls.length} calls, ${cases} cases\n`);
			expect(cases).toBeGreaterThan(0);
		},
		TIMEOUT,
	);
});

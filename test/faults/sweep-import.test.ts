/**
 * Every call of an import may fail: what it left is undone wholly, or the same file read once more completes it; no row
 * comes twice, and no other row ever changes.
 */
import { describe, expect, it } from "vitest";
import type { ImportOrder } from "../../src/addon/dialog-contract";
import type { RunResult } from "../../src/host/contract";
import { freshWorkbook, type Row, serial, Workbook } from "../addon/bench";
import { dialogOf, whole } from "../addon/dialog-bench";
import { frozenDist, sampled, TIMEOUT } from "./cases";
import { type FAULTS, hostFor, plant } from "./faults";

const WANTED = process.env["MIKOMI_FAULTS"];
const dist = frozenDist();
const TABLES = ["leads", "activities", "costs", "settings"] as const;

function team(): Workbook {
	const book = freshWorkbook({ dist });
	book.add(
		"leads",
		["有田", "別所", "千葉"].map((name, i) => ({
			created_at: serial("2026-10-25"),
			company: `会社${i}`,
			name,
			email: `p${i}@c.example`,
			owner: "佐藤",
		})),
	);
	book.add("activities", [{ at: serial("2026-11-02 10:00"), email: "p1@c.example", type: "架電" }]);
	book.run("refreshNow");
	return book;
}

const start = team().host.save();
const open = (state = start, kind: (typeof FAULTS)[number] = "quota") =>
	new Workbook({ state, dist, ...hostFor(kind) });

const cards: ImportOrder = {
	table: "leads",
	rows: [
		["会社", "氏名", "メール", "電話", "役職"],
		["会社1", "別所", "p1@c.example", "03-1111-2222", "部長"],
		["会社2", "千葉", "p2@c.example", "=1+1", ""],
		["新A社", "新井 一", "a@new.example", "0312345678", "課長"],
		["新B社", "西 花子", "b@new.example", "", "係長"],
		["新B社", "西花子", "B@new.example", "090-1111-2222", ""],
	],
	headRow: 1,
	headRows: 1,
	columns: ["company", "name", "email", "phone", "title"],
	defaults: { channel: "展示会" },
	conflicts: "keep",
	without: [],
	exhibition: { name: "ものづくり展", day: "2026-11-19" },
	list: null,
	why: "",
};
const bought: ImportOrder = {
	...cards,
	exhibition: null,
	list: { name: "製造業リスト", cost: "300000", day: "2026-11-05" },
	words: [{ kind: "channel", word: "名簿", meaning: "購入リスト" }],
};

interface Operation {
	readonly name: string;
	readonly order: ImportOrder;
}

const OPERATIONS: readonly Operation[] = [
	{ name: "cards of an exhibition", order: cards },
	{ name: "a bought list", order: bought },
];

const run = (book: Workbook, name: string, ...args: unknown[]): RunResult =>
	book.host.run("dialogCall", { kind: "sidebar", args: [name, args] });
const pictures = (book: Workbook) => new Map(TABLES.map((table) => [table, whole(book, book.tab(table))]));

/** Ids bear the moment of the import; the default date does as well where it is now. */
const OWN = new Set(["id", "fingerprint", "lead_ref"]);
const contents = (book: Workbook) =>
	new Map(
		TABLES.map((table): [string, Row[]] => [
			table,
			book
				.rows(table)
				.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !OWN.has(column)))),
		]),
	);

describe.each(OPERATIONS)("$name", ({ order }) => {
	it(
		"come in wholly or go wholly, whichever call fails",
		() => {
			const clean = open();
			const before = pictures(clean);
			const known = clean.rows("leads").map((row) => row["id"]);
			clean.host.resetCalls();
			expect(run(clean, "importApply", order).ok).toBe(true);
			const calls = clean.host.callLog().calls.filter((call) => call.counted);
			const goal = contents(clean);
			let cases = 0;
			for (const { kind, at, place } of sampled(calls)) {
				cases++;
				const book = open(start, kind);
				const planted = plant(book, { kind, at });
				const result = run(book, "importApply", order);
				planted.lift();
				expect(planted.struck(), place).toBe(true);
				if (kind !== "kill without finally" && !result.ok) expect(result.message, place).toMatch(/。/);
				expect(
					book
						.rows("leads")
						.slice(0, known.length)
						.map((row) => row["id"]),
					place,
				).toEqual(known);
				const left = book.host.save();
				book.host.dispose();

				const again = open(left);
				expect(run(again, "importApply", order).ok, place).toBe(true);
				const now = contents(again);
				for (const table of TABLES)
					expect(now.get(table), `again after ${place}: ${table}`).toEqual(goal.get(table));
				again.host.dispose();

				const undone = open(left);
				const dialog = dialogOf(undone);
				for (const { batch, undoneAt } of dialog.batches())
					if (undoneAt === "") dialog.undoApply(batch, "途中で止まった");
				const back = pictures(undone);
				for (const table of TABLES)
					expect(back.get(table), `undo after ${place}: ${table}`).toBe(before.get(table));
				undone.host.dispose();
			}
			if (WANTED !== undefined) process.stderr.write(`import: ${calls.length} calls, ${cases} cases\n`);
			expect(cases).toBeGreaterThan(0);
		},
		TIMEOUT,
	);
});

/** People sort, insert and delete while a refresh runs: a score must never end up beside the wrong lead. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freshWorkbook, type Row, serial, Workbook } from "./bench";

const LEADS = 8;

/** Lead i has i events of a rule that pays for each, so that its score says whose it is. */
function workbook(): Workbook {
	const book = freshWorkbook();
	const rules = book.tab("score_rules");
	const columns = book.columns(rules);
	const set = (row: number, column: string, value: string | number) =>
		book.host.engine.write(
			{ sheet: rules, row, column: columns.get(column) as number, rows: 1, columns: 1 },
			[[value]],
		);
	set(1, "repeat", "その都度");
	set(1, "points", 1);
	for (let row = 2; row <= 7; row++) set(row, "enabled", "いいえ");
	book.add(
		"leads",
		Array.from({ length: LEADS }, (_, i) => lead(i)),
	);
	book.add(
		"activities",
		Array.from({ length: LEADS }, (_, i) => i).flatMap((i) =>
			Array.from({ length: i + 1 }, () => ({
				at: serial("2026-11-10"),
				email: `p${i}@c.example`,
				type: "展示会来場",
			})),
		),
	);
	return book;
}

function lead(i: number): Row {
	return {
		created_at: serial("2026-10-01"),
		company: `会社${String.fromCharCode(65 + i)}`,
		name: `担当${i}`,
		email: `p${i}@c.example`,
	};
}

type Move =
	| { readonly kind: "sort"; readonly ascending: boolean; readonly by: "company" | "created_at" | "score" }
	| { readonly kind: "insert" | "delete"; readonly at: number };

const move: fc.Arbitrary<Move> = fc.oneof(
	fc.record({
		kind: fc.constant("sort" as const),
		ascending: fc.boolean(),
		by: fc.constantFrom("company" as const, "created_at" as const, "score" as const),
	}),
	fc.record({
		kind: fc.constantFrom("insert" as const, "delete" as const),
		at: fc.integer({ min: 0, max: LEADS }),
	}),
);

/** What a person does to whole rows of the Leads tab. */
function perform(book: Workbook, action: Move, newcomer: () => Row): void {
	const sheet = book.tab("leads");
	const { engine } = book.host;
	const { rows, columns } = engine.extent(sheet);
	if (rows < 3) return;
	if (action.kind === "sort") {
		const column = book.columns(sheet).get(action.by) as number;
		engine.sort({ sheet, row: 1, column: 0, rows: rows - 1, columns }, [
			{ column, ascending: action.ascending },
		]);
		return;
	}
	const at = 1 + (action.at % (rows - 1));
	if (action.kind === "delete") {
		engine.deleteRows(sheet, at, 1);
		return;
	}
	engine.insertRows(sheet, at, 1);
	const places = book.columns(sheet);
	for (const [column, value] of Object.entries(newcomer())) {
		engine.write({ sheet, row: at, column: places.get(column) as number, rows: 1, columns: 1 }, [[value]]);
	}
}

/** Every score, id and reason that stands beside a lead is that lead's own. */
function expectRight(book: Workbook): void {
	const ids = new Set<string>();
	for (const row of book.rows("leads")) {
		const person = /^担当(\d+)$/.exec(String(row["name"]));
		if (row["score"] !== null && row["score"] !== "") {
			expect(row["score"], JSON.stringify(row)).toBe(person === null ? 0 : Number(person[1]) + 1);
		}
		const id = String(row["id"] ?? "");
		if (id !== "") {
			expect(ids.has(id)).toBe(false);
			ids.add(id);
		}
	}
}

/** Plans that once went wrong. */
const EXAMPLES: [[number, Move][]][] = [
	[
		[
			[25, { kind: "insert", at: 0 }],
			[16, { kind: "insert", at: 0 }],
		],
	],
];

/** The calls to the server of one refresh, in order; handles read nothing and are left out. */
function callsOf(state: string): string[] {
	const book = new Workbook({ state });
	book.host.resetCalls();
	book.run("refreshNow");
	const calls = book.host.callLog().calls.filter((call) => call.counted);
	book.host.dispose();
	return calls.map((call) => call.name);
}

function ownersOf(book: Workbook): Map<string, unknown> {
	const rows = book.rows("leads").filter((row) => row["id"] !== null && row["id"] !== "");
	return new Map(rows.map((row) => [String(row["id"]), row["name"]]));
}

describe.each([
	["the first refresh, which gives ids", true],
	["a later refresh", false],
])("while people move rows between any two calls of %s", (_, isFirst) => {
	const start = workbook();
	if (!isFirst) start.run("refreshNow");
	const state = start.host.save();
	const calls = callsOf(state);
	const locked = calls.map((name) => name.endsWith("tryLock")).lastIndexOf(true);
	// Most moves come while the refresh writes beside the leads, the rest anywhere.
	const when = fc.oneof(
		{ weight: 3, arbitrary: fc.integer({ min: locked, max: locked + 8 }) },
		{ weight: 1, arbitrary: fc.integer({ min: 0, max: calls.length - 1 }) },
	);

	it("no score stands beside the wrong lead, and the next refresh heals", () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(when, move), { minLength: 1, maxLength: 3 }), (plan) => {
				const book = new Workbook({ state });
				let newcomers = 0;
				const newcomer = () => {
					newcomers++;
					return {
						company: `新会社${newcomers}`,
						name: `新人${newcomers}`,
						email: `n${newcomers}@n.example`,
					};
				};
				let made = 0;
				book.host.beforeCall = (call) => {
					if (!call.counted) return;
					for (const [at, action] of plan) if (at === made) perform(book, action, newcomer);
					made++;
				};
				book.run("refreshNow");
				book.host.beforeCall = null;
				expectRight(book);
				const owners = ownersOf(book);
				const healed = book.run("refreshNow");
				expect(healed.ok, healed.message).toBe(true);
				expectRight(book);
				for (const row of book.rows("leads")) expect(row["score"]).not.toBeNull();
				for (const [id, name] of owners) expect(ownersOf(book).get(id)).toBe(name);
				book.host.dispose();
			}),
			{ numRuns: 25, examples: EXAMPLES },
		);
	}, 120_000);
});

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

describe("while people move rows between any two calls of a refresh", () => {
	const run = (isFirst: boolean) => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), move), { minLength: 1, maxLength: 4 }),
				(plan) => {
					const book = shared(isFirst);
					let newcomers = 0;
					const newcomer = () => ({
						company: `新会社${newcomers}`,
						name: `新人${newcomers++}`,
						email: `n${newcomers}@n.example`,
					});
					book.host.beforeCall = (_, index) => {
						for (const [at, action] of plan) if (at === index) perform(book, action, newcomer);
					};
					book.host.resetCalls();
					book.run("refreshNow");
					book.host.beforeCall = null;
					expectRight(book);
					const facts = ownersOf(book);
					const settled = book.run("refreshNow");
					expect(settled.ok, settled.message).toBe(true);
					expectRight(book);
					// The next refresh heals: everybody has a score again, and nobody's id has changed.
					for (const row of book.rows("leads")) expect(row["score"]).not.toBeNull();
					for (const [id, name] of facts) expect(ownersOf(book).get(id)).toBe(name);
					book.host.dispose();
				},
			),
			{ numRuns: isFirst ? 25 : 40 },
		);
	};
	const ownersOf = (book: Workbook) =>
		new Map(
			book
				.rows("leads")
				.filter((row) => row["id"] !== null)
				.map((row) => [String(row["id"]), row["name"]]),
		);
	const states = new Map<boolean, string>();
	const shared = (isFirst: boolean): Workbook => {
		let state = states.get(isFirst);
		if (state === undefined) {
			const book = workbook();
			if (!isFirst) book.run("refreshNow");
			state = book.host.save();
			states.set(isFirst, state);
		}
		return new Workbook({ state });
	};

	it("no score stands beside the wrong lead (first refresh, which gives ids)", () => run(true), 300_000);
	it("no score stands beside the wrong lead (later refreshes)", () => run(false), 300_000);
});

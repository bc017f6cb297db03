/** People sort, insert and delete rows while a bulk write or its undo runs: nothing ends up in the wrong row. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freshWorkbook, type Row, serial, Workbook } from "./bench";
import { dialogOf, idOf } from "./dialog-bench";

const LEADS = 9;

type Move = { readonly kind: "sort" | "insert" | "delete"; readonly at: number; readonly ascending: boolean };

const move: fc.Arbitrary<Move> = fc.record({
	kind: fc.constantFrom("sort" as const, "insert" as const, "delete" as const),
	at: fc.nat(12),
	ascending: fc.boolean(),
});

function workbook(): Workbook {
	const book = freshWorkbook();
	book.add(
		"leads",
		Array.from({ length: LEADS }, (_, i) => ({
			created_at: serial("2026-10-01"),
			company: `会社${String.fromCharCode(65 + i)}`,
			name: `担当${i}`,
			email: `p${i}@c.example`,
			owner: i % 2 === 0 ? "佐藤" : `係${i}`,
			phone: i < 4 ? `03-0000-000${i}` : null,
			note: `覚え書き${i}`,
		})),
	);
	// A team's formula in one of the columns that are written.
	const leads = book.tab("leads");
	const phone = book.columns(leads).get("phone") as number;
	book.host.engine.write({ sheet: leads, row: 6, column: phone, rows: 1, columns: 1 }, [
		[{ formula: '="式"&"5"' }],
	]);
	book.run("refreshNow");
	return book;
}

/** What a person does to whole rows of a tab. */
function perform(book: Workbook, table: string, { kind, at, ascending }: Move): void {
	const sheet = book.tab(table);
	const { engine } = book.host;
	const { rows, columns } = engine.extent(sheet);
	if (rows < 3) return;
	const key = book.columns(sheet).get(table === "leads" ? "name" : "item") as number;
	if (kind === "sort")
		engine.sort({ sheet, row: 1, column: 0, rows: rows - 1, columns }, [{ column: key, ascending }]);
	else if (kind === "insert") {
		const row = 1 + (at % (rows - 1));
		engine.insertRows(sheet, row, 1);
		engine.write({ sheet, row, column: key, rows: 1, columns: 1 }, [[`〓${at}`]]);
	} else engine.deleteRows(sheet, 1 + (at % (rows - 1)), 1);
}

const PEOPLE = ["created_at", "company", "name", "email", "owner", "phone", "note", "merged_into", "id"];

function byName(book: Workbook): Map<string, Row> {
	return new Map(
		book
			.rows("leads")
			.filter((row) => row["name"] !== null)
			.map((row) => [
				String(row["name"]),
				Object.fromEntries(PEOPLE.map((column) => [column, row[column] ?? null])),
			]),
	);
}

function formulas(book: Workbook): string[] {
	const sheet = book.tab("leads");
	const { engine } = book.host;
	return engine
		.readFormulas({ sheet, row: 0, column: 0, ...engine.extent(sheet) })
		.flat()
		.filter((text) => text !== "");
}

interface Bulk {
	readonly name: string;
	readonly prepare: (book: Workbook) => void;
	readonly act: (book: Workbook) => unknown;
	/** What the rows are to hold in the end, by name of the lead. */
	readonly wanted: (name: string, before: Row) => Row;
	/** Rows that move while a plan is read may be left out of it; what the log names is never left out. */
	readonly isWhole: boolean;
}

const merges = (book: Workbook) => {
	const id = (i: number) => idOf(book, "leads", "name", `担当${i}`);
	return [
		{ survivor: id(8), others: [id(1)] },
		{ survivor: id(7), others: [id(2)] },
		{ survivor: id(5), others: [id(3)] },
	];
};
const reassign = { from: "佐藤", to: "田中", tables: ["leads"], openOnly: false, why: "" } as const;

const state = workbook().host.save();
const reference = byName(new Workbook({ state }));
const idIn = (i: number) => String(reference.get(`担当${i}`)?.["id"]);
const held = (name: string) => reference.get(name) as Row;

const merged = (name: string): Row => {
	const before = held(name);
	const filled: Record<string, Row> = {
		担当8: { phone: "03-0000-0001" },
		担当7: { phone: "03-0000-0002" },
		担当1: { merged_into: idIn(8) },
		担当2: { merged_into: idIn(7) },
		担当3: { merged_into: idIn(5) },
	};
	return { ...before, ...filled[name] };
};

const BULKS: readonly Bulk[] = [
	{
		name: "a change of owner",
		prepare: () => {},
		act: (book) => dialogOf(book).reassignApply(reassign),
		isWhole: false,
		wanted: (name) => ({ ...held(name), ...(held(name)["owner"] === "佐藤" ? { owner: "田中" } : {}) }),
	},
	{
		name: "the undo of a change of owner",
		prepare: (book) => {
			dialogOf(book).reassignApply(reassign);
		},
		act: (book) => {
			const dialog = dialogOf(book);
			return dialog.undoApply(dialog.batches()[0]?.batch ?? "", "");
		},
		isWhole: true,
		wanted: (name) => held(name),
	},
	{
		name: "merges",
		prepare: () => {},
		act: (book) => dialogOf(book).mergeApply(merges(book), ""),
		isWhole: false,
		wanted: (name) => merged(name),
	},
	{
		name: "the undo of merges",
		prepare: (book) => {
			dialogOf(book).mergeApply(merges(book), "");
		},
		act: (book) => {
			const dialog = dialogOf(book);
			return dialog.undoApply(dialog.batches()[0]?.batch ?? "", "");
		},
		isWhole: true,
		wanted: (name) => held(name),
	},
];

describe.each(BULKS)(
	"while people move rows between any two calls of $name",
	({ prepare, act, wanted, isWhole }) => {
		const start = (() => {
			const book = new Workbook({ state });
			prepare(book);
			return book.host.save();
		})();
		const before = byName(new Workbook({ state: start }));
		const calls = (() => {
			const book = new Workbook({ state: start });
			book.host.resetCalls();
			act(book);
			return book.host.callLog().calls.filter((call) => call.counted).length;
		})();
		const when = fc.oneof(
			{ weight: 3, arbitrary: fc.integer({ min: Math.max(0, calls - 40), max: calls - 3 }) },
			{ weight: 1, arbitrary: fc.integer({ min: 0, max: calls - 1 }) },
		);

		it("each row holds what it held or what it is to hold, and nothing else", () => {
			fc.assert(
				fc.property(fc.array(fc.tuple(when, move), { minLength: 1, maxLength: 3 }), (plan) => {
					const book = new Workbook({ state: start });
					const hadFormulas = formulas(book);
					let made = 0;
					book.host.beforeCall = (call) => {
						if (!call.counted) return;
						for (const [at, action] of plan) if (at === made) perform(book, "leads", action);
						made++;
					};
					let refused = "";
					try {
						act(book);
					} catch (error) {
						refused = (error as Error).message;
					}
					book.host.beforeCall = null;
					const after = byName(book);
					for (const [name, row] of after) {
						const old = before.get(name);
						if (old === undefined) {
							expect(
								Object.values(row).filter((cell) => cell !== null),
								name,
							).toEqual([name]);
							continue;
						}
						if (refused === "" && isWhole) expect(row, name).toEqual(wanted(name, old));
						else
							expect(
								[old, wanted(name, old)].map((each) => JSON.stringify(each)),
								`${name}: ${refused}`,
							).toContain(JSON.stringify(row));
					}
					if (after.has("担当5")) expect(formulas(book)).toEqual(hadFormulas);
					book.host.dispose();
				}),
				{ numRuns: 12 },
			);
		}, 240_000);
	},
);

describe("while people move rows between any two calls of learning words, and of its undo", () => {
	const words = Array.from({ length: 4 }, (_, i) => ({ kind: "title", word: `役${i}`, meaning: "部長" }));
	const settings = (book: Workbook) =>
		book
			.rows("settings")
			.filter((row) => row["item"] !== null)
			.map((row) => ["kind", "item", "value", "note"].map((column) => row[column] ?? null).join(" | "))
			.sort();

	it.each(["learning", "its undo"])(
		"no row of the tab is lost or changed by %s",
		(what) => {
			const prepared = new Workbook({ state });
			const before = settings(prepared);
			if (what !== "learning") dialogOf(prepared).learn(words, "");
			const start = prepared.host.save();
			const act = (book: Workbook) => {
				const dialog = dialogOf(book);
				return what === "learning"
					? dialog.learn(words, "")
					: dialog.undoApply(dialog.batches()[0]?.batch ?? "", "");
			};
			const goal = (() => {
				const book = new Workbook({ state: start });
				book.host.resetCalls();
				act(book);
				return {
					rows: settings(book),
					calls: book.host.callLog().calls.filter((call) => call.counted).length,
				};
			})();
			expect(goal.rows.length).toBe(before.length + (what === "learning" ? 4 : 0));
			// Inserted and deleted rows lie among the settings; sorting them is nobody's habit.
			const shift = fc.record({
				kind: fc.constantFrom("insert" as const, "delete" as const),
				at: fc.nat(500),
				ascending: fc.boolean(),
			});
			const when = fc.integer({ min: Math.max(0, goal.calls - 25), max: goal.calls - 1 });
			fc.assert(
				fc.property(when, shift, (at, action) => {
					const book = new Workbook({ state: start });
					let made = 0;
					let gone: string[] = [];
					book.host.beforeCall = (call) => {
						if (!call.counted) return;
						if (at === made) {
							const held = settings(book);
							perform(book, "settings", action);
							const now = settings(book);
							gone = held.filter((row) => !now.includes(row));
						}
						made++;
					};
					let isRefused = false;
					try {
						act(book);
					} catch {
						// A full grid that shrank meanwhile: nothing is half there, and what came is undone.
						isRefused = true;
					}
					book.host.beforeCall = null;
					if (isRefused) {
						const dialog = dialogOf(book);
						dialog.undoApply(dialog.batches()[0]?.batch ?? "", "");
					}
					const isOurs = (row: string) => isRefused && /役\d/.test(row);
					const after = settings(book).filter((row) => !row.includes("| 〓"));
					const expected = goal.rows.filter((row) => !gone.includes(row) || /役\d/.test(row));
					const isLost = expected.filter(
						(row) => !after.includes(row) && !gone.includes(row) && !isOurs(row),
					);
					expect(isLost).toEqual([]);
					expect(after.filter((row) => !goal.rows.includes(row))).toEqual([]);
					book.host.dispose();
				}),
				{ numRuns: 12 },
			);
		},
		240_000,
	);
});

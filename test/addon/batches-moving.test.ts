/** People sort, insert and delete rows while a bulk write or its undo runs: nothing ends up in the wrong row. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImportOrder } from "../../src/addon/dialog-contract";
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
	/** Rows without an id are given one on the way, so that a row that comes in may get its own. */
	readonly givesIds: boolean;
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
		givesIds: true,
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
		givesIds: false,
		wanted: (name) => held(name),
	},
	{
		name: "merges",
		prepare: () => {},
		act: (book) => dialogOf(book).mergeApply(merges(book), ""),
		isWhole: false,
		givesIds: false,
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
		givesIds: false,
		wanted: (name) => held(name),
	},
];

/** Moves that once went wrong, or asked too much of the test. */
const EXAMPLES: Readonly<Record<string, [[number, Move][]][]>> = {
	// Comes in between the reading of owners and that of ids.
	"a change of owner": [[[[10, { kind: "insert", at: 0, ascending: false }]]]],
};

describe.each(BULKS)(
	"while people move rows between any two calls of $name",
	({ name: bulk, prepare, act, wanted, isWhole, givesIds }) => {
		const start = (() => {
			const book = new Workbook({ state });
			prepare(book);
			return book.host.save();
		})();
		const before = byName(new Workbook({ state: start }));
		const known = new Set([...before.values()].map((row) => row["id"]));
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
					const bearers = new Map<unknown, number>();
					for (const { id } of book.rows("leads")) bearers.set(id, (bearers.get(id) ?? 0) + 1);
					for (const [name, row] of after) {
						const old = before.get(name);
						if (old === undefined) {
							const { id = null, ...rest } = row;
							expect(
								Object.values(rest).filter((cell) => cell !== null),
								name,
							).toEqual([name]);
							if (id === null) continue;
							expect(givesIds, `${name}: ${id}`).toBe(true);
							expect(bearers.get(id), `${name}: ${id}`).toBe(1);
							expect(known.has(id), `${name}: ${id}`).toBe(false);
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
				{ numRuns: 12, examples: EXAMPLES[bulk] ?? [] },
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

	/** Once a row was lost: a setting above new words, and a row below what was deleted. */
	const WENT_WRONG = {
		learning: (): [number, Move] => [27, { kind: "insert", at: 0, ascending: false }],
		"its undo": (rows: number): [number, Move] => [35, { kind: "delete", at: rows - 7, ascending: false }],
	};
	/** A team's rows below what was learnt. */
	const BELOW = ["甲", "乙"].map((item) => ({ kind: "メモ", item: `下の行${item}`, value: item }));

	it.each(["learning", "its undo"])(
		"no row of the tab is lost or changed by %s",
		(what) => {
			const prepared = new Workbook({ state });
			const before = settings(prepared);
			if (what !== "learning") {
				dialogOf(prepared).learn(words, "");
				prepared.add("settings", BELOW);
			}
			const start = prepared.host.save();
			const act = (book: Workbook) => {
				const dialog = dialogOf(book);
				return what === "learning"
					? dialog.learn(words, "")
					: dialog.undoApply(dialog.batches()[0]?.batch ?? "", "");
			};
			const clean = new Workbook({ state: start });
			const extent = () => clean.host.engine.extent(clean.tab("settings")).rows;
			const had = extent();
			clean.host.resetCalls();
			act(clean);
			const rows = Math.max(had, extent());
			const goal = {
				rows: settings(clean),
				calls: clean.host.callLog().calls.filter((call) => call.counted).length,
			};
			expect(goal.rows.length).toBe(before.length + (what === "learning" ? 4 : BELOW.length));
			// Anywhere, and around the rows in question.
			const shift = fc.record({
				kind: fc.constantFrom("insert" as const, "delete" as const, "sort" as const),
				at: fc.oneof(fc.nat(rows - 2), fc.integer({ min: rows - 12, max: rows - 2 })),
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
					expect(new Set(after).size).toBe(after.length);
					book.host.dispose();
				}),
				{
					numRuns: 12,
					examples: [WENT_WRONG[what as keyof typeof WENT_WRONG](rows)],
				},
			);
		},
		240_000,
	);
});

describe("while people move rows between any two calls of an import, and of its undo", () => {
	const NEW = ["新井", "西", "東"];
	const order: ImportOrder = {
		table: "leads",
		rows: [["会社", "氏名", "メール"], ...NEW.map((name, i) => [`新会社${i}`, name, `n${i}@new.example`])],
		headRow: 1,
		headRows: 1,
		columns: ["company", "name", "email"],
		defaults: {},
		conflicts: "keep",
		without: [],
		exhibition: null,
		list: null,
		why: "",
	};

	it.each(["the import", "its undo"])(
		"every lead stays what it was, and each new one comes or goes once: %s",
		(what) => {
			const prepared = new Workbook({ state });
			const isUndo = what !== "the import";
			if (isUndo) dialogOf(prepared).importApply(order);
			const start = prepared.host.save();
			const before = byName(prepared);
			const act = (book: Workbook) => {
				const dialog = dialogOf(book);
				return isUndo ? dialog.undoApply(dialog.batches()[0]?.batch ?? "", "") : dialog.importApply(order);
			};
			const clean = new Workbook({ state: start });
			clean.host.resetCalls();
			act(clean);
			const calls = clean.host.callLog().calls.filter((call) => call.counted).length;
			expect(NEW.map((name) => byName(clean).has(name))).toEqual(NEW.map(() => !isUndo));
			const when = fc.integer({ min: Math.max(0, calls - 30), max: calls - 1 });
			fc.assert(
				fc.property(when, move, (at, action) => {
					const book = new Workbook({ state: start });
					let made = 0;
					let gone = new Set<string>();
					book.host.beforeCall = (call) => {
						if (!call.counted) return;
						if (at === made) {
							const held = [...byName(book).keys()];
							perform(book, "leads", action);
							gone = new Set(held.filter((name) => !byName(book).has(name)));
						}
						made++;
					};
					let isRefused = false;
					try {
						act(book);
					} catch {
						isRefused = true;
					}
					book.host.beforeCall = null;
					const rows = book.rows("leads").filter((row) => row["name"] !== null);
					const names = rows.map((row) => String(row["name"]));
					expect(new Set(names).size, names.join()).toBe(names.length);
					const after = byName(book);
					for (const [name, row] of before)
						if (!gone.has(name) && !NEW.includes(name)) expect(after.get(name), name).toEqual(row);
					for (const name of NEW)
						if (!isRefused && !gone.has(name)) expect(after.has(name), name).toBe(!isUndo);
					book.host.dispose();
				}),
				{ numRuns: 12 },
			);
		},
		240_000,
	);
});

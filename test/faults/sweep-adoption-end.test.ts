/** Ending the use of a tab and taking it up again may be cut off at any call: done again, they come to the same end. */
import { describe, expect, it } from "vitest";
import type { AdoptionPlan, Answer, BatchLine, TabChoice } from "../../src/addon/dialog-contract";
import { freshWorkbook, serial, Workbook } from "../addon/bench";
import { dialogOf } from "../addon/dialog-bench";
import { frozenDist, sampled, TIMEOUT } from "./cases";
import { type FAULTS, hostFor, isAcquire, isRelease, plant } from "./faults";

const WANTED = process.env["MIKOMI_FAULTS"];
const dist = frozenDist();

const CARDS = [
	["会社名", "氏名", "メールアドレス", "役職", "社内メモ"],
	["北斗電装株式会社", "佐藤 一郎", "sato@hokuto.example", "部長", "=1+1"],
	["みなと精機", "鈴木 花子", "suzuki@minato.example", "課長", "紹介"],
	["みなと精機", "鈴木 花子", "suzuki@minato.example", "課長", "二枚目の名刺"],
];

const FACTS = ["id", "mql_on", "mql_why", "mql_version"];

/** A tab in use with an MQL, and the batch that adopted it. */
function used(): { state: string; batch: string; sheet: string; people: string; facts: string } {
	const book = freshWorkbook({ dist, newTabRows: 60 });
	const { id: sheet, gid } = book.host.engine.insertSheet("名刺", 1, 30, 12);
	book.host.type({ sheet, row: 0, column: 0, rows: CARDS.length, columns: 5 }, CARDS);
	const people = tabOf(book, sheet);
	const plan: AdoptionPlan = {
		...{ gid, table: "leads" as const, headRow: 1, headRows: 1, words: [] },
		columns: ["company", "name", "email", "title", "note"].map((id, i) => [i + 1, id] as const),
	};
	const { batch } = dialogOf(book).adoptApply(plan);
	const visit = { at: serial("2026-11-10"), email: "sato@hokuto.example" };
	book.add("activities", [
		{ ...visit, type: "展示会来場" },
		{ ...visit, type: "ページ閲覧", target: "製品ABC", count: 3, minutes: 6 },
		{ ...visit, type: "アンケート回答", target: "製品ABC", answer: "現在検討中" },
	]);
	book.run("refreshNow");
	return { state: book.host.save(), batch, sheet, people, facts: factsOf(book, sheet) };
}

/** Everything of the tab that the team would see, and the marks on it. */
function tabOf(book: Workbook, sheet: string): string {
	const { engine } = book.host;
	const info = engine.sheets().find(({ id }) => id === sheet);
	const area = { sheet, row: 0, column: 0, rows: info?.rows ?? 0, columns: info?.columns ?? 0 };
	const looks = [
		engine.readFormulas(area),
		engine.readStyles(area),
		engine.notes(area),
		engine.validations(area),
	];
	const cells = looks.map((look) => JSON.stringify(look).replace(/(?:null|""|\{\}),?/g, ""));
	const columns = Array.from({ length: area.columns }, (_, at) => [
		engine.columnWidth(sheet, at),
		engine.columnHidden(sheet, at),
	]);
	const marks = book.host.metadata().filter((mark) => mark.sheet === sheet);
	return JSON.stringify([info, engine.read(area), ...cells, columns, marks]);
}

function factsOf(book: Workbook, sheet: string): string {
	const columns = book.columns(sheet);
	const { engine } = book.host;
	return JSON.stringify(
		FACTS.map((id) =>
			engine.read({ sheet, row: 1, column: columns.get(id) as number, rows: CARDS.length - 1, columns: 1 }),
		),
	);
}

const USED = used();
const open = (state: string, kind: (typeof FAULTS)[number] = "quota") =>
	new Workbook({ state, dist, ...hostFor(kind) });

function call<T>(book: Workbook, name: string, ...args: readonly unknown[]): T {
	const result = book.host.run("dialogCall", { kind: "sidebar", args: [name, args] });
	if (!result.ok) throw new Error(result.message);
	return result.value as T;
}

const mine = (book: Workbook) =>
	call<TabChoice[]>(book, "adoptTabs").find(({ name }) => name === "名刺") as TabChoice;
const standing = (book: Workbook) =>
	call<BatchLine[]>(book, "batches").find(
		({ kind, undoneAt }) => kind.startsWith("引き継ぎの取り消し") && undoneAt === "",
	);

/** Ends the use again as a person would who sees the tab still in use. */
function end(book: Workbook): void {
	const { isAdopted, undo } = mine(book);
	if (isAdopted) call<Answer>(book, "undoApply", undo, "");
}

function takeUp(book: Workbook): void {
	const batch = standing(book)?.batch;
	if (batch !== undefined) call<Answer>(book, "undoApply", batch, "");
}

const ENDED = (() => {
	const book = open(USED.state);
	const { batch } = call<Answer>(book, "undoApply", USED.batch, "");
	return { state: book.host.save(), batch };
})();

const OPERATIONS = [
	{ name: "ending the use of a tab", state: USED.state, batch: USED.batch },
	{ name: "taking it up again", state: ENDED.state, batch: ENDED.batch },
];

describe.each(OPERATIONS)("$name", ({ state, batch }) => {
	it(
		"loses nothing when any of its calls fails, and is completed by the next one",
		() => {
			const clean = open(state);
			clean.host.resetCalls();
			call<Answer>(clean, "undoApply", batch, "");
			const calls = clean.host.callLog().calls.filter((each) => each.counted);
			let cases = 0;
			for (const { kind, at, place } of sampled(calls)) {
				cases++;
				const book = open(state, kind);
				const planted = plant(book, { kind, at });
				book.host.resetCalls();
				const result = book.host.run("dialogCall", { kind: "sidebar", args: ["undoApply", [batch, ""]] });
				planted.lift();
				expect(planted.struck(), place).toBe(true);
				if (kind !== "kill without finally") {
					if (!result.ok) expect(result.message, place).toMatch(/。/);
					const logged = book.host.callLog().calls;
					const held = logged.filter((each) => isAcquire(each.name)).length;
					const given = logged.filter((each) => isRelease(each.name)).length;
					if (kind !== "lock timeout") expect(given, place).toBeGreaterThanOrEqual(held - 1);
				}
				// Whichever way the person goes on: out of it, and in again.
				end(book);
				expect(tabOf(book, USED.sheet), place).toBe(USED.people);
				takeUp(book);
				expect(factsOf(book, USED.sheet), place).toBe(USED.facts);
				book.host.dispose();
			}
			if (WANTED !== undefined) process.stderr.write(`${calls.length} calls, ${cases} cases\n`);
		},
		TIMEOUT,
	);
});

/** Ending the use of a team's own tab: it is as before, and nothing is lost that a second adoption needs. */
import { describe, expect, it } from "vitest";
import type { Field } from "../../src/addon/sidebar-contract";
import type { CellValue } from "../../src/host/contract";
import { DEAL_RESULTS, LEAD_RESULTS } from "../../src/workbook/blocks";
import { RECORD_TABLES, specOf } from "../../src/workbook/schema";
import { FACTS } from "../../src/workbook/writing/tab-use";
import { freshWorkbook, serial, Workbook } from "./bench";
import { saveOf, serverOf } from "./desk-bench";
import { dialogOf, planOf } from "./dialog-bench";

const CARDS: readonly (readonly CellValue[])[] = [
	["来場者リスト", null, null, null, null, null, null],
	["会社名", "氏名", "メールアドレス", "役職", "担当者判定", "判定理由", "社内メモ"],
	["北斗電装株式会社", "佐藤 一郎", "sato@hokuto.example", "部長", null, null, "=1+1"],
	["みなと精機", "鈴木 花子", "suzuki@minato.example", "課長", null, null, "紹介"],
	["みなと精機", "鈴木 花子", "suzuki@minato.example", "課長", null, null, "二枚目の名刺"],
	["青葉商事(株)", "伊藤 大輔", "ito@aoba.example", "係長", null, null, null],
];

function withCards(book: Workbook, columns: number): { sheet: string; gid: number } {
	const { engine } = book.host;
	const { id: sheet, gid } = engine.insertSheet("名刺", 1, 40, columns);
	book.host.type({ sheet, row: 0, column: 0, rows: CARDS.length, columns: 7 }, CARDS);
	engine.setStyle({ sheet, row: 1, column: 0, rows: 1, columns: 7 }, { background: "#ffeeaa", bold: true });
	engine.setColumnWidth(sheet, 1, 1, 77);
	engine.updateSheet(sheet, { frozenRows: 2 });
	return { sheet, gid };
}

/** All that a workbook keeps of a tab: cells, looks, sizes, rules, protections and marks. */
function everything(book: Workbook, sheet: string): Record<string, unknown> {
	const { engine } = book.host;
	const info = engine.sheets().find(({ id }) => id === sheet);
	const { rows, columns } = info ?? { rows: 0, columns: 0 };
	const area = { sheet, row: 0, column: 0, rows, columns };
	const each = <T>(ask: (sheet: string, at: number) => T) =>
		Array.from({ length: columns }, (_, at) => ask(sheet, at));
	const saved = JSON.parse(book.host.save()) as Record<string, unknown>;
	return {
		info,
		cells: engine.read(area),
		formulas: engine.readFormulas(area),
		styles: engine.readStyles(area),
		notes: engine.notes(area),
		validations: engine.validations(area),
		widths: each((id, at) => engine.columnWidth(id, at)),
		hidden: each((id, at) => engine.columnHidden(id, at)),
		rules: engine.conditionalRules(sheet),
		marks: book.host.metadata().filter((mark) => mark.sheet === sheet),
		protections: JSON.stringify(saved["protections"] ?? null).includes(sheet),
	};
}

const letters = (at: number) =>
	(at < 26 ? "" : String.fromCharCode(64 + Math.floor(at / 26))) + String.fromCharCode(65 + (at % 26));

/** A column of the tab by its id, row by row below the header. */
function column(book: Workbook, sheet: string, id: string, head = 2): CellValue[] {
	const at = book.columns(sheet).get(id);
	if (at === undefined) throw new Error(`no column ${id}`);
	const { engine } = book.host;
	const rows = engine.extent(sheet).rows - head;
	return engine.read({ sheet, row: head, column: at, rows, columns: 1 }).map(([cell]) => cell ?? null);
}

const KEPT = ["id", "mql_on", "mql_version", "judged_on", "contact_basis", "judged_of"];
const factsOf = (book: Workbook, sheet: string, head = 2) =>
	KEPT.map((id) => [id, column(book, sheet, id, head)]);

function adoptedBook(columns = 26) {
	const book = freshWorkbook();
	const { sheet, gid } = withCards(book, columns);
	const before = everything(book, sheet);
	const dialog = dialogOf(book);
	const plan = planOf(dialog.adoptLook(gid, null, null));
	const answer = dialog.adoptApply(plan);
	expect(answer).toMatchObject({ ok: true, message: "「名刺」を「リード」として引き継ぎました。" });
	return { book, sheet, gid, before, dialog, plan, batch: answer.batch };
}

/** The same with a past: scores, an MQL, a verdict with what it rests on. */
function withPast(more: Partial<Record<Field, string>> = {}) {
	const all = adoptedBook();
	const { book, sheet } = all;
	const day = serial("2026-11-10");
	const visit = { at: day, email: "sato@hokuto.example" };
	book.add("activities", [
		{ ...visit, type: "展示会来場" },
		{ ...visit, type: "ページ閲覧", target: "製品ABC", count: 3, minutes: 6 },
		{ ...visit, type: "アンケート回答", target: "製品ABC", answer: "現在検討中" },
	]);
	book.run("refreshNow");
	const server = serverOf(book);
	const lead = server.sidebarLead(String(column(book, sheet, "id")[1]));
	if (lead === null) throw new Error("no lead");
	const saved = server.sidebarSave(
		saveOf(lead, { company_verdict: "in", contact_verdict: "in", ...more }, { reason: "面談" }),
	);
	expect(saved.state).toBe("saved");
	book.run("refreshNow");
	return all;
}

describe("ending the use of a tab", () => {
	it.each([7, 26, 60])(
		"right after its adoption leaves it byte for byte as it was (%i columns)",
		(columns) => {
			const { book, sheet, gid, before, dialog } = adoptedBook(columns);
			expect(everything(book, sheet)).not.toEqual(before);
			const [tab] = dialog.adoptTabs().filter((each) => each.gid === gid);
			expect(tab).toMatchObject({ isAdopted: true });
			expect(dialog.batches()[0]).toMatchObject({
				batch: tab?.undo,
				kind: "既存の表の引き継ぎ",
				why: "「名刺」の引き継ぎ",
				rows: 0,
			});
			const check = dialog.undoCheck(tab?.undo ?? "");
			expect(check.sentence).toMatch(/^「名刺」の引き継ぎをやめます。Mikomiが足した35列\(H:AP\)を消し/);
			dialog.undoApply(tab?.undo ?? "", "試しただけ");
			expect(everything(book, sheet)).toEqual(before);
			expect(dialog.adoptTabs().find((each) => each.gid === gid)).toMatchObject({
				isAdopted: false,
				undo: "",
			});
			expect(() => dialog.undoApply(tab?.undo ?? "", "")).toThrow(/取り消してあります/);
		},
	);

	it("after weeks of use leaves people's cells, and taking it back brings ids and facts to their rows", () => {
		const { book, sheet, before, dialog, batch } = withPast();
		const facts = factsOf(book, sheet);
		expect(new Map(facts as [string, CellValue[]][]).get("mql_on")?.[0]).not.toBeNull();
		expect(new Map(facts as [string, CellValue[]][]).get("judged_on")?.[1]).not.toBeNull();
		expect(book.metric("leads_new")).toBe(4);
		const judged = everything(book, sheet)["cells"] as CellValue[][];
		const answer = dialog.undoApply(batch, "やり直す");
		expect(answer.message).toBe("「名刺」の引き継ぎをやめ、Mikomiの35列を消しました。");
		const cells = (before["cells"] as CellValue[][]).map((row, i) =>
			row.map((cell, at) => (at === 4 || at === 5 ? (judged[i]?.[at] ?? null) : cell)),
		);
		expect(everything(book, sheet)).toEqual({ ...before, cells });
		book.run("refreshNow");
		expect(book.metric("leads_new")).toBe(0);

		expect(dialog.batches()[0]).toMatchObject({ batch: answer.batch, kind: "引き継ぎの取り消し" });
		expect(dialog.undoCheck(answer.batch).sentence).toMatch(
			/^「名刺」をもう一度「リード」として引き継ぎます。/,
		);
		expect(dialog.undoApply(answer.batch, "").message).toBe(
			"「名刺」を「リード」として引き継ぎました。4行のIDと記録が戻りました。",
		);
		expect(factsOf(book, sheet)).toEqual(facts);
		book.run("refreshNow");
		expect(factsOf(book, sheet)).toEqual(facts);
		expect(book.metric("leads_new")).toBe(4);
	});

	it("leaves columns in which somebody wrote, and uses them when it is taken back", () => {
		const { book, sheet, dialog, batch } = withPast({ next_action: "見積を送る" });
		const at = letters(book.columns(sheet).get("next_action") as number);
		expect(dialog.undoCheck(batch).sentence).toContain(`入力のある列(${at}:${at})は消さずに残します。`);
		const ended = dialog.undoApply(batch, "");
		const stayed = () => book.host.engine.read({ sheet, row: 1, column: 7, rows: 3, columns: 1 });
		expect(stayed()).toEqual([["ネクストアクション"], [null], ["見積を送る"]]);
		dialog.undoApply(ended.batch, "");
		expect(stayed()).toEqual([["ネクストアクション"], [null], ["見積を送る"]]);
		expect(book.columns(sheet).get("next_action")).toBe(7);
	});

	it("finds rows, columns and header that went elsewhere meanwhile; a row that was changed begins anew", () => {
		const { book, sheet, dialog, batch } = withPast();
		const [first, second, third] = column(book, sheet, "id");
		const mql = column(book, sheet, "mql_on")[0];
		const { batch: ended } = dialog.undoApply(batch, "");
		const { engine } = book.host;
		engine.moveColumns(sheet, 0, 1, 4);
		engine.insertColumns(sheet, 0, 1);
		engine.insertRows(sheet, 0, 2);
		engine.moveRows(sheet, 4, 1, 8);
		engine.write({ sheet, row: 6, column: 1, rows: 1, columns: 1 }, [["伊東 大輔"]]);
		expect(dialog.undoApply(ended, "").message).toMatch(/3行のIDと記録が戻りました。$/);
		const ids = column(book, sheet, "id", 4);
		expect(ids.slice(0, 2)).toEqual([second, third]);
		expect(ids[3]).toBe(first);
		expect(ids[2]).toMatch(/^L/);
		expect(column(book, sheet, "mql_on", 4)[3]).toBe(mql);
	});

	it.each([
		[
			"inserts columns at the left",
			(book: Workbook, sheet: string) => book.host.engine.insertColumns(sheet, 0, 2),
		],
		[
			"inserts columns between",
			(book: Workbook, sheet: string) => book.host.engine.insertColumns(sheet, 5, 3),
		],
		["deletes a column", (book: Workbook, sheet: string) => book.host.engine.deleteColumns(sheet, 3, 1)],
	])("loses no column of people's where somebody %s just then", (_, act) => {
		const { book, sheet, dialog, batch } = withPast();
		const { engine } = book.host;
		const width = engine.sheets().find(({ id }) => id === sheet)?.columns ?? 0;
		engine.insertColumns(sheet, width, 1);
		engine.write({ sheet, row: 1, column: width, rows: 3, columns: 1 }, [
			["右の列"],
			["=1"],
			[{ formula: "=ROW()" }],
		]);
		const columnsOf = () => {
			const { rows, columns } = engine.extent(sheet);
			const area = { sheet, row: 0, column: 0, rows, columns };
			const [cells, formulas] = [engine.read(area), engine.readFormulas(area)];
			return Array.from({ length: columns }, (_, at) =>
				JSON.stringify([cells.map((row) => row[at]), formulas.map((row) => row[at])]),
			);
		};
		const before = new Set(columnsOf());
		let isDone = false;
		book.host.beforeCall = ({ name }) => {
			if (isDone || !/^Sheet\.deleteColumn/.test(name)) return;
			isDone = true;
			act(book, sheet);
		};
		expect(dialog.undoApply(batch, "").ok).toBe(true);
		book.host.beforeCall = null;
		expect(isDone).toBe(true);
		const headers = ["会社名", "氏名", "メールアドレス", "担当者判定", "判定理由", "社内メモ", "右の列"];
		const after = columnsOf();
		for (const header of headers) {
			const found = after.filter((text) => text.includes(`"${header}"`));
			expect(found, header).toHaveLength(1);
			expect(before, header).toContain(found[0]);
		}
		expect(after.join()).not.toContain("スコア");
		expect(book.columns(sheet).size).toBe(0);
	});

	it("is taken back by adopting the tab again as well", () => {
		const { book, sheet, gid, dialog, batch, plan } = withPast();
		const facts = factsOf(book, sheet);
		const ended = dialog.undoApply(batch, "").batch;
		expect(dialog.adoptLook(gid, null, null).columns.length).toBe(7);
		expect(dialog.adoptApply(plan).message).toMatch(/4行のIDと記録が戻りました。$/);
		expect(factsOf(book, sheet)).toEqual(facts);
		expect(() => dialog.undoApply(ended, "")).toThrow(/取り消してあります/);
		dialog.undoApply(dialog.adoptTabs().find((each) => each.gid === gid)?.undo ?? "", "");
		expect(dialog.adoptTabs().find((each) => each.gid === gid)?.isAdopted).toBe(false);
	});

	it("leaves nothing in the log of a person who was erased since", () => {
		const { book, sheet, dialog, batch } = withPast();
		const id = column(book, sheet, "id")[3];
		dialog.undoApply(dialog.undoApply(batch, "").batch, "");
		const kept = () =>
			book
				.rows("changes")
				.filter((row) => row["row_id"] === `tab:${dialog.adoptTabs()[0]?.gid}` || row["kind"] === "release")
				.map((row) => String(row["cells"]))
				.join("");
		expect(kept()).toContain(`"${id}"`);
		expect(dialog.eraseApply([String(id)], "ご本人の求め").ok).toBe(true);
		expect(kept()).not.toContain(`"${id}"`);
		expect(kept()).toContain('"facts"');
	});

	it("unlearns the words that were learned with it", () => {
		const book = freshWorkbook();
		const { sheet, gid } = withCards(book, 26);
		const before = everything(book, sheet);
		const settings = book.picture(book.tab("settings"));
		const dialog = dialogOf(book);
		const words = [{ kind: "title", word: "係長", meaning: "課長" }];
		const { batch } = dialog.adoptApply({ ...planOf(dialog.adoptLook(gid, null, null)), words });
		expect(book.picture(book.tab("settings"))).not.toBe(settings);
		expect(dialog.undoCheck(batch)).toMatchObject({ removed: 1 });
		dialog.undoApply(batch, "");
		expect(book.picture(book.tab("settings"))).toBe(settings);
		expect(everything(book, sheet)).toEqual(before);
	});

	it("goes back to what columns meant before, where it was adopted another way since", () => {
		const { book, sheet, gid, dialog, plan, before } = adoptedBook();
		const columns = plan.columns.filter(([, column]) => column !== "title");
		const { batch } = dialog.adoptApply({ ...plan, columns });
		expect(book.columns(sheet).has("title")).toBe(false);
		expect(dialog.undoCheck(batch).sentence).toBe("「名刺」の列の決め方を、その前のものに戻します。");
		dialog.undoApply(batch, "");
		expect(book.columns(sheet).get("title")).toBe(3);
		expect(dialog.adoptApply(plan)).toMatchObject({ ok: true, batch: "" });
		dialog.undoApply(dialog.adoptTabs().find((each) => each.gid === gid)?.undo ?? "", "");
		expect(everything(book, sheet)).toEqual(before);
	});

	it("is offered for tabs that set-up adopted, and for those that no log tells of", () => {
		const book = new Workbook();
		const { sheet, gid } = withCards(book, 26);
		const before = everything(book, sheet);
		book.run("adoptTabs", [[{ gid, table: "leads" }]]);
		const dialog = dialogOf(book);
		expect(dialog.batches()).toMatchObject([{ kind: "既存の表の引き継ぎ", why: "「名刺」の引き継ぎ" }]);
		const log = book.tab("changes");
		const rows = book.host.engine.extent(log).rows;
		book.host.engine.deleteRows(log, 1, rows - 1);
		const undo = dialog.adoptTabs().find((each) => each.gid === gid)?.undo ?? "";
		expect(undo).toBe(`tab:${gid}`);
		dialog.undoApply(undo, "");
		const after = everything(book, sheet);
		// How wide the grid was is not known then.
		expect({ ...after, marks: before["marks"] }).toMatchObject({ marks: [], rules: before["rules"] });
		expect((after["cells"] as CellValue[][]).map((row) => row.slice(0, 6))).toEqual(
			(before["cells"] as CellValue[][]).map((row) => row.slice(0, 6)),
		);
	});

	it("leaves a blank tab of ours where the table has no other, so that all goes on", () => {
		const book = new Workbook();
		const { sheet, gid } = withCards(book, 26);
		book.run("adoptTabs", [[{ gid, table: "leads" }]]);
		book.run("refreshNow");
		const ids = column(book, sheet, "id");
		const dialog = dialogOf(book);
		const undo = dialog.adoptTabs().find((each) => each.gid === gid)?.undo ?? "";
		expect(dialog.undoCheck(undo).sentence).toContain("空の「リード」タブを新しく作ります。");
		const { batch } = dialog.undoApply(undo, "");
		expect(book.names()).toContain("リード");
		expect(book.run("refreshNow").ok).toBe(true);
		expect(dialog.undoCheck(batch).sentence).toContain("もう一度");
		dialog.undoApply(batch, "");
		expect(column(book, sheet, "id")).toEqual(ids);
		book.run("refreshNow");
		expect(book.metric("leads_new")).toBe(4);
	});

	it("says so where the tab is gone, or its columns", () => {
		const { book, sheet, dialog, batch } = adoptedBook();
		const ended = dialog.undoApply(batch, "").batch;
		const { engine } = book.host;
		engine.write({ sheet, row: 1, column: 0, rows: 1, columns: 3 }, [["a", "b", "c"]]);
		expect(() => dialog.undoCheck(ended)).toThrow(
			/「名刺」を「リード」に使うには、.*のどれかの列が要ります。/,
		);
		engine.deleteSheet(sheet);
		expect(dialog.undoCheck(ended).sentence).toBe("タブが見つかりません。");
	});
});

it("every column of ours is an id, a fact or what a refresh writes", () => {
	const computed: readonly string[] = [...LEAD_RESULTS, ...DEAL_RESULTS, "id", "fingerprint"];
	for (const table of RECORD_TABLES) {
		const { columns } = specOf(table);
		const own = Object.keys(columns).filter((id) => columns[id]?.by === "mikomi");
		expect(own.filter((id) => !computed.includes(id) && !FACTS[table].includes(id))).toEqual([]);
		expect(FACTS[table].filter((id) => !own.includes(id))).toEqual([]);
	}
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AdoptionPlan } from "../../src/addon/dialog-contract";
import type { CellValue } from "../../src/host/contract";
import { randomTeamSheet } from "../workbook/adoption/random-shapes";
import { freshWorkbook, serial, Workbook } from "./bench";
import { dialogOf, planOf } from "./dialog-bench";

type Rows = readonly (readonly CellValue[])[];

/** A tab of the team, typed as people type. */
function tabWith(book: Workbook, name: string, rows: Rows, columns = 26): string {
	const { id } = book.host.engine.insertSheet(name, 1, 100, columns);
	const width = Math.max(...rows.map((row) => row.length));
	const area = { sheet: id, row: 0, column: 0, rows: rows.length, columns: width };
	book.host.type(
		area,
		rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? null)),
	);
	return id;
}

const gidOf = (book: Workbook, sheet: string): number =>
	book.host.engine.sheets().find(({ id }) => id === sheet)?.gid ?? 0;

/** Every cell of a tab's grid by its A1 name: value, formula, format, note and drop-down. */
function cellsOf(book: Workbook, sheet: string, most = 60): Map<string, string> {
	const { engine } = book.host;
	const info = engine.sheets().find(({ id }) => id === sheet);
	const area = {
		sheet,
		row: 0,
		column: 0,
		rows: Math.min(info?.rows ?? 0, most),
		columns: info?.columns ?? 0,
	};
	const grids = [
		engine.read(area),
		engine.readFormulas(area),
		engine.readStyles(area),
		engine.notes(area),
		engine.validations(area),
	] as readonly (readonly (readonly unknown[])[])[];
	const cells = new Map<string, string>();
	for (let row = 0; row < area.rows; row++)
		for (let column = 0; column < area.columns; column++)
			cells.set(
				`${letters(column)}${row + 1}`,
				JSON.stringify(grids.map((grid) => grid[row]?.[column] ?? null)),
			);
	return cells;
}

function letters(column: number): string {
	return column < 26
		? String.fromCharCode(65 + column)
		: letters(Math.floor(column / 26) - 1) + letters(column % 26);
}

function cellsIn(range: string): string[] {
	const [, from = "", top, to = "", bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range) ?? [];
	const index = (name: string) =>
		[...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
	const cells: string[] = [];
	for (let row = Number(top); row <= Number(bottom); row++)
		for (let column = index(from); column <= index(to); column++) cells.push(`${letters(column)}${row}`);
	return cells;
}

const EXHIBITION: Rows = [
	["2026年 展示会来場者リスト", null, null, null, null, null, "更新日", serial("2026-11-18")],
	[null],
	["No.", "会社", null, "来場者", null, null, "流入元", "備考"],
	[null, "会社名", "業種", "氏名", "役職", "メール", null, null],
	[1, "北斗電装株式会社", "製造業", "佐藤 一郎", "部長", "sato@hokuto.example", "HP", "=1+1"],
	[2, "みなと精機", "製造業", "鈴木 花子", "課長", "suzuki@minato.example", "ホームページ", "紹介"],
	[3, "青葉商事(株)", "卸売業", "伊藤 大輔", "係長", "ito@aoba.example", "展示会", null],
	[4, "㈱さくら印刷", "印刷", "渡辺 直子", "主任", "watanabe@sakura.example", "ホームページ", null],
];

describe("adopting a tab with titles and two header rows", () => {
	const book = freshWorkbook();
	const sheet = tabWith(book, "展示会リスト", EXHIBITION);
	book.host.engine.merge({ sheet, row: 2, column: 1, rows: 1, columns: 2 });
	book.host.engine.merge({ sheet, row: 2, column: 3, rows: 1, columns: 3 });
	const dialog = dialogOf(book);
	const gid = gidOf(book, sheet);

	it("lists it with what it looks like, and none of ours", () => {
		expect(dialog.adoptTabs().filter(({ name }) => name !== "シート1")).toEqual([
			{ gid, name: "展示会リスト", table: "leads", isAdopted: false, rows: 8, undo: "" },
		]);
	});

	const seen = dialog.adoptLook(gid, null, null);

	it("finds the header, the columns and the words that are one", () => {
		expect([seen.table, seen.headRow, seen.headRows, seen.rows, seen.problem]).toEqual([
			"leads",
			3,
			2,
			4,
			"",
		]);
		expect(seen.columns.map(({ header, column }) => [header, column])).toEqual([
			["No.", "source_id"],
			["会社 / 会社名", "company"],
			["会社 / 業種", "industry"],
			["来場者 / 氏名", "name"],
			["来場者 / 役職", "title"],
			["来場者 / メール", "email"],
			["流入元", "channel"],
			["備考", "note"],
		]);
		expect(seen.columns[1]).toMatchObject({
			confidence: "sure",
			samples: ["北斗電装株式会社", "みなと精機", "青葉商事(株)"],
		});
		expect(seen.words.map(({ kind, word, count, meaning }) => [kind, word, count, meaning])).toEqual([
			["channel", "ホームページ", 2, ""],
			["channel", "HP", 1, "ホームページ"],
			["channel", "展示会", 1, ""],
		]);
	});

	it("shows the first rows as people see them", () => {
		expect(seen.top?.length).toBe(8);
		expect(seen.top?.[0]?.slice(0, 2)).toEqual(["2026年 展示会来場者リスト", ""]);
		expect(seen.top?.[4]?.slice(0, 4)).toEqual(["1", "北斗電装株式会社", "製造業", "佐藤 一郎"]);
		// A formula shows its result.
		expect(seen.top?.[4]?.[7]).toBe("2");
		const rows = [["会社名", "氏名"], ...Array.from({ length: 9 }, (_, i) => [`${i}社`, "=1+1"])];
		expect(dialog.importLook(rows, "leads").top).toEqual(rows.slice(0, 8));
		const low = [...Array.from({ length: 9 }, () => ["", ""]), ...rows];
		expect(dialog.importLook(low, "leads")).toMatchObject({
			headRow: 10,
			columns: [{ header: "会社名" }, {}],
		});
		expect(dialog.importLook(low, "leads").top).toBeUndefined();
	});

	const plan = { ...planOf(seen), words: [{ kind: "channel", word: "HP", meaning: "ホームページ" }] };
	const preview = dialog.adoptCheck(plan);
	const before = cellsOf(book, sheet);
	const others = book.host.engine.sheets().filter(({ id }) => id !== sheet);
	const settingsBefore = cellsOf(book, book.tab("settings"), 2000);

	it("says in a dry run which cells it would add, and writes nothing", () => {
		expect(preview.ok).toBe(true);
		expect(preview.added.map(([range]) => range)).toEqual([
			"I4:AS4",
			"I5:AF8",
			"AG5:AS8",
			expect.stringMatching(/^設定!A\d+:C\d+$/),
		]);
		expect(preview.sentence).toBe(
			"「展示会リスト」に足すのは40個のセルだけで、いまある値・数式・書式はそのままです。",
		);
		expect(cellsOf(book, sheet)).toEqual(before);
	});

	it("adds those very cells and leaves every other one as it was, also after a refresh", () => {
		const answer = dialog.adoptApply(plan);
		expect(answer.message).toBe("「展示会リスト」を「リード」として引き継ぎ、1個の言葉を覚えました。");
		expect(answer.batch).not.toBe("");
		const [header, below, , words] = preview.added.map(
			([range]) => new Set(cellsIn(range.replace(/^.*!/, ""))),
		);
		const adopted = cellsOf(book, sheet);
		expect(contentsChanged(before, adopted)).toEqual(header);
		book.run("refreshNow");
		const refreshed = cellsOf(book, sheet);
		for (const cell of contentsChanged(adopted, refreshed)) expect(below).toContain(cell);
		const columns = new Set(cellsIn("I1:AS1").map((cell) => cell.replace("1", "")));
		for (const [cell, was] of before)
			if (!columns.has(cell.replace(/\d+/, ""))) expect([cell, refreshed.get(cell)]).toEqual([cell, was]);
		expect(book.host.engine.merges(sheet)).toHaveLength(2);
		const settings = book.tab("settings");
		for (const { id } of others)
			if (id === settings) expect(contentsChanged(settingsBefore, cellsOf(book, id, 2000))).toEqual(words);
	});

	it("counts its records from below the header, with one word for each channel", () => {
		expect(book.metric("leads_new")).toBe(4);
		expect(book.metric("leads_new", "all", "channel:ホームページ")).toBe(3);
		expect(book.metric("leads_new", "all", "channel:HP")).toBeUndefined();
	});

	it("shows what was decided when it is looked at again", () => {
		const again = dialog.adoptLook(gid, null, null);
		expect([again.headRow, again.headRows, again.columns.length]).toEqual([3, 2, 8]);
		expect(planOf(again).columns).toEqual(plan.columns);
		expect(again.words.find(({ word }) => word === "HP")?.meaning).toBe("ホームページ");
		expect(dialog.adoptCheck(planOf(again)).added).toEqual([]);
	});

	it("follows the header where rows come in above it, and the person where a column means something else", () => {
		book.host.engine.insertRows(sheet, 1, 2);
		expect(dialog.adoptLook(gid, null, null).headRow).toBe(5);
		book.run("refreshNow");
		expect(book.metric("leads_new")).toBe(4);
		const changed = planOf(dialog.adoptLook(gid, null, null));
		const columns = changed.columns.filter(([, column]) => column !== "industry");
		expect(dialog.adoptApply({ ...changed, columns }).ok).toBe(true);
		expect(dialog.adoptLook(gid, null, null).columns[2]).toMatchObject({
			header: "会社 / 業種",
			column: null,
		});
	});
});

describe("one tab for each rep", () => {
	const book = new Workbook();
	const yamada = tabWith(book, "山田", [
		["会社名", "氏名", "メールアドレス", "役職", "登録日"],
		["北斗電装株式会社", "佐藤 一郎", "sato@hokuto.example", "部長", "2026/11/2"],
		["みなと精機", "鈴木 花子", "suzuki@minato.example", "課長", "2026/11/3"],
	]);
	const kimura = tabWith(book, "木村", [
		["木村の見込み客", null, null, null, null],
		[null],
		["お名前", "Eメール", "貴社名", "肩書", "獲得日"],
		["伊藤 大輔", "ito@aoba.example", "青葉商事(株)", "係長", "2026/11/4"],
	]);
	const hayashi = tabWith(book, "林", [
		["登録日", "Company", "Contact Name", "E-mail", "Job Title", "社内メモ"],
		["2026/11/5", "㈱さくら印刷", "渡辺 直子", "watanabe@sakura.example", "主任", "=1+1"],
		["2026/11/6", "合同会社テクノ", "山本 翔", "yamamoto@techno.example", "代表", null],
		["2026/11/9", "第一運輸株式会社", "中村 恵", "nakamura@daiichi.example", "次長", null],
		[null, "合計", null, null, null, 3],
	]);
	const tabs = [yamada, kimura, hayashi];

	it("is read as one table where a caller without a browser names their kind", () => {
		const answer = book.run("adoptTabs", [
			tabs.map((sheet) => ({ gid: gidOf(book, sheet), table: "leads" })),
		]);
		expect(answer.ok).toBe(true);
		book.run("refreshNow");
		expect(book.metric("leads_new")).toBe(6);
		expect(book.metric("leads_new", "2026-11")).toBe(6);
	});

	it("has scores and ids beside each row, in its own tab", () => {
		const { engine } = book.host;
		const ids = tabs.map((sheet) => {
			const at = book.columns(sheet).get("id") as number;
			const cells = engine.read({ sheet, row: 0, column: at, rows: 8, columns: 1 }).map(([cell]) => cell);
			return cells
				.map((cell, row) => (typeof cell === "string" && /^L/.test(cell) ? row + 1 : 0))
				.filter(Boolean);
		});
		expect(ids).toEqual([[2, 3], [4], [2, 3, 4]]);
		const score = engine.read({
			sheet: kimura,
			row: 3,
			column: book.columns(kimura).get("score") as number,
			rows: 1,
			columns: 1,
		});
		expect(typeof score[0]?.[0]).toBe("number");
	});

	it("opens a lead of the tab below a title from its very row", () => {
		const { engine } = book.host;
		engine.activateSheet(kimura);
		book.host.select({ sheet: kimura, row: 3, column: 0, rows: 1, columns: 1 });
		const id = engine.read({
			sheet: kimura,
			row: 3,
			column: book.columns(kimura).get("id") as number,
			rows: 1,
			columns: 1,
		});
		expect(book.run("sidebarRow") as unknown).toBe(id[0]?.[0]);
	});
});

describe("set-up's question", () => {
	it("names the columns and the row of a header below a title", () => {
		const book = new Workbook();
		tabWith(book, "名簿", [
			["会員名簿"],
			[null],
			["会社名", "担当者様名", "連絡先", "登録日"],
			...["sato@a.example", "ito@b.example", "abe@c.example"].map((mail, i) => [
				`株式会社${i}`,
				"佐藤 一郎",
				mail,
				"6/3",
			]),
		]);
		book.run("setUp");
		const text = book.host.questions[0]?.text ?? "";
		expect(text).toContain("読み取る列: 会社名、担当者様名、連絡先、登録日(見出しは3行目)");
		expect(book.columns(book.tab("leads")).get("email")).toBe(2);
	});
});

describe("a plan that cannot be", () => {
	const book = freshWorkbook();
	const sheet = tabWith(book, "リスト", [
		["会社名", "メール"],
		["北斗電装", "sato@hokuto.example"],
	]);
	const dialog = dialogOf(book);
	const gid = gidOf(book, sheet);
	const good: AdoptionPlan = {
		gid,
		table: "leads",
		headRow: 1,
		headRows: 1,
		columns: [[1, "company"]],
		words: [],
	};
	it.each<[string, AdoptionPlan, string]>([
		[
			"without a column that says who",
			{ ...good, columns: [] },
			"「リスト」を「リード」に使うには、「会社名」、「氏名」、「メール」、「リード番号」のどれかの列が要ります。",
		],
		[
			"with one column twice",
			{
				...good,
				columns: [
					[1, "company"],
					[2, "company"],
				],
			},
			"「会社名」に2つの列が選ばれています。",
		],
		[
			"with a column that Mikomi writes",
			{ ...good, columns: [[1, "score"]] },
			"「スコア」に2つの列が選ばれています。",
		],
		[
			"for one of our own tabs",
			{ ...good, gid: gidOf(book, book.tab("deals")) },
			"「商談」はMikomiのタブです。",
		],
		[
			"with a header below the rows",
			{ ...good, headRow: 9 },
			"「リスト」に見出しの行が見つからないため、見出しの行番号を選んでください。",
		],
	])("%s is refused in one sentence", (_, plan, sentence) => {
		expect(dialog.adoptCheck(plan)).toEqual({ ok: false, sentence, added: [] });
		expect(dialog.adoptApply(plan)).toEqual({ ok: false, message: sentence, batch: "" });
		expect(book.columns(sheet).size).toBe(0);
	});
});

describe("blank columns that a team formatted for later", () => {
	it("stay theirs: ours come behind them", () => {
		const book = freshWorkbook();
		const { engine } = book.host;
		const sheet = tabWith(book, "リスト", [
			["会社名", "メール"],
			["北斗電装", "sato@hokuto.example"],
		]);
		engine.setStyle({ sheet, row: 1, column: 3, rows: 5, columns: 1 }, { background: "#ffff00" });
		const dialog = dialogOf(book);
		const plan = planOf(dialog.adoptLook(gidOf(book, sheet), "leads", null));
		expect(dialog.adoptCheck(plan).added[0]?.[0]).toMatch(/^E1:/);
		const before = cellsOf(book, sheet);
		expect(dialog.adoptApply(plan).ok).toBe(true);
		const after = cellsOf(book, sheet);
		for (const cell of cellsIn("A1:D60")) expect([cell, after.get(cell)]).toEqual([cell, before.get(cell)]);
	});
});

describe("random sheets in the workbook", () => {
	it("are adopted without losing a row or changing a cell (40 shapes)", () => {
		const book = freshWorkbook();
		const sheets = fc.sample(randomTeamSheet, { numRuns: 40, seed: 77 });
		let expected = 0;
		const pictures = new Map<string, { before: Map<string, string>; width: number }>();
		const hints = sheets.map(({ cells, records }, i) => {
			const sheet = tabWith(book, `表${i}`, cells as Rows);
			pictures.set(sheet, {
				before: cellsOf(book, sheet),
				width: Math.max(...cells.map((row) => row.length)),
			});
			expected += records;
			return { gid: gidOf(book, sheet), table: "leads" };
		});
		const answer = book.run("adoptTabs", [hints]);
		expect(answer.ok, answer.message).toBe(true);
		book.run("refreshNow");
		expect(book.metric("leads_new")).toBe(expected);
		for (const [sheet, { before, width }] of pictures) {
			const after = cellsOf(book, sheet);
			for (const cell of cellsIn(`A1:${letters(width - 1)}60`))
				expect([cell, after.get(cell)]).toEqual([cell, before.get(cell)]);
		}
		const dialog = dialogOf(book);
		const undo = new Map(dialog.adoptTabs().map((tab) => [tab.gid, tab.undo]));
		for (const [sheet, { before }] of [...pictures].slice(0, 12)) {
			expect(dialog.undoApply(undo.get(gidOf(book, sheet)) ?? "", "").ok).toBe(true);
			expect(cellsOf(book, sheet)).toEqual(before);
		}
	}, 120_000);
});

/** Cells whose value or formula differs. */
function contentsChanged(
	before: ReadonlyMap<string, string>,
	after: ReadonlyMap<string, string>,
): Set<string> {
	const content = (cell: string | undefined) =>
		JSON.stringify((JSON.parse(cell ?? '["",""]') as unknown[]).slice(0, 2).map((each) => each ?? ""));
	return new Set(
		[...after].filter(([at, cell]) => content(cell) !== content(before.get(at))).map(([at]) => at),
	);
}

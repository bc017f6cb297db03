/** Bulk writes of the dialog: logged, verified, taken back. */
import { describe, expect, it } from "vitest";
import { freshWorkbook, type Row, serial, Workbook } from "./bench";
import { dialogOf, idOf, whole } from "./dialog-bench";

const TEAM: readonly Row[] = [
	["エー自動車", "有田", "a@a.example", "佐藤"],
	["ビー機械", "別所", "b@b.example", "鈴木"],
	["シー電装", "千葉", "c@c.example", "佐藤"],
	["ディー工業", "土井", "d@d.example", null],
].map(([company, name, email, owner], i) => ({
	company: company as string,
	name: name as string,
	email: email as string,
	owner: owner as string,
	created_at: serial(`2026-10-${10 + i}`),
}));

function team(): Workbook {
	const book = freshWorkbook();
	book.add("leads", TEAM);
	book.add("companies", [{ name: "シー電装", phone: "0312345678", owner: "佐藤" }]);
	book.run("refreshNow");
	return book;
}

describe("giving rows to another owner", () => {
	it("changes the owner of each row, and undo puts everything back", () => {
		const book = team();
		const dialog = dialogOf(book);
		const leads = book.tab("leads");
		const before = book.picture(leads);
		const order = { from: "佐藤", to: "田中", tables: ["leads"], openOnly: false, why: "異動" } as const;
		expect(dialog.reassignCheck(order).counts).toEqual([["リード", 2]]);
		const answer = dialog.reassignApply(order);
		expect(answer).toMatchObject({ ok: true });
		expect(book.rows("leads").map((row) => row["owner"])).toEqual(["田中", "鈴木", "田中", null]);
		expect(dialog.batches()).toMatchObject([
			{ batch: answer.batch, kind: "担当の変更", why: "異動", rows: 2 },
		]);
		expect(dialog.undoCheck(answer.batch)).toMatchObject({ restored: 2, removed: 0, changed: [] });
		dialog.undoApply(answer.batch, "間違い");
		expect(book.picture(leads)).toBe(before);
		expect(dialog.batches()[0]?.undoneAt).not.toBe("");
		expect(() => dialog.undoApply(answer.batch, "")).toThrow(/取り消してあります/);
	});
});

describe("learned words", () => {
	it("come as rows of 設定 and go again", () => {
		const book = team();
		const dialog = dialogOf(book);
		const settings = book.tab("settings");
		const before = book.picture(settings);
		const grid = book.host.engine.sheets().find(({ id }) => id === settings)?.rows;
		const count = book.rows("settings").length;
		const answer = dialog.learn(
			[
				{ kind: "verdict", word: "0120", meaning: "in" },
				{ kind: "title", word: "=1+1", meaning: "部長" },
			],
			"",
		);
		expect(book.rows("settings").slice(count)).toMatchObject([
			{ kind: "辞書: 判定", item: "0120", value: "対象" },
			{ kind: "辞書: 役職", item: "=1+1", value: "部長" },
		]);
		expect(dialog.undoCheck(answer.batch)).toMatchObject({ restored: 0, removed: 2 });
		dialog.undoApply(answer.batch, "");
		expect(book.picture(settings)).toBe(before);
		expect(book.host.engine.sheets().find(({ id }) => id === settings)?.rows).toBe(grid);
	});
});

describe("merging", () => {
	it("fills blank cells, keeps differing ones, and is undone", () => {
		const book = team();
		book.add("leads", [
			{ company: "(株)シー電装", name: "千葉", phone: "0312345678", owner: "鈴木", email: "c@c.example" },
		]);
		book.run("refreshNow");
		const dialog = dialogOf(book);
		const leads = book.tab("leads");
		const before = book.picture(leads);
		const id = (name: string, at = 0) =>
			String(book.rows("leads").filter((row) => row["name"] === name)[at]?.["id"]);
		const merge = { survivor: id("千葉"), others: [id("千葉", 1)] };
		const check = dialog.mergeCheck([merge]);
		expect(check.filled).toEqual([["シー電装 千葉", "電話", "0312345678"]]);
		expect(check.kept.map(([, column]) => column)).toEqual(expect.arrayContaining(["担当"]));
		const answer = dialog.mergeApply([merge], "同じ人");
		expect(answer.message).toContain("1行を統合");
		expect(book.rows("leads")[2]).toMatchObject({ phone: "0312345678", owner: "佐藤" });
		expect(book.rows("leads")[4]).toMatchObject({ merged_into: merge.survivor });
		dialog.undoApply(answer.batch, "");
		expect(book.picture(leads)).toBe(before);
	});
});

describe("undo, days later and after edits elsewhere", () => {
	it("brings back values, dates, formulas, formats and notes, byte for byte", () => {
		const book = team();
		const { engine } = book.host;
		const leads = book.tab("leads");
		const columns = book.columns(leads);
		const at = (row: number, column: string) => ({
			sheet: leads,
			row,
			column: columns.get(column) as number,
			rows: 1,
			columns: 1,
		});
		// Another's row has the phone, a date and a number that the first one lacks; where it has a formula, that stays.
		engine.write(at(3, "phone"), [["0355556666"]]);
		engine.write(at(3, "next_action_on"), [[serial("2026-11-30")]]);
		engine.setStyle(at(1, "next_action_on"), { numberFormat: "General" });
		engine.write(at(3, "adjustment"), [[-7.25]]);
		engine.write(at(3, "note"), [["残す"]]);
		engine.write(at(1, "note"), [[{ formula: '=IF(1=2,"x","")' }]]);
		engine.setStyle(at(1, "phone"), { background: "#ffeeaa", bold: true });
		engine.setNotes(at(1, "phone"), [["朝だけ"]]);
		book.run("refreshNow");
		const before = new Workbook({ state: book.host.save() });
		const dialog = dialogOf(book);
		const merge = {
			survivor: idOf(book, "leads", "name", "有田"),
			others: [idOf(book, "leads", "name", "別所")],
		};
		const third = { survivor: merge.survivor, others: [idOf(book, "leads", "name", "千葉")] };
		const { batch } = dialog.mergeApply([{ ...third }], "");
		expect(book.rows("leads")[0]).toMatchObject({ phone: "0355556666", adjustment: -7.25 });
		expect(engine.readFormulas(at(1, "note"))).toEqual([['=IF(1=2,"x","")']]);

		const edit = (each: Workbook) => {
			each.host.engine.write({ ...at(2, "note"), sheet: each.tab("leads") }, [["書き足した"]]);
			each.add("deals", [{ name: "新しい案件", amount: 1 }]);
			const rows = each.tab("leads");
			each.host.engine.insertRows(rows, 2, 1);
			each.host.engine.write({ ...at(2, "name"), sheet: rows }, [["割り込み"]]);
			const { columns: width } = each.host.engine.extent(rows);
			each.host.engine.sort({ sheet: rows, row: 1, column: 0, rows: 5, columns: width }, [
				{ column: columns.get("name") as number, ascending: false },
			]);
		};
		edit(book);
		edit(before);
		book.host.advance(5 * 86_400_000);
		expect(dialog.undoCheck(batch)).toMatchObject({ changed: [] });
		dialog.undoApply(batch, "別人");
		for (const table of ["leads", "companies", "activities", "deals"])
			expect(whole(book, book.tab(table)), table).toBe(whole(before, before.tab(table)));
	});

	it("leaves what somebody changed since, and names it", () => {
		const book = team();
		const dialog = dialogOf(book);
		const { batch } = dialog.reassignApply({
			from: "佐藤",
			to: "田中",
			tables: ["leads"],
			openOnly: false,
			why: "",
		});
		const leads = book.tab("leads");
		const owner = book.columns(leads).get("owner") as number;
		book.host.engine.write({ sheet: leads, row: 1, column: owner, rows: 1, columns: 1 }, [["高橋"]]);
		expect(dialog.undoCheck(batch)).toMatchObject({
			restored: 1,
			changed: [`リード ${idOf(book, "leads", "name", "有田")}: 担当`],
		});
		expect(dialog.undoApply(batch, "").message).toContain("そのまま残したところ1");
		expect(book.rows("leads").map((row) => row["owner"])).toEqual(["高橋", "鈴木", "佐藤", null]);
	});

	it("leaves an added row that somebody worked on", () => {
		const book = team();
		const dialog = dialogOf(book);
		const count = book.rows("settings").length;
		const { batch } = dialog.learn(
			[
				{ kind: "title", word: "番頭", meaning: "部長" },
				{ kind: "title", word: "女将", meaning: "部長" },
			],
			"",
		);
		const settings = book.tab("settings");
		const value = book.columns(settings).get("value") as number;
		book.host.engine.write({ sheet: settings, row: count + 1, column: value, rows: 1, columns: 1 }, [
			["課長"],
		]);
		dialog.undoApply(batch, "");
		expect(book.rows("settings").slice(count)).toMatchObject([{ item: "番頭", value: "課長" }]);
	});
});

describe("the log", () => {
	it("forgets before-images after 90 days and says so", () => {
		const book = team();
		const dialog = dialogOf(book);
		const order = (from: string, to: string) =>
			({ from, to, tables: ["leads"], openOnly: false, why: "" }) as const;
		const { batch: old } = dialog.reassignApply(order("佐藤", "田中"));
		book.host.advance(91 * 86_400_000);
		const { batch: young } = dialog.reassignApply(order("田中", "高橋"));
		expect(dialog.batches()).toMatchObject([
			{ batch: young, kind: "担当の変更", rows: 2 },
			{ batch: old, kind: "担当の変更(90日を過ぎたか2万行を超えたため、取り消せません)", rows: 2 },
		]);
		expect(() => dialog.undoApply(old, "")).toThrow("変更前の値は残っていません");
		expect(book.rows("changes")).toHaveLength(3);
		dialog.undoApply(young, "");
		expect(book.rows("leads")[0]?.["owner"]).toBe("田中");
	});

	it("keeps 20,000 rows at most", () => {
		const book = team();
		const dialog = dialogOf(book);
		const changes = book.tab("changes");
		const columns = book.columns(changes);
		const place = (column: string) => columns.get(column) as number;
		const width = Math.max(...columns.values()) + 1;
		const rows = Array.from({ length: 19_999 }, (_, i) => {
			const cells = new Array<string | number | null>(width).fill(null);
			cells[place("batch")] = i < 15_000 ? "Bfirst-1" : "Bsecond-1";
			cells[place("at")] = serial("2026-11-19");
			cells[place("kind")] = "import";
			cells[place("table")] = "leads";
			cells[place("row_id")] = `L${i}`;
			cells[place("cells")] = '{"#":1,"owner":["a","b"]}';
			cells[place("state")] = "done";
			return cells;
		});
		book.host.engine.insertRows(changes, 1, rows.length);
		book.host.engine.write({ sheet: changes, row: 1, column: 0, rows: rows.length, columns: width }, rows);
		dialog.reassignApply({ from: "佐藤", to: "田中", tables: ["leads"], openOnly: false, why: "" });
		expect(book.rows("changes")).toHaveLength(1 + 4_999 + 2);
		expect(
			dialog
				.batches()
				.map(({ batch, rows: count }) => [batch, count])
				.slice(1),
		).toEqual([
			["Bsecond-1", 4999],
			["Bfirst-1", 15_000],
		]);
	}, 60_000);

	it("splits what does not fit into a cell", () => {
		const book = team();
		book.add("leads", [
			{ company: "シー電装", name: "千葉", email: "c@c.example", note: "あ".repeat(49_000) },
		]);
		const leads = book.tab("leads");
		const note = book.columns(leads).get("note") as number;
		book.run("refreshNow");
		const before = whole(book, leads);
		const dialog = dialogOf(book);
		const [survivor = "", other = ""] = book
			.rows("leads")
			.filter((row) => row["name"] === "千葉")
			.map((row) => String(row["id"]));
		const { batch } = dialog.mergeApply([{ survivor, others: [other] }], "");
		expect(book.host.engine.read({ sheet: leads, row: 3, column: note, rows: 1, columns: 1 })).toEqual([
			["あ".repeat(49_000)],
		]);
		expect(dialog.batches()[0]?.rows).toBe(2);
		dialog.undoApply(batch, "");
		expect(whole(book, leads)).toBe(before);
	});
});

describe("the dialog", () => {
	it.each([
		["openAdopt", "adopt"],
		["openImport", "import"],
		["openDuplicates", "duplicates"],
		["openLearn", "learn"],
		["openReassign", "reassign"],
		["openBatches", "batches"],
		["openErase", "erase"],
	])("opens by %s at its view", (opener, view) => {
		const book = new Workbook();
		expect(book.run(opener)).toEqual({ ok: true, message: "" });
		const shown = book.host.dialogs[book.host.dialogs.length - 1];
		expect(shown).toMatchObject({ kind: "modeless", width: 920, height: 640 });
		expect(shown?.html).toContain(`data-view="${view}"`);
		expect(shown?.html).toContain('data-language="ja"');
		expect(shown?.title).not.toBe("");
	});

	it("stands in the menu", () => {
		const book = new Workbook();
		const [menu] = book.host.open();
		const tidy = menu?.items.find(({ label }) => label === "データの整理");
		expect(tidy?.items).toHaveLength(7);
	});

	it("refuses what it does not know, and everything but adoption before set-up, in one sentence", () => {
		const call = (book: Workbook, name: string, ...args: unknown[]) =>
			book.host.run("dialogCall", { kind: "sidebar", args: [name, args] });
		const blank = new Workbook();
		expect(call(blank, "batches")).toMatchObject({
			ok: false,
			message: expect.stringContaining("セットアップ"),
		});
		expect(call(blank, "constructor")).toMatchObject({
			ok: false,
			message: expect.stringContaining("constructor"),
		});
		expect(call(blank, "open")).toMatchObject({ ok: true, value: { isSetUp: false } });
		const session = dialogOf(team()).open();
		expect(session).toMatchObject({ isSetUp: true, language: "ja" });
		expect(session.columns.leads.slice(0, 2)).toEqual([
			["created_at", "リード作成日"],
			["company", "会社名"],
		]);
	});
});

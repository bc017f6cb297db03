import { describe, expect, it } from "vitest";
import { freshWorkbook, Workbook } from "./bench";

const JAPANESE = [
	"ダッシュボード",
	"リード",
	"企業",
	"活動",
	"商談",
	"費用",
	"フォロー",
	"経路別",
	"担当別",
	"コホート",
	"連携",
	"KPI点検",
	"データ診断",
	"スコア表",
	"理想顧客",
	"ステージ",
	"打ち手",
	"目標",
	"メンバー",
	"休日",
	"設定",
	"指標",
	"判定履歴",
	"変更履歴",
	"スナップショット",
	"実行",
];

function typeTable(book: Workbook, sheet: string, rows: readonly (readonly (string | number)[])[]): void {
	book.host.type({ sheet, row: 0, column: 0, rows: rows.length, columns: rows[0]?.length ?? 0 }, rows);
}

const CARDS = [
	["会社名", "氏名", "メールアドレス", "役職", "社内メモ"],
	["北斗電装株式会社", "佐藤 一郎", "sato@hokuto.example", "部長", "=1+1"],
	["みなと精機", "鈴木 花子", "suzuki@minato.example", "課長", "紹介"],
];

describe("set-up in an empty spreadsheet", () => {
	const book = freshWorkbook();

	it("builds all tabs in Japanese and leaves no blank default tab", () => {
		expect(book.names()).toEqual(JAPANESE);
	});

	it("gives headers, frozen first row, drop-downs and warnings", () => {
		const { engine } = book.host;
		const leads = engine.sheets().find((sheet) => sheet.name === "リード");
		expect(leads?.frozenRows).toBe(1);
		const columns = book.columns(book.tab("leads"));
		const at = (row: number, column: string) => ({
			sheet: book.tab("leads"),
			row,
			column: columns.get(column) as number,
			rows: 1,
			columns: 1,
		});
		expect(engine.read(at(0, "score"))).toEqual([["スコア"]]);
		expect(engine.validations(at(5, "company_verdict"))[0]?.[0]?.criteria).toBe("VALUE_IN_LIST");
		expect(engine.columnHidden(book.tab("leads"), columns.get("id") as number)).toBe(true);
	});

	it("puts the published point table, stages, holidays of two years and settings in", () => {
		expect(book.rows("score_rules").map((row) => row["points"])).toEqual([10, 20, 10, 30, 40, 20, 50]);
		expect(book.rows("stages")).toHaveLength(8);
		expect(book.rows("holidays").length).toBeGreaterThan(30);
		expect(book.rows("settings").find((row) => row["item"] === "MQLの点数")?.["value"]).toBe("120");
	});

	it("takes one call for each column's mark and at most 35 for everything else of a tab", () => {
		const fresh = freshWorkbook();
		const { calls } = fresh.host.callLog();
		const counted = calls.filter((call) => call.counted);
		const marks = counted.filter((call) => call.name === "Range.addDeveloperMetadata");
		expect(marks).toHaveLength(fresh.names().flatMap((name) => [...fresh.columns(fresh.sheet(name))]).length);
		expect(counted.length - marks.length).toBeLessThanOrEqual(35 * fresh.names().length);
	});

	it("changes nothing when it runs again", () => {
		const before = book.host.engine.sheets().map((sheet) => book.picture(sheet.id));
		expect(book.run("setUp").message).toContain("すべて揃っています");
		expect(book.names()).toEqual(JAPANESE);
		expect(book.host.engine.sheets().map((sheet) => book.picture(sheet.id))).toEqual(before);
	});

	it("brings a deleted tab and a deleted own column back", () => {
		const { engine } = book.host;
		engine.deleteSheet(book.sheet("ステージ"));
		const leads = book.tab("leads");
		engine.deleteColumns(leads, book.columns(leads).get("grade") as number, 1);
		book.run("setUp");
		expect(book.rows("stages")).toHaveLength(8);
		expect(book.columns(leads).has("grade")).toBe(true);
	});
});

describe("set-up in English", () => {
	it("follows the spreadsheet's locale at first, then the language of the settings", () => {
		const book = freshWorkbook({ locale: "en_US", userLocale: "en" });
		expect(book.names()).toContain("Score rules");
		const settings = book.tab("settings");
		const language = book.rows("settings").findIndex((row) => row["item"] === "Language");
		book.host.engine.write(
			{
				sheet: settings,
				row: language + 1,
				column: book.columns(settings).get("value") as number,
				rows: 1,
				columns: 1,
			},
			[["ja"]],
		);
		book.run("setUp");
		expect(book.names()).toContain("スコア表");
		expect(book.names()).not.toContain("Score rules");
	});
});

describe("set-up beside what a team has", () => {
	it("offers a tab whose headers it recognises, maps it, and adds its own columns on the right", () => {
		const book = new Workbook();
		const [sheet] = book.host.engine.sheets();
		const id = sheet?.id as string;
		typeTable(book, id, CARDS);
		const before = book.host.engine.readFormulas({ sheet: id, row: 0, column: 0, rows: 3, columns: 5 });
		book.run("setUp");
		expect(book.host.questions[0]?.text).toContain("会社名、氏名、メールアドレス、役職");
		expect(book.tab("leads")).toBe(id);
		expect(book.names().filter((name) => name === "リード")).toHaveLength(0);
		const columns = book.columns(id);
		expect(columns.get("title")).toBe(3);
		expect(columns.get("score")).toBe(5);
		expect(book.host.engine.readFormulas({ sheet: id, row: 0, column: 0, rows: 3, columns: 5 })).toEqual(
			before,
		);
	});

	it("leaves a tab alone when the answer is no", () => {
		const book = new Workbook();
		const id = book.host.engine.sheets()[0]?.id as string;
		typeTable(book, id, CARDS);
		const before = book.picture(id);
		book.answer((question) => (question.buttons === "YES_NO" ? "NO" : "OK"));
		book.run("setUp");
		expect(book.picture(id)).toBe(before);
		expect(book.tab("leads")).not.toBe(id);
	});

	it("leaves a tab that only bears our name alone, and names ours apart", () => {
		const book = new Workbook();
		const theirs = book.host.engine.insertSheet("設定", 1, 20, 5).id;
		typeTable(book, theirs, [["好きな色", "青"]]);
		const before = book.picture(theirs);
		book.run("setUp");
		expect(book.picture(theirs)).toBe(before);
		expect(book.names()).toContain("見込み_設定");
	});

	it("says in one sentence which tab it cannot use", () => {
		const book = new Workbook();
		const [sheet] = book.host.engine.sheets();
		typeTable(book, sheet?.id as string, [["好きな色"], ["青"]]);
		const answer = book.run("adoptTabs", [[{ gid: sheet?.gid ?? 0, table: "leads" }]]);
		expect(answer.ok).toBe(false);
		expect(answer.message).toContain("見出しから「リード」に使える列が見つかりません");
	});
});

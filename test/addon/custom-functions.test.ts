import { describe, expect, it } from "vitest";
import { freshWorkbook, serial } from "./bench";

const book = freshWorkbook();
book.add("leads", [
	{
		created_at: serial("2026-10-25"),
		company: "シー電装",
		name: "千葉",
		email: "c@c.example",
		title: "取締役",
		industry: "車載部品",
		employees: "1200",
		prefecture: "愛知県",
	},
	{ created_at: serial("2026-10-25"), company: "ビー商店", name: "別所", email: "b@b.example" },
]);
book.add("activities", [
	{
		at: serial("2026-11-01"),
		email: "c@c.example",
		type: "ページ閲覧",
		target: "製品ABC",
		count: 3,
		minutes: 6,
	},
	{
		at: serial("2026-11-02"),
		email: "c@c.example",
		type: "アンケート回答",
		target: "製品ABC",
		answer: "現在検討中",
	},
	{ at: serial("2026-11-03"), email: "b@b.example", type: "架電" },
]);
const value = (formula: string) => book.host.evaluate(formula);
const one = (formula: string) => value(formula)[0]?.[0];

describe("LEAD_SCORE and its sisters", () => {
	it("answer one row for each lead, and change with asOf", () => {
		expect(value("=LEAD_SCORE('リード'!A1:AM3,'活動'!A1:N4,'スコア表'!A1:Q8,DATE(2026,11,20))")).toEqual([
			[150],
			[0],
		]);
		expect(value("=LEAD_SCORE('リード'!A1:AM3,'活動'!A1:N4,'スコア表'!A1:Q8,DATE(2026,12,1))")).toEqual([
			[80],
			[0],
		]);
	});

	it("agree with the score that a refresh writes", () => {
		book.run("refreshNow");
		expect(book.rows("leads").map((row) => row["score"])).toEqual([150, 0]);
		expect(book.rows("leads").map((row) => row["grade"])).toEqual(
			value(
				"=LEAD_GRADE('リード'!A1:AM3,'活動'!A1:N4,'スコア表'!A1:Q8,'理想顧客'!A1:F5,DATE(2026,11,20))",
			).flat(),
		);
	});

	it("leave a blank row blank", () => {
		const rows = value("=LEAD_SCORE('リード'!A1:AM5,'活動'!A1:N4,'スコア表'!A1:Q8,DATE(2026,11,20))");
		expect(rows.map(([cell]) => cell || "")).toEqual(
			[150, "", "", ""].map((cell, i) => (i === 1 ? "" : cell)),
		);
		expect(rows).toHaveLength(4);
	});

	it("say why, in Japanese or English", () => {
		expect(one("=LEAD_SCORE_WHY('リード'!A1:AM2,'活動'!A1:N4,'スコア表'!A1:Q8,DATE(2026,11,20))")).toMatch(
			/^150 = .*2026\/11\/30まで/,
		);
		expect(
			one("=LEAD_SCORE_WHY('リード'!A1:AM2,'活動'!A1:N4,'スコア表'!A1:Q8,DATE(2026,11,20),\"en\")"),
		).toMatch(/until 2026\/11\/30/);
	});

	it("ICP_FIT is 0 to 100 over what is known, and blank where nothing is", () => {
		expect(value("=ICP_FIT('リード'!A1:AM3,'理想顧客'!A1:F5)").map(([cell]) => cell || "")).toEqual([
			100,
			"",
		]);
		expect(one("=ICP_FIT_WHY('リード'!A1:AM2,'理想顧客'!A1:F5)")).toContain("充足率100%");
	});

	it("refuse misuse with one short sentence", () => {
		const error = (formula: string) => String(JSON.stringify(one(formula)));
		expect(error("=LEAD_SCORE(1,2,3,4)")).toMatch(/error|#ERROR/i);
	});
});

describe("the word functions", () => {
	it.each([
		['=TITLE_RANK("取締役 兼 営業本部長")', 75],
		['=TITLE_RANK("社長室長")', 60],
		['=TITLE_RANK("顧問")', 0],
		['=TITLE_RANK("")', ""],
		['=TITLE_RANK("ねこ係")', "?"],
		['=INDUSTRY_SEGMENT("車載")', "自動車"],
		['=EMPLOYEE_BAND("約300名")', "300-999"],
		["=EMPLOYEE_BAND(45)", "30-99"],
		['=EMAIL_KIND("a@gmail.com")', "free"],
		['=EMAIL_KIND("a@docomo.ne.jp")', "carrier"],
		['=EMAIL_KIND("a@hokuto.co.jp")', "corporate"],
		['=COMPANY_KEY("㈱ミコミ商事 大阪支店")', "ミコミ商事"],
		['=COMPANY_KEY("")', ""],
		['=CORPORATE_NUMBER_CHECK("7123456789012")', "OK"],
		["=CORPORATE_NUMBER_CHECK(7123456789012)", "OK"],
		['=CORPORATE_NUMBER_CHECK("７１２３-４５６７-８９０１２")', "OK"],
		['=CORPORATE_NUMBER_CHECK("T7010705000725")', "OK(T番号です。法人番号は 7010705000725)"],
		['=CORPORATE_NUMBER_CHECK("011001098993")', "会社法人等番号(12桁)です。法人番号は 4011001098993 です"],
		[
			'=CORPORATE_NUMBER_CHECK("5123456789012","en")',
			"The check digit (first digit) should be 7: it or another digit is wrong",
		],
		[
			'=CORPORATE_NUMBER_CHECK("1723456789012")',
			"検査数字(1桁目)は 4 のはずです。1桁目か、ほかの桁に誤りがあります。隣の数字と入れ替わっているなら 7123456789012 です",
		],
		['=CORPORATE_NUMBER_CHECK("12345")', "5桁です。法人番号は13桁です"],
		['=CORPORATE_NUMBER_CHECK("")', ""],
		['=PREFECTURE("横浜市西区みなとみらい")', "神奈川県"],
		['=PREFECTURE("火星")', "?"],
		['=PHONE_FORMAT("０３（１２３４）５６７８")', "03-1234-5678"],
		['=PHONE_FORMAT("0422471234")', "0422-47-1234"],
		["=PHONE_FORMAT(9012345678)", "090-1234-5678"],
		['=PHONE_FORMAT("なし")', "?"],
		["=REQUIRED_LEADS(10,20,3)", 600],
		["=REQUIRED_LEADS(10,20,2.5,2)", 250],
		["=REQUIRED_LEADS(10,20,0)", ""],
	])("%s is %s", (formula, answer) => {
		expect(one(formula) ?? "").toBe(answer);
	});

	it("answer a range in its own shape", () => {
		expect(value("=TITLE_RANK('リード'!E2:E3)").map(([cell]) => cell || "")).toEqual([75, ""]);
		expect(value('=TITLE_RANK({"部長","課長";"",""})').map((row) => row.map((cell) => cell || ""))).toEqual([
			[60, 50],
			["", ""],
		]);
	});

	it("never answer with a digit of what may be a My Number", () => {
		for (const language of ["ja", "en"]) {
			const answer = one(`=CORPORATE_NUMBER_CHECK("1234-5678-9018","${language}")`);
			expect(answer).toMatch(/マイナンバー.*会社法人等番号|My Number.*register number/);
			expect(String(answer).replace("13", "")).not.toMatch(/\d/);
		}
	});

	it("refuse a language that they don't speak", () => {
		expect(String(JSON.stringify(one('=CORPORATE_NUMBER_CHECK("7123456789012","fr")')))).toMatch(/error/i);
	});

	it("take a team's own dictionary", () => {
		expect(one('=TITLE_RANK("店主",{"店主","95"})')).toBe(95);
		expect(one("=TITLE_RANK(\"部長\",'設定'!A1:D400)")).toBe(60);
	});
});

describe("DATE_READ", () => {
	const day = (text: string) => ({ date: serial(text) });

	it.each([
		['=DATE_READ("令和6年6月3日")', day("2024-06-03")],
		['=DATE_READ("R6.6.3")', day("2024-06-03")],
		['=DATE_READ("2024.6.3")', day("2024-06-03")],
		['=DATE_READ("2024年6月3日(月)")', day("2024-06-03")],
		['=DATE_READ("20240603")', day("2024-06-03")],
		["=DATE_READ(20240603)", day("2024-06-03")],
		["=DATE_READ(45446)", day("2024-06-03")],
		["=DATE_READ(DATE(2024,6,3))", day("2024-06-03")],
		['=DATE_READ("平成元年1月8日")', day("1989-01-08")],
		['=DATE_READ("6/3"&"",DATE(2024,5,1))', day("2024-06-03")],
		['=DATE_READ("6月3日",DATE(2024,1,15))', day("2024-06-03")],
		['=DATE_READ("12月20日",DATE(2024,1,15))', day("2023-12-20")],
		['=DATE_READ("6月3日")', "?"],
		['=DATE_READ("2024/2/30")', "?"],
		['=DATE_READ("近日")', "?"],
		['=DATE_READ("")', ""],
	])("%s is %j", (formula, answer) => {
		expect(one(formula) ?? "").toEqual(answer);
	});

	it("answers a range in its own shape", () => {
		expect(value('=DATE_READ({"R6.6.3","";"6月3日","x"},DATE(2024,6,1))')).toEqual([
			[day("2024-06-03"), expect.toSatisfy((cell: unknown) => (cell ?? "") === "")],
			[day("2024-06-03"), "?"],
		]);
	});
});

import { describe, expect, it } from "vitest";
import { CHECKS, type CheckId } from "../../src/domain/health/checks";
import type { CellValue } from "../../src/host/contract";
import { messagesIn } from "../../src/locale";
import { freshWorkbook, type Row, serial, Workbook } from "./bench";

const words = messagesIn("ja").health;

const GOOD: Row = {
	created_at: serial("2026-11-01"),
	company: "青空精機株式会社",
	name: "青木 一郎",
	title: "部長",
	email: "aoki@aozora.example",
	phone: "03-1234-5678",
	industry: "機械",
	channel: "Web",
	owner: "佐藤",
	company_verdict: "対象",
	next_action: "電話する",
	next_action_on: serial("2026-11-27"),
};

/** The cells of the tab, from its first row. */
function cells(book: Workbook): CellValue[][] {
	const { engine } = book.host;
	const sheet = book.tab("health");
	const extent = engine.extent(sheet);
	return engine.read({ sheet, row: 0, column: 0, ...extent }).map((row) => row.map((cell) => cell ?? ""));
}

/** Count of each check, as the tab shows it. */
function counts(book: Workbook): Record<string, CellValue> {
	const rows = cells(book);
	return Object.fromEntries(
		CHECKS.map(({ id }) => {
			const row = rows.find(([label]) => label === words.checks[id][0]);
			if (row === undefined) throw new Error(`no line for ${id}`);
			return [id, row[1] ?? null];
		}),
	);
}

/** The rows below the check's heading: who, and what is wrong. */
function listed(book: Workbook, id: CheckId): CellValue[][] {
	const rows = cells(book);
	const at = rows.findIndex(([label]) => label === `■ ${words.checks[id][0]}`);
	if (at < 0) return [];
	const end = rows.findIndex((row, i) => i > at && row.slice(0, 4).every((cell) => cell === ""));
	return rows.slice(at + 1, end < 0 ? undefined : end).map((row) => row.slice(0, 4));
}

function formulaAt(book: Workbook, row: number, column: number): CellValue {
	const sheet = book.tab("health");
	return book.host.engine.readFormulas({ sheet, row, column, rows: 1, columns: 1 })[0]?.[0] ?? null;
}

describe("the data health tab", () => {
	const book = freshWorkbook();
	book.add("members", [{ name: "佐藤" }, { name: "鈴木" }]);
	book.add("leads", [
		GOOD,
		{ ...GOOD, name: "青木一郎", owner: "鈴木", email: "AOKI@aozora.example" },
		{
			...GOOD,
			name: "井上 次郎",
			email: "inoue@aozora.example",
			owner: null,
			next_action_on: serial("2026-11-19"),
		},
		{
			...GOOD,
			name: "上田 三郎",
			email: null,
			phone: null,
			title: "ほげ長官補",
			industry: "ほげほげ",
			company_verdict: "たぶん",
			owner: "退職した人",
			next_action: null,
			next_action_on: null,
			note: "番号 1234-5678-9018 を聞いた",
		},
		{ ...GOOD, name: "江口 四郎", email: "eguchi@aozora.example", created_at: serial("2026-12-24") },
		{ ...GOOD, name: "小川 五郎", email: "ogawa@aozora.example", created_at: "いつか", channel: "ＷＥＢ" },
		{
			...GOOD,
			name: "加藤 六郎",
			email: "kato@aozora.example",
			created_at: serial("2024-01-05"),
			status: "退職",
		},
	]);
	book.add("companies", [
		{ name: "青空精機株式会社", corporate_number: "7010705000725", profile_on: serial("2025-01-01") },
		{ name: "白雲電機", corporate_number: "7010705000726" },
		{ name: "黒潮商事" },
	]);
	book.add("activities", [
		{ at: serial("2026-11-05"), email: "aoki@aozora.example", type: "展示会来場" },
		{ at: serial("2026-11-05"), email: "nobody@nowhere.example", name: "名無し", type: "展示会来場" },
		{ at: serial("2027-01-05"), email: "aoki@aozora.example", type: "なぞの行動" },
		{ at: "ずっと前", email: "aoki@aozora.example", type: "架電" },
	]);
	book.add("deals", [
		{
			name: "逆転した案件",
			email: "aoki@aozora.example",
			owner: "佐藤",
			stage: "提案",
			amount: 100,
			created_at: serial("2026-10-01"),
			closes_at: serial("2026-12-01"),
		},
		{
			name: "迷子の案件",
			email: "lost@nowhere.example",
			owner: "佐藤",
			stage: "もやもや",
			created_at: serial("2026-11-10"),
			closes_at: serial("2026-11-12"),
			next_action_on: serial("2026-11-11"),
		},
		{ name: "日のない案件", email: "aoki@aozora.example", stage: "提案", amount: 5 },
	]);
	book.run("refreshNow");

	it("counts what is wrong, each as the rows themselves say", () => {
		expect(counts(book)).toEqual({
			my_number: 1,
			overdue_action: 2,
			no_owner: 2,
			closing_past: 1,
			duplicate: 1,
			same_person: 1,
			no_action: 1,
			no_verdict: 0,
			no_contact: 1,
			unknown_title: 1,
			unknown_industry: 1,
			unknown_word: 3,
			unknown_owner: 1,
			unreadable_date: 2,
			future_date: 2,
			reversed: 1,
			deal_without_lead: 1,
			activity_without_lead: 1,
			no_amount: 1,
			no_closing_date: 1,
			wrong_corporate_number: 1,
			repeated_id: 0,
			no_corporate_number: 1,
			stale_lead: 1,
			stale_company: 1,
			gone: 1,
			spelling: 1,
			merged: 0,
		});
	});

	it("says in one sentence how much there is to do", () => {
		expect(cells(book)[1]?.[0]).toMatch(
			/^今すぐ直すものが\d+件、今週のうちに\d+件、参考が\d+件あります。リード1件あたりの手入力は平均[\d.]+列です。$/,
		);
	});

	it("names the rows with what is wrong with them", () => {
		expect(listed(book, "unknown_title")).toEqual([
			["青空精機株式会社", "上田 三郎", "退職した人", "役職: ほげ長官補"],
		]);
		expect(listed(book, "unknown_word").map((row) => row[3])).toEqual([
			"企業判定: たぶん",
			"ステージ: もやもや",
			"種別: なぞの行動",
		]);
		expect(listed(book, "spelling").map((row) => row[3])).toEqual(["経路: ＷＥＢ → Web"]);
		expect(listed(book, "activity_without_lead")).toEqual([
			["", "名無し", "", "リード番号: nobody@nowhere.example"],
		]);
		expect(listed(book, "future_date").map((row) => row[3])).toEqual([
			"リード作成日: 2026/12/24",
			"日時: 2027/01/05",
		]);
	});

	it("points a possible My Number out without copying it", () => {
		expect(listed(book, "my_number")).toEqual([["青空精機株式会社", "上田 三郎", "退職した人", "メモ"]]);
		const everything = book
			.names()
			.map((name) => book.picture(book.sheet(name)))
			.join("\n");
		expect(everything.match(/1234-?5678-?9018/g)).toHaveLength(1);
	});

	it("leads from each line to its rows, and from each row to the record, by one click", () => {
		const gid = (table: string) => book.host.engine.sheets().find(({ id }) => id === book.tab(table))?.gid;
		const rows = cells(book);
		const line = rows.findIndex(([label]) => label === words.checks.unknown_title[0]);
		const head = rows.findIndex(([label]) => label === `■ ${words.checks.unknown_title[0]}`);
		expect(formulaAt(book, line, 4)).toBe(`=HYPERLINK("#gid=${gid("health")}&range=A${head + 1}","→")`);
		expect(formulaAt(book, head + 1, 4)).toBe(`=HYPERLINK("#gid=${gid("leads")}&range=A5","A5")`);
	});

	it("tells how far columns are filled, by column and by rep, and which are not used", () => {
		const rows = cells(book);
		const completeness = rows.slice(4, 33).map((row) => row.slice(6, 9));
		expect(completeness).toContainEqual(["メール", 6, 6 / 7]);
		expect(completeness).toContainEqual(["氏名", 7, 1]);
		const reps = rows.slice(4, 33).map((row) => row.slice(10, 13));
		// Nine of the ten columns that everybody needs, as no lead names its employees; one date cannot be read.
		expect(reps[0]).toEqual(["佐藤", 4, 35 / 40]);
		expect(reps).toContainEqual(["退職した人", 1, 0.7]);
		const dictionary = rows.slice(34).map((row) => [...row.slice(6, 9), ...row.slice(10, 13)]);
		expect(dictionary).toContainEqual(["メモ", 1, 1 / 7, "リード", "人", ""]);
		expect(dictionary).toContainEqual(["施策", 0, 0, "リード", "人", "未使用"]);
		expect(dictionary).toContainEqual(["スコア", "", "", "リード", "Mikomi", ""]);
	});
});

describe("a team's own columns", () => {
	it("stand in the data dictionary under their own header, and are searched for My Numbers", () => {
		const book = new Workbook();
		const sheet = book.host.engine.sheets()[0]?.id as string;
		book.host.type({ sheet, row: 0, column: 0, rows: 3, columns: 5 }, [
			["会社名", "氏名", "メールアドレス", "社内 控え", "使っていない列"],
			["シー電装", "千葉", "c@c-denso.example", "123456789018", ""],
			["ビー機械", "別所", "b@b-kikai.example", "", ""],
		]);
		book.run("setUp");
		book.run("refreshNow");
		const dictionary = cells(book).map((row) => [...row.slice(6, 9), ...row.slice(10, 13)]);
		expect(dictionary).toContainEqual(["社内 控え", 1, 0.5, "リード", "チーム独自", ""]);
		expect(dictionary).toContainEqual(["使っていない列", 0, 0, "リード", "チーム独自", "未使用"]);
		expect(counts(book)["my_number"]).toBe(1);
	});
});

describe("a list that is longer than what is shown", () => {
	it("shows fifty rows and counts the others", () => {
		const book = freshWorkbook();
		book.add(
			"leads",
			Array.from({ length: 70 }, (_, i) => ({
				...GOOD,
				name: `人${i}`,
				email: `p${i}@a.example`,
				owner: null,
			})),
		);
		book.run("refreshNow");
		expect(counts(book)["no_owner"]).toBe(70);
		const rows = listed(book, "no_owner");
		expect(rows).toHaveLength(51);
		expect(rows[50]?.[0]).toBe("ほか20件");
	});

	it("says so where nothing is wrong", () => {
		const book = freshWorkbook();
		book.run("refreshNow");
		expect(cells(book)[1]?.[0]).toBe("直すところは見つかりませんでした。");
	});
});

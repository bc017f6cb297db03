import { beforeAll, describe, expect, it } from "vitest";
import type { CellValue } from "../../src/host/contract";
import { freshWorkbook, type Row, serial, type Workbook } from "./bench";

const LEADS: Row[] = [
	["2026-10-05", "シー電装", "千葉", "c@c.example", "展示会", "佐藤", "対象"],
	["2026-11-02", "ビー機械", "別所", "b@b.example", "Web", "鈴木", "対象"],
	["2026-11-04", "エー部品", "有田", "a@a.example", "Web", "佐藤", "対象外"],
	["2026-11-05", "+1商事", "出口", "d@d.example", "その他", null, null],
	[null, "イー商事", "江口", "e@e.example", null, "鈴木", null],
].map(([created, company, name, email, channel, owner, verdict]) => ({
	created_at: created == null ? null : serial(created),
	company: company === "=1+1" ? "'=1+1" : (company ?? null),
	name: name ?? null,
	email: email ?? null,
	channel: channel ?? null,
	owner: owner ?? null,
	industry: "自動車",
	campaign: channel === "Web" ? "DX展 2026" : null,
	company_verdict: verdict ?? null,
}));
const DEALS: Row[] = [
	["C社 導入", "c@c.example", "佐藤", "契約", 1_200_000, null, "2026-10-20", "2026-11-18"],
	["B社 検討", "b@b.example", "鈴木", "提案", 800_000, null, "2026-11-10", "2026-12-20"],
	["海外", null, "鈴木", "提案", 500, "USD", "2026-11-12", null],
	["A社", "a@a.example", "佐藤", "失注", 300_000, null, "2026-11-10", "2026-11-15"],
].map(([name, email, owner, stage, amount, currency, created, closes]) => ({
	...{ name: name ?? null, email: email ?? null, owner: owner ?? null, stage: stage ?? null },
	...{ amount: amount ?? null, currency: currency ?? null, created_at: serial(String(created)) },
	closes_at: closes === null ? null : serial(String(closes)),
}));
const ACTIVITIES: Row[] = [
	["2026-10-06 10:00", "c@c.example", "架電", "キーマン接続", "佐藤"],
	["2026-11-03 10:00", "b@b.example", "架電", "アポ", "鈴木"],
	["2026-11-04 10:00", "b@b.example", "架電", "不在", "鈴木"],
	["2026-11-05 10:00", "a@a.example", "メール送信", null, "佐藤"],
	["2026-11-06 10:00", "x@x.example", "架電", "接続", "佐藤"],
].map(([at, email, type, result, owner]) => ({
	...{ at: serial(String(at)), email: email ?? null, type: type ?? null },
	...{ result: result ?? null, owner: owner ?? null },
}));

function filled(): Workbook {
	const book = freshWorkbook();
	book.add("leads", LEADS);
	book.add("deals", DEALS);
	book.add("activities", ACTIVITIES);
	book.add("costs", [
		{ month: "2026-10", channel: "展示会", amount: 300_000 },
		{ month: "2026-11", channel: "Web", amount: 90_000 },
	]);
	book.add("members", [
		{ name: null, role: "空席" },
		{ name: "鈴木", role: "インサイドセールス", fte: 1 },
		{ name: "佐藤", role: "営業", fte: 0.5 },
	]);
	expect(book.run("refreshNow").ok).toBe(true);
	return book;
}

/** Selects a cell by 1-based row and column, and asks what is behind it. */
function trace(book: Workbook, table: string, row: number, column: number) {
	const sheet = book.tab(table);
	book.host.select({ sheet, row: row - 1, column: column - 1, rows: 1, columns: 1 });
	return book.run("traceFigure");
}

interface List {
	readonly head: readonly string[];
	readonly rows: readonly (readonly CellValue[])[];
}

function listOf(book: Workbook): List {
	const { engine } = book.host;
	const sheet = book.tab("breakdown");
	const cells = engine.read({ sheet, row: 0, column: 0, ...engine.extent(sheet) });
	return {
		head: cells.slice(0, 4).map((row) => String(row[0] ?? "")),
		rows: cells.slice(4).filter((row) => row.some((cell) => cell !== null && cell !== "")),
	};
}

const sideOf = ({ rows }: List, side: string) => rows.filter((row) => row[0] === side);

describe("この数字の内訳", () => {
	let book: Workbook;
	let metrics: Record<string, CellValue>[];
	beforeAll(() => {
		book = filled();
		metrics = book.rows("metrics");
	}, 60_000);

	const rowOf = (metric: string, period: string, dimension = "all") =>
		metrics.findIndex(
			(row) => row["metric"] === metric && row["period"] === period && row["dimension"] === dimension,
		) + 2;

	it("lists the rows of a rate's numerator and denominator, each with a link to it", () => {
		const answer = trace(book, "metrics", rowOf("target_rate", "2026-11"), 3);
		expect(answer).toEqual({ ok: true, message: "対象率  2026/11  全体" });
		const list = listOf(book);
		expect(list.head.slice(0, 3)).toEqual([
			"対象率  2026/11  全体",
			"対象リード ÷ 判定済みリード(その月に作成された分)。未判定は分母に入れません。",
			"値: 50.0%  分子: 1  分母: 2  基準日: リード作成日  充足率: 100.0%  更新日時: 2026/11/20 12:00",
		]);
		const ids = new Map(book.rows("leads").map((row) => [row["name"], row["id"]]));
		expect(list.rows.map((row) => row.slice(0, 8))).toEqual([
			["分子", "リード", ids.get("別所"), "ビー機械", "別所", serial("2026-11-02"), "鈴木", "Web"],
			["分母", "リード", ids.get("別所"), "ビー機械", "別所", serial("2026-11-02"), "鈴木", "Web"],
			["分母", "リード", ids.get("有田"), "エー部品", "有田", serial("2026-11-04"), "佐藤", "Web"],
		]);
		const sheet = book.tab("breakdown");
		const gid = book.host.engine.sheets().find(({ id }) => id === book.tab("leads"))?.gid;
		expect(book.host.engine.readFormulas({ sheet, row: 4, column: 9, rows: 1, columns: 1 })).toEqual([
			[`=HYPERLINK("#gid=${gid}&range=A3","A3")`],
		]);
	});

	it("lists the rows of a source event, and says so in words", () => {
		const answer = trace(book, "metrics", rowOf("leads_target", "all", "campaign:DX展 2026"), 3);
		expect(answer.message).toMatch(/ {2}全期間 {2}施策: DX展 2026$/);
		expect(listOf(book).rows.map((row) => row[4])).toEqual(["別所"]);
		trace(book, "metrics", rowOf("leads_new", "all", "campaign:"), 3);
		expect(listOf(book).head[0]).toMatch(/施策: 未設定$/);
		expect(listOf(book).rows.map((row) => row[4])).toEqual(["千葉", "出口", "江口"]);
		expect(trace(book, "metrics", rowOf("leads_new", "all", "verdict:in"), 3).message).toMatch(/判定: 対象$/);
	});

	it("replaces what it listed before, and writes names as text", () => {
		trace(book, "metrics", rowOf("leads_new", "all"), 1);
		expect(listOf(book).rows).toHaveLength(5);
		expect(listOf(book).rows.map((row) => row[3])).toContain("+1商事");
		trace(book, "metrics", rowOf("deals_won", "2026-11"), 1);
		expect(listOf(book).rows.map((row) => [row[0], row[4], row[5], row[8]])).toEqual([
			["内訳", "C社 導入", serial("2026-11-18"), 1_200_000],
		]);
		expect(book.tabs("breakdown")).toHaveLength(1);
	});

	it("lists costs with what they bought, and members by their rows", () => {
		trace(book, "metrics", rowOf("cpl", "2026-11", "channel:Web"), 1);
		const cpl = listOf(book);
		expect(sideOf(cpl, "分子").map((row) => [row[1], row[7], row[8]])).toEqual([["費用", "Web", 90_000]]);
		expect(sideOf(cpl, "分母").map((row) => row[4])).toEqual(["別所", "有田"]);
		trace(book, "metrics", rowOf("won_per_fte", "2026-11", "rep:佐藤"), 1);
		const [member] = sideOf(listOf(book), "分母");
		expect(member?.slice(1)).toEqual(["メンバー", null, null, "佐藤", null, null, "営業", 0.5, "A4"]);
	});

	it("lists as many rows as a figure counts, whatever the metric, and whatever it is cut by", () => {
		const seen = new Set<string>();
		const wrong: string[] = [];
		metrics.forEach((row, i) => {
			const [metric, period, dimension, n] = ["metric", "period", "dimension", "n"].map((id) => row[id]);
			const cut = String(dimension).split(":")[0];
			const isNew = [`${metric} ${cut === "all"}`, `${row["basis"]} ${cut}`].some((key) => !seen.has(key));
			if (n === 0 || period === "all" || !isNew) return;
			seen.add(`${metric} ${cut === "all"}`).add(`${row["basis"]} ${cut}`);
			const figure = `${metric} ${period} ${dimension}`;
			if (!trace(book, "metrics", i + 2, 1).ok) wrong.push(`${figure}: no list`);
			const list = listOf(book);
			const denominator = sideOf(list, "分母").length;
			const numerator = list.rows.length - denominator;
			const isRate = row["unit"] === "rate";
			if (isRate && numerator !== row["numerator"]) wrong.push(`${figure}: ${numerator} counted`);
			const isBought = /^(cpl|cac|cost_per_)/.test(String(metric));
			if ((isRate || isBought) && denominator !== row["denominator"])
				wrong.push(`${figure}: ${denominator} below the line`);
			if (!isRate && !isBought && numerator !== n) wrong.push(`${figure}: ${numerator} of ${n}`);
		});
		expect(wrong).toEqual([]);
		expect(seen.size).toBeGreaterThan(60);
	}, 300_000);

	/** Where a text stands on a tab, 1-based. */
	function find(table: string, text: string, from = 1): { row: number; column: number } {
		const { engine } = book.host;
		const sheet = book.tab(table);
		const cells = engine.read({ sheet, row: 0, column: 0, ...engine.extent(sheet) });
		for (let row = from; row <= cells.length; row++) {
			const column = (cells[row - 1] ?? []).findIndex((cell) => String(cell ?? "").startsWith(text)) + 1;
			if (column > 0) return { row, column };
		}
		throw new Error(`${text} is not on ${table}`);
	}

	it.each([
		["KGI 受注額", "受注額  2026/11  全体", 1],
		["対象率", "対象率  2026/11  全体", 3],
		["7日以内の判定率", "7日以内の判定率  2026/11  全体", 3],
		["作成から7日以内", "", 0],
		["8〜30日", "未判定のリード  現在  経過日数: 8-30", 1],
	])("finds the figure of the Dashboard's %s", (label, title, rows) => {
		const { row, column } = find("dashboard", label);
		const answer = trace(book, "dashboard", row, column);
		if (title === "")
			return expect(answer).toMatchObject({ ok: false, message: expect.stringContaining("行はありません") });
		expect(answer).toEqual({ ok: true, message: title });
		expect(listOf(book).rows).toHaveLength(rows);
	});

	it("finds a month's figure in the Dashboard's table of trends, and the funnel's rates by their own cohort", () => {
		const october = find("dashboard", "2026/10");
		expect(trace(book, "dashboard", october.row, october.column + 1).message).toBe("受注額  2026/10  全体");
		expect(listOf(book).rows).toEqual([]);
		expect(trace(book, "dashboard", october.row + 1, october.column + 1).message).toBe(
			"受注額  2026/11  全体",
		);
		const rate = find("dashboard", "受注率 180日以内");
		expect(trace(book, "dashboard", rate.row, rate.column).message).toBe("受注率  2026/11  全体");
	});

	it("finds the figures of Channels and Reps by their row's period and name and their column", () => {
		const web = find("channels", "Web");
		const leads = find("channels", "新規リード");
		expect(trace(book, "channels", web.row, leads.column).message).toBe("新規リード  2026/11  経路: Web");
		expect(listOf(book).rows.map((row) => row[4])).toEqual(["別所", "有田"]);
		// A channel that is called as the pool of the smaller ones is: its own leads.
		const others = find("channels", "その他");
		expect(trace(book, "channels", others.row, leads.column).message).toBe(
			"新規リード  2026/11  経路: その他",
		);
		const owned = find("channels", "自社メディア 計");
		expect(trace(book, "channels", owned.row, leads.column).message).toBe(
			"新規リード  2026/11  経路の区分: 自社メディア",
		);
		expect(listOf(book).rows.map((row) => row[4])).toEqual(["別所", "有田"]);
		const total = find("reps", "合計");
		const won = find("reps", "受注件数");
		expect(trace(book, "reps", total.row, won.column).message).toBe("受注件数  2026/11  全体");
		const year = find("channels", "2026年度");
		expect(trace(book, "channels", year.row, leads.column).message).toMatch(
			/^新規リード {2}2026年度.* {2}経路: /,
		);
	});

	it.each([
		["a header", "metrics", 1, 1],
		["the gap between cards", "dashboard", 17, 2],
		["the name of a channel", "channels", 2, 2],
		["the Dashboard's margin", "dashboard", 5, 1],
		["a record", "leads", 2, 2],
	])("says in one sentence that %s is no figure", (_, table, row, column) => {
		expect(trace(book, table, row, column)).toEqual({
			ok: false,
			message: expect.stringContaining("数字のセルを1つ選んでから"),
		});
	});

	it("changes no other tab, and leaves a team's own tab of its name alone", () => {
		const own = filled();
		own.host.engine.insertSheet("内訳", 0, 20, 5);
		const sheet = own.sheet("内訳");
		own.host.type({ sheet, row: 0, column: 0, rows: 1, columns: 1 }, [["社内の内訳"]]);
		const others = () =>
			own
				.names()
				.filter((name) => name !== "見込み_内訳")
				.map((name) => own.picture(own.sheet(name)));
		const before = others();
		expect(trace(own, "metrics", 2, 1).ok).toBe(true);
		expect(own.names()).toContain("見込み_内訳");
		expect(others()).toEqual(before);
		expect(own.run("setUp").ok).toBe(true);
		expect(own.run("diagnose").message).not.toContain("内訳");
	});
});

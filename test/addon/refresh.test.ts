import { describe, expect, it } from "vitest";
import type { CellValue } from "../../src/host/contract";
import { freshWorkbook, type Row, serial, Workbook } from "./bench";

/** Three leads of text E: A has 70 points, B 100, C 150. */
const LEADS: Row[] = [
	{
		created_at: serial("2026-10-25"),
		company: "エー自動車部品株式会社",
		name: "有田",
		email: "a@a-auto.example",
		title: "部長",
		industry: "自動車",
		employees: "300",
		channel: "展示会",
		owner: "佐藤",
	},
	{
		created_at: serial("2026-10-25"),
		company: "ビー機械",
		name: "別所",
		email: "b@b-kikai.example",
		title: "課長",
		industry: "機械",
		employees: "約80名",
		channel: "Web",
		owner: "鈴木",
	},
	{
		created_at: serial("2026-10-25"),
		company: "シー電装",
		name: "千葉",
		email: "c@c-denso.example",
		title: "取締役",
		industry: "自動車",
		employees: "1200",
		channel: "Web",
		owner: "佐藤",
	},
];
const ACTIVITIES: Row[] = [
	{ at: serial("2026-11-05"), email: "a@a-auto.example", type: "展示会来場" },
	{
		at: serial("2026-11-06"),
		email: "a@a-auto.example",
		type: "ページ閲覧",
		target: "製品ABC",
		count: 3,
		minutes: 2,
	},
	{ at: serial("2026-11-10"), email: "b@b-kikai.example", type: "展示会来場" },
	{
		at: serial("2026-11-10"),
		email: "b@b-kikai.example",
		type: "ページ閲覧",
		target: "/製品ABC/?utm=1",
		count: 1,
		minutes: 5,
	},
	{
		at: serial("2026-11-10"),
		email: "b@b-kikai.example",
		type: "アンケート回答",
		target: "製品ABC",
		answer: "現在検討中",
	},
	{
		at: serial("2026-11-01"),
		email: "c@c-denso.example",
		type: "ページ閲覧",
		target: "製品ABC",
		count: 3,
		minutes: 6,
	},
	{
		at: serial("2026-11-02"),
		email: "c@c-denso.example",
		type: "アンケート回答",
		target: "製品ABC",
		answer: "現在検討中",
	},
	{ at: serial("2026-11-03"), email: "c@c-denso.example", type: "架電", result: "不在" },
];
const DEALS: Row[] = [
	{
		name: "C社 導入",
		company: "シー電装",
		email: "c@c-denso.example",
		owner: "佐藤",
		stage: "契約",
		amount: 1_200_000,
		created_at: serial("2026-11-04"),
		closes_at: serial("2026-11-18"),
	},
	{
		name: "A社 検討",
		company: "エー自動車部品株式会社",
		email: "a@a-auto.example",
		owner: "佐藤",
		stage: "提案",
		amount: 800_000,
		created_at: serial("2026-10-01"),
		closes_at: serial("2026-12-20"),
	},
];

function filled(): Workbook {
	const book = freshWorkbook();
	book.add("leads", LEADS);
	book.add("activities", ACTIVITIES);
	book.add("deals", DEALS);
	return book;
}

function byName(book: Workbook, column: string): Record<string, CellValue> {
	return Object.fromEntries(book.rows("leads").map((row) => [String(row["name"]), row[column] ?? null]));
}

describe("a refresh", () => {
	const book = filled();
	const answer = book.run("refreshNow");

	it("says what it did", () => {
		expect(answer).toEqual({ ok: true, message: expect.stringContaining("リード3件") });
	});

	it("writes score, grade, fit and their reasons beside each lead", () => {
		expect(byName(book, "score")).toEqual({ 有田: 70, 別所: 100, 千葉: 150 });
		expect(byName(book, "grade")).toEqual({ 有田: "A2", 別所: "B1", 千葉: "A1" });
		expect(byName(book, "fit")).toMatchObject({ 千葉: 100 });
		expect(byName(book, "score_why")["千葉"]).toBe(
			"150 = 業種: 自動車 20 + 役職: 部長以上 10 + 製品ABCのページを3回以上閲覧 30(2026/11/01、3回、2026/11/30まで) + 製品ABCのページを5分以上閲覧 40(2026/11/01、6分、2026/11/30まで) + 製品ABCのアンケートで「現在検討中」 50(2026/11/02、2026/12/01まで)",
		);
		expect(byName(book, "drops_on")["千葉"]).toBe(serial("2026-12-01"));
	});

	it("writes the day on which a lead met the definition, once, as an estimate on the first run", () => {
		expect(byName(book, "mql_on")).toEqual({ 有田: null, 別所: null, 千葉: serial("2026-11-02") });
		expect(byName(book, "mql_estimated")["千葉"]).toBe("推定");
		expect(String(byName(book, "mql_why")["千葉"])).toMatch(/^150 = /);
	});

	it("links deals to leads and lists one that is dated before its lead", () => {
		const deals = book.rows("deals");
		const leadIds = byName(book, "id");
		expect(deals.map((deal) => deal["lead_id"])).toEqual([leadIds["千葉"], leadIds["有田"]]);
		expect(deals.map((deal) => deal["check"])).toEqual([null, "順序逆転(リードより前)"]);
	});

	it("computes the figures of the month and of all time", () => {
		expect(book.metric("leads_new")).toBe(3);
		expect(book.metric("leads_new", "2026-10")).toBe(3);
		expect(book.metric("won_amount", "2026-11")).toBe(1_200_000);
		expect(book.metric("won_amount", "2026-11", "rep:佐藤")).toBe(1_200_000);
		expect(book.metric("mql", "2026-11")).toBe(1);
		expect(book.metric("deal_rate")).toBeCloseTo(1 / 3, 12);
		expect(book.metric("reversed_deals")).toBe(1);
	});

	it("logs the run with what did not fit", () => {
		const [run] = book.rows("runs");
		expect(run).toMatchObject({
			outcome: "完了",
			leads: 3,
			activities: 8,
			activities_linked: 8,
			deals: 2,
			reversed: 1,
		});
		expect(run?.["details"]).toContain("順序逆転");
	});

	it("changes nothing but time stamps and run ids when it runs again", () => {
		const tabs = [
			"leads",
			"activities",
			"deals",
			"companies",
			"costs",
			"channels",
			"reps",
			"cohorts",
			"alignment",
			"kpi_check",
			"health",
			"dashboard",
		] as const;
		const picture = () => tabs.map((table) => book.picture(book.tab(table)));
		const metrics = () => book.rows("metrics").map(({ refreshed_at: _, run_id: __, ...rest }) => rest);
		const before = { tabs: picture(), metrics: metrics() };
		book.run("refreshNow");
		expect(picture()).toEqual(before.tabs);
		expect(metrics()).toEqual(before.metrics);
	});

	it("drops a score on the day after the window's last day, and keeps the MQL day", () => {
		const later = filled();
		later.run("refreshNow");
		later.host.advance(Date.UTC(2026, 10, 30, 3) - later.host.now());
		later.run("refreshNow");
		expect(byName(later, "score")["千葉"]).toBe(150);
		later.host.advance(86_400_000);
		later.run("refreshNow");
		expect(byName(later, "score")["千葉"]).toBe(80);
		expect(byName(later, "mql_on")["千葉"]).toBe(serial("2026-11-02"));
	});

	it("vetoes a lead that is 対象外 and says why", () => {
		const judged = filled();
		judged.add("companies", [{ name: "シー電装", verdict: "対象外", verdict_reason: "競合のため" }]);
		judged.run("refreshNow");
		expect(byName(judged, "score")["千葉"]).toBe(0);
		expect(byName(judged, "score_why")["千葉"]).toContain("− 対象外: 競合のため 150");
		expect(byName(judged, "mql_on")["千葉"]).toBeNull();
	});
});

describe("what a team steers by", () => {
	const steered = (settings: Readonly<Record<string, string>>): Workbook => {
		const book = filled();
		const sheet = book.tab("settings");
		const rows = book.rows("settings");
		for (const [item, value] of Object.entries(settings)) {
			const row = rows.findIndex((each) => each["item"] === item);
			const column = book.columns(sheet).get("value") as number;
			book.host.engine.write({ sheet, row: row + 1, column, rows: 1, columns: 1 }, [[value]]);
		}
		return book;
	};
	const COSTS: Row[] = [
		{ month: "2026-10", channel: "Web", amount: 60_000 },
		{ month: "2026年10月", channel: "Web", amount: "¥40,000" },
		{ month: "2026/10/15", channel: "展示会", amount: 300_000 },
		{ month: "いつか", channel: "Web", amount: 1 },
		{ month: "2026/11", channel: "Web", amount: "未定" },
	];

	it("costs count by month and channel, however the month is written; what cannot be read is named", () => {
		const book = steered({ "粗利率(%)": "40" });
		book.add("costs", COSTS);
		book.run("refreshNow");
		expect(book.metric("cost", "2026-10", "channel:Web")).toBe(100_000);
		expect(book.metric("cost", "2026-10")).toBe(400_000);
		expect(book.metric("cpl", "2026-10", "channel:Web")).toBe(50_000);
		// 40 % of 1,200,000 yen won, less what was spent, ÷ that; all time holds the yen of no month too.
		expect(book.metric("roi")).toBeCloseTo((480_000 - 400_001) / 400_001, 12);
		const details = String(book.rows("runs")[0]?.["details"]);
		expect(details).toContain("費用 5行目: 月か金額を読めません");
		expect(details).toContain("費用 6行目: 月か金額を読めません");
	});

	it("without a gross margin or members there is neither ROI nor productivity", () => {
		const book = filled();
		book.add("costs", COSTS);
		book.run("refreshNow");
		expect(book.metric("roi")).toBeUndefined();
		expect(book.metric("won_per_fte", "2026-11")).toBeUndefined();
	});

	it("members count by FTE: a blank is 1, who left is 0", () => {
		const book = filled();
		book.add("members", [
			{ name: "佐藤", role: "FS" },
			{ name: "鈴木", role: "FS", fte: 0.5 },
			{ name: "退職 者", role: "FS", fte: 1, active: "いいえ" },
		]);
		book.run("refreshNow");
		expect(book.metric("won_per_fte", "2026-11", "rep:佐藤")).toBe(1_200_000);
		expect(book.metric("won_per_fte", "2026-11", "role:FS")).toBe(800_000);
	});

	it("the fiscal year and the event of a conversion are the team's", () => {
		const book = steered({ 期首の月: "10", 商談化とみなす出来事: "アポの獲得" });
		book.add("activities", [
			{ at: serial("2026-11-10"), email: "b@b-kikai.example", type: "架電", result: "アポ" },
		]);
		book.run("refreshNow");
		expect(book.metric("conversions", "2026-11")).toBe(1);
		expect(book.metric("leads_new", "year:2026-10")).toBe(3);
		expect(book.metric("leads_new", "year:2026-04")).toBeUndefined();
	});

	it("a segment comes from the industry as it was typed", () => {
		const book = filled();
		book.run("refreshNow");
		expect(book.metric("leads_new", "all", "segment:自動車")).toBe(2);
	});

	describe("a source event", () => {
		const book = freshWorkbook();
		// One event in two widths, and a lead of none.
		const events = ["展示会Ａ 2026", "展示会A 2026", null];
		book.add(
			"leads",
			LEADS.map((lead, at) => ({ ...lead, campaign: events[at] ?? null })),
		);
		book.add("deals", DEALS);
		book.add("activities", ACTIVITIES);
		book.run("refreshNow");

		it("has figures of its own, however it is spelled, which add up to the total", () => {
			expect(book.metric("leads_new", "all", "campaign:展示会A 2026")).toBe(2);
			expect(book.metric("leads_new", "all", "campaign:")).toBe(1);
			expect(book.metric("leads_new")).toBe(3);
			expect(book.metric("won_amount", "all", "campaign:")).toBe(1_200_000);
			expect(book.metric("deals_new", "all", "campaign:展示会A 2026")).toBe(1);
		});

		it("stands on the Alignment tab", () => {
			const picture = book.picture(book.tab("alignment"));
			expect(picture).toContain("施策別の量と質");
			expect(picture).toContain("展示会A 2026");
		});

		it("a workbook without any has no such figures, and shows its channels instead", () => {
			const plain = filled();
			plain.run("refreshNow");
			expect(plain.metric("leads_new", "all", "campaign:")).toBeUndefined();
			expect(plain.picture(plain.tab("alignment"))).toContain("経路別の量と質");
		});
	});

	it("a wrong number of goals stands on the Dashboard in one sentence", () => {
		const book = steered({ KGI: "受注額、MQL" });
		book.run("refreshNow");
		expect(book.picture(book.tab("dashboard"))).toContain("KGIは1つだけにしてください(設定タブ)");
	});
});

describe("a team's own columns", () => {
	function adopted(): { book: Workbook; sheet: string } {
		const book = new Workbook();
		const sheet = book.host.engine.sheets()[0]?.id as string;
		const cells = [
			["社内メモ", "会社名", "氏名", "メールアドレス", "役職", "業種", "計算"],
			["至急", "シー電装", "千葉", "c@c-denso.example", "部長", "自動車", "=LEN(B2)"],
			["'001", "ビー機械", "別所", "b@b-kikai.example", "課長", "機械", '=A1&"!"'],
		];
		book.host.type({ sheet, row: 0, column: 0, rows: 3, columns: 7 }, cells);
		book.host.engine.setStyle(
			{ sheet, row: 1, column: 0, rows: 1, columns: 1 },
			{ background: "#ffff00", numberFormat: "0.00" },
		);
		book.run("setUp");
		return { book, sheet };
	}
	const theirs = (book: Workbook, sheet: string, columns: number[]) =>
		JSON.stringify(
			columns.map((column) => {
				const area = { sheet, row: 0, column, rows: 3, columns: 1 };
				const { engine } = book.host;
				return [engine.read(area), engine.readFormulas(area), engine.readStyles(area), engine.notes(area)];
			}),
		);

	it("come out of a refresh byte for byte, formulas and formats included", () => {
		const { book, sheet } = adopted();
		const columns = [0, 1, 2, 3, 4, 5, 6];
		const before = theirs(book, sheet, columns);
		book.run("refreshNow");
		book.run("refreshNow");
		expect(theirs(book, sheet, columns)).toBe(before);
		expect(byName(book, "score")).toEqual({ 千葉: 30, 別所: 0 });
	});

	it("may be moved and renamed, theirs and ours", () => {
		const { book, sheet } = adopted();
		const { engine } = book.host;
		book.run("refreshNow");
		const places = book.columns(sheet);
		engine.write({ sheet, row: 0, column: places.get("title") as number, rows: 1, columns: 1 }, [
			["肩書の列"],
		]);
		engine.write({ sheet, row: 0, column: places.get("score") as number, rows: 1, columns: 1 }, [["点"]]);
		engine.moveColumns(sheet, places.get("company") as number, 1, 7);
		engine.insertColumns(sheet, 0, 2);
		engine.moveColumns(sheet, book.columns(sheet).get("score") as number, 1, 0);
		const foreign = [...Array(engine.extent(sheet).columns).keys()].filter(
			(at) => ![...book.columns(sheet).values()].includes(at),
		);
		const before = theirs(book, sheet, foreign);
		book.add("activities", [{ at: serial("2026-11-10"), email: "c@c-denso.example", type: "展示会来場" }]);
		expect(book.run("refreshNow").ok).toBe(true);
		expect(byName(book, "score")).toEqual({ 千葉: 40, 別所: 0 });
		expect(theirs(book, sheet, foreign)).toBe(before);
	});

	it("named like ours are never taken for ours", () => {
		const book = new Workbook();
		const sheet = book.host.engine.sheets()[0]?.id as string;
		book.host.type({ sheet, row: 0, column: 0, rows: 2, columns: 4 }, [
			["会社名", "氏名", "メール", "スコア"],
			["シー電装", "千葉", "c@c-denso.example", "社内の点"],
		]);
		book.run("setUp");
		book.run("refreshNow");
		expect(book.host.engine.read({ sheet, row: 0, column: 3, rows: 2, columns: 1 })).toEqual([
			["スコア"],
			["社内の点"],
		]);
		expect(byName(book, "score")).toEqual({ 千葉: 0 });
	});
});

describe("bad input", () => {
	it("is listed by row with its reason, and nothing is lost", () => {
		const book = freshWorkbook();
		book.add("leads", [{ created_at: "いつか", company: "シー電装", name: "千葉" }, LEADS[1] as Row]);
		book.add("deals", [
			{ name: "謎", stage: "もやもや", amount: "たくさん", created_at: serial("2026-11-04") },
		]);
		book.run("refreshNow");
		expect(book.metric("leads_new")).toBe(2);
		const details = String(book.rows("runs")[0]?.["details"]);
		expect(details).toContain("リード 2行目「リード作成日」: いつか … 日付として読めません");
		expect(details).toContain("商談 2行目「金額」: たくさん … 金額として読めません");
		expect(details).toContain("もやもや(1)");
		expect(book.rows("leads")[0]?.["created_at"]).toBe("いつか");
	});

	it("gets one sentence when the workbook is not set up", () => {
		expect(new Workbook().run("refreshNow")).toEqual({
			ok: false,
			message: "まだセットアップしていません。メニューの「セットアップ」を先に実行してください。",
		});
	});

	it("stops with one sentence when only some columns were sorted, and writes nothing", () => {
		const book = filled();
		book.run("refreshNow");
		const sheet = book.tab("leads");
		const columns = book.columns(sheet);
		const first = columns.get("created_at") as number;
		const last = columns.get("owner") as number;
		const company = columns.get("company") as number;
		book.host.engine.sort({ sheet, row: 1, column: first, rows: 3, columns: last - first + 1 }, [
			{ column: company, ascending: false },
		]);
		const before = book.picture(sheet);
		const answer = book.run("refreshNow");
		expect(answer.ok).toBe(false);
		expect(answer.message).toContain("一部の列だけが並べ替えられた");
		expect(book.picture(sheet)).toBe(before);
	});
});

/** Two for each of 13 tabs read and 11 written, one for each of 6 further spans of columns, and 8. */
const MOST_CALLS = 2 * 13 + 2 * 11 + 6 + 8;

describe("service calls", () => {
	const many = (count: number): Row[] =>
		Array.from({ length: count }, (_, i) => ({
			created_at: serial("2026-10-01"),
			company: `会社${i}`,
			name: `担当${i}`,
			email: `p${i}@c${i}.example`,
			industry: "自動車",
			channel: "Web",
			owner: "佐藤",
		}));
	const events = (count: number): Row[] =>
		Array.from({ length: count }, (_, i) => ({
			at: serial("2026-11-05"),
			email: `p${i}@c${i}.example`,
			type: "展示会来場",
		}));
	const calls = (leads: number): [first: number, steady: number] => {
		const book = freshWorkbook();
		book.add("leads", many(leads));
		book.add("activities", events(leads));
		book.add("deals", DEALS);
		const count = () => {
			book.host.resetCalls();
			expect(book.run("refreshNow").ok).toBe(true);
			return book.host.callLog().counted;
		};
		return [count(), count()];
	};

	it("are as many at 5,000 leads as at 100", () => {
		const few = calls(100);
		expect(calls(5000)).toEqual(few);
		expect(Math.max(...few)).toBeLessThanOrEqual(MOST_CALLS);
	}, 240_000);
});

describe("cells read", () => {
	/** Of columns that no rule reads the newest rows are looked at, no more of them than these tables have. */
	const SAMPLED = 1500;

	/** Cells that a refresh reads for one more row of a table. */
	const perRow = (table: "leads" | "activities", link: (i: number) => Row): number => {
		const cells = (rows: number) => {
			const book = freshWorkbook();
			const lead = (i: number): Row => ({
				created_at: serial("2026-10-01"),
				company: `会社${i}`,
				name: `担当${i}`,
				email: `p${i}@c${i}.example`,
				source_id: `N${i}`,
			});
			const event = (i: number): Row => ({ at: serial("2026-11-05"), type: "展示会来場", ...link(i) });
			const many = (count: number, rowOf: (i: number) => Row) =>
				Array.from({ length: count }, (_, i) => rowOf(i));
			book.add("leads", many(table === "leads" ? rows : 50, lead));
			book.add(
				"activities",
				many(table === "leads" ? 50 : rows, (i) => event(i % 50)),
			);
			expect(book.run("refreshNow").ok).toBe(true);
			book.host.resetCalls();
			expect(book.run("refreshNow").ok).toBe(true);
			return book.host.callLog().cellsRead;
		};
		return (cells(SAMPLED + 500) - cells(SAMPLED)) / 500;
	};

	it.each([
		["its lead number", (i: number) => ({ lead_ref: `N${i}` }), 10],
		["its e-mail", (i: number) => ({ email: `p${i}@c${i}.example` }), 11],
		["person and company", (i: number) => ({ name: `担当${i}`, company: `会社${i}` }), 13],
	])(
		"of an activity that is linked by %s are those that rules and figures look at",
		(_name, link, columns) => {
			expect(perRow("activities", link)).toBeCloseTo(columns, 1);
		},
	);

	it("of a lead do not grow with what nobody looks at", () => {
		expect(perRow("leads", (i) => ({ lead_ref: `N${i}` }))).toBeLessThanOrEqual(55);
	});

	it("of a team's own tabs with 10,000 leads and 100,000 activities are its used columns, each once, and our facts", () => {
		const [leads, activities, deals] = [10_000, 100_000, 2_500];
		const many = (count: number, rowOf: (i: number) => readonly (string | number)[]) =>
			Array.from({ length: count }, (_, i) => rowOf(i));
		const book = new Workbook();
		const tab = (name: string, rows: (string | number)[][]) => {
			const [columns, count] = [rows[0]?.length ?? 0, rows.length];
			const sheet = book.host.engine.insertSheet(name, 1, count, columns).id;
			book.host.type({ sheet, row: 0, column: 0, rows: count, columns }, rows);
		};
		const of = (headers: string, rows: readonly (readonly (string | number)[])[]) => [
			headers.split(" "),
			...rows.map((row) => [...row]),
		];
		const day = "2026/11/05";
		tab(
			"リード",
			of(
				"受付日 会社名 氏名 メールアドレス 役職 業種 従業員数 都道府県 流入経路 担当者 リード番号 電話番号 備考 フリガナ",
				many(leads, (i) => [
					...[
						day,
						`会社${i}`,
						`担当${i}`,
						`p${i}@c${i}.example`,
						"部長",
						"自動車",
						100,
						"東京都",
						"Web",
						"佐藤",
					],
					...[`N${i}`, "03-1234-5678", "", "タントウ"],
				]),
			),
		);
		tab(
			"活動",
			of(
				"日時 リード番号 種別 分 担当者 件名 メモ",
				many(activities, (i) => [day, `N${i % leads}`, "展示会来場", 3, "佐藤", "来場", "メモ"]),
			),
		);
		tab(
			"商談",
			of(
				"商談名 会社名 リード番号 担当者 ステージ 金額 作成日 完了予定日 流入経路",
				many(deals, (i) => [`D${i}`, `会社${i}`, `N${i % leads}`, "佐藤", "提案", 1000, day, day, "Web"]),
			),
		);
		book.answer(() => "YES");
		book.run("setUp");
		for (let run = 0; run < 2; run++) {
			book.host.resetCalls();
			expect(book.run("refreshNow").message).toContain("リード10000件");
		}
		const { cellsRead, counted } = book.host.callLog();
		// Beside theirs, those that came with ours as the sidebar writes to them.
		const used = leads * (12 + 13) + activities * (6 + 1) + deals * 9;
		// Dated facts and what they rest on with a gap of two columns, and the id twice more around the write.
		const own = leads * (5 + 6 + 2 + 2) + deals * (2 + 2 + 2);
		expect(cellsRead).toBeLessThanOrEqual(used + own + 30_000);
		expect(counted).toBeLessThanOrEqual(MOST_CALLS);
	}, 240_000);
});

describe("a result tab that outgrows its grid", () => {
	it("keeps its formats, so that a period stays the text it is", () => {
		const book = freshWorkbook();
		const channels = Array.from({ length: 90 }, (_, i) => `経路${i}`);
		book.add(
			"leads",
			channels.map((channel, i) => ({
				created_at: serial("2026-11-05"),
				company: `会社${i}`,
				email: `a${i}@c.example`,
				channel,
				owner: `担当${i % 40}`,
			})),
		);
		book.run("refreshNow");
		const periods = book.rows("metrics").map((row) => row["period"]);
		expect(periods.length).toBeGreaterThan(1000);
		expect(periods.filter((period) => typeof period !== "string")).toEqual([]);
	});
});

/** What the sweep runs: each operation that a person or a trigger starts, in a workbook that has something to lose. */
import type { CellInput, RunResult } from "../../src/host/contract";
import { specOf, TABLE_IDS } from "../../src/workbook/schema";
import { freshWorkbook, type Row, serial, Workbook } from "../addon/bench";
import type { Operation } from "./sweep";

const HOUR = 3_600_000;

const menu = (name: string) => (book: Workbook) => book.host.run(name, { kind: "menu" });

const CARDS: readonly (readonly string[])[] = [
	["会社名", "氏名", "メールアドレス", "役職", "社内メモ"],
	["北斗電装株式会社", "佐藤 一郎", "sato@hokuto.example", "部長", "=1+1"],
	["みなと精機", "鈴木 花子", "suzuki@minato.example", "課長", "紹介"],
	["みなと精機", "鈴木 花子", "suzuki@minato.example", "課長", "二枚目の名刺"],
];

function put(
	book: Workbook,
	sheet: string,
	row: number,
	column: number,
	cells: readonly (readonly CellInput[])[],
) {
	book.host.engine.write({ sheet, row, column, rows: cells.length, columns: cells[0]?.length ?? 0 }, cells);
}

/** Opens a workbook that was made once. */
function once(make: () => Workbook): () => Workbook {
	let state: string | null = null;
	return () => {
		state = state ?? saved(make());
		return new Workbook({ state });
	};
}

/** Rows that people's tabs keep: a thousand blank ones each would only cost time. */
const SPARE_ROWS = 40;

/** A workbook after set-up. */
const fresh = once(() => {
	const book = freshWorkbook();
	const { engine } = book.host;
	for (const table of TABLE_IDS.filter((id) => ["records", "agreements"].includes(specOf(id).group))) {
		const id = book.tab(table);
		const first = engine.extent(id).rows + SPARE_ROWS;
		const rows = engine.sheets().find((sheet) => sheet.id === id)?.rows ?? 0;
		if (rows > first) engine.deleteRows(id, first, rows - first);
	}
	return book;
});

/** Business cards under a team's own headers, and a tab that only bears our name. */
function teamSheet(): Workbook {
	const book = new Workbook();
	const { engine } = book.host;
	const cards = engine.sheets()[0]?.id as string;
	book.host.type({ sheet: cards, row: 0, column: 0, rows: CARDS.length, columns: 5 }, CARDS);
	engine.setStyle(
		{ sheet: cards, row: 1, column: 3, rows: 2, columns: 2 },
		{ background: "#ffeeaa", bold: true },
	);
	engine.setColumnWidth(cards, 1, 1, 77);
	const theirs = engine.insertSheet("設定", 1, 30, 6).id;
	put(book, theirs, 0, 0, [["好きな色", "青"]]);
	return book;
}

const LEADS: Row[] = [
	["エー自動車部品株式会社", "有田", "a@a-auto.example", "部長", "自動車", "展示会", "佐藤"],
	["ビー機械", "別所", "b@b-kikai.example", "課長", "機械", "Web", "鈴木"],
	["シー電装", "千葉", "c@c-denso.example", "取締役", "自動車", "Web", "佐藤"],
	["シー電装", "千葉", "c@c-denso.example", "取締役", "自動車", "Web", "佐藤"],
].map(([company, name, email, title, industry, channel, owner]) => ({
	created_at: serial("2026-10-25"),
	company: company as string,
	name: name as string,
	email: email as string,
	title: title as string,
	industry: industry as string,
	employees: "300",
	channel: channel as string,
	owner: owner as string,
}));

const visits = (email: string, day: string): Row[] => [
	{ at: serial(day), email, type: "展示会来場" },
	{ at: serial(day), email, type: "ページ閲覧", target: "製品ABC", count: 3, minutes: 6 },
	{ at: serial(day), email, type: "アンケート回答", target: "製品ABC", answer: "現在検討中" },
];

/** Leads, activities and deals; a team's own formula column stands between ours, one of notes at the far right. */
const filled = once(() => {
	const book = fresh();
	const { engine } = book.host;
	const leads = book.tab("leads");
	const fit = book.columns(leads).get("fit") as number;
	engine.insertColumns(leads, fit, 1);
	book.add("leads", LEADS);
	book.add("activities", [
		...visits("c@c-denso.example", "2026-11-02"),
		...visits("b@b-kikai.example", "2026-11-05"),
	]);
	book.add("deals", [
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
			name: "名前だけの案件",
			stage: "提案",
			amount: 500_000,
			created_at: serial("2026-11-10"),
			closes_at: serial("2026-12-18"),
		},
	]);
	put(book, leads, 0, fit, [
		["社内順位"],
		[{ formula: "=ROW()-1" }],
		[{ formula: "=ROW()-1" }],
		["未定"],
		[null],
	]);
	engine.setStyle({ sheet: leads, row: 1, column: fit, rows: 3, columns: 1 }, { background: "#ddffdd" });
	return book;
});

/** The same a day after its first refresh, when more has happened and the Dashboard is to show other figures. */
const aDayLater = once(() => {
	const book = filled();
	book.run("refreshNow");
	book.host.advance(24 * HOUR);
	news(book);
	return book;
});

function news(book: Workbook): void {
	book.add("activities", visits("a@a-auto.example", "2026-11-20"));
	book.add("leads", [
		{
			created_at: serial("2026-11-20"),
			company: "ディー工業",
			name: "土井",
			email: "d@d-kogyo.example",
			channel: "紹介",
			owner: "田中",
		},
	]);
	const settings = book.tab("settings");
	const at = book.rows("settings").findIndex((row) => row["item"] === "KPI");
	if (at < 0) throw new Error("no setting for the KPIs");
	put(book, settings, at + 1, book.columns(settings).get("value") as number, [["受注額、MQL、対象率"]]);
}

/** Refreshing every three hours, with news in, half an hour before the trigger is due. */
function beforeTheTrigger(): Workbook {
	const book = filled();
	book.run("turnOnRefresh");
	book.run("refreshNow");
	book.host.advance(2.5 * HOUR);
	news(book);
	return book;
}

function lastOf(runs: ReturnType<Workbook["host"]["advance"]>): RunResult {
	const last = runs[runs.length - 1];
	if (last === undefined) throw new Error("no trigger fired");
	return last.result;
}

/** What the schedule says is so: on with one live trigger that holds its token, or off. */
function scheduleComplaints(book: Workbook): string[] {
	const { host } = book;
	const text = host.properties("document")["mikomi.schedule"];
	if (text !== undefined) {
		const { token } = JSON.parse(text) as { token: string };
		if (host.triggers().length === 0) return ["the schedule says on, but there is no trigger"];
		if (host.properties("user")["mikomi.token"] !== token)
			return ["the schedule says on, but the trigger will go"];
		return [];
	}
	const later = new Workbook({ state: host.save() });
	later.host.advance(2 * HOUR);
	const left = later.host.triggers().length;
	later.host.dispose();
	return left === 0 ? [] : ["the schedule says off, but a trigger goes on firing"];
}

const saved = (book: Workbook): string => {
	const state = book.host.save();
	book.host.dispose();
	return state;
};

const setUp = { run: menu("setUp"), answers: true, scope: "layout" } as const;
const refresh = { run: menu("refreshNow"), answers: true, scope: "results" } as const;

export const SET_UP: Operation = { ...setUp, name: "set-up in an empty workbook", prepare: () => null };

export const ADOPT: Operation = {
	...setUp,
	name: "set-up that adopts a team's tab",
	prepare: () => saved(teamSheet()),
};

export const REPAIRS: readonly Operation[] = [
	{
		...setUp,
		name: "set-up again, after columns and rows of ours were deleted",
		prepare: () => {
			const book = aDayLater();
			const { engine } = book.host;
			const leads = book.tab("leads");
			engine.deleteColumns(leads, book.columns(leads).get("grade") as number, 1);
			engine.deleteRows(book.tab("settings"), 3, 2);
			return saved(book);
		},
	},
	{
		...setUp,
		name: "set-up again, after a tab was deleted",
		prepare: () => {
			const book = aDayLater();
			book.host.engine.deleteSheet(book.tab("score_rules"));
			return saved(book);
		},
	},
];

export const REFRESHES: readonly [Operation, Operation, Operation] = [
	{ ...refresh, name: "the first refresh, which gives ids", prepare: () => saved(filled()) },
	{ ...refresh, name: "a later refresh", prepare: () => saved(aDayLater()) },
	{
		name: "the timed refresh",
		prepare: () => saved(beforeTheTrigger()),
		run: (book) => lastOf(book.host.advance(HOUR)),
		heal: (book) => {
			const tried = lastOf(book.host.advance(3 * HOUR));
			return tried.ok ? book.host.run("refreshNow", { kind: "menu" }) : tried;
		},
		answers: false,
		scope: "results",
		check: scheduleComplaints,
	},
];

export const SCHEDULES: readonly Operation[] = [
	{
		name: "turning the refresh on",
		prepare: () => saved(fresh()),
		run: menu("turnOnRefresh"),
		answers: true,
		scope: "schedule",
		check: scheduleComplaints,
	},
	{
		name: "turning the refresh on again",
		prepare: () => saved(switchedOn()),
		run: menu("turnOnRefresh"),
		answers: true,
		scope: "schedule",
		check: scheduleComplaints,
	},
	{
		name: "turning the refresh off",
		prepare: () => saved(switchedOn()),
		run: menu("turnOffRefresh"),
		answers: true,
		scope: "schedule",
		check: scheduleComplaints,
	},
];

function switchedOn(): Workbook {
	const book = fresh();
	book.run("turnOnRefresh");
	return book;
}

/** Files come into the records through the built add-on: counted, written once, taken back. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { ImportOrder, ImportPreview, RecordTable } from "../../src/addon/dialog-contract";
import { freshWorkbook, type Row, serial, type Workbook } from "./bench";
import { dialogOf, whole } from "./dialog-bench";

type Rows = readonly (readonly string[])[];

const HEADER = ["会社名", "氏名", "メール", "電話", "役職", "業種", "従業員数"];
const COLUMNS = ["company", "name", "email", "phone", "title", "industry", "employees"];

function orderOf(
	rows: Rows,
	columns: readonly (string | null)[],
	more: Partial<ImportOrder> = {},
): ImportOrder {
	return {
		table: "leads",
		rows,
		headRow: 1,
		headRows: 1,
		columns,
		defaults: {},
		conflicts: "keep",
		without: [],
		exhibition: null,
		list: null,
		why: "取り込み",
		...more,
	};
}

/** Names that are told apart by characters alone. */
const FAMILY = "佐藤鈴木高橋田中伊藤渡辺山本中村小林加藤吉田山田佐々木山口松本井上".match(/../g) as string[];
const GIVEN = ["一郎", "花子", "健太", "美咲", "大輔", "真由美", "拓也", "直子", "翔", "恵"];

const person = (i: number) => ({
	company: `${["北斗", "みなと", "青空", "大和", "若葉", "朝日", "丸の内", "富士見"][i % 8]}${["電装", "精機", "工業", "製作所", "自動車部品"][Math.floor(i / 8) % 5]}${Math.floor(i / 40) + 1}号株式会社`,
	name: `${FAMILY[i % FAMILY.length]} ${GIVEN[Math.floor(i / FAMILY.length) % GIVEN.length]}`,
	email: `p${i}@c${i}.example`,
	phone: `03-5${String(i).padStart(3, "0")}-${String(1000 + i)}`,
	title: i % 3 === 0 ? "部長" : "課長",
	industry: i % 2 === 0 ? "自動車" : "飲食",
	employees: i % 4 === 0 ? "" : String(50 + i),
});
const card = (i: number): string[] => Object.values(person(i));

/** A house list of 60 people, of whom 20 have no phone and 10 another title. */
function house(): Workbook {
	const book = freshWorkbook();
	book.add("members", [
		{ name: "佐藤", fte: 1 },
		{ name: "鈴木", fte: 1 },
		{ name: "高橋", fte: 0.5 },
		{ name: "退職者", active: "いいえ" },
	]);
	book.add(
		"leads",
		Array.from({ length: 60 }, (_, i): Row => {
			const { company, name, email, phone, title } = person(i);
			return {
				created_at: serial("2026-06-01"),
				company,
				name,
				email: i % 2 === 0 ? email : email.toUpperCase(),
				phone: i < 20 ? null : phone.replace(/-/g, ""),
				title: i >= 50 ? "係長" : title,
				owner: "佐藤",
				note: i === 0 ? "長いつきあい" : null,
			};
		}),
	);
	book.add("activities", [
		{ at: serial("2026-11-18"), email: person(3).email, type: "展示会来場", target: "ものづくり展" },
		{ at: serial("2025-11-18"), email: person(4).email, type: "展示会来場", target: "ものづくり展" },
	]);
	book.run("refreshNow");
	return book;
}

const FAIR: Partial<ImportOrder> = {
	exhibition: { name: "ものづくり展", day: "2026-11-19" },
	defaults: { channel: "展示会", owner: "*" },
	why: "展示会の名刺",
};

const FAIR_WITHOUT_TEAM: Partial<ImportOrder> = { ...FAIR, defaults: { channel: "展示会" } };

describe("400 cards of an exhibition against a house list with 60 of them", () => {
	const book = house();
	const dialog = dialogOf(book);
	const tabs = ["leads", "activities", "companies", "settings", "costs"].map((table) => book.tab(table));
	const before = tabs.map((tab) => whole(book, tab));
	const order = orderOf([HEADER, ...Array.from({ length: 400 }, (_, i) => card(i))], COLUMNS, FAIR);
	const check = dialog.importCheck(order);

	it("are counted, judged and listed before anything is written", () => {
		expect(check.ok).toBe(true);
		expect(check.counts).toEqual({
			rows: 400,
			created: 340,
			matched: 60,
			filled: 20 + 60 + 45,
			conflicting: 10,
			repeated: 0,
			unreadable: 0,
		});
		// Default criteria: 業種 40 (自動車), 従業員数 30 (100以上), 役職 20 (課長以上), 地域 10 (unknown).
		const fits = { A: 0, B: 0, C: 0, "?": 0 };
		for (let i = 60; i < 400; i++) {
			const { industry, employees } = person(i);
			const known = 60 + (employees === "" ? 0 : 30);
			const got = (industry === "自動車" ? 40 : 0) + (Number(employees) >= 100 ? 30 : 0) + 20;
			const fit = Math.round((100 * got) / known);
			fits[fit >= 70 ? "A" : fit >= 40 ? "B" : "C"]++;
		}
		expect(Object.fromEntries(check.judged)).toEqual(fits);
		expect(check.lines.filter(({ kind }) => kind === "conflicting")).toHaveLength(10);
		expect(check.lines.find(({ line }) => line === 52)?.what).toContain("役職は今の「係長」のまま");
		expect(check.sentence).toMatch(/400行のうち、新しい340件を追加/);
		expect(tabs.map((tab) => whole(book, tab))).toEqual(before);
	});

	it("come in once, with visit, campaign, owner and next action, and go again byte for byte", () => {
		const answer = dialog.importApply(order);
		expect(answer.message).toMatch(/^340件を追加し、60件に書き足しました。/);
		const leads = book.rows("leads");
		expect(leads).toHaveLength(400);
		const fresh = leads.slice(60);
		expect(new Set(fresh.map((row) => row["campaign"]))).toEqual(new Set(["ものづくり展"]));
		expect(new Set(fresh.map((row) => row["channel"]))).toEqual(new Set(["展示会"]));
		// Friday the 20th is today; Monday the 23rd is a holiday.
		expect(new Set(fresh.map((row) => row["next_action_on"]))).toEqual(new Set([serial("2026-11-24")]));
		expect(new Set(fresh.map((row) => row["created_at"]))).toEqual(new Set([serial("2026-11-19")]));
		const owners = ["佐藤", "鈴木", "高橋"].map(
			(name) => fresh.filter((row) => row["owner"] === name).length,
		);
		expect(owners).toEqual([136, 136, 68]);
		expect(leads[0]).toMatchObject({ phone: person(0).phone, title: "部長", note: "長いつきあい" });
		expect(leads[0]?.["campaign"]).toBeNull();
		expect(leads[55]).toMatchObject({ title: "係長" });
		const visits = book.rows("activities");
		expect(visits).toHaveLength(2 + 399);
		expect(visits[2]).toMatchObject({ type: "展示会来場", target: "ものづくり展", at: serial("2026-11-19") });

		const again = dialog.importCheck(order);
		expect(again.counts).toMatchObject({ created: 0, matched: 400, filled: 0 });
		expect(dialog.importApply(order)).toMatchObject({ ok: true, batch: "" });
		expect(book.rows("leads")).toHaveLength(400);
		expect(book.rows("activities")).toHaveLength(401);

		dialog.undoApply(answer.batch, "");
		expect(tabs.map((tab) => whole(book, tab))).toEqual(before);
	});

	it("are linked and counted by the next refresh", () => {
		dialog.importApply(order);
		expect(book.run("refreshNow")).toMatchObject({ ok: true });
		const touched = book.rows("leads").filter((row) => row["score"] !== null && Number(row["score"]) > 0);
		expect(touched.length).toBe(400);
	});
});

/** One CSV row for each lead that is given. */
function imported(rows: Rows, columns: readonly (string | null)[], more: Partial<ImportOrder> = {}) {
	const book = freshWorkbook();
	const order = orderOf(rows, columns, more);
	const dialog = dialogOf(book);
	const check = dialog.importCheck(order);
	const answer = dialog.importApply(order);
	return { book, dialog, order, check, answer, rows: book.rows(order.table) };
}

describe("what a file says", () => {
	it("stays text, and dates come in all habits; what cannot be read goes into the note", () => {
		const { rows, check } = imported(
			[
				["会社", "氏名", "電話", "登録日", "メモ", "企業判定"],
				["=IMPORTXML(A1)", "@山田", "+81 3-1234-5678", "令和8年11月1日", "-5", "◎"],
				["ビー機械", "別所", "0312345678", "来週火曜", "'x", "たぶん"],
				["シー電装", "千葉", "9.01E+10", "2026/11/2 10:30", "", "未判定"],
			],
			["company", "name", "phone", "created_at", "note", "company_verdict"],
		);
		expect(rows[0]).toMatchObject({
			company: "=IMPORTXML(A1)",
			name: "@山田",
			phone: "+81 3-1234-5678",
			created_at: serial("2026-11-01"),
			note: "-5",
			company_verdict: "対象",
		});
		expect(rows[1]).toMatchObject({ phone: "0312345678", note: "'x\n登録日: 来週火曜\n企業判定: たぶん" });
		expect(rows[2]).toMatchObject({
			phone: null,
			created_at: serial("2026-11-02 10:30:00"),
			note: "電話: 9.01E+10",
		});
		expect(check.counts).toMatchObject({ created: 3, unreadable: 2 });
		expect(check.lines.filter(({ kind }) => kind === "unreadable").map(({ line }) => line)).toEqual([3, 4]);
	});

	it("joins 姓 and 名, puts the second phone into the note and names the columns left out", () => {
		const { rows, check } = imported(
			[
				["姓", "名", "会社", "電話", "携帯", "血液型"],
				["山田", "太郎", "エー社", "03-1234-5678", "090-1111-2222", "A"],
				["", "", "ビー社", "", "090-3333-4444", ""],
			],
			["name", null, "company", "phone", "phone", null],
		);
		expect(rows[0]).toMatchObject({ name: "山田 太郎", phone: "03-1234-5678", note: "携帯: 090-1111-2222" });
		expect(rows[1]).toMatchObject({ name: null, phone: "090-3333-4444" });
		expect(check.sentence).toContain("取り込まない列: 血液型");
		const latin = imported(
			[
				["Last Name", "First Name", "Company"],
				["Smith", "Anna", "Acme"],
			],
			["name", "name", "company"],
		);
		expect(latin.rows[0]).toMatchObject({ name: "Anna Smith" });
	});

	it("leaves out lines that name nobody, and those that the person left out", () => {
		const { rows, check } = imported(
			[
				["No", "会社", "氏名", "メモ"],
				["1", "エー社", "有田", ""],
				["2", "", "", "空の行"],
				["3", "ビー社", "別所", ""],
				["", "", "", ""],
			],
			["source_id", "company", "name", "note"],
			{ without: [4] },
		);
		expect(rows.map((row) => row["company"])).toEqual(["エー社"]);
		expect(check.counts).toMatchObject({ rows: 2, created: 1, unreadable: 1 });
		expect(check.lines.find(({ kind }) => kind === "unreadable")).toMatchObject({ line: 3 });
	});

	it("refuses in one sentence what no cell can hold, too many rows, and unreadable defaults", () => {
		const book = freshWorkbook();
		const dialog = dialogOf(book);
		const before = whole(book, book.tab("leads"));
		const refused = (order: ImportOrder) => {
			const { ok, sentence } = dialog.importCheck(order);
			expect(ok).toBe(false);
			expect(() => dialog.importApply(order)).toThrow(sentence);
			return sentence;
		};
		const long = orderOf([["会社"], ["x"], ["y".repeat(50_001)]], ["company"]);
		expect(refused(long)).toMatch(/3行目の「会社」が5万文字/);
		const many = orderOf([["会社"], ...Array.from({ length: 10_001 }, (_, i) => [`会社${i}`])], ["company"]);
		expect(refused(many)).toMatch(/10000行まで.*分けて/);
		expect(refused(orderOf([["会社"], ["x"]], ["company"], { defaults: { created_at: "いつか" } }))).toMatch(
			/リード作成日/,
		);
		expect(refused(orderOf([["会社"]], ["company"]))).toMatch(/行がありません/);
		expect(whole(book, book.tab("leads"))).toBe(before);
	});

	it("masks what may be somebody's My Number, in the sheet and in every log", () => {
		const { book, check } = imported(
			[
				["会社", "氏名", "メモ"],
				["エー社", "有田", "控え 1234-5678-9018"],
			],
			["company", "name", "note"],
		);
		expect(check.lines.some(({ what }) => what.includes("マイナンバー"))).toBe(true);
		for (const sheet of book.host.engine.sheets())
			expect(book.picture(sheet.id), sheet.name).not.toMatch(/1234-?5678-?9018/);
	});
});

describe("known people", () => {
	const known = () => {
		const book = freshWorkbook();
		book.add("leads", [
			{
				created_at: serial("2026-05-01"),
				company: "シー電装株式会社",
				name: "千葉 一",
				email: "c@c.example",
				title: "課長",
				phone: "0312345678",
			},
			{ created_at: serial("2026-05-01"), company: "アシスト", name: "林 誠" },
		]);
		book.run("refreshNow");
		return book;
	};
	const rows = [
		["会社", "氏名", "メール", "役職", "電話", "部署"],
		["㈱シー電装", "千葉　一", "C@C.example", "部長", "+81 3-1234-5678", "購買部"],
		["アシスト", "林 誠", "hayashi@assist.example", "", "", ""],
	];
	const columns = ["company", "name", "email", "title", "phone", "department"];

	it.each(["keep", "replace"] as const)(
		"have blanks filled and differing cells treated as asked: %s",
		(conflicts) => {
			const book = known();
			const dialog = dialogOf(book);
			const order = orderOf(rows, columns, { conflicts });
			const check = dialog.importCheck(order);
			expect(check.counts).toMatchObject({ matched: 2, conflicting: 1, filled: 2 });
			dialog.importApply(order);
			const [first] = book.rows("leads");
			// Other spellings of the same are no conflict.
			expect(first).toMatchObject({
				company: "シー電装株式会社",
				name: "千葉 一",
				phone: "0312345678",
				department: "購買部",
				title: conflicts === "keep" ? "課長" : "部長",
			});
		},
	);

	it("that only may be the same are added and said so", () => {
		const book = known();
		const dialog = dialogOf(book);
		const order = orderOf(
			[
				["会社", "氏名", "メール"],
				["シー電装", "千葉 一", "chiba.hajime@c.example"],
			],
			["company", "name", "email"],
		);
		const check = dialog.importCheck(order);
		expect(check.counts).toMatchObject({ created: 1, matched: 0 });
		expect(check.lines[0]?.what).toContain("かもしれない");
		dialog.importApply(order);
		expect(dialog.importCheck(order).counts).toMatchObject({ created: 0, matched: 1 });
	});

	it("that repeat within the file become one", () => {
		const { rows: leads, check } = imported(
			[
				["会社", "氏名", "メール", "電話", "役職"],
				["エー社", "有田 一", "a@a.example", "", "部長"],
				["エー社", "有田一", "A@a.example", "03-1111-2222", "課長"],
			],
			["company", "name", "email", "phone", "title"],
		);
		expect(check.counts).toMatchObject({ created: 1, repeated: 1 });
		expect(leads).toHaveLength(1);
		expect(leads[0]).toMatchObject({ phone: "03-1111-2222", title: "部長", note: "役職: 課長" });
	});

	it("go to the tab of their owner where each rep has one", () => {
		const book = known();
		const { engine } = book.host;
		const first = book.tab("leads");
		const { columns: width } = engine.extent(first);
		const header = engine.read({ sheet: first, row: 0, column: 0, rows: 1, columns: width })[0] ?? [];
		const { id, gid } = engine.insertSheet("鈴木のリード", 1, 100, width);
		engine.write({ sheet: id, row: 0, column: 0, rows: 1, columns: width }, [
			header.map((cell) => cell ?? ""),
		]);
		const adopted = dialogOf(book).adoptLook(gid, "leads", 1);
		dialogOf(book).adoptApply({
			gid,
			table: "leads",
			headRow: 1,
			headRows: 1,
			columns: adopted.columns.flatMap(({ at, column }) => (column === null ? [] : [[at, column] as const])),
			words: [],
		});
		book.add("leads", [{ company: "鈴木の客", name: "木村", email: "k@k.example", owner: "鈴木" }], id);
		dialogOf(book).importApply(
			orderOf(
				[
					["会社", "氏名", "担当"],
					["新A社", "新井", "鈴木"],
					["新B社", "西", "佐藤"],
				],
				["company", "name", "owner"],
			),
		);
		const names = (sheet: string) =>
			engine
				.read({
					sheet,
					row: 1,
					column: book.columns(sheet).get("company") ?? 0,
					rows: engine.extent(sheet).rows - 1,
					columns: 1,
				})
				.map(([cell]) => cell);
		expect(names(id)).toEqual(["鈴木の客", "新A社"]);
		expect(names(first)).toContain("新B社");
	});
});

describe("other tables", () => {
	it("know companies by number, or by name with something in common", () => {
		const book = freshWorkbook();
		book.add("companies", [
			{ name: "トヨタ自動車株式会社", corporate_number: "1180301018771" },
			{ name: "株式会社アシスト", prefecture: "東京都" },
			{ name: "みなと精機", phone: "03-1111-2222" },
		]);
		book.run("refreshNow");
		const dialog = dialogOf(book);
		const order = orderOf(
			[
				["会社名", "法人番号", "電話", "URL"],
				["トヨタ自動車", "T1180301018771", "", "https://toyota.example"],
				["アシスト", "", "", ""],
				["みなと精機株式会社", "", "0311112222", ""],
				["ゼロ社", "0123", "", ""],
			],
			["name", "corporate_number", "phone", "website"],
			{ table: "companies" },
		);
		expect(dialog.importCheck(order).counts).toMatchObject({ created: 2, matched: 2, filled: 1 });
		dialog.importApply(order);
		expect(book.rows("companies")).toHaveLength(5);
		expect(book.rows("companies")[4]).toMatchObject({ name: "ゼロ社", corporate_number: "0123" });
		expect(dialog.importCheck(order).counts).toMatchObject({ created: 0, matched: 4 });
	});

	it("add an activity once, and two calls of one day stay two", () => {
		const rows = [
			["日時", "メール", "種別", "結果", "メモ"],
			["2026-11-02 10:00", "a@a.example", "架電", "不在", ""],
			["2026-11-03", "a@a.example", "架電", "不在", "午前"],
			["2026-11-03", "a@a.example", "架電", "接続", "午後"],
			["2026-11-03", "a@a.example", "架電", "接続", "午後"],
			["いつか", "a@a.example", "架電", "", ""],
		];
		const {
			check,
			rows: activities,
			dialog,
			order,
			book,
		} = imported(rows, ["at", "email", "type", "result", "note"], { table: "activities" });
		expect(check.counts).toMatchObject({ created: 3, repeated: 1, unreadable: 1 });
		expect(activities.map((row) => row["note"])).toEqual([null, "午前", "午後"]);
		expect(dialog.importCheck(order).counts).toMatchObject({ created: 0, matched: 3 });
		book.run("refreshNow");
		expect(dialog.importApply(order).batch).toBe("");
	});

	it("complete a deal that has moved on instead of adding it again", () => {
		const head = ["案件名", "会社名", "金額", "ステージ", "作成日", "確度"];
		const columns = ["name", "company", "amount", "stage", "created_at", "probability"];
		const { book, dialog, rows, answer } = imported(
			[
				head,
				["A社 導入", "A社", "300万円", "提案", "2026/10/1", "80"],
				["保守", "B社", "$1,200.50", "見積", "", "30"],
			],
			columns,
			{ table: "deals" },
		);
		expect(rows[0]).toMatchObject({ amount: 3_000_000, probability: 0.8, created_at: serial("2026-10-01") });
		expect(rows[1]).toMatchObject({ amount: "USD 1200.50", created_at: null });
		const later = orderOf([head, ["A社 導入", "A社", "3,500,000", "契約", "2026/10/1", "100"]], columns, {
			table: "deals",
			conflicts: "replace",
		});
		expect(dialog.importCheck(later).counts).toMatchObject({ created: 0, matched: 1, conflicting: 1 });
		dialog.importApply(later);
		expect(book.rows("deals")[0]).toMatchObject({ amount: 3_500_000, stage: "契約", probability: 1 });
		expect(answer.ok).toBe(true);
	});

	it("note what a bought list cost, once", () => {
		const { book, dialog, order, answer } = imported([["会社"], ["エー社"], ["ビー社"]], ["company"], {
			list: { name: "製造業リスト", cost: "300000", day: "2026-10-05" },
			defaults: { channel: "購入リスト" },
		});
		expect(book.rows("costs")).toMatchObject([
			{ month: "2026-10", channel: "購入リスト", amount: 300_000, note: "製造業リスト" },
		]);
		expect(book.rows("leads")[0]).toMatchObject({ campaign: "製造業リスト", channel: "購入リスト" });
		expect(dialog.importApply(order).batch).toBe("");
		dialog.undoApply(answer.batch, "");
		expect(book.rows("costs")).toEqual([]);
		expect(book.rows("leads")).toEqual([]);
	});
});

it("adds nobody twice when two people import the same file at the same moment", () => {
	const book = freshWorkbook();
	const order = orderOf([HEADER, card(1), card(2)], COLUMNS, FAIR_WITHOUT_TEAM);
	let isOther = false;
	book.host.beforeCall = ({ name }) => {
		if (isOther || !name.endsWith("tryLock")) return;
		isOther = true;
		expect(dialogOf(book).importApply(order).message).toMatch(/^2件を追加/);
	};
	expect(dialogOf(book).importApply(order)).toMatchObject({ ok: true, batch: "" });
	book.host.beforeCall = null;
	expect(book.rows("leads")).toHaveLength(2);
	expect(book.rows("activities")).toHaveLength(2);
});

it("speaks English in an English workbook", () => {
	const book = freshWorkbook({ locale: "en_US", userLocale: "en" });
	const order = orderOf(
		[
			["Company", "Name", "Created"],
			["Acme", "Anna Smith", "soon"],
		],
		["company", "name", "created_at"],
	);
	const check = dialogOf(book).importCheck(order);
	expect(check.sentence).toMatch(/^Of 1 rows, 1 are new/);
	expect(check.lines.map(({ what }) => what)).toContain("Created “soon” is no date; it goes into the note");
	expect(JSON.stringify(check)).not.toMatch(/[ぁ-ん一-龠{}]{2}/);
	expect(dialogOf(book).importApply(order).message).toBe("Added: 1. Scores come with the next refresh.");
});

it("learns the words that the person explained, in the same batch", () => {
	const { book, rows, dialog, answer } = imported(
		[
			["会社", "企業判定", "経路"],
			["エー社", "本命", "ウェブ広告"],
		],
		["company", "company_verdict", "channel"],
		{
			words: [
				{ kind: "verdict", word: "本命", meaning: "in" },
				{ kind: "channel", word: "ウェブ広告", meaning: "広告" },
			],
		},
	);
	expect(rows[0]).toMatchObject({ company_verdict: "対象", channel: "広告" });
	expect(book.rows("settings").some((row) => row["item"] === "本命")).toBe(true);
	dialog.undoApply(answer.batch, "");
	expect(book.rows("settings").some((row) => row["item"] === "本命")).toBe(false);
});

it("makes as many service calls for 400 rows as for 100", () => {
	const calls = (count: number) => {
		const book = house();
		const order = orderOf([HEADER, ...Array.from({ length: count }, (_, i) => card(i))], COLUMNS, FAIR);
		book.host.resetCalls();
		dialogOf(book).importApply(order);
		return book.host.callLog().calls.filter((call) => call.counted).length;
	};
	expect(calls(400)).toBeLessThanOrEqual(calls(100) + 2);
});

const ZOHO = join(process.env["MIKOMI_DATA"] ?? "../shared/data", "zoho-demo");
/** Rows that have no date of their own, such as people without a company, are none of these tables' concern. */
const FILES: readonly (readonly [string, RecordTable, number])[] = [
	["Leads", "leads", 3900],
	["Contacts", "leads", 1265],
	["Accounts", "companies", 2229],
	["Potentials", "deals", 3632],
];

describe.skipIf(!existsSync(ZOHO))("exports of Zoho (needs MIKOMI_DATA)", () => {
	it.each(FILES)(
		"%s come in without a correction",
		(file, table, count) => {
			const text = readFileSync(join(ZOHO, `${file}.csv`), "utf8").replace(/^\ufeff/, "");
			const rows = Papa.parse<string[]>(text.trim()).data;
			const book = freshWorkbook();
			const dialog = dialogOf(book);
			const look = dialog.importLook(rows, null);
			expect(look.table).toBe(table);
			const columns = look.columns.map(({ column }) => column);
			const order = orderOf(rows, columns, { table, headRow: look.headRow, headRows: look.headRows });
			const check = dialog.importCheck(order);
			expect(check.ok, check.sentence).toBe(true);
			expect(check.counts.rows).toBe(count);
			expect(check.counts.created + check.counts.repeated).toBe(count);
			expect(check.counts.unreadable).toBe(0);
			process.stdout.write(`${file}: ${JSON.stringify(check.counts)} ${columns.join()}\n`);
			dialog.importApply(order);
			expect(book.rows(table)).toHaveLength(check.counts.created);
			expect(dialog.importCheck(order).counts).toMatchObject({ created: 0 });
		},
		180_000,
	);
});

describe("no cell of a file is lost", () => {
	const cell = fc.oneof(
		{
			weight: 4,
			arbitrary: fc.constantFrom(
				"",
				"エー社",
				"ビー機械",
				"有田 一",
				"a@a.example",
				"03-1234-5678",
				"部長",
				"2026/11/1",
				"来週",
				"対象",
				"=1+1",
				"300名",
			),
		},
		{ weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
	);
	const columns = [
		"company",
		"name",
		"email",
		"phone",
		"phone",
		"created_at",
		"company_verdict",
		"title",
		"note",
	];
	const header = ["会社", "氏名", "メール", "電話", "携帯", "登録日", "判定", "役職", "メモ"];
	const state = freshWorkbook();
	const start = (() => {
		state.add("leads", [
			{ company: "エー社", name: "有田 一", email: "a@a.example", title: "課長", note: "既存" },
		]);
		state.run("refreshNow");
		return state.host.save();
	})();

	it("each stands in the sheet, in the note or in the preview", async () => {
		const { Workbook } = await import("./bench");
		fc.assert(
			fc.property(fc.array(fc.tuple(...columns.map(() => cell)), { minLength: 1, maxLength: 5 }), (rows) => {
				const book = new Workbook({ state: start });
				const dialog = dialogOf(book);
				const order = orderOf([header, ...rows], columns);
				const check: ImportPreview = dialog.importCheck(order);
				if (!check.ok) return;
				dialog.importApply(order);
				const said = [
					...book.rows("leads").flatMap((row) => Object.values(row).map(String)),
					...check.lines.map(({ who, what }) => `${who} ${what}`),
				].join("\n");
				const refused = new Set(
					check.lines.filter(({ what }) => /取り込まない/.test(what)).map(({ line }) => line),
				);
				rows.forEach((row, i) => {
					if (refused.has(i + 2)) return;
					row.forEach((value, at) => {
						const text = value.trim();
						if (text === "" || columns[at] === "created_at" || text === "対象") return;
						const spelled = [text, text.toLowerCase(), text.replace(/-/g, "")];
						expect(
							spelled.some((each) => said.includes(each)),
							JSON.stringify([rows, text, said]),
						).toBe(true);
					});
				});
				expect(dialog.importCheck(order).counts.created).toBe(0);
				book.host.dispose();
			}),
			{ numRuns: 12, seed: 7 },
		);
	}, 240_000);
});

/** Merged rows are no records of their own: what links to them goes to the row that remains. */
import { describe, expect, it } from "vitest";
import { freshWorkbook, type Row, serial, type Workbook } from "./bench";
import { leadOf, saveOf, serverOf } from "./desk-bench";
import { dialogOf, idOf, whole } from "./dialog-bench";

const DAY = 86_400_000;

const person = (name: string, email: string, company = "シー電装", more: Row = {}): Row => ({
	created_at: serial("2026-10-25"),
	company,
	name,
	email,
	...more,
});

const visit = (email: string, day: string): Row => ({ at: serial(day), email, type: "展示会来場" });

/** Points for visits: 10 for each, at most once a day as the first shipped rule is set here. */
function workbook(leads: readonly Row[], activities: readonly Row[], repeat = "その都度"): Workbook {
	const book = freshWorkbook();
	const rules = book.tab("score_rules");
	const columns = book.columns(rules);
	const set = (row: number, column: string, value: string | number) =>
		book.host.engine.write(
			{ sheet: rules, row, column: columns.get(column) as number, rows: 1, columns: 1 },
			[[value]],
		);
	const { rows } = book.host.engine.extent(rules);
	set(1, "repeat", repeat);
	set(1, "points", 10);
	for (let row = 2; row < rows; row++) set(row, "enabled", "いいえ");
	book.add("leads", leads);
	book.add("activities", activities);
	book.run("refreshNow");
	return book;
}

/** How many leads the last refresh counted. */
const counted = (book: Workbook) => book.rows("runs").pop()?.["leads"];

const row = (book: Workbook, email: string) => book.rows("leads").find((each) => each["email"] === email);

describe("the score of a survivor", () => {
	// Three visits of one address and two of the other, one of which left the window of 30 days.
	const visits = [
		visit("one@c.example", "2026-11-02"),
		visit("one@c.example", "2026-11-03"),
		visit("one@c.example", "2026-11-04"),
		visit("two@c.example", "2026-11-04"),
		visit("two@c.example", "2026-09-01"),
	];
	const leads = [
		person("千葉", "one@c.example"),
		person("千葉 一", "two@c.example"),
		person("土井", "d@d.example"),
	];

	it("is that of all their activities inside the window", () => {
		const book = workbook(leads, visits);
		expect([row(book, "one@c.example")?.["score"], row(book, "two@c.example")?.["score"]]).toEqual([30, 10]);
		const [one, two] = ["one@c.example", "two@c.example"].map((email) => idOf(book, "leads", "email", email));
		dialogOf(book).mergeApply([{ survivor: one as string, others: [two as string] }], "");
		book.run("refreshNow");
		expect(row(book, "one@c.example")).toMatchObject({ score: 40, email: "one@c.example" });
		expect(row(book, "two@c.example")).toMatchObject({
			score: null,
			next_step: "「シー電装 千葉」に統合済み",
		});
		expect(counted(book)).toBe(2);
	});

	it("pays once where the rule pays once a person: never the sum", () => {
		const book = workbook(leads, visits, "期間に1回");
		expect([row(book, "one@c.example")?.["score"], row(book, "two@c.example")?.["score"]]).toEqual([10, 10]);
		const [one, two] = ["one@c.example", "two@c.example"].map((email) => idOf(book, "leads", "email", email));
		dialogOf(book).mergeApply([{ survivor: one as string, others: [two as string] }], "");
		book.run("refreshNow");
		expect(row(book, "one@c.example")?.["score"]).toBe(10);
	});

	it("is two scores again after an undo days later", () => {
		const book = workbook(leads, visits);
		const dialog = dialogOf(book);
		const before = book.rows("leads");
		const [one, two] = ["one@c.example", "two@c.example"].map((email) => idOf(book, "leads", "email", email));
		const { batch } = dialog.mergeApply([{ survivor: one as string, others: [two as string] }], "");
		book.run("refreshNow");
		book.host.advance(3 * DAY);
		dialog.undoApply(batch, "別人でした");
		book.run("refreshNow");
		expect(book.rows("leads").map(({ score, id, merged_into }) => ({ score, id, merged_into }))).toEqual(
			before.map(({ score, id }) => ({ score, id, merged_into: null })),
		);
	});
});

describe("what names a merged row", () => {
	it("goes along chains to the row that remains, by id, number, e-mail and person", () => {
		const leads = [
			person("甲", "a@x.example", "エックス", { source_id: "N-1" }),
			person("乙", "b@x.example", "エックス", { source_id: "N-2" }),
			person("丙", "c@x.example", "ワイ", { source_id: "N-3" }),
		];
		const book = workbook(leads, [
			{ at: serial("2026-11-10"), name: "丙", company: "ワイ", type: "展示会来場" },
		]);
		const [a, b, c] = ["a", "b", "c"].map((name) => idOf(book, "leads", "email", `${name}@x.example`));
		book.add("deals", [
			{ name: "案件", lead_ref: "N-3", stage: "提案", amount: 1000, created_at: serial("2026-11-10") },
		]);
		const dialog = dialogOf(book);
		dialog.mergeApply([{ survivor: b as string, others: [c as string] }], "");
		dialog.mergeApply([{ survivor: a as string, others: [b as string] }], "");
		book.add("activities", [
			{ at: serial("2026-11-11"), lead_ref: b as string, type: "展示会来場" },
			{ at: serial("2026-11-12"), lead_ref: "n-3", type: "展示会来場" },
			{ at: serial("2026-11-13"), email: "B@x.example", type: "展示会来場" },
		]);
		book.run("refreshNow");
		expect(row(book, "a@x.example")?.["score"]).toBe(40);
		expect(book.rows("deals")[0]).toMatchObject({ lead_id: a });
		expect(counted(book)).toBe(1);
		const shown = serverOf(book).sidebarLead(c as string);
		expect(shown?.id).toBe(a);
	});

	it("leaves rows of a circle, or of a survivor that is gone, as they are and says so", () => {
		const book = workbook(
			[person("甲", "a@x.example"), person("乙", "b@x.example"), person("丙", "c@x.example")],
			[],
		);
		const leads = book.tab("leads");
		const [a, b] = ["a", "b"].map((name) => idOf(book, "leads", "email", `${name}@x.example`));
		const at = book.columns(leads).get("merged_into") as number;
		book.host.engine.write({ sheet: leads, row: 1, column: at, rows: 3, columns: 1 }, [
			[b as string],
			[a as string],
			["L-gone"],
		]);
		book.run("refreshNow");
		expect(counted(book)).toBe(3);
		const runs = book.rows("runs");
		expect(String(runs[runs.length - 1]?.["details"])).toContain("統合先の行がありません");
	});

	it("is saved as the row that remains", () => {
		const book = workbook([person("甲", "a@x.example"), person("乙", "b@x.example")], []);
		const server = serverOf(book);
		const lead = leadOf(book, server, "乙");
		const [a, b] = ["a", "b"].map((name) => idOf(book, "leads", "email", `${name}@x.example`));
		dialogOf(book).mergeApply([{ survivor: a as string, others: [b as string] }], "");
		expect(server.sidebarSave(saveOf(lead, { next_action: "電話" })).state).toBe("saved");
		expect(row(book, "a@x.example")).toMatchObject({ next_action: "電話" });
		expect(row(book, "b@x.example")).toMatchObject({ next_action: null });
	});

	it("keeps facts of the merged row, and its id, through refreshes", () => {
		const book = workbook([person("甲", "a@x.example"), person("甲", "a@x.example")], []);
		const [a, b] = book.rows("leads").map((each) => String(each["id"]));
		dialogOf(book).mergeApply([{ survivor: a as string, others: [b as string] }], "");
		book.add("leads", [person("乙", "b@x.example")]);
		book.run("refreshNow");
		book.run("refreshNow");
		expect(
			book
				.rows("leads")
				.slice(0, 2)
				.map((each) => each["id"]),
		).toEqual([a, b]);
		expect(counted(book)).toBe(2);
	});
});

describe("companies", () => {
	it("lend their verdict to leads under the merged name", () => {
		const book = workbook(
			[person("甲", "a@x.example", "旧社名工業"), person("乙", "b@x.example", "新社名工業")],
			[],
		);
		book.add("companies", [
			{ name: "新社名工業", verdict: "対象", verdict_reason: "合う" },
			{ name: "旧社名工業", phone: "0312345678" },
		]);
		const dialog = dialogOf(book);
		// A change beside companies gives them ids.
		dialog.reassignApply({ from: "", to: "佐藤", tables: ["companies"], openOnly: false, why: "" });
		const [survivor, other] = ["新社名工業", "旧社名工業"].map((name) =>
			idOf(book, "companies", "name", name),
		);
		const before = whole(book, book.tab("companies"));
		const { batch } = dialog.mergeApply([{ survivor: survivor as string, others: [other as string] }], "");
		expect(book.rows("companies")[0]).toMatchObject({ phone: "0312345678" });
		book.run("refreshNow");
		expect(row(book, "a@x.example")?.["state"]).toBe("対象 / 未判定 / 未確認");
		expect(row(book, "a@x.example")?.["state"]).toBe(row(book, "b@x.example")?.["state"]);
		dialog.undoApply(batch, "");
		expect(whole(book, book.tab("companies"))).toBe(before);
	});
});

it("refuses a row with itself, a chain in one go, and rows that are gone", () => {
	const book = workbook(
		[person("甲", "a@x.example"), person("乙", "b@x.example"), person("丙", "c@x.example")],
		[],
	);
	const dialog = dialogOf(book);
	const [a = "", b = "", c = ""] = book.rows("leads").map((each) => String(each["id"]));
	expect(() => dialog.mergeApply([{ survivor: a, others: [a] }], "")).toThrow("同じ行どうし");
	expect(() =>
		dialog.mergeApply(
			[
				{ survivor: a, others: [b] },
				{ survivor: b, others: [c] },
			],
			"",
		),
	).toThrow("すでにほかの行へ");
	expect(() => dialog.mergeApply([{ survivor: a, others: ["L-none"] }], "")).toThrow("見つかりません");
});

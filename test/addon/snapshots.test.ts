import { describe, expect, it } from "vitest";
import { freshWorkbook, serial, type Workbook } from "./bench";

const DAY_MS = 86_400_000;

function filled(): Workbook {
	const book = freshWorkbook();
	book.add("leads", [
		{ created_at: serial("2026-11-02"), company: "ビー機械", email: "b@b.example", channel: "Web" },
	]);
	book.add("deals", [
		{
			name: "B社",
			email: "b@b.example",
			owner: "佐藤",
			stage: "提案",
			amount: 800_000,
			created_at: serial("2026-11-10"),
		},
	]);
	return book;
}

/** A day later by so many, something else is open, and there is a refresh. */
function refreshAfter(book: Workbook, days: number, amount: number): void {
	book.host.advance(days * DAY_MS);
	book.add("deals", [
		{ name: `+${days}`, owner: "=鈴木", stage: "提案", amount, created_at: serial("2026-11-10") },
	]);
	expect(book.run("refreshNow").ok).toBe(true);
}

const amounts = (book: Workbook) =>
	book
		.rows("snapshots")
		.filter((row) => row["metric"] === "open_amount" && row["dimension"] === "all")
		.map((row) => [row["day"], row["value"], row["change"] ?? null]);

describe("the snapshots", () => {
	it("keep one row for each figure and day, however often it is refreshed", () => {
		const book = filled();
		book.run("refreshNow");
		const once = book.rows("snapshots");
		expect(once.map((row) => [row["metric"], row["dimension"], row["value"], row["n"]])).toEqual(
			expect.arrayContaining([
				["open_pipeline", "all", 1, 1],
				["open_amount", "all", 800_000, 1],
				["open_amount", "rep:佐藤", 800_000, 1],
				["unjudged", "age:8-30", 1, 1],
				["deals_linked", "all", 1, 1],
				["target_rate", "completeness", null, 0],
			]),
		);
		expect(once.every((row) => row["day"] === serial("2026-11-20"))).toBe(true);
		const picture = book.picture(book.tab("snapshots"));
		book.run("refreshNow");
		expect(book.picture(book.tab("snapshots"))).toBe(picture);
		refreshAfter(book, 0, 100);
		expect(amounts(book)).toEqual([[serial("2026-11-20"), 800_100, null]]);
	});

	it("say how today differs from a week ago, and forget what lies between long ago", () => {
		const book = filled();
		book.run("refreshNow");
		refreshAfter(book, 5, 10);
		refreshAfter(book, 3, 20);
		expect(amounts(book)).toEqual([
			[serial("2026-11-20"), 800_000, null],
			[serial("2026-11-25"), 800_010, null],
			[serial("2026-11-28"), 800_030, 30],
		]);
		expect(book.rows("snapshots").map((row) => row["dimension"])).toContain("rep:=鈴木");
		// 2026-11-28 is in the week of 2026-11-25.
		refreshAfter(book, 100, 40);
		expect(amounts(book).map(([day]) => day)).toEqual(
			["2026-11-20", "2026-11-25", "2027-03-08"].map((day) => serial(day)),
		);
		const days = book.rows("snapshots").map((row) => Number(row["day"]));
		expect(days).toEqual([...days].sort((a, b) => a - b));
	});

	it("are read and written by a call each, and come out of a moved column whole", () => {
		const book = filled();
		book.run("refreshNow");
		const sheet = book.tab("snapshots");
		book.host.engine.insertColumns(sheet, 1, 1);
		refreshAfter(book, 1, 5);
		refreshAfter(book, 1, 6);
		expect(amounts(book).map(([, value]) => value)).toEqual([800_000, 800_005, 800_011]);
	});
});

describe("a refresh by hand", () => {
	it("shows how far it is, and logs where the time went", () => {
		const book = filled();
		const before = book.host.toasts.length;
		book.run("refreshNow");
		expect(book.host.toasts.slice(before)).toEqual([
			expect.stringContaining("読み取っています… 1/3"),
			expect.stringContaining("計算しています… 2/3"),
			expect.stringContaining("書き込んでいます… 3/3"),
			expect.stringContaining("更新しました"),
		]);
		const details = String(book.rows("runs")[0]?.["details"]);
		expect(details).toMatch(/^読み取り \d+\.\d秒、計算 \d+\.\d秒、書き込み \d+\.\d秒/);
	});

	it("shows nothing when the timer runs it", () => {
		const book = filled();
		book.run("turnOnRefresh");
		const before = book.host.toasts.length;
		book.host.advance(3_700_000);
		expect(book.rows("runs")).toHaveLength(1);
		expect(book.host.toasts.slice(before)).toEqual([]);
	});
});

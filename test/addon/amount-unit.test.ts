import { describe, expect, it } from "vitest";
import { freshWorkbook, serial, type Workbook } from "./bench";
import { dialogOf } from "./dialog-bench";

const DAY = serial("2026-11-02");

/** A workbook whose deals are counted in thousands of yen. */
function inThousands(): Workbook {
	const book = freshWorkbook();
	book.add("deals", [
		{ name: "A", stage: "受注", amount: 1_200, created_at: DAY, closes_at: DAY },
		{ name: "B", stage: "受注", amount: "80万円", created_at: DAY, closes_at: DAY },
		{ name: "C", stage: "提案", created_at: DAY },
	]);
	const sheet = book.tab("deals");
	const column = book.columns(sheet).get("amount") as number;
	book.host.engine.write({ sheet, row: 0, column, rows: 1, columns: 1 }, [["金額(千円)"]]);
	return book;
}

const wonIn = (book: Workbook) =>
	book
		.rows("metrics")
		.findIndex(
			(row) => row["metric"] === "won_amount" && row["period"] === "2026-11" && row["dimension"] === "all",
		);

describe("deals below 金額(千円)", () => {
	it("are counted in yen, in the figure and in the list of its rows", () => {
		const book = inThousands();
		expect(book.run("refreshNow").ok).toBe(true);
		const row = wonIn(book);
		expect(book.rows("metrics")[row]?.["value"]).toBe(2_000_000);
		book.host.select({ sheet: book.tab("metrics"), row: row + 1, column: 2, rows: 1, columns: 1 });
		expect(book.run("traceFigure").ok).toBe(true);
		const { engine } = book.host;
		const sheet = book.tab("breakdown");
		const cells = engine.read({ sheet, row: 0, column: 0, ...engine.extent(sheet) });
		expect(cells.slice(4).map((line) => line[8])).toEqual([1_200_000, 800_000]);
	});

	it("take what a file adds in their own unit, and differ only where the file says another amount", () => {
		const book = inThousands();
		const dialog = dialogOf(book);
		const order = {
			table: "deals" as const,
			rows: [
				["商談名", "商談日", "金額(万円)"],
				["A", "2026/11/02", "120"],
				["B", "2026/11/02", "90"],
				["C", "2026/11/02", "45"],
				["D", "2026/11/05", "30"],
			],
			headRow: 1,
			headRows: 1,
			columns: ["name", "created_at", "amount"],
			defaults: {},
			conflicts: "replace" as const,
			without: [],
			exhibition: null,
			list: null,
			why: "取り込み",
		};
		expect(dialog.importApply(order).ok).toBe(true);
		expect(book.rows("deals").map(({ name, amount }) => [name, amount])).toEqual([
			["A", 1_200],
			["B", 900],
			["C", 450],
			["D", 300],
		]);
	});

	it("take amounts in the currency that a row of the file names", () => {
		const book = freshWorkbook();
		book.add("deals", [{ name: "A", stage: "提案", amount: 12.5, currency: "USD", created_at: DAY }]);
		const answer = dialogOf(book).importApply({
			table: "deals",
			rows: [
				["商談名", "商談日", "金額", "通貨"],
				["A", "2026/11/02", "12.50", "USD"],
				["B", "2026/11/02", "1,200.75", "usd"],
				["C", "2026/11/02", "45", ""],
			],
			headRow: 1,
			headRows: 1,
			columns: ["name", "created_at", "amount", "currency"],
			defaults: {},
			conflicts: "replace",
			without: [],
			exhibition: null,
			list: null,
			why: "取り込み",
		});
		expect(answer.ok).toBe(true);
		expect(book.rows("deals").map(({ name, amount, currency }) => [name, amount, currency])).toEqual([
			["A", 12.5, "USD"],
			["B", "USD 1200.75", "usd"],
			["C", 45, null],
		]);
	});
});

import { expect, it } from "vitest";
import { freshWorkbook, serial } from "./bench";

it("counts deals in yen where a team writes them in thousands, whichever its header says now", () => {
	const book = freshWorkbook();
	const day = serial("2026-11-02");
	book.add("deals", [
		{ name: "A", stage: "受注", amount: 1_200, created_at: day, closes_at: day },
		{ name: "B", stage: "受注", amount: "80万円", created_at: day, closes_at: day },
	]);
	const wonAmount = () => {
		expect(book.run("refreshNow").ok).toBe(true);
		return book
			.rows("metrics")
			.find(
				(row) => row["metric"] === "won_amount" && row["period"] === "2026-11" && row["dimension"] === "all",
			)?.["value"];
	};
	expect(wonAmount()).toBe(801_200);
	const sheet = book.tab("deals");
	const column = book.columns(sheet).get("amount") as number;
	book.host.engine.write({ sheet, row: 0, column, rows: 1, columns: 1 }, [["金額(千円)"]]);
	expect(wonAmount()).toBe(2_000_000);
});

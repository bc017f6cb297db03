/** A bulk write of thousands of rows asks Google as often as one of a thousand. */
import { expect, it } from "vitest";
import { freshWorkbook, type Row, serial, type Workbook } from "./bench";
import { dialogOf, whole } from "./dialog-bench";

/** Every third row belongs to somebody else, so that what is written lies scattered. */
function workbook(leads: number): Workbook {
	const book = freshWorkbook();
	book.add(
		"leads",
		Array.from(
			{ length: leads },
			(_, i): Row => ({
				created_at: serial("2026-10-01"),
				company: `会社${i}`,
				name: `担当${i}`,
				email: `p${i}@c${i}.example`,
				owner: i % 3 === 0 ? "鈴木" : "佐藤",
			}),
		),
	);
	book.run("refreshNow");
	return book;
}

const order = { from: "佐藤", to: "田中", tables: ["leads"], openOnly: false, why: "" } as const;

function callsOf(book: Workbook, act: () => unknown): number {
	book.host.resetCalls();
	act();
	return book.host.callLog().counted;
}

it("takes as many calls for 5,000 rows as for 1,100, to write and to undo", () => {
	const [small, large] = [1650, 7500].map((leads) => {
		const book = workbook(leads);
		const before = whole(book, book.tab("leads"));
		const dialog = dialogOf(book);
		const apply = callsOf(book, () => expect(dialog.reassignApply(order).ok).toBe(true));
		const owners = book.rows("leads").map((row) => row["owner"]);
		expect(owners.filter((owner) => owner === "田中").length).toBe((leads * 2) / 3);
		expect(owners.filter((owner) => owner === "鈴木").length).toBe(leads / 3);
		const [{ batch = "", rows } = {}] = dialog.batches();
		expect(rows).toBe((leads * 2) / 3);
		const undo = callsOf(book, () => dialog.undoApply(batch, ""));
		expect(whole(book, book.tab("leads"))).toBe(before);
		return [apply, undo];
	}) as [number[], number[]];
	expect(large).toEqual(small);
	expect(Math.max(...large)).toBeLessThanOrEqual(150);
}, 240_000);

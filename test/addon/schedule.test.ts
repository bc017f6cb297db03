import { describe, expect, it } from "vitest";
import { freshWorkbook, type Row, serial, Workbook } from "./bench";

const HOUR = 3_600_000;
const OWNER = "owner@example.com";
const OTHER = "tanaka@example.com";
const LEAD: Row = {
	created_at: serial("2026-11-01"),
	company: "シー電装",
	name: "千葉",
	email: "c@c.example",
};

function scheduled(users = [OWNER, OTHER]): Workbook {
	const book = freshWorkbook({ users });
	book.add("leads", [LEAD]);
	expect(book.run("turnOnRefresh").message).toContain(OWNER);
	return book;
}
const runs = (book: Workbook) => book.rows("runs").filter((row) => row["outcome"] === "完了").length;

describe("the refresh every three hours", () => {
	it("runs at once after it is turned on, then once every three hours", () => {
		const book = scheduled();
		book.host.advance(HOUR);
		expect(runs(book)).toBe(1);
		book.host.advance(2 * HOUR);
		expect(runs(book)).toBe(1);
		book.host.advance(HOUR);
		expect(runs(book)).toBe(2);
		book.host.advance(24 * HOUR);
		expect(runs(book)).toBe(10);
	});

	it("catches up after missed firings with one run", () => {
		const book = scheduled();
		book.host.advance(HOUR);
		// Google was down for two days: no trigger fired, the clock went on.
		const state = JSON.parse(book.host.save());
		expect(state).toBeTypeOf("object");
		book.run("refreshNow");
		const before = runs(book);
		book.host.advance(2 * HOUR);
		expect(runs(book)).toBe(before);
		book.host.advance(2 * HOUR);
		expect(runs(book)).toBe(before + 1);
	});

	it("does nothing while somebody else's refresh is running", () => {
		const book = scheduled();
		book.host.holdLock("script");
		book.host.advance(HOUR);
		expect(runs(book)).toBe(0);
		book.host.releaseLock("script");
		book.host.advance(HOUR);
		expect(runs(book)).toBe(1);
	});

	it("tries again within the hour after one that failed", () => {
		const book = scheduled();
		book.host.beforeCall = (call) => {
			if (call.name.endsWith("Range.setValues")) throw new Error("Service Spreadsheets failed");
		};
		book.host.advance(HOUR);
		expect(runs(book)).toBe(0);
		book.host.beforeCall = null;
		book.host.advance(HOUR);
		expect(runs(book)).toBe(1);
	});

	it("ends when it is turned off", () => {
		const book = scheduled();
		expect(book.run("turnOffRefresh").message).toBe("自動更新をオフにしました。");
		book.host.advance(12 * HOUR);
		expect(runs(book)).toBe(0);
		expect(book.host.triggers()).toHaveLength(0);
	});

	it("is never installed twice by one person", () => {
		const book = scheduled();
		book.run("turnOnRefresh");
		expect(book.host.triggers()).toHaveLength(1);
	});
});

describe("a second person", () => {
	it("is told who owns the refresh, and may leave it so", () => {
		const book = scheduled();
		book.answer((question) => (question.buttons === "YES_NO" ? "NO" : "OK"));
		expect(book.run("turnOnRefresh", [], OTHER).message).toContain(`${OWNER} さんのまま`);
		expect(book.host.questions.at(-1)?.text).toContain(`${OWNER} さんが動かしています`);
		expect(book.host.triggers().map((trigger) => trigger.user)).toEqual([OWNER]);
	});

	it("may take over; the former owner's trigger removes itself when it fires", () => {
		const book = scheduled();
		expect(book.run("turnOnRefresh", [], OTHER).message).toContain(OTHER);
		expect(book.host.triggers()).toHaveLength(2);
		book.host.advance(HOUR);
		expect(book.host.triggers().map((trigger) => trigger.user)).toEqual([OTHER]);
		expect(runs(book)).toBe(1);
		expect(book.run("showStatus").message).toContain(OTHER);
	});

	it("may turn off what another person turned on", () => {
		const book = scheduled();
		expect(book.run("turnOffRefresh", [], OTHER).message).toContain("次に動いたとき自分で消えます");
		book.host.advance(HOUR);
		expect(book.host.triggers()).toHaveLength(0);
		expect(runs(book)).toBe(0);
	});
});

describe("a copied spreadsheet", () => {
	it("starts without a schedule, and its own refresh works", () => {
		const book = scheduled();
		const copy = new Workbook({ state: book.host.copy().save() });
		expect(copy.host.triggers()).toHaveLength(0);
		expect(copy.run("showStatus").message).toContain("自動更新はオフです");
		expect(copy.run("refreshNow").ok).toBe(true);
	});
});

describe("the late warning", () => {
	it("is a formula on the time of the last refresh, so that a dead trigger cannot hide it", () => {
		const book = freshWorkbook();
		book.add("leads", [LEAD]);
		book.run("refreshNow");
		const sheet = book.tab("dashboard");
		const late = () => book.host.engine.read({ sheet, row: 0, column: 1, rows: 1, columns: 1 })[0]?.[0] ?? "";
		expect(late()).toBe("");
		book.host.advance(5 * HOUR);
		expect(late()).toBe("");
		book.host.advance(2 * HOUR);
		expect(String(late())).toContain("6時間");
	});
});

describe("a refresh that cannot finish in time", () => {
	it("ends cleanly, says so, and leaves the old results in place", () => {
		const book = freshWorkbook({ callCostMs: 0 });
		book.add("leads", [LEAD]);
		book.run("refreshNow");
		const before = ["metrics", "channels", "reps", "dashboard"].map((table) => book.picture(book.tab(table)));
		const slow = new Workbook({ state: book.host.save(), callCostMs: 13_000 });
		const answer = slow.run("refreshNow");
		expect(answer.ok).toBe(false);
		expect(answer.message).toContain("前回の結果はそのまま");
		expect(
			["metrics", "channels", "reps", "dashboard"].map((table) => slow.picture(slow.tab(table))),
		).toEqual(before);
		expect(slow.rows("runs").at(-1)?.["outcome"]).toBe("時間切れ");
	});
});

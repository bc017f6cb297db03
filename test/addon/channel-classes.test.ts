import { beforeAll, describe, expect, it } from "vitest";
import { channelKindOf } from "../../src/workbook/settings";
import { freshWorkbook, serial, type Workbook } from "./bench";

describe("a team's word on its channels", () => {
	it.each([
		["広告", { class: "ads", isLongTerm: false }],
		["広告・長期", { class: "ads", isLongTerm: true }],
		["自社メディア", { class: "owned", isLongTerm: true }],
		["自社メディア、短期", { class: "owned", isLongTerm: false }],
		["Owned media, short-term", { class: "owned", isLongTerm: false }],
		["長期", { class: "", isLongTerm: true }],
		["なぞ", null],
		["", null],
	])("%s", (value, kind) => {
		expect(channelKindOf(value)).toEqual(kind);
	});

	describe("in the Settings tab", () => {
		let book: Workbook;
		beforeAll(() => {
			book = freshWorkbook();
			const lead = (channel: string, i: number) => ({
				created_at: serial("2026-11-02"),
				company: `会社${i}`,
				email: `p${i}@example.jp`,
				channel,
			});
			book.add("leads", ["展示会", "展示会", "社外勉強会", "名刺交換"].map(lead));
			book.add("settings", [
				{ kind: "経路の区分", item: "展示会", value: "広告・長期" },
				{ kind: "経路の区分", item: "名刺交換", value: "イベントっぽい" },
			]);
			expect(book.run("refreshNow").ok).toBe(true);
		}, 60_000);

		it("decides on the class; other channels go by their name", () => {
			const found = book
				.rows("metrics")
				.filter(({ metric, period, dimension }) => {
					return metric === "leads_new" && period === "2026-11" && /^channel_class/.test(String(dimension));
				})
				.map(({ dimension, value }) => [dimension, value]);
			expect(found).toEqual([
				["channel_class:", 1],
				["channel_class:ads", 2],
				["channel_class:event", 1],
			]);
		});

		it("is named by 診断 where it cannot be read", () => {
			expect(book.run("diagnose").message).toContain("イベントっぽい");
		});
	});
});

/** Work in the sidebar on a team's own tabs, which have no room for it by themselves. */
import { describe, expect, it } from "vitest";
import type { CellValue } from "../../src/host/contract";
import { WRITTEN } from "../../src/workbook/adoption/added";
import { FIELDS } from "../../src/workbook/desk/lead-fields";
import { specOf } from "../../src/workbook/schema";
import { Workbook } from "./bench";
import { saveOf, serverOf } from "./desk-bench";

function tab(book: Workbook, name: string, cells: readonly (readonly CellValue[])[]) {
	const { id: sheet, gid } = book.host.engine.insertSheet(name, 1, 40, 26);
	book.host.type({ sheet, row: 0, column: 0, rows: cells.length, columns: cells[0]?.length ?? 0 }, cells);
	return { sheet, gid };
}

describe("a team's own tabs", () => {
	const book = new Workbook();
	const leads = tab(book, "名刺", [
		["会社名", "氏名", "メールアドレス", "役職"],
		["北斗電装株式会社", "佐藤 一郎", "sato@hokuto.example", "部長"],
		["みなと精機", "鈴木 花子", "suzuki@minato.example", "課長"],
	]);
	const companies = tab(book, "会社", [
		["会社名", "業種"],
		["北斗電装株式会社", "製造業"],
	]);
	const calls = tab(book, "架電", [
		["架電日", "会社名", "氏名"],
		["2026/11/16", "みなと精機", "鈴木 花子"],
	]);
	const hints = [
		{ gid: leads.gid, table: "leads" },
		{ gid: companies.gid, table: "companies" },
		{ gid: calls.gid, table: "activities" },
	];
	expect(book.run("adoptTabs", [hints]).ok).toBe(true);
	book.run("refreshNow");
	const server = serverOf(book);
	const leadOf = (email: string) => {
		const row = book.rows("leads").find((each) => each["email"] === email);
		const lead = server.sidebarLead(String(row?.["id"]));
		if (lead === null) throw new Error(`no ${email}`);
		return lead;
	};

	it("keep every word that a rep writes in the sidebar", () => {
		const words = {
			company_verdict: "in",
			contact_verdict: "in",
			deal_verdict: "in",
			contact_role: "decider",
			bant_budget: "500万円",
			bant_authority: "部長が決める",
			bant_need: "検査の自動化",
			bant_timeframe: "来年度",
			organisation: "検査課は8人",
			thinking: "内製が好き",
			situation: "他社と比べている",
			next_action: "見積を送る",
			next_action_type: "visit",
			next_action_on: "2026-11-25",
			do_not_call: "yes",
			opt_out: "yes",
			note: "午前中がつながりやすい",
		} as const;
		expect(Object.keys(words).sort()).toEqual(Object.keys(FIELDS).sort());
		const lead = leadOf("sato@hokuto.example");
		const saved = server.sidebarSave(saveOf(lead, words, { reason: "面談で確認" }));
		expect(saved.state).toBe("saved");
		expect(leadOf("sato@hokuto.example").fields).toEqual(words);
		book.run("refreshNow");
		expect(leadOf("sato@hokuto.example").fields).toEqual(words);
		expect(book.rows("leads").find((row) => row["email"] === "sato@hokuto.example")?.["state"]).toBe(
			"対象 / 対象 / あり",
		);
	});

	it("keep what was done as what it was: types that a header implies hold for rows that name none", () => {
		const log = { kind: "email", note: "資料を送付" } as const;
		const lead = leadOf("sato@hokuto.example");
		expect(server.sidebarSave(saveOf(lead, {}, { log })).state).toBe("saved");
		book.run("refreshNow");
		const rows = book.rows("activities").filter((row) => row["company"] !== null);
		expect(rows).toMatchObject([
			{ company: "みなと精機", type: null },
			{ company: "北斗電装株式会社", type: "メール送信", lead_ref: lead.id, note: "資料を送付" },
		]);
		expect(leadOf("suzuki@minato.example").touches).toBe(1);
	});
});

it("columns that the sidebar writes to are people's, and each has its place", () => {
	for (const [table, columns] of Object.entries(WRITTEN))
		for (const column of columns) expect(specOf(table as "leads").columns[column]?.by).toBe("people");
});

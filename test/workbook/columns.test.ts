import { describe, expect, it } from "vitest";
import { look } from "../../src/workbook/adoption/look";
import { mapHeaders } from "../../src/workbook/columns";
import { codeOfWord, wordsOf } from "../../src/workbook/words";
import { around } from "./adoption/around";

const named = ({ columns }: ReturnType<typeof mapHeaders>, headers: readonly string[]) =>
	Object.fromEntries([...columns].map(([column, at]) => [column, headers[at - 1]]));
const tableOf = (headers: readonly string[]) => look([headers], null, null, "表", around()).table;

describe("a row of headers", () => {
	it.each([
		["leads", ["会社名", "部署名", "役職", "氏名", "e-mail", "郵便番号", "住所", "TEL会社", "名刺交換日"]],
		["leads", ["LEADID", "Last Name", "Company", "Lead Owner", "Email", "Lead Source", "Created Time"]],
		["companies", ["ACCOUNTID", "Account Name", "Account Owner", "Account Type", "Industry"]],
		["companies", ["account", "sector", "year_established", "revenue", "employees", "office_location"]],
		[
			"deals",
			["Potential Name", "Potential Owner", "Created Time", "Closing Date", "Amount", "Stage", "LEADID"],
		],
		[
			"deals",
			["opportunity_id", "sales_agent", "account", "deal_stage", "engage_date", "close_date", "close_value"],
		],
		["deals", ["案件名", "会社名", "担当", "フェーズ", "受注見込み金額", "成約予定日"]],
		["activities", ["TASKID", "Call Start Time", "Call Owner", "Call Type", "LEADID"]],
		["activities", ["活動日", "会社名", "氏名", "種別", "内容", "担当"]],
	])("takes a table of %s for what it is: %s", (table, headers) => {
		expect(tableOf(headers)).toBe(table);
	});

	it.each([
		["a price list", ["商品", "単価", "在庫"]],
		["nothing", []],
		["blank headers", ["", "", ""]],
		["two columns only", ["会社名", "メール"]],
	])("takes %s for none", (_, headers) => {
		expect(tableOf(headers)).toBeNull();
	});

	it("knows what a tab without a type column holds", () => {
		expect(
			mapHeaders("activities", ["EVENTID", "Event Owner", "Subject", "Start DateTime", "LEADID"]).impliedType,
		).toBe("meeting");
	});
});

describe("mapHeaders", () => {
	it("reads longer Japanese headers by their ending, where none names the column outright", () => {
		const headers = [
			"商談名",
			"取引先",
			"ご担当者メール",
			"フェーズ",
			"商談開始日",
			"受注予定日",
			"次回対応日",
		];
		expect(named(mapHeaders("deals", headers), headers)).toMatchObject({
			email: "ご担当者メール",
			created_at: "商談開始日",
			closes_at: "受注予定日",
		});
		const activities = ["対応日", "対象ページ", "最終活動日"];
		expect(named(mapHeaders("activities", activities), activities)).toEqual({
			at: "対応日",
			target: "対象ページ",
		});
	});

	it.each([
		"施策",
		"展示会名",
		"獲得イベント",
		"展示会・セミナー名",
		"utm_campaign",
		"Source Event",
		"Campaign Name",
	])("reads %s as the event that a lead came from, beside its channel", (event) => {
		const headers = ["会社名", "流入経路", event];
		expect(named(mapHeaders("leads", headers), headers)).toMatchObject({
			channel: "流入経路",
			campaign: event,
		});
	});

	it("gives each header to one column, and each column one header", () => {
		const { columns } = mapHeaders("leads", ["担当者", "担当", "氏名", "お名前"]);
		expect([...columns]).toEqual([
			["owner", 2],
			["name", 3],
		]);
	});

	it("never takes a team's column for one that Mikomi writes", () => {
		expect(mapHeaders("leads", ["スコア", "Score", "見込みID", "grade"]).columns.size).toBe(0);
	});
});

describe("codeOfWord", () => {
	const words = wordsOf("activity_type");
	it.each([
		["Webサイト閲覧", "page_view"],
		["セミナー案内メール", "email_out"],
		["展示会フォロー電話", "call_out"],
		["メール開封(3月号)", "email_open"],
		["展示会(東京)", "exhibition"],
		["Inbound", "call_in"],
		["雑談", undefined],
	])("%s is %s", (word, code) => {
		expect(codeOfWord("activity_type", word, words)).toBe(code);
	});

	it("never guesses how a deal ended", () => {
		expect(codeOfWord("outcome", "受注見込み", wordsOf("outcome"))).toBeUndefined();
	});
});

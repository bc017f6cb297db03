import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CellValue, HostOptions } from "../../src/host/contract";
import { DIST } from "../global-setup";
import { freshWorkbook, Workbook } from "./bench";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OWNER = "owner@example.com";
const REP = "rep@example.com";
const USERS = { users: [OWNER, REP] };

/** The built add-on beside a function that runs statements, with another script zone where asked. */
function distWith(timeZone = "Asia/Tokyo"): string {
	const dist = mkdtempSync(join(tmpdir(), "mikomi-diagnosis-"));
	cpSync(DIST, dist, { recursive: true });
	const manifest = JSON.parse(readFileSync(join(dist, "appsscript.json"), "utf8")) as object;
	writeFileSync(join(dist, "appsscript.json"), JSON.stringify({ ...manifest, timeZone }));
	const code = readFileSync(join(DIST, "Code.js"), "utf8");
	writeFileSync(join(dist, "Code.js"), `${code}\nfunction plant(body) { return new Function(body)(); }\n`);
	return dist;
}
const dist = distWith();

/** A workbook in daily use: set up, refreshed, turned on. */
const saved = (() => {
	const book = freshWorkbook({ dist, ...USERS });
	book.run("refreshNow");
	book.run("turnOnRefresh");
	return book.host.save();
})();

function healthy(options: Partial<HostOptions> = {}): Workbook {
	return new Workbook({ dist, state: saved, ...USERS, ...options });
}

function diagnosis(book: Workbook, user?: string): string[] {
	const { ok, message } = book.run("diagnose", [], user);
	expect(ok).toBe(message === "問題は見つかりませんでした。");
	return message.split("\n");
}

/** Writes into the row of a table whose cell in another column holds a word. */
function put(
	book: Workbook,
	[table, column]: readonly [string, string],
	word: readonly [column: string, value: string],
	value: CellValue,
): void {
	const sheet = book.tab(table);
	const columns = book.columns(sheet);
	const row = book.rows(table).findIndex((each) => each[word[0]] === word[1]) + 1;
	if (row === 0) throw new Error(`no ${word[1]}`);
	const area = { sheet, row, column: columns.get(column) ?? 0, rows: 1, columns: 1 };
	book.host.engine.write(area, [[value]]);
}

function deleteColumns(book: Workbook, table: string, ...columns: string[]): void {
	const sheet = book.tab(table);
	for (const column of columns) {
		const at = book.columns(sheet).get(column);
		if (at === undefined) throw new Error(`no ${column}`);
		book.host.engine.deleteColumns(sheet, at, 1);
	}
}

const TURN_ON = "メニューの「3時間ごとの更新をオンにする」";
const SET_UP = "メニューの「セットアップ」をもう一度実行してください。";

describe("diagnostics", () => {
	it("say in one sentence that all is well, and change nothing", () => {
		const book = healthy();
		const before = book.host.save();
		book.host.resetCalls();
		expect(book.run("diagnose")).toEqual({ ok: true, message: "問題は見つかりませんでした。" });
		expect(book.host.questions.at(-1)).toMatchObject({
			title: "Mikomi 診断",
			text: "問題は見つかりませんでした。",
			buttons: "OK",
		});
		expect(book.host.callLog().cellsWritten).toBe(0);
		expect(JSON.parse(book.host.save())).toEqual(JSON.parse(before));
	});

	it("stand in the menu", () => {
		const items = healthy().host.open()[0]?.items ?? [];
		expect(items).toContainEqual({ label: "診断", functionName: "diagnose" });
	});

	it("speak the language of the person who asks, and name tabs as the spreadsheet does", () => {
		const book = freshWorkbook({ dist, userLocale: "en", locale: "ja_JP" });
		book.run("refreshNow");
		book.run("turnOnRefresh");
		expect(book.run("diagnose").message).toBe("Everything is as it should be.");
		book.host.engine.deleteSheet(book.tab("companies"));
		expect(book.run("diagnose").message).toBe(
			'The tab "企業" is missing; choose "Set up" in the menu again.',
		);
	});

	it("ask for set-up in an empty spreadsheet, and for nothing else", () => {
		expect(diagnosis(new Workbook({ dist }))).toEqual([
			"まだセットアップしていないので、メニューの「セットアップ」を実行してください。",
		]);
	});
});

describe("diagnostics find in the spreadsheet", () => {
	it("another time zone than the script's", () => {
		const book = healthy({ dist: distWith("America/New_York") });
		expect(diagnosis(book)).toEqual([
			"スプレッドシートのタイムゾーン(Asia/Tokyo)がスクリプト(America/New_York)と違い、日付がずれるおそれがあるので、「ファイル」→「設定」で America/New_York に揃えてください。",
		]);
	});

	it("no fault in a zone of another name that shows the same hours all year", () => {
		expect(diagnosis(healthy({ dist: distWith("Asia/Seoul") }))).toEqual(["問題は見つかりませんでした。"]);
	});

	it("tabs that are gone, all in one sentence", () => {
		const book = healthy();
		for (const table of ["companies", "settings"]) book.host.engine.deleteSheet(book.tab(table));
		expect(diagnosis(book)).toEqual([`「企業」、「設定」のタブがないので、${SET_UP}`]);
		book.run("setUp");
		expect(diagnosis(book)).toEqual(["問題は見つかりませんでした。"]);
	});

	it("a copied agreement tab, which would count twice", () => {
		const book = healthy();
		book.run("plant", [
			"SpreadsheetApp.getActive().insertSheet('スコア表 のコピー', 99).addDeveloperMetadata('mikomi.table', 'score_rules');",
		]);
		expect(diagnosis(book)[0]).toBe(
			"「スコア表」のタブが2つあるので(「スコア表」、「スコア表 のコピー」)、複製したほうを削除してください。",
		);
	});

	it("columns of ours that are gone; set-up brings them back", () => {
		const book = healthy();
		deleteColumns(book, "leads", "score", "grade");
		expect(diagnosis(book)).toEqual([`「リード」に「スコア」、「評価」の列がないので、${SET_UP}`]);
		book.run("setUp");
		expect(diagnosis(book)).toEqual(["問題は見つかりませんでした。"]);
	});

	it("an agreement's column that is gone, but not its note nor a people's column that no rule needs", () => {
		const book = healthy();
		deleteColumns(book, "score_rules", "points", "note");
		deleteColumns(book, "leads", "department");
		expect(diagnosis(book)).toEqual([`「スコア表」に「点数」の列がないので、${SET_UP}`]);
	});

	it("records that cannot be read without a column", () => {
		const book = healthy();
		deleteColumns(book, "leads", "company", "name", "email", "source_id");
		expect(diagnosis(book)).toEqual([
			"「リード」に「会社名」、「氏名」、「メール」、「リード番号」のどの列も見つからず読み取れないので、見出しを1行目に戻してください。",
		]);
	});

	it("two columns with one mark", () => {
		const book = healthy();
		book.run("plant", [
			`const sheet = SpreadsheetApp.getActive().getSheetByName("リード");
			sheet.insertColumnsBefore(1, 1);
			sheet.getRange("A:A").addDeveloperMetadata("mikomi.column", "leads.score");`,
		]);
		expect(diagnosis(book)).toEqual([
			"「リード」に「スコア」の列が2つあるので、複製したほうの列を削除してください。",
		]);
	});

	it.each(["metrics", "runs"])("a column of %s that is gone or moved", (table) => {
		const book = healthy();
		const { name = "" } = book.host.engine.sheets().find(({ id }) => id === book.tab(table)) ?? {};
		const sentence = `「${name}」の列が消えたか動いたので、このタブを削除し、メニューの「セットアップ」と「今すぐ更新」を実行してください。`;
		book.host.engine.moveColumns(book.tab(table), 0, 1, 3);
		expect(diagnosis(book)).toEqual([sentence]);
		deleteColumns(book, table, "run_id");
		expect(diagnosis(book)).toEqual([sentence]);
		book.host.engine.deleteSheet(book.tab(table));
		book.run("setUp");
		book.run("refreshNow");
		expect(diagnosis(book)).toEqual(["問題は見つかりませんでした。"]);
	});

	it("settings that cannot be read or are not used", () => {
		const book = healthy();
		put(book, ["settings", "value"], ["item", "MQLの点数"], "百二十");
		put(book, ["settings", "value"], ["item", "KGI"], "売上げ");
		put(book, ["settings", "value"], ["item", "税の扱い"], "");
		put(book, ["settings", "item"], ["item", "日を先に読む"], "日が先");
		expect(diagnosis(book)).toEqual([
			expect.stringMatching(/^「設定」5行目の「MQLの点数」の値「百二十」を読めず既定値で動いているので/),
			expect.stringMatching(/^「設定」\d+行目の「KGI」の値「売上げ」を読めず/),
			expect.stringMatching(/^「設定」\d+行目の「日が先」という項目は使われないので/),
		]);
	});

	it("holidays that run out within 60 days, or are missing", () => {
		const book = healthy();
		const sheet = book.tab("holidays");
		const { engine } = book.host;
		engine.deleteRows(sheet, 18, engine.extent(sheet).rows - 18);
		const [sentence = ""] = diagnosis(book);
		expect(sentence).toMatch(
			/^「休日」は 2026\/\d\d\/\d\d までしかないので、メニューの「セットアップ」で翌年の休日を足してください。$/,
		);
		engine.deleteRows(sheet, 1, engine.extent(sheet).rows - 1);
		expect(diagnosis(book)).toEqual([
			"「休日」に日付が1つもなく営業日を数え間違えるので、メニューの「セットアップ」で休日を足してください。",
		]);
		book.run("setUp");
		expect(diagnosis(book)).toEqual(["問題は見つかりませんでした。"]);
	});
});

describe("diagnostics find in the schedule", () => {
	it("permissions that are not granted, even those that stop the rest of the look", () => {
		const partly = healthy({
			grants: { [OWNER]: ["spreadsheets.currentonly", "script.container.ui"] },
		});
		expect(diagnosis(partly)).toEqual([
			expect.stringMatching(
				/^Mikomiに必要な許可がまだ足りないので、次のURLを開き、求められた許可をすべて与えてください: https:\/\//,
			),
		]);
		const onlyMail = healthy({
			grants: { [OWNER]: ["spreadsheets.currentonly", "script.scriptapp", "userinfo.email"] },
		});
		deleteColumns(onlyMail, "leads", "score");
		expect(diagnosis(onlyMail)).toHaveLength(2);
	});

	it("that it is off", () => {
		const book = healthy();
		book.run("turnOffRefresh");
		expect(diagnosis(book)).toEqual([
			`自動更新がオフなので、3時間ごとに更新するには、${TURN_ON}を選んでください。`,
		]);
	});

	it("that the owner's trigger is gone", () => {
		const book = healthy();
		book.run("plant", ["ScriptApp.getProjectTriggers().forEach((each) => ScriptApp.deleteTrigger(each));"]);
		const gone = `自動更新の担当はあなたですが、動かすトリガーがないので、${TURN_ON}をもう一度選んでください。`;
		expect(diagnosis(book)).toEqual([gone]);
		book.run("turnOnRefresh");
		book.run("plant", ["PropertiesService.getUserProperties().deleteAllProperties();"]);
		expect(diagnosis(book)).toEqual([gone]);
	});

	it("that there are two triggers", () => {
		const book = healthy();
		book.run("plant", ["ScriptApp.newTrigger('timedRefresh').timeBased().everyHours(1).create();"]);
		expect(diagnosis(book)).toEqual([
			`自動更新のトリガーが2つあるので、${TURN_ON}をもう一度選んで1つにしてください。`,
		]);
		book.run("turnOnRefresh");
		expect(diagnosis(book)).toEqual(["問題は見つかりませんでした。"]);
	});

	it("nothing wrong for somebody who does not own it", () => {
		expect(diagnosis(healthy(), REP)).toEqual(["問題は見つかりませんでした。"]);
	});

	it("that the last refresh is late, for its owner and for others", () => {
		const book = new Workbook({ dist, state: saved, ...USERS });
		book.run("plant", [
			`const store = PropertiesService.getDocumentProperties();
			const last = JSON.parse(store.getProperty("mikomi.lastRun"));
			store.setProperty("mikomi.lastRun", JSON.stringify({ ...last, refreshedAt: last.refreshedAt - ${6.1 * HOUR} }));`,
		]);
		expect(diagnosis(book)).toEqual([
			`最終更新(2026/11/20 05:54)から6時間以上たっているので、${TURN_ON}をもう一度選んでください。`,
		]);
		expect(diagnosis(book, REP)).toEqual([
			`最終更新(2026/11/20 05:54)から6時間以上たっているので、担当の ${OWNER} さんに確かめるか、${TURN_ON}で引き継いでください。`,
		]);
	});

	it("that nothing was refreshed yet", () => {
		const book = freshWorkbook({ dist });
		book.run("turnOnRefresh");
		expect(diagnosis(book)).toEqual([
			"まだ一度も更新していないので、メニューの「今すぐ更新」を選んでください。",
		]);
	});

	it("that the last refresh failed, with its message", () => {
		const book = healthy();
		deleteColumns(book, "leads", "id");
		book.host.advance(DAY / 6);
		expect(diagnosis(book)).toEqual([
			expect.stringMatching(/^「リード」に「見込みID」の列がないので/),
			expect.stringMatching(
				/^前回の更新\(2026\/11\/20 1\d:\d\d\)が終わっていないので、原因を直してからメニューの「今すぐ更新」を選んでください: (.*「見込みID」.*|.*書き込みを取りやめました.*)$/,
			),
		]);
	});
});

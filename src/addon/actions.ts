/** What the menu does: each function is reached by name, so main.ts lists them all. */
import type { Messages } from "../locale";
import type { DialogView } from "./dialog-contract";
import { diagnosisLines, logAdoptions, refresh, setUpWorkbook, traceSelected } from "./later";
import { addMenu, confirm, tell, toast, userMessages } from "./menu";
import type { RefreshResult } from "./refresh";
import { runWhenDue, statusLines, turnOff, turnOn } from "./schedule";
import type { AdoptHint, SetUpReport } from "./set-up";

/** What a menu action answers to a caller that is not a person. */
export interface ActionResult {
	readonly ok: boolean;
	readonly message: string;
}

/** Adds the Mikomi menu when the spreadsheet opens. メニューを表示します。 */
export function onOpen(): void {
	addMenu();
}

/** Builds or repairs the workbook. セットアップします。 */
export function setUp(): ActionResult {
	const messages = userMessages();
	return perform(messages, () => {
		const report = setUpWorkbook(SpreadsheetApp.getActiveSpreadsheet(), [], (tab, table, columns, headRow) =>
			confirm(messages.setup.title, messages.setup.adopt(tab, messages.tabs[table], columns, headRow)),
		);
		logAdoptions(report.uses);
		const answer = answerOf(report, messages);
		tell(messages.setup.title, answer.message);
		return answer;
	});
}

/** Builds the workbook around tabs whose kind is known. 種類の分かっているタブを引き継ぎます。 */
export function adoptTabs(hints: readonly AdoptHint[]): ActionResult {
	const messages = userMessages();
	return perform(messages, () => {
		const report = setUpWorkbook(SpreadsheetApp.getActiveSpreadsheet(), hints, () => false);
		logAdoptions(report.uses);
		return answerOf(report, messages);
	});
}

function answerOf(report: SetUpReport, messages: Messages): ActionResult {
	const refused = report.refused.map(({ tab, table }) => messages.setup.refused(tab, messages.tabs[table]));
	if (refused.length > 0) return { ok: false, message: refused.join("\n") };
	const done = messages.setup.done(report.created, report.adopted, report.repaired);
	return { ok: true, message: `${done}\n${messages.setup.next}` };
}

/** Recomputes scores and KPI tabs now. 今すぐ更新します。 */
export function refreshNow(): ActionResult {
	const startedAt = Date.now();
	const messages = userMessages();
	return perform(messages, () => {
		const result = refresh("manual", startedAt, (phase) =>
			toast(messages.refresh.progress[phase] ?? "", messages),
		);
		toast(result.message, messages);
		return { ok: result.outcome === "done", message: result.message };
	});
}

/** Opens the sidebar. サイドバーを開きます。 */
export function openSidebar(): ActionResult {
	const messages = userMessages();
	return perform(messages, () => {
		const page = HtmlService.createHtmlOutputFromFile("sidebar").setTitle(messages.sidebar.title);
		SpreadsheetApp.getUi().showSidebar(page);
		return { ok: true, message: "" };
	});
}

/** Adopts the sheet that a team has already. 今あるタブを引き継ぎます。 */
export function openAdopt(): ActionResult {
	return openDialog("adopt");
}

/** Imports rows of a file or of the clipboard. ファイルや貼り付けた表を取り込みます。 */
export function openImport(): ActionResult {
	return openDialog("import");
}

/** Looks for duplicates and merges them. 重複を探してまとめます。 */
export function openDuplicates(): ActionResult {
	return openDialog("duplicates");
}

/** Teaches words that no dictionary knows. 辞書にない言葉を教えます。 */
export function openLearn(): ActionResult {
	return openDialog("learn");
}

/** Gives one person's rows to another. 担当をまとめて付け替えます。 */
export function openReassign(): ActionResult {
	return openDialog("reassign");
}

/** Lists bulk changes and undoes them. 一括変更の履歴を見て、取り消します。 */
export function openBatches(): ActionResult {
	return openDialog("batches");
}

/** Erases a person from the workbook. 本人の求めに応じて個人の情報を消します。 */
export function openErase(): ActionResult {
	return openDialog("erase");
}

/** A window of its own, so that the sheet can be looked at beside it. */
function openDialog(view: DialogView): ActionResult {
	const messages = userMessages();
	return perform(messages, () => {
		const page = HtmlService.createHtmlOutputFromFile("dialog");
		const html = page
			.getContent()
			.replace(/data-view="\w*"/, `data-view="${view}"`)
			.replace(/data-language="\w*"/, `data-language="${messages.language}"`);
		page.setContent(html).setWidth(920).setHeight(640);
		SpreadsheetApp.getUi().showModelessDialog(page, messages.menu.tidyUp);
		return { ok: true, message: "" };
	});
}

/** Called by the hourly trigger; refreshes when three hours have passed. 自動更新のトリガーから呼ばれます。 */
export function timedRefresh(): RefreshResult["outcome"] | "not_due" {
	return runWhenDue(refresh)?.outcome ?? "not_due";
}

/** Turns the three-hourly refresh on for this spreadsheet. 自動更新をオンにします。 */
export function turnOnRefresh(): ActionResult {
	const messages = userMessages();
	return perform(messages, () => {
		const message = turnOn(messages, (question) => confirm(messages.product, question));
		toast(message);
		return { ok: true, message };
	});
}

/** Turns the three-hourly refresh off. 自動更新をオフにします。 */
export function turnOffRefresh(): ActionResult {
	const messages = userMessages();
	return perform(messages, () => {
		const message = turnOff(messages);
		toast(message);
		return { ok: true, message };
	});
}

/** Shows who refreshes, and when. 自動更新の状態を表示します。 */
export function showStatus(): ActionResult {
	const messages = userMessages();
	return perform(messages, () => {
		const message = statusLines(messages).join("\n");
		tell(messages.product, message);
		return { ok: true, message };
	});
}

/** Checks what the product depends on and says what to do. 動作に必要な条件を確かめます。 */
export function diagnose(): ActionResult {
	const messages = userMessages();
	return perform(messages, () => {
		const lines = diagnosisLines(messages);
		const message = lines.length === 0 ? messages.diagnosis.well : lines.join("\n");
		tell(messages.diagnosis.title, message);
		return { ok: lines.length === 0, message };
	});
}

/** Lists the rows behind the selected figure. 選んだ数字の内訳を一覧にします。 */
export function traceFigure(): ActionResult {
	const messages = userMessages();
	return perform(messages, () => {
		const answer = traceSelected();
		if (answer.ok) toast(answer.message, messages);
		else tell(messages.menu.trace, answer.message);
		return answer;
	});
}

/** One sentence instead of a stack trace. */
function perform(messages: Messages, action: () => ActionResult): ActionResult {
	try {
		return action();
	} catch (error) {
		const message = messages.errors.unexpected(error instanceof Error ? error.message : String(error));
		tell(messages.product, message);
		return { ok: false, message };
	}
}

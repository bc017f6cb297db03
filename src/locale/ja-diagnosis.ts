import { lazily } from "./lazily";
import { shippedJa } from "./shipped/ja";

/** 診断: what is not as it should be, and what to do about it. One sentence for each finding. */
const quoted = (names: readonly string[]): string => names.map((name) => `「${name}」`).join("、");

const findings = {
	title: "Mikomi 診断",
	notAuthorised: (url: string) =>
		`Mikomiに必要な許可がまだ足りないので、次のURLを開き、求められた許可をすべて与えてください: ${url}`,
	zonesDiffer: (spreadsheet: string, script: string) =>
		`スプレッドシートのタイムゾーン(${spreadsheet})がスクリプト(${script})と違い、日付がずれるおそれがあるので、「ファイル」→「設定」で ${script} に揃えてください。`,
	tabsMissing: (tabs: readonly string[]) =>
		`${quoted(tabs)}のタブがないので、メニューの「セットアップ」をもう一度実行してください。`,
	tabTwice: (table: string, tabs: readonly string[]) =>
		`「${table}」のタブが${tabs.length}つあるので(${quoted(tabs)})、複製したほうを削除してください。`,
	tabDamaged: (tab: string) =>
		`「${tab}」の列が消えたか動いたので、このタブを削除し、メニューの「セットアップ」と「今すぐ更新」を実行してください。`,
	columnsMissing: (tab: string, columns: readonly string[]) =>
		`「${tab}」に${quoted(columns)}の列がないので、メニューの「セットアップ」をもう一度実行してください。`,
	requiredMissing: (tab: string, columns: readonly string[]) =>
		`「${tab}」に${quoted(columns)}のどの列も見つからず読み取れないので、見出しを1行目に戻してください。`,
	columnTwice: (tab: string, column: string) =>
		`「${tab}」に「${column}」の列が2つあるので、複製したほうの列を削除してください。`,
	triggerTwice: (count: number) =>
		`自動更新のトリガーが${count}つあるので、メニューの「3時間ごとの更新をオンにする」をもう一度選んで1つにしてください。`,
	refreshFailed: (at: string, reason: string) =>
		`前回の更新(${at})が終わっていないので、原因を直してからメニューの「今すぐ更新」を選んでください${reason === "" ? "。" : `: ${reason}`}`,
	refreshLate: (at: string) =>
		`最終更新(${at})から6時間以上たっているので、メニューの「3時間ごとの更新をオンにする」をもう一度選んでください。`,
	refreshLateForeign: (at: string, owner: string) =>
		`最終更新(${at})から6時間以上たっているので、担当の ${owner} さんに確かめるか、メニューの「3時間ごとの更新をオンにする」で引き継いでください。`,
	chainBroken: (tab: string, row: number) =>
		`「${tab}」${row}行目かその前の行が手で変えられているので、変更履歴から元に戻すか、変えた人と理由を確かめてください。`,
	settingUnknown: (tab: string, row: number, item: string) =>
		`「${tab}」${row}行目の「${item}」という項目は使われないので、項目名か区分を直してください。`,
	settingUnreadable: (tab: string, row: number, item: string, value: string) =>
		`「${tab}」${row}行目の「${item}」の値「${value}」を読めず既定値で動いているので、説明のとおりに直してください。`,
	holidaysMissing: (tab: string) =>
		`「${tab}」に日付が1つもなく営業日を数え間違えるので、メニューの「セットアップ」で休日を足してください。`,
	holidaysEnd: (tab: string, last: string) =>
		`「${tab}」は ${last} までしかないので、メニューの「セットアップ」で翌年の休日を足してください。`,
};

/** Findings in fixed words, which lie with the shipped data. */
export const FIXED_FINDINGS = ["well", "notSetUp", "refreshOff", "triggerGone", "neverRefreshed"];

export const diagnosis = lazily(findings, FIXED_FINDINGS, () => shippedJa().diagnosis);

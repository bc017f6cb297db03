import type { Answer, Question } from "../contract";
import type { Lang } from "./univer";

const ja = {
	virtualTime: "仮想の日時",
	advanceHour: "1時間進める",
	advanceNext: "次の更新まで進める",
	noTrigger: "時間主導のトリガーがまだありません",
	nextTrigger: (time: string) => `次のトリガー: ${time}`,
	fired: (handlers: string) => `トリガーが動きました(${handlers})`,
	times: (name: string, count: number) => (count > 1 ? `${name} × ${count}` : name),
	nothingFired: "実行されたトリガーはありません",
	running: "スクリプトを実行しています…",
	advancing: "時計を進めています…",
	scriptFailed: (name: string) => `「${name}」でエラーが発生しました`,
	details: "詳細",
	close: "閉じる",
	disconnected: "ホストに接続できません。再接続しています…",
	reloaded: "ホストの状態を読み込み直しました",
	refused: (message: string) => `変更は取り消されました: ${message}`,
	failed: (message: string) => `読み込めませんでした: ${message}`,
	buttons: { OK: "OK", CANCEL: "キャンセル", YES: "はい", NO: "いいえ", CLOSE: "閉じる" },
};

const en: typeof ja = {
	virtualTime: "Virtual date and time",
	advanceHour: "Advance 1 hour",
	advanceNext: "Advance to next update",
	noTrigger: "No time-driven trigger yet",
	nextTrigger: (time) => `Next trigger: ${time}`,
	fired: (handlers) => `Triggers fired (${handlers})`,
	times: (name, count) => (count > 1 ? `${name} × ${count}` : name),
	nothingFired: "No trigger ran",
	running: "Running script…",
	advancing: "Advancing the clock…",
	scriptFailed: (name) => `“${name}” ended with an error`,
	details: "Details",
	close: "Close",
	disconnected: "The host cannot be reached. Reconnecting…",
	reloaded: "The host's state was loaded again",
	refused: (message) => `The change was taken back: ${message}`,
	failed: (message) => `Could not be loaded: ${message}`,
	buttons: { OK: "OK", CANCEL: "Cancel", YES: "Yes", NO: "No", CLOSE: "Close" },
};

export type Words = typeof ja;
export const WORDS: Readonly<Record<Lang, Words>> = { ja, en };

/** The buttons of a question, the affirmative one last as in Google's boxes. */
export function questionButtons(buttons: Question["buttons"]): Answer["button"][] {
	switch (buttons) {
		case "OK":
			return ["OK"];
		case "OK_CANCEL":
			return ["CANCEL", "OK"];
		case "YES_NO":
			return ["NO", "YES"];
		case "YES_NO_CANCEL":
			return ["CANCEL", "NO", "YES"];
	}
}

export function clockText(at: number, lang: Lang, timeZone: string): string {
	return new Intl.DateTimeFormat(lang === "ja" ? "ja-JP" : "en-GB", {
		timeZone,
		year: "numeric",
		month: lang === "ja" ? "2-digit" : "short",
		day: lang === "ja" ? "2-digit" : "numeric",
		weekday: "short",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
	}).format(at);
}

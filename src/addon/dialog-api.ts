import { answerDialog } from "./later";

/** Answers the page of 「データの整理」. ダイアログの問い合わせに答えます。 */
export function dialogCall(name: string, args: readonly unknown[]): unknown {
	return answerDialog(name, args);
}

import { foldKey } from "../normalize/text";

/** What a verdict's reason lacks: it must be there, and その他 by itself says nothing. Null where it will do. */
export function reasonProblem(reason: string): "reason" | "words" | null {
	const key = foldKey(reason);
	if (key === "") return "reason";
	return /^(?:その他|other)[:、,.。\-ー]*$/.test(key) ? "words" : null;
}

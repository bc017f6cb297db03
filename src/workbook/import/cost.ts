/** What a bought list cost, as a row of 費用: the same purchase is noted once. */
import { type Day, formatDay } from "../../domain/calendar/day";
import { foldKey } from "../../domain/normalize/text";
import type { Book, Mark } from "../book";
import type { CellContext } from "../codec";
import { money, Unreadable } from "../codec";
import { Problems } from "../problems";
import { readWhole } from "../read";
import type { RowChange } from "../writing/batch-plan";

export interface BoughtList {
	readonly name: string;
	readonly cost: string;
	readonly day: Day;
	readonly channel: string;
}

/** The row to add; null where there is no cost, or it stands there already. */
export function costRow(
	list: BoughtList,
	book: Book,
	marks: readonly Mark[],
	context: CellContext,
): RowChange | null {
	const amount = money.decode(list.cost, context);
	if (amount === null || amount instanceof Unreadable || amount.minor === 0) return null;
	const month = formatDay(list.day).slice(0, 7);
	const data = readWhole("costs", book, marks, context, new Problems());
	const gid = data.parts[0]?.tab?.id;
	if (gid === undefined) return null;
	const [months, channels, amounts, notes] = [
		data.values("month"),
		data.values("channel"),
		data.values("amount"),
		data.values("note"),
	];
	const monthKey = (text: string | null) =>
		(text ?? "").replace(/\D/g, " ").trim().split(/\s+/).map(Number).slice(0, 2).join("-");
	const isThere = months.some(
		(text, i) =>
			monthKey(text ?? null) === monthKey(month) &&
			foldKey(channels[i] ?? "") === foldKey(list.channel) &&
			amounts[i]?.minor === amount.minor &&
			foldKey(notes[i] ?? "") === foldKey(list.name),
	);
	if (isThere) return null;
	const cell = money.encode(amount, context);
	return {
		table: "costs",
		id: "",
		gid,
		cells: {
			month: ["", month],
			...(list.channel === "" ? {} : { channel: ["", list.channel] as const }),
			amount: ["", cell],
			note: ["", list.name],
		},
		isNew: true,
	};
}

/** スナップショット: how things stood, day by day, where no record's date tells afterwards. */
import { addDays } from "../domain/calendar/day";
import type { MetricRow } from "../domain/kpi/engine";
import { differenceSince, type Snapshot, snapshotsOf, withDay } from "../domain/snapshots/snapshots";
import type { Book, Mark } from "./book";
import { type Cell, type CellContext, day, literal } from "./codec";
import type { Problems } from "./problems";
import { mapTab, readWhole, tabsOf } from "./read";
import type { ResultBlock } from "./results";
import type { ColumnId } from "./schema";
import { figure } from "./views/canvas";

/** How far back a day's rows look for what has changed. */
const CHANGE_DAYS = 7;

/** What was kept so far. */
export function readSnapshots(
	book: Book,
	marks: readonly Mark[],
	context: CellContext,
	problems: Problems,
): Snapshot[] {
	const data = readWhole("snapshots", book, marks, context, problems);
	const column = <C extends ColumnId<"snapshots">>(id: C) => data.values(id);
	const [metric, dimension, value] = [column("metric"), column("dimension"), column("value")];
	const [n, currency] = [column("n"), column("currency")];
	return column("day").flatMap((on, i): Snapshot[] => {
		const [of, cut] = [metric[i] ?? null, dimension[i] ?? null];
		if (on === null || of === null || cut === null) return [];
		const rest = { value: value[i] ?? null, n: n[i] ?? 0, currency: currency[i] ?? null };
		return [{ day: on, metric: of, dimension: cut, ...rest }];
	});
}

/**
 * All rows of the tab, today's in place of what an earlier refresh of the day wrote; only these say how they differ
 * from a week ago. Null where the workbook has no such tab.
 * @param goals metrics whose completeness is kept
 */
export function snapshotBlock(
	book: Book,
	marks: readonly Mark[],
	kept: readonly Snapshot[],
	rows: readonly MetricRow[],
	goals: readonly string[],
	context: CellContext,
): ResultBlock | null {
	const tab = tabsOf("snapshots", book.tabs(), marks)[0];
	if (tab === undefined) return null;
	const { columns } = mapTab("snapshots", tab, marks, []);
	const { today } = context;
	const snapshots = withDay(kept, today, snapshotsOf(rows, today, goals));
	const cells = snapshots.map((snapshot): Cell[] => {
		const { metric, dimension } = snapshot;
		const change =
			snapshot.day === today
				? differenceSince(snapshots, metric, dimension, addDays(today, -CHANGE_DAYS))
				: null;
		const values: Readonly<Record<ColumnId<"snapshots">, Cell>> = {
			day: day.encode(snapshot.day, context),
			metric: literal(metric),
			dimension: literal(dimension),
			value: figure(snapshot.value),
			n: snapshot.n,
			currency: snapshot.currency ?? "",
			change: figure(change?.difference ?? null),
		};
		const line = new Array<Cell>(Math.max(0, ...columns.values())).fill("");
		for (const [column, at] of columns) line[at - 1] = values[column as ColumnId<"snapshots">] ?? "";
		return line;
	});
	return { table: "snapshots", row: 2, column: 1, cells };
}

/** Links to places of the workbook, as formulas of the cells that show them. */
import type { Tab } from "../book";
import { quoted } from "./canvas";

/**
 * A link to a row of a tab.
 * @param row as the tab is read: its header is row 1
 */
export function rowLink(
	tab: Pick<Tab, "id"> & Partial<Pick<Tab, "above">>,
	row: number,
	label = `A${row + (tab.above ?? 0)}`,
): string {
	return `=HYPERLINK("#gid=${tab.id}&range=A${row + (tab.above ?? 0)}",${quoted(label)})`;
}

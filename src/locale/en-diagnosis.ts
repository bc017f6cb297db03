import type { Messages } from "./ja";
import { FIXED_FINDINGS } from "./ja-diagnosis";
import { lazily } from "./lazily";
import { shippedEn } from "./shipped/en";
import type { Shipped } from "./shipped/ja";

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

const findings: Omit<Messages["diagnosis"], keyof Shipped["diagnosis"]> = {
	title: "Mikomi diagnostics",
	notAuthorised: (url) =>
		`Mikomi lacks permissions that it needs; open this address and grant all that is asked for: ${url}`,
	zonesDiffer: (spreadsheet, script) =>
		`The spreadsheet's time zone (${spreadsheet}) is not the script's (${script}), so days may shift; choose ${script} under File > Settings.`,
	tabsMissing: (tabs) =>
		`${tabs.length === 1 ? "The tab" : "The tabs"} ${quoted(tabs)} ${tabs.length === 1 ? "is" : "are"} missing; choose "Set up" in the menu again.`,
	tabTwice: (table, tabs) =>
		`There are ${tabs.length} tabs for ${table} (${quoted(tabs)}); delete the one that is a copy.`,
	tabDamaged: (tab) =>
		`Columns of "${tab}" were deleted or moved; delete the tab, then choose "Set up" and "Refresh now" in the menu.`,
	columnsMissing: (tab, columns) => `"${tab}" lacks ${quoted(columns)}; choose "Set up" in the menu again.`,
	requiredMissing: (tab, columns) =>
		`"${tab}" cannot be read, as it has none of the columns ${quoted(columns)}; bring the header back to its first row.`,
	columnTwice: (tab, column) => `"${tab}" has two columns "${column}"; delete the one that is a copy.`,
	triggerTwice: (count) =>
		`The automatic refresh has ${count} triggers; choose "Refresh every three hours" in the menu again to leave one.`,
	refreshFailed: (at, reason) =>
		`The last refresh (${at}) did not finish; mend the reason and choose "Refresh now" in the menu${reason === "" ? "." : `: ${reason}`}`,
	refreshLate: (at) =>
		`The last refresh (${at}) is more than six hours ago; choose "Refresh every three hours" in the menu again.`,
	refreshLateForeign: (at, owner) =>
		`The last refresh (${at}) is more than six hours ago; ask ${owner}, who runs it, or take it over with "Refresh every three hours" in the menu.`,
	chainBroken: (tab, row) =>
		`Row ${row} of "${tab}", or the row before, was changed by hand; restore it from the version history, or find out who changed it and why.`,
	settingUnknown: (tab, row, item) =>
		`The item "${item}" in row ${row} of "${tab}" is not used; correct its name or its kind.`,
	settingUnreadable: (tab, row, item, value) =>
		`The value "${value}" of "${item}" in row ${row} of "${tab}" cannot be read, so the default is used; correct it as its note says.`,
	holidaysMissing: (tab) =>
		`"${tab}" holds no date, so business days are counted wrongly; choose "Set up" in the menu to add the holidays.`,
	holidaysEnd: (tab, last) =>
		`"${tab}" ends on ${last}; choose "Set up" in the menu to add the next year's holidays.`,
};

export const diagnosis: Messages["diagnosis"] = lazily(findings, FIXED_FINDINGS, () => shippedEn().diagnosis);

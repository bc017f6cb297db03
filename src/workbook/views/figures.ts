/** How figures are shown to people: units, number formats, and the words for months, days and amounts. */
import { civilOf, type Day, formatDay, type Month } from "../../domain/calendar/day";
import { fiscalPeriod } from "../../domain/calendar/fiscal";
import type { Unit } from "../../domain/kpi/catalogue";
import { periodDays } from "../../domain/kpi/spans";
import type { Messages } from "../../locale";
import type { AmountUnit } from "../settings";

/** What a team chose for its amounts; a part of its settings. */
export interface AmountStyle {
	readonly amountUnit: AmountUnit;
	readonly taxIncluded: boolean;
}

const YEN = "JPY";
const SCALES: Readonly<Record<AmountUnit, number>> = { one: 1, thousand: 1000, tenThousand: 10_000 };

/** 千円 and 万円 are units of yen; an amount in another currency stays in its major unit. */
function amountScale(style: AmountStyle, currency: string | null): number {
	return currency === null || currency === YEN ? SCALES[style.amountUnit] : 1;
}

/** @example amountUnitLabel(ja, { amountUnit: "tenThousand", taxIncluded: false }, "JPY") // => "万円" */
export function amountUnitLabel(messages: Messages, style: AmountStyle, currency: string | null): string {
	return currency === null || currency === YEN ? messages.dashboard.shortUnits[style.amountUnit] : currency;
}

/** Unit and tax of amounts, as headers name them: 万円・税抜. */
export function amountNote(messages: Messages, style: AmountStyle, currency: string | null): string {
	const { shortTax, unitAndTax } = messages.dashboard;
	const tax = style.taxIncluded ? shortTax.included : shortTax.excluded;
	return unitAndTax(amountUnitLabel(messages, style, currency), tax);
}

/** A figure in the unit in which it is shown. */
export function shown(
	value: number | null,
	unit: Unit,
	style: AmountStyle,
	currency: string | null,
): number | null {
	return value === null || unit !== "money" ? value : value / amountScale(style, currency);
}

export const TEXT_FORMAT = "@";
export const COUNT_FORMAT = "#,##0";
export const RATE_FORMAT = "0.0%";
export const DAY_FORMAT = "yyyy/mm/dd";
export const TIME_FORMAT = "yyyy/mm/dd hh:mm";

export const VALUE_FORMATS: Readonly<Record<Unit, string>> = {
	count: COUNT_FORMAT,
	money: COUNT_FORMAT,
	rate: RATE_FORMAT,
	days: "#,##0.0",
	hours: "#,##0.0",
	percent: '0.0%;"▲"0.0%',
	decimal: "#,##0.0",
};

/** A difference of rates is in points, so its cell holds the difference × 100. */
export const DIFFERENCE_FORMATS: Readonly<Record<Unit, string>> = {
	count: '#,##0;"▲"#,##0',
	money: '#,##0;"▲"#,##0',
	rate: '0.0"pt";"▲"0.0"pt"',
	days: '#,##0.0;"▲"#,##0.0',
	hours: '#,##0.0;"▲"#,##0.0',
	percent: '0.0"pt";"▲"0.0"pt"',
	decimal: '#,##0.0;"▲"#,##0.0',
};

/** @example rateText(0.1234) // => "12.3%" */
export function rateText(rate: number): string {
	return `${(rate * 100).toFixed(1)}%`;
}

/** @example groupedText(12345) // => "12,345" */
export function groupedText(whole: number): string {
	return String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** @example dayText(dayOf(2026, 11, 21)) // => "2026/11/21" */
export function dayText(day: Day): string {
	return formatDay(day, "/");
}

/** The month of a period such as "2026-11"; null for "all". */
function monthOfPeriod(period: string): Month | null {
	const match = /^(\d{4})-(\d{2})$/.exec(period);
	return match === null ? null : ((Number(match[1]) * 12 + Number(match[2]) - 1) as Month);
}

/**
 * A sentence with its blanks filled.
 * @example fill("{n} of {all}", { n: 2, all: 3 }) // => "2 of 3"
 */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
	return template.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));
}

/** Any period as tables show it: 2026/11, 2026年度 3Q, 2026年度 下期, 2026年度. */
export function periodLabel(messages: Messages, period: string, fiscalFirstMonth: number): string {
	const { kind, first } = periodDays(period);
	if (first === null || kind === "month" || kind === "week") return periodText(period);
	const { year, half, quarter } = fiscalPeriod(first, { firstMonth: fiscalFirstMonth, naming: "start" });
	const { periods } = messages.kpiViews;
	if (kind === "quarter") return fill(periods.quarter, { year, n: quarter });
	return fill(kind === "half" ? periods[half === 1 ? "half1" : "half2"] : periods.year, { year });
}

/** An amount with its unit: 1,234万円. */
export function moneyText(
	messages: Messages,
	amount: number,
	style: AmountStyle,
	currency: string | null,
): string {
	const rounded = Math.round(shown(amount, "money", style, currency) ?? 0);
	return messages.dashboard.money(groupedText(rounded), amountUnitLabel(messages, style, currency));
}

/** A figure with what its unit needs: 12, 12.5, 12.3%, 1,234万円. */
export function unitText(
	messages: Messages,
	value: number,
	unit: Unit,
	style: AmountStyle,
	currency: string | null,
): string {
	if (unit === "money") return moneyText(messages, value, style, currency);
	if (unit === "rate" || unit === "percent") return rateText(value);
	return Number.isInteger(value) ? groupedText(value) : value.toFixed(1);
}

/** A period as tables show it: "2026/11". */
export function periodText(period: string): string {
	return period.replace("-", "/");
}

/** A period in a sentence or title: 2026年11月, or 現在 for a figure that has no months. */
export function periodTitle(messages: Messages, period: string): string {
	const month = monthOfPeriod(period);
	return month === null
		? (messages.basis["now"] ?? period)
		: messages.dashboard.monthTitle(Math.floor(month / 12), (month % 12) + 1);
}

/** A month within the last twelve: 8月. */
export function monthName(messages: Messages, period: string): string {
	const month = monthOfPeriod(period);
	return month === null ? period : messages.dashboard.monthName((month % 12) + 1);
}

/** Month and day within this year: 11/21. */
export function shortDayText(day: Day): string {
	const { month, dayOfMonth } = civilOf(day);
	return `${month}/${dayOfMonth}`;
}

/** The metric's name in the workbook's language. */
export function metricLabel(messages: Messages, metric: string): string {
	return messages.metrics[metric] ?? metric;
}

/** What a metric means, in one sentence; "" where the locale has none. */
export function metricDefinition(messages: Messages, metric: string): string {
	return messages.metricDefinitions[metric] ?? "";
}

import { expect, it } from "vitest";
import { dayOf, type WallTime } from "../../src/domain/calendar/day";
import { amountsOf } from "../../src/workbook/amounts";
import { Problems } from "../../src/workbook/problems";
import { tableOfBlock } from "../../src/workbook/read";
import { contextOf, readSettings } from "../../src/workbook/settings";
import { Zone } from "../../src/workbook/zone";

const tokyo = new Zone(() => 9 * 3600);
const context = contextOf(
	{
		locale: "ja_JP",
		tabs: () => [],
		marks: () => [],
		flush: () => {},
		timeOfDate: (date: Date) => tokyo.timeOf(date.getTime()),
		dateOfTime: (moment: WallTime) => new Date(tokyo.instantOf(moment)),
	},
	readSettings(null, () => "ja"),
	dayOf(2026, 11, 20),
);

it("reads an amount in the currency that its column names, in minor units", () => {
	const rows = [
		["案件名", "金額", "通貨"],
		["numbers", 500, "USD"],
		["cents", "12.5", "usd"],
		["a sign of its own", "$20", ""],
		["yen", 1_000_000, ""],
		["yen by name", "120万円", "JPY"],
		["three digits", 1.5, "KWD"],
		["none", "", "USD"],
	];
	expect(amountsOf(tableOfBlock("deals", rows, context, new Problems()), context)).toEqual({
		amount: [50_000, 1250, 2000, 1_000_000, 1_200_000, 1500, null],
		currency: ["USD", "USD", "USD", "JPY", "JPY", "KWD", "USD"],
	});
});

it("reads bare numbers in the unit that the header names", () => {
	const rows = [
		["案件名", "金額(千円)", "通貨"],
		["number", 1_200, ""],
		["part", 0.5, ""],
		["text", "1,200", ""],
		["its own unit", "120万円", ""],
		["dollars", 12.5, "USD"],
		["none", "", ""],
	];
	expect(amountsOf(tableOfBlock("deals", rows, context, new Problems()), context).amount).toEqual([
		1_200_000,
		500,
		1_200_000,
		1_200_000,
		1_250_000,
		null,
	]);
});

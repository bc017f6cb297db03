import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Day, formatDay } from "../../../src/domain/calendar/day";
import { bantCount, formatBant, isAnswered, parseBant } from "../../../src/domain/qualification/bant";

describe("parseBant", () => {
	it.each([
		["", "", "", ""],
		["確保済", "確保済", "", ""],
		["  確保済　", "確保済", "", ""],
		["確保済｜社長の話｜2026/11/20", "確保済", "社長の話", "2026-11-20"],
		["確保済|社長の話|2026-11-20", "確保済", "社長の話", "2026-11-20"],
		[" 確保済 ｜ 社長の話 ｜ 2026/11/20 ", "確保済", "社長の話", "2026-11-20"],
		["確保済｜社長の話", "確保済", "社長の話", ""],
		["確保済｜2026/11/20", "確保済", "", "2026-11-20"],
		["確保済｜｜2026/11/20", "確保済", "", "2026-11-20"],
		["確保済｜社長の話｜2026/1/5", "確保済", "社長の話", "2026-01-05"],
		["確保済｜社長の話｜２０２６／１１／２０", "確保済", "社長の話", "2026-11-20"],
		["確保済｜部長｜稟議は課長から｜2026/11/20", "確保済", "部長｜稟議は課長から", "2026-11-20"],
		["確保済｜部長 | 課長", "確保済", "部長 | 課長", ""],
		// A day that does not exist, a day with other signs, a day not at the end: evidence.
		["確保済｜2026/02/30", "確保済", "2026/02/30", ""],
		["確保済｜2026/11-20", "確保済", "2026/11-20", ""],
		["確保済｜2026/11/20｜社長の話", "確保済", "2026/11/20｜社長の話", ""],
		["確保済｜11/20", "確保済", "11/20", ""],
		["確保済｜2026/11/20 14:00", "確保済", "2026/11/20 14:00", ""],
		// A day alone is the value: when they want it.
		["2026/11/20", "2026/11/20", "", ""],
		["｜社長の話", "", "社長の話", ""],
		["｜", "", "", ""],
		["確保済｜", "確保済", "", ""],
		["確保済｜社長の話｜", "確保済", "社長の話", ""],
	])("%j", (cell, value, evidence, on) => {
		expect(parseBant(cell)).toEqual({ value, evidence, on });
	});
});

describe("formatBant", () => {
	it.each([
		["確保済", "社長の話", "2026-11-20", "確保済｜社長の話｜2026/11/20"],
		["確保済", "社長の話", "", "確保済｜社長の話"],
		["確保済", "", "", "確保済"],
		["確保済", "", "2026-11-20", "確保済｜｜2026/11/20"],
		["", "", "", ""],
		["", "社長の話", "", "｜社長の話"],
		[" 確保済 ", " ", "", "確保済"],
		["確保済", "2026/11/20", "", "確保済｜2026/11/20｜"],
	])("%j, %j, %j: %j", (value, evidence, on, cell) => {
		expect(formatBant({ value, evidence, on })).toBe(cell);
	});

	it("is read back as it was, whatever the evidence holds", () => {
		const piece = fc.constantFrom(
			"｜",
			"|",
			"2026/11/20",
			"2026-2-30",
			" ",
			"　",
			"a",
			"部長",
			"\n",
			"？",
			"ー",
		);
		const text = fc.oneof(
			fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join("").trim()),
			fc.string().map((any) => any.trim()),
		);
		const value = text.map((any) => any.replace(/[|｜]/g, "").trim());
		const on = fc.oneof(
			fc.constant(""),
			fc.integer({ min: -100_000, max: 100_000 }).map((day) => formatDay(day as Day)),
		);
		fc.assert(
			fc.property(fc.record({ value, evidence: text, on }), (entry) => {
				expect(parseBant(formatBant(entry))).toEqual(entry);
			}),
			{ numRuns: 2_000 },
		);
	});

	it("cannot keep a bar in the value apart; nothing of it is lost", () => {
		expect(parseBant(formatBant({ value: "300万｜税抜", evidence: "稟議書", on: "2026-11-20" }))).toEqual({
			value: "300万",
			evidence: "税抜｜稟議書",
			on: "2026-11-20",
		});
	});

	it("changes nothing in what it wrote before", () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom("｜", "|", "2026/11/20", " ", "a"), { maxLength: 8 }),
				(pieces) => {
					const once = formatBant(parseBant(pieces.join("")));
					expect(formatBant(parseBant(once))).toBe(once);
				},
			),
		);
	});
});

describe("answers", () => {
	it.each([
		null,
		"",
		" ",
		"未確認",
		"未確認｜次回聞く",
		"不明",
		"Unknown",
		"ＵＮＫＮＯＷＮ",
		"?",
		"？",
		"??",
		"-",
		"－",
		"ー",
		"—",
		"｜社長の話",
	])("%j is none", (cell) => {
		expect(isAnswered(cell)).toBe(false);
	});

	it.each(["なし", "確保済", "0", "未定", "不明瞭", "確保済｜未確認", "unknown budget", "2026/11/20"])(
		"%j is one",
		(cell) => {
			expect(isAnswered(cell)).toBe(true);
		},
	);

	it("are counted out of four; a partial BANT is 2, not no", () => {
		expect(bantCount(["確保済", "未確認", "全社課題｜部長", null])).toBe(2);
		expect(bantCount([null, null, null, null])).toBe(0);
		expect(bantCount(["なし", "決裁者本人", "なし", "時期未定"])).toBe(4);
	});
});

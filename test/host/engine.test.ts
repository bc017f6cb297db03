import { describe, expect, it } from "vitest";
import type { CustomFunctionArgument } from "../../src/host/contract";
import { type Kit, kit } from "./engine-kit";

describe("a new workbook", () => {
	it("has one sheet in Google's size, named in its language", () => {
		expect(kit().engine.sheets()).toEqual([
			{
				id: "sheet0",
				gid: 0,
				name: "シート1",
				rows: 1000,
				columns: 26,
				frozenRows: 0,
				frozenColumns: 0,
				hidden: false,
				tabColor: null,
				gridlines: true,
			},
		]);
		expect(kit({ locale: "en_US" }).engine.sheets()[0]?.name).toBe("Sheet1");
	});
});

describe("values", () => {
	it("come back as they were written", () => {
		const k = kit();
		const cells = [
			["text", "001", "2026-01-02", " padded ", "two\nlines", "TRUE"],
			[1, -0.5, 0, true, false, null],
			["'quoted", "=not", "日本語", "😀", 1e21, 46024.5],
		];
		k.engine.write(k.area(2, 1, 3, 6), cells);
		expect(k.get(2, 1, 3, 6)).toEqual(cells);
		expect(k.get(0, 0, 2, 2)).toEqual([
			[null, null],
			[null, null],
		]);
	});

	it("empty text is an empty cell", () => {
		const k = kit();
		k.put(0, 0, [["a"]]);
		k.put(0, 0, [[""]]);
		expect(k.one(0, 0)).toBeNull();
		expect(k.engine.extent(k.sheet)).toEqual({ rows: 0, columns: 0 });
	});

	it("extent counts values, formulas and spills, not formats or cleared cells", () => {
		const k = kit();
		const extent = () => k.engine.extent(k.sheet);
		k.engine.setStyle(k.area(50, 9), { background: "#ff0000" });
		expect(extent()).toEqual({ rows: 0, columns: 0 });
		k.put(4, 2, [["x"]]);
		expect(extent()).toEqual({ rows: 5, columns: 3 });
		k.put(6, 0, [['=""']]);
		expect(extent()).toEqual({ rows: 7, columns: 3 });
		k.put(7, 0, [["=SEQUENCE(3,5)"]]);
		expect(extent()).toEqual({ rows: 10, columns: 5 });
		k.engine.clear(k.area(6, 0, 2, 1), { content: true });
		expect(extent()).toEqual({ rows: 5, columns: 3 });
		k.engine.deleteRows(k.sheet, 0, 2);
		expect(extent()).toEqual({ rows: 3, columns: 3 });
	});
});

/** For tables whose lines do not disturb each other. */
let shared: Kit | null = null;

describe("formulas", () => {
	const table = [
		["b", 2],
		["a", 3],
		["c", 1],
		[null, 4],
	];
	it.each<[string, unknown]>([
		["=SUM(B:B)", [[10]]],
		["=SUM(B2:B)", [[8]]],
		["=SUM($B$2:$B)", [[8]]],
		["=SUM(A1:1)", [[2]]],
		["=ROWS(B2:B)", [[999]]],
		['=SUMIFS(B1:B,A1:A,"a")', [[3]]],
		['=VLOOKUP("a",A1:B,2,FALSE)', [[3]]],
		["=COUNTA('シート1'!A2:A)", [[2]]],
		['="A2:A"&A1', [["A2:Ab"]]],
		['=JOIN("-",A1:A3)', [["b-a-c"]]],
		['=SPLIT("a,1,,x",",")', [["a", 1, "x"]]],
		['=SPLIT("a, b",", ",FALSE)', [["a", "b"]]],
		[
			"=SORT(A1:B3,2,FALSE)",
			[
				["a", 3],
				["b", 2],
				["c", 1],
			],
		],
		[
			"=SORT(A1:B4,1,TRUE)",
			[
				["a", 3],
				["b", 2],
				["c", 1],
				[null, 4],
			],
		],
		[
			"=SORTN(A1:B4,2,0,2,TRUE)",
			[
				["c", 1],
				["b", 2],
			],
		],
		["=COUNTUNIQUE(A1:B4)", [[7]]],
		["=ARRAYFORMULA(B1:B3*2)", [[4], [6], [2]]],
		["=SPARKLINE(B1:B4)", [["▃▆▁█"]]],
		['=FILTER(A1:B3,B1:B3>1,A1:A3<>"a")', [["b", 2]]],
		['=IFNA(FILTER(A1:A3,B1:B3>9),"none")', [["none"]]],
		["=LET(x,2,x*3)", [[6]]],
		["=MAP(B1:B3,LAMBDA(v,v+1))", [[3], [4], [2]]],
		["=A99", [[null]]],
		["=1/0", [[{ error: "#DIV/0!" }]]],
		["=NO_SUCH(1)", [[{ error: "#NAME?" }]]],
		["=DATE(2026,1,2)", [[{ date: 46024 }]]],
		["1+1", [[2]]],
		['=IMAGE("http://example.com/x.png")', [[""]]],
	])("%s", (formula, expected) => {
		shared ??= kit();
		shared.put(0, 0, table);
		expect(shared.engine.evaluate(formula)).toEqual(expected);
		expect(shared.engine.extent(shared.sheet)).toEqual({ rows: 4, columns: 2 });
	});

	it("are computed when read and recomputed when their cells change", () => {
		const k = kit();
		k.put(0, 0, [[1, "=A1*2", "=B1+1"]]);
		expect(k.get(0, 0, 1, 3)).toEqual([[1, 2, 3]]);
		k.put(0, 0, [[10]]);
		expect(k.get(0, 0, 1, 3)).toEqual([[10, 20, 21]]);
	});

	it("keep open ranges as written, shifted with rows and columns", () => {
		const k = kit();
		k.put(0, 4, [["=SUM(A2:A)+SUM(B3:$C)+SUM(A5:5)"]]);
		expect(k.formula(0, 4)).toBe("=SUM(A2:A)+SUM(B3:$C)+SUM(A5:5)");
		k.engine.insertRows(k.sheet, 1, 2);
		expect(k.formula(0, 4)).toBe("=SUM(A4:A)+SUM(B5:$C)+SUM(A7:7)");
		k.engine.insertColumns(k.sheet, 0, 1);
		expect(k.formula(0, 5)).toBe("=SUM(B4:B)+SUM(C5:$D)+SUM(B7:7)");
		k.put(900, 1, [[7]]);
		expect(k.one(0, 5)).toBe(7);
	});

	it("replace values, and values replace formulas", () => {
		const k = kit();
		k.put(0, 0, [["=1+1"]]);
		k.put(0, 0, [["text"]]);
		expect([k.one(0, 0), k.formula(0, 0)]).toEqual(["text", ""]);
		k.put(0, 0, [["=1+2"]]);
		expect([k.one(0, 0), k.formula(0, 0)]).toEqual([3, "=1+2"]);
		k.engine.setStyle(k.area(0, 0), { bold: true });
		expect([k.one(0, 0), k.formula(0, 0)]).toEqual([3, "=1+2"]);
	});

	it("spill, give way, and come back", () => {
		const k = kit();
		k.put(0, 0, [["=SEQUENCE(3,2)"]]);
		k.put(0, 4, [["=SUM(A1:B3)"]]);
		expect(k.one(0, 4)).toBe(21);
		k.put(1, 1, [["in the way"]]);
		expect(k.get(0, 0, 3, 2)).toEqual([
			["#REF!", null],
			[null, "in the way"],
			[null, null],
		]);
		k.put(1, 1, [[null]]);
		expect(k.get(0, 0, 3, 2)).toEqual([
			[1, 2],
			[3, 4],
			[5, 6],
		]);
		k.engine.insertRows(k.sheet, 0, 1);
		expect(k.get(0, 0, 4, 2)).toEqual([
			[null, null],
			[1, 2],
			[3, 4],
			[5, 6],
		]);
		k.put(1, 0, [[null]]);
		expect(k.get(0, 0, 4, 2)).toEqual([
			[null, null],
			[null, null],
			[null, null],
			[null, null],
		]);
		expect(k.one(1, 4)).toBe(0);
	});

	it("refuse to go round in circles", () => {
		const k = kit();
		k.put(0, 0, [["=B1", "=A1+1", "=C1", "=SUM(D:D)", "=A1", "=ROW(F1)", "=1+1"]]);
		expect(k.get(0, 0, 1, 7)).toEqual([["#REF!", "#REF!", "#REF!", "#REF!", "#REF!", 1, 2]]);
		k.put(0, 0, [[5]]);
		expect(k.get(0, 0, 1, 5)).toEqual([[5, 6, "#REF!", "#REF!", 5]]);
	});

	it("follow the clock and its zone", () => {
		let now = Date.UTC(2026, 0, 1, 20, 0, 0);
		const k = kit({ now: () => now, timeZone: "Asia/Tokyo" });
		k.put(0, 0, [["=TODAY()"], ["=NOW()"], ["=A1+1"]]);
		expect(k.engine.readDisplay(k.area(0, 0, 2, 1))).toEqual([["2026/01/02"], ["2026/01/02 5:00:00"]]);
		now += 86_400_000;
		expect(k.get(0, 0, 3, 1)).toEqual([[46025], [expect.closeTo(46025.2083, 3)], [46026]]);
		k.engine.setClock(() => Date.UTC(2026, 5, 1), "America/New_York");
		expect(k.engine.readDisplay(k.area(0, 0))).toEqual([["2026/05/31"]]);
	});

	it("a throw inside a function ends in an error value, and the others go on", () => {
		const k = kit();
		k.engine.setCustomFunctions(["BOOM"], () => {
			throw new Error("no");
		});
		k.put(0, 0, [["=BOOM()", "=1+1", "=SPLIT()"]]);
		expect(k.get(0, 0, 1, 3)).toEqual([["#ERROR!", 2, expect.stringMatching(/^#/)]]);
	});
});

describe("custom functions", () => {
	function recording() {
		const k = kit();
		const calls: { name: string; args: readonly CustomFunctionArgument[] }[] = [];
		k.engine.setCustomFunctions(["SCORE", "lower_case"], (name, args) => {
			calls.push({ name, args });
			return calls.length;
		});
		return { k, calls };
	}

	it("get arguments as Google hands them over", () => {
		const { k, calls } = recording();
		k.put(0, 0, [["t", 1, true, null, 46024, "=1/0"]]);
		k.engine.setStyle(k.area(0, 4), { numberFormat: "yyyy/mm/dd" });
		k.put(2, 0, [['=SCORE(A1:C1, A1, D1, , "x", TRUE, 2.5, E1:F1, A1:A1, DATE(2026,1,3), D1:D2)']]);
		expect(k.one(2, 0)).toBe(1);
		expect(structuredClone(calls)).toStrictEqual([
			{
				name: "SCORE",
				args: [
					[["t", 1, true]],
					"t",
					null,
					undefined,
					"x",
					true,
					2.5,
					[[{ date: 46024 }, { error: "#DIV/0!" }]],
					"t",
					{ date: 46025 },
					[[null], [null]],
				],
			},
		]);
	});

	it("are found in any case and called again when their cells or their code change", () => {
		const { k, calls } = recording();
		k.put(0, 0, [[5, "=score(A1)", "=LOWER_CASE()"]]);
		expect(k.get(0, 1, 1, 2)[0]?.toSorted()).toEqual([1, 2]);
		expect(calls.map(({ name }) => name).toSorted()).toEqual(["SCORE", "lower_case"]);
		k.put(0, 0, [[6]]);
		expect(k.one(0, 1)).toBe(3);
		expect(k.one(0, 2)).toBeLessThan(3);
		k.engine.setCustomFunctions(["score"], () => "new");
		expect(k.get(0, 1, 1, 2)).toEqual([["new", "#NAME?"]]);
	});

	it("answer with scalars, dates, errors and blocks that spill", () => {
		const k = kit();
		const answers: Record<string, unknown> = {
			SCALAR: "text",
			NOTHING: null,
			DAY: { date: 46024 },
			MOMENT: { date: 46024.5 },
			KNOWN_ERROR: { error: "#N/A" },
			ERROR: { error: "Exception: some message" },
			BLOCK: [[1, "x", true], [null, { date: 46024 }, { error: "boom" }], [3]],
			ONE: [[7]],
			NAN: Number.NaN,
		};
		k.engine.setCustomFunctions(Object.keys(answers), (name) => answers[name] as never);
		k.put(0, 0, [
			["=SCALAR()", "=NOTHING()", "=DAY2()", "=MOMENT()", "=KNOWN_ERROR()", "=ERROR()", "=ONE()", "=NAN()"],
		]);
		k.put(1, 0, [["=BLOCK()"]]);
		k.put(5, 0, [["=DAY()"]]);
		expect(k.get(0, 0, 1, 8)).toEqual([["text", null, "#NAME?", 46024.5, "#N/A", "#ERROR!", 7, "#NUM!"]]);
		expect(k.get(1, 0, 3, 3)).toEqual([
			[1, "x", true],
			[null, 46024, "#ERROR!"],
			[3, null, null],
		]);
		expect(k.engine.readDisplay(k.area(1, 0, 3, 3))).toEqual([
			["1", "x", "TRUE"],
			["", "2026/01/02", "#ERROR!"],
			["3", "", ""],
		]);
		expect(k.engine.readDisplay(k.area(5, 0))).toEqual([["2026/01/02"]]);
		expect(k.engine.readDisplay(k.area(0, 3))).toEqual([["2026/01/02 12:00:00"]]);
	});

	it("may read the workbook, but not change it", () => {
		const k = kit();
		k.put(0, 0, [[4]]);
		k.engine.setCustomFunctions(["READS", "WRITES"], (name) => {
			if (name === "WRITES") k.put(9, 9, [["x"]]);
			return k.one(0, 0) ?? null;
		});
		k.put(1, 0, [["=READS()", "=WRITES()"]]);
		expect(k.get(1, 0, 1, 2)).toEqual([[4, "#ERROR!"]]);
		expect(k.one(9, 9)).toBeNull();
	});

	it("see each other's newest results", () => {
		const k = kit();
		k.engine.setCustomFunctions(["DOUBLE"], (_name, [values]) =>
			(values as number[][]).map((row) => row.map((value) => value * 2)),
		);
		k.put(0, 0, [
			[1, "=DOUBLE(A1:A2)", "=DOUBLE(B1:B2)"],
			[2, null, null],
		]);
		expect(k.get(0, 0, 2, 3)).toEqual([
			[1, 2, 4],
			[2, 4, 8],
		]);
		k.put(1, 0, [[5]]);
		expect(k.get(0, 0, 2, 3)).toEqual([
			[1, 2, 4],
			[5, 10, 20],
		]);
	});
});

describe("display", () => {
	it.each<[string, unknown, string]>([
		["General", 1234.5, "1234.5"],
		["General", 0.1 + 0.2, "0.3"],
		["yyyy/mm/dd", 46024, "2026/01/02"],
		["yyyy-mm-dd h:mm", 46024.75, "2026-01-02 18:00"],
		["#,##0", 1234567.6, "1,234,568"],
		["0.0%", 0.123, "12.3%"],
		["¥#,##0", 1200, "¥1,200"],
		["@", "001", "001"],
		["@", 12, "12"],
		['#,##0;"▲"#,##0', -1200, "▲1,200"],
		['#,##0"件"', 5, "5件"],
		['0.0;-0.0;"–"', 0, "–"],
		["#,##0", "text", "text"],
		["#,##0", true, "TRUE"],
		["m月d日(aaa)", 46024, "1月2日(金)"],
	])("%s of %s is %s", (numberFormat, value, shown) => {
		shared ??= kit();
		const k = shared;
		k.engine.setStyle(k.area(0, 0), { numberFormat });
		k.put(0, 0, [[value]]);
		expect(k.engine.readDisplay(k.area(0, 0))).toEqual([[shown]]);
		expect(k.engine.readNumberFormats(k.area(0, 0))).toEqual([[numberFormat]]);
		expect(k.one(0, 0)).toBe(value);
	});
});

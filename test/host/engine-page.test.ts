import { describe, expect, it } from "vitest";
import type { Mutation } from "../../src/host/contract";
import { createEngine } from "../../src/host/engine/engine";
import type { EngineSnapshot } from "../../src/host/engine/snapshot";
import { kit } from "./engine-kit";

const CELLS = "sheet.mutation.set-range-values";
const SPILLS = "formula.mutation.set-array-formula-data";

function listening(k = kit()) {
	const heard: Mutation[] = [];
	k.engine.onMutation((mutation) => heard.push(mutation));
	const take = () => heard.splice(0).map(({ id, origin, params }) => ({ id, origin, params }));
	return { ...k, take };
}

function typed(sheet: string, cellValue: object, trigger = "sheet.command.set-range-values") {
	return { unitId: "workbook", subUnitId: sheet, cellValue, trigger };
}

describe("what pages are told", () => {
	it("is what scripts change, and what the host computes from it", () => {
		const k = listening();
		k.put(0, 0, [[5, "=A1*2"]]);
		const written = k.take();
		expect(written.map(({ id, origin }) => [id, origin])).toContainEqual([CELLS, "script"]);
		expect(written[0]?.params).toMatchObject({
			subUnitId: k.sheet,
			cellValue: { 0: { 0: { v: 5, t: 2 }, 1: { f: "=A1*2" } } },
		});
		k.engine.flush();
		const computed = k.take();
		expect(computed).toContainEqual({
			id: CELLS,
			origin: "host",
			params: expect.objectContaining({ cellValue: { 0: { 1: { v: 10, t: 2 } } } }),
		});
	});

	it("includes spills, once for each change, with blanks that show as blank", () => {
		const k = listening();
		k.engine.setCustomFunctions(["ROWS_OF"], () => [
			[1, null],
			[2, "x"],
		]);
		k.put(0, 0, [["=ROWS_OF()"]]);
		k.engine.flush();
		const spills = k.take().filter(({ id }) => id === SPILLS);
		expect(spills).toHaveLength(1);
		expect(spills[0]).toMatchObject({
			origin: "host",
			params: {
				arrayFormulaRange: { workbook: { [k.sheet]: { 0: { 0: { startRow: 0, endRow: 1 } } } } },
				arrayFormulaCellData: { workbook: { [k.sheet]: { 0: { 1: { v: "", t: 1 } }, 1: { 0: { v: 2 } } } } },
			},
		});
		k.put(9, 9, [["elsewhere"]]);
		k.engine.flush();
		expect(k.take().filter(({ id }) => id === SPILLS)).toEqual([]);
	});

	it("comes after the call, so that a listener may call back", () => {
		const k = kit();
		const seen: unknown[] = [];
		k.engine.onMutation(({ id }) => {
			if (id === CELLS && seen.length < 3) seen.push(k.one(0, 0));
		});
		k.put(0, 0, [["now"]]);
		expect(seen[0]).toBe("now");
	});

	it("stops when nobody wants it any more", () => {
		const k = kit();
		let count = 0;
		const off = k.engine.onMutation(() => {
			count += 1;
		});
		k.put(0, 0, [[1]]);
		off();
		k.put(0, 0, [[2]]);
		expect(count).toBe(1);
	});
});

describe("what a page changed", () => {
	it("is done here under its name, and told as hand edits", () => {
		const k = listening();
		k.put(0, 0, [["old", 2, "=B1+1"]]);
		k.engine.flush();
		k.take();
		const edits = k.engine.applyMutation(CELLS, typed(k.sheet, { 0: { 0: { v: "new", t: 1 } } }), "page1");
		expect(edits).toEqual([{ area: k.area(0, 0), oldValue: "old" }]);
		expect(k.one(0, 0)).toBe("new");
		expect(new Set(k.take().map(({ origin }) => origin))).toEqual(new Set(["page1"]));
		expect(
			k.engine.applyMutation(CELLS, typed(k.sheet, { 0: { 1: { v: 10 } }, 1: { 1: { v: 11 } } }), "page1"),
		).toEqual([{ area: k.area(0, 1, 2, 1), oldValue: null }]);
		expect(k.one(0, 2)).toBe(11);
		expect(k.engine.applyMutation(CELLS, typed(k.sheet, { 0: { 2: null } }), "page1")).toEqual([
			{ area: k.area(0, 2), oldValue: 11 },
		]);
		expect(k.get(0, 2)).toEqual([[null]]);
	});

	it("is no hand edit when it is a style, a size, or rows that move", () => {
		const k = kit();
		const style = typed(k.sheet, { 0: { 0: { s: { bl: 1 } } } }, "sheet.command.set-style");
		expect(k.engine.applyMutation(CELLS, style, "page1")).toEqual([]);
		const shifted = typed(k.sheet, { 0: { 0: { f: "=A9" } } }, "sheet.command.insert-row-by-range");
		expect(k.engine.applyMutation(CELLS, shifted, "page1")).toEqual([]);
		expect(
			k.engine.applyMutation("sheet.mutation.set-worksheet-name", { ...target(k.sheet), name: "N" }, "p"),
		).toEqual([]);
		expect(k.engine.sheets()[0]?.name).toBe("N");
		expect(k.engine.applyMutation("no.such.mutation", {}, "p")).toEqual([]);
	});

	it("may hold half-open references, which everybody then gets in the closed form", () => {
		const k = listening();
		k.put(1, 0, [[1], [2]]);
		k.take();
		k.engine.applyMutation(CELLS, typed(k.sheet, { 0: { 1: { f: "=SUM(A2:A)", v: null } } }), "page1");
		expect([k.one(0, 1), k.formula(0, 1)]).toEqual([3, "=SUM(A2:A)"]);
		expect(k.take()).toContainEqual(
			expect.objectContaining({
				id: CELLS,
				origin: "host",
				params: expect.objectContaining({ cellValue: { 0: { 1: { f: "=SUM(A2:A1048576)" } } } }),
			}),
		);
	});

	it("may share one formula over cells, as filling down does", () => {
		const k = kit();
		k.put(0, 0, [[1], [2], [3]]);
		const filled = { 0: { 1: { f: "=A1*2", si: "s1" } }, 1: { 1: { si: "s1" } }, 2: { 1: { si: "s1" } } };
		k.engine.applyMutation(CELLS, typed(k.sheet, filled, "sheet.command.auto-fill"), "page1");
		expect(k.get(0, 1, 3, 1)).toEqual([[2], [4], [6]]);
		expect(k.engine.readFormulas(k.area(0, 1, 3, 1))).toEqual([["=A1*2"], ["=A2*2"], ["=A3*2"]]);
		k.put(1, 0, [[10]]);
		expect(k.get(0, 1, 3, 1)).toEqual([[2], [20], [6]]);
		k.put(0, 1, [["plain"]]);
		expect(k.get(0, 1, 3, 1)).toEqual([["plain"], [20], [6]]);
		k.engine.sort(k.area(0, 0, 3, 2), [{ column: 0, ascending: false }]);
		expect(k.get(0, 0, 3, 1)).toEqual([[10], [3], [1]]);
	});

	it("moves lists of cells along with rows, and numbers its new sheets", () => {
		const k = listening();
		const rule = {
			criteria: "VALUE_IN_RANGE",
			args: [k.area(4, 0, 3, 1), true],
			allowInvalid: true,
			helpText: "help",
		};
		k.engine.setValidation(k.area(0, 1), rule);
		k.take();
		const range = { startRow: 5, endRow: 5, startColumn: 0, endColumn: 25, rangeType: 1 };
		k.engine.applyMutation("sheet.mutation.insert-row", { ...target(k.sheet), range }, "page1");
		expect(k.engine.validations(k.area(0, 1))).toEqual([[{ ...rule, args: [k.area(4, 0, 4, 1), true] }]]);
		expect(k.take().map(({ id, origin }) => [id, origin])).toEqual([
			["sheet.mutation.insert-row", "page1"],
			["data-validation.mutation.updateRule", "host"],
		]);
		const base = (JSON.parse(k.engine.snapshot()) as EngineSnapshot).sheets[k.sheet];
		const sheet = { ...base, id: "from-page", name: "P", cellData: {} };
		k.engine.applyMutation("sheet.mutation.insert-sheet", { unitId: "workbook", index: 1, sheet }, "page1");
		const [, added] = k.engine.sheets();
		expect(added).toMatchObject({ id: "from-page", name: "P" });
		expect(added?.gid).toBeGreaterThan(0);
	});
});

function target(sheet: string) {
	return { unitId: "workbook", subUnitId: sheet };
}

describe("a snapshot", () => {
	it("brings everything back", () => {
		const k = kit();
		const { engine, sheet } = k;
		engine.setCustomFunctions(["BLOCK"], () => [
			[1, "x"],
			[null, { date: 46024 }],
		]);
		k.put(0, 0, [["text", 1.5, true, "=B1*2", "=SUM(B1:B)", "001"]]);
		k.put(4, 0, [["=BLOCK()"]]);
		engine.setStyle(k.area(0, 0, 1, 2), [
			[
				{
					background: "#112233",
					fontColor: "#ff0000",
					fontFamily: "Arial",
					fontSize: 14,
					bold: true,
					italic: true,
					underline: true,
					strike: true,
					align: "right",
					verticalAlign: "middle",
					wrap: "wrap",
					borderTop: { color: "#000000", style: "thin" },
					borderBottom: { color: "#00ff00", style: "double" },
					borderLeft: { color: "#0000ff", style: "dashed" },
					borderRight: { color: "#ff00ff", style: "thick" },
				},
				{ numberFormat: '#,##0;"▲"#,##0' },
			],
		]);
		engine.setNotes(k.area(0, 0), [["note"]]);
		engine.setValidation(k.area(1, 0, 3, 1), {
			criteria: "NUMBER_BETWEEN",
			args: [1, 5],
			allowInvalid: true,
			helpText: "1-5",
		});
		engine.setConditionalRules(sheet, [
			{ areas: [k.area(0, 0, 5, 1)], criteria: "TEXT_CONTAINS", args: ["x"], style: { bold: true } },
			{
				areas: [k.area(0, 1, 5, 1)],
				criteria: "NUMBER_BETWEEN",
				args: [1, 2],
				style: { fontColor: "#ff0000" },
			},
			{ areas: [k.area(0, 1, 5, 1)], criteria: "DATE_AFTER", args: [46000], style: { italic: true } },
		]);
		engine.setFilter(sheet, k.area(0, 0, 3, 2));
		engine.merge(k.area(8, 0, 2, 2));
		engine.setColumnWidth(sheet, 1, 1, 222);
		engine.setRowsHidden(sheet, 7, 1, true);
		const two = engine.insertSheet("二枚目", 1, 20, 5);
		engine.updateSheet(two.id, { frozenRows: 1, hidden: true, tabColor: "#abcdef", gridlines: false });
		engine.activateSheet(sheet);

		const text = engine.snapshot();
		const again = kit({}, createEngine({ snapshot: text }));
		const all = (x: typeof k) => ({
			sheets: x.engine.sheets(),
			active: x.engine.activeSheet(),
			values: x.get(0, 0, 10, 6),
			formulas: x.engine.readFormulas(x.area(0, 0, 10, 6)),
			display: x.engine.readDisplay(x.area(0, 0, 10, 6)),
			styles: x.engine.readStyles(x.area(0, 0, 10, 6)),
			notes: x.engine.notes(x.area(0, 0, 10, 6)),
			validations: x.engine.validations(x.area(0, 0, 10, 6)),
			conditional: x.engine.conditionalRules(sheet),
			filter: x.engine.filter(sheet),
			merges: x.engine.merges(sheet),
			width: x.engine.columnWidth(sheet, 1),
			hidden: x.engine.rowHidden(sheet, 7),
			extent: x.engine.extent(sheet),
		});
		expect(all(again)).toEqual(all(k));
		expect(all(k).values.slice(4, 6)).toEqual([
			[1, "x", null, null, null, null],
			[null, 46024, null, null, null, null],
		]);
		expect(all(k).display[5]?.[1]).toBe("2026/01/02");
		const third = createEngine({ snapshot: again.engine.snapshot() });
		expect(JSON.parse(third.snapshot())).toEqual(JSON.parse(again.engine.snapshot()));

		again.engine.setCustomFunctions(["BLOCK"], () => [["new"]]);
		expect(again.get(4, 0, 2, 2)).toEqual([
			["new", null],
			[null, null],
		]);
		again.put(0, 1, [[3]]);
		expect(again.get(0, 3, 1, 2)).toEqual([[6, 3]]);
	});

	it("shows spills to a page that computes nothing", () => {
		const k = kit();
		k.put(0, 0, [["=SEQUENCE(2,2)"]]);
		const { custom } = JSON.parse(k.engine.snapshot()) as EngineSnapshot;
		expect(custom?.mikomi?.spills.arrayFormulaCellData).toMatchObject({
			workbook: { [k.sheet]: { 1: { 1: { v: 4, t: 2 } } } },
		});
		expect(custom?.mikomi).toMatchObject({ gids: { [k.sheet]: 0 }, activeSheet: k.sheet });
	});
});

describe("an engine's life", () => {
	it("leaves nothing behind and no rejection unhandled", async () => {
		const rejections: unknown[] = [];
		const note = (reason: unknown) => rejections.push(reason);
		process.on("unhandledRejection", note);
		const before = process.listenerCount("unhandledRejection");
		const k = kit();
		k.put(0, 0, [['=IMAGE("http://example.com/x.png")', "=1/0", "=NO_SUCH(", "=SUM("]]);
		k.engine.flush();
		k.engine.dispose();
		await new Promise((resolve) => setTimeout(resolve, 20));
		process.off("unhandledRejection", note);
		expect(rejections).toEqual([]);
		expect(process.listenerCount("unhandledRejection")).toBeLessThanOrEqual(before);
	});
});

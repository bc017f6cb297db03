import { describe, expect, it } from "vitest";
import type { ConditionalRule, StructureChange, ValidationRule } from "../../src/host/contract";
import { dice, kit } from "./engine-kit";

const list: ValidationRule = {
	criteria: "VALUE_IN_LIST",
	args: [["a", "b"], true],
	allowInvalid: false,
	helpText: null,
};

describe("sheets", () => {
	it("come, go, move, and get unique numbers", () => {
		const { engine, sheet } = kit();
		const two = engine.insertSheet("Two", 0, 50, 5);
		const three = engine.insertSheet("Three", 2, 50, 5);
		expect(engine.activeSheet()).toBe(three.id);
		expect(engine.sheets().map(({ name }) => name)).toEqual(["Two", "シート1", "Three"]);
		expect(new Set([0, two.gid, three.gid]).size).toBe(3);
		expect(two).toMatchObject({ rows: 50, columns: 5 });
		engine.updateSheet(three.id, {
			name: "A b'c",
			frozenRows: 2,
			frozenColumns: 1,
			hidden: true,
			tabColor: "#123456",
			gridlines: false,
			index: 0,
		});
		expect(engine.sheets()[0]).toEqual({
			...three,
			name: "A b'c",
			frozenRows: 2,
			frozenColumns: 1,
			hidden: true,
			tabColor: "#123456",
			gridlines: false,
		});
		engine.activateSheet(sheet);
		engine.deleteSheet(two.id);
		expect(engine.sheets().map(({ id }) => id)).toEqual([three.id, sheet]);
		expect(engine.activeSheet()).toBe(sheet);
		const again = engine.insertSheet("Two", 1, 10, 10);
		expect([0, two.gid, three.gid]).not.toContain(again.gid);
	});

	it("take formulas along when renamed, and leave #REF! when deleted", () => {
		const k = kit();
		const two = k.engine.insertSheet("Two", 1, 50, 5);
		k.engine.write({ sheet: two.id, row: 1, column: 0, rows: 1, columns: 1 }, [[7]]);
		k.put(0, 0, [["=SUM(Two!A2:A)"]]);
		k.engine.updateSheet(two.id, { name: "New name" });
		expect([k.formula(0, 0), k.one(0, 0)]).toEqual(["=SUM('New name'!A2:A)", 7]);
		k.engine.deleteSheet(two.id);
		expect([k.formula(0, 0), k.one(0, 0)]).toEqual(["=SUM(#REF!)", "#REF!"]);
	});

	it("keep sizes and hidden lines", () => {
		const { engine, sheet } = kit();
		expect([engine.columnWidth(sheet, 0), engine.rowHeight(sheet, 0)]).toEqual([100, 21]);
		engine.setColumnsHidden(sheet, 2, 1, true);
		engine.setColumnWidth(sheet, 1, 2, 250);
		engine.setRowHeight(sheet, 4, 1, 40);
		engine.setRowsHidden(sheet, 5, 2, true);
		engine.setRowsHidden(sheet, 6, 1, false);
		engine.insertColumns(sheet, 0, 1);
		engine.insertRows(sheet, 0, 1);
		expect([1, 2, 3, 4].map((at) => engine.columnWidth(sheet, at))).toEqual([100, 250, 250, 100]);
		expect([2, 3, 4].map((at) => engine.columnHidden(sheet, at))).toEqual([false, true, false]);
		expect([5, 6].map((at) => engine.rowHeight(sheet, at))).toEqual([40, 21]);
		expect([5, 6, 7].map((at) => engine.rowHidden(sheet, at))).toEqual([false, true, false]);
	});
});

describe("rows and columns", () => {
	it("take everything along that hangs on them", () => {
		const k = kit();
		const { engine, sheet } = k;
		const rule: ConditionalRule = {
			areas: [k.area(1, 0, 4, 2)],
			criteria: "CUSTOM_FORMULA",
			args: ["=$B2>COUNT($B$2:$B$5)"],
			style: { background: "#ff0000" },
		};
		const cells: ValidationRule = { ...list, criteria: "VALUE_IN_RANGE", args: [k.area(1, 1, 4, 1), true] };
		k.put(0, 0, [
			["h", "n"],
			["a", 1],
			["b", 2],
			["c", 3],
			["d", 4],
			["=SUM(B2:B5)", null],
			["=SUM(B2:B)", null],
		]);
		engine.setStyle(k.area(3, 1), { bold: true });
		engine.setNotes(k.area(3, 1), [["note"]]);
		engine.setValidation(k.area(1, 2, 4, 1), list);
		engine.setValidation(k.area(3, 3), cells);
		engine.setConditionalRules(sheet, [rule]);
		engine.setFilter(sheet, k.area(0, 0, 5, 2));
		engine.merge(k.area(4, 4, 1, 2));
		engine.insertSheet("Other", 1, 10, 10);

		const changes: StructureChange[] = [];
		engine.onStructure((change) => changes.push(change));
		engine.insertRows(sheet, 2, 2);
		expect(k.formula(7, 0)).toBe("=SUM(B2:B7)");
		expect(engine.readStyles(k.area(5, 1))).toEqual([[{ bold: true }]]);
		expect(engine.notes(k.area(5, 1))).toEqual([["note"]]);
		expect(engine.validations(k.area(6, 2, 2, 1))).toEqual([[list], [null]]);
		expect(engine.validations(k.area(5, 3))).toEqual([[{ ...cells, args: [k.area(1, 1, 6, 1), true] }]]);
		expect(engine.conditionalRules(sheet)).toEqual([
			{ ...rule, areas: [k.area(1, 0, 6, 2)], args: ["=$B2>COUNT($B$2:$B$7)"] },
		]);
		expect(engine.filter(sheet)).toEqual(k.area(0, 0, 7, 2));
		expect(engine.merges(sheet)).toEqual([k.area(6, 4, 1, 2)]);

		engine.deleteRows(sheet, 1, 3);
		engine.insertColumns(sheet, 0, 1);
		expect(k.get(0, 1, 5, 2)).toEqual([
			["h", "n"],
			["b", 2],
			["c", 3],
			["d", 4],
			[9, null],
		]);
		expect([k.formula(4, 1), k.formula(5, 1)]).toEqual(["=SUM(C2:C4)", "=SUM(C2:C)"]);
		expect(engine.notes(k.area(2, 2))).toEqual([["note"]]);
		expect(engine.validations(k.area(2, 4))).toEqual([[{ ...cells, args: [k.area(1, 2, 3, 1), true] }]]);
		expect(engine.conditionalRules(sheet)).toEqual([
			{ ...rule, areas: [k.area(1, 1, 3, 2)], args: ["=$C2>COUNT($C$2:$C$4)"] },
		]);
		expect(engine.merges(sheet)).toEqual([k.area(3, 5, 1, 2)]);
		expect(changes).toEqual([
			{ kind: "insertRows", sheet, at: 2, count: 2 },
			{ kind: "deleteRows", sheet, at: 1, count: 3 },
			{ kind: "insertColumns", sheet, at: 0, count: 1 },
		]);
		expect(engine.sheets()[0]).toMatchObject({ rows: 999, columns: 27 });
	});

	it("move to where they are put", () => {
		const k = kit();
		k.put(0, 0, [
			["a", "=A3"],
			["b", "=A1:A1"],
			["c", "=SUM(A1:A)"],
			["d", null],
		]);
		k.engine.setNotes(k.area(2, 0), [["on c"]]);
		const changes: StructureChange[] = [];
		k.engine.onStructure((change) => changes.push(change));
		k.engine.moveRows(k.sheet, 2, 1, 0);
		expect(k.get(0, 0, 4, 1)).toEqual([["c"], ["a"], ["b"], ["d"]]);
		expect(k.formula(1, 1)).toBe("=A1");
		expect(k.one(1, 1)).toBe("c");
		expect(k.engine.notes(k.area(0, 0))).toEqual([["on c"]]);
		k.engine.moveRows(k.sheet, 0, 2, 4);
		expect(k.get(0, 0, 4, 1)).toEqual([["b"], ["d"], ["c"], ["a"]]);
		k.engine.moveColumns(k.sheet, 0, 1, 2);
		expect(k.get(0, 1, 4, 1)).toEqual([["b"], ["d"], ["c"], ["a"]]);
		expect(k.formula(3, 0)).toBe("=B3");
		k.engine.moveRows(k.sheet, 1, 1, 2);
		expect(changes).toEqual([
			{ kind: "moveRows", sheet: k.sheet, at: 2, count: 1, to: 0 },
			{ kind: "moveRows", sheet: k.sheet, at: 0, count: 2, to: 4 },
			{ kind: "moveColumns", sheet: k.sheet, at: 0, count: 1, to: 2 },
		]);
	});

	it("are told once when a page changed them", () => {
		const k = kit();
		const changes: StructureChange[] = [];
		k.engine.onStructure((change) => changes.push(change));
		const range = { startRow: 3, endRow: 4, startColumn: 0, endColumn: 25, rangeType: 1 };
		k.engine.applyMutation(
			"sheet.mutation.insert-row",
			{ unitId: "workbook", subUnitId: k.sheet, range },
			"page1",
		);
		expect(changes).toEqual([{ kind: "insertRows", sheet: k.sheet, at: 3, count: 2 }]);
		expect(k.engine.sheets()[0]?.rows).toBe(1002);
	});

	it("agree with a plain list of rows, with and without the formula index", () => {
		const indexed = kit();
		const plain = kit({ formulaIndex: false });
		let rows: (string | number | null)[][] = [];
		const roll = dice(7);
		const height = 12;
		const put = (row: number, cells: (string | number | null)[]) => {
			for (const k of [indexed, plain]) k.put(row, 0, [cells]);
		};
		const both = (work: (k: typeof indexed) => void) => [indexed, plain].forEach(work);
		for (let row = 0; row < height; row += 1) {
			rows.push([`r${row}`, row]);
			put(row, [`r${row}`, row]);
		}
		both((k) => k.put(0, 5, [["=SUM(B1:B)", "=COUNTA(A1:A)", "=SEQUENCE(2,2)"]]));
		for (let step = 0; step < 40; step += 1) {
			const at = roll(height);
			const kind = roll(6);
			if (kind === 0) {
				both((k) => k.engine.insertRows(k.sheet, at, 1));
				rows.splice(at, 0, [null, null]);
			} else if (kind === 1) {
				// Row 0 holds the formulas while nothing is inserted above; find them again below instead.
				if (rows.length > 6 && at > 0 && !isFormulaRow(indexed, at)) {
					both((k) => k.engine.deleteRows(k.sheet, at, 1));
					rows.splice(at, 1);
				}
			} else if (kind === 2) {
				const to = roll(height);
				both((k) => k.engine.moveRows(k.sheet, at, 1, to));
				if (to < at || to > at + 1) {
					const [moved] = rows.splice(at, 1);
					rows.splice(to > at ? to - 1 : to, 0, moved ?? [null, null]);
				}
			} else if (kind === 3) {
				both((k) => k.engine.sort(k.area(0, 0, height, 2), [{ column: 1, ascending: at % 2 === 0 }]));
				const part = rows.slice(0, height);
				while (part.length < height) part.push([null, null]);
				part.sort(([, a], [, b]) => {
					if (a === null || b === null) return Number(a === null) - Number(b === null);
					return at % 2 === 0 ? Number(a) - Number(b) : Number(b) - Number(a);
				});
				rows = [...part, ...rows.slice(height)];
			} else {
				const cells = kind === 4 ? [`s${step}`, roll(100)] : [null, null];
				put(at, cells);
				while (rows.length <= at) rows.push([null, null]);
				rows[at] = cells;
			}
			const shown = rows.map((row) => row);
			const place = formulaPlace(indexed);
			const expected = [
				shown.reduce((sum, [, value]) => sum + Number(value ?? 0), 0),
				shown.filter(([name]) => name !== null).length,
			];
			for (const k of [indexed, plain]) {
				expect(k.get(0, 0, rows.length, 2), `step ${step}`).toEqual(shown);
				expect(k.get(place, 5, 1, 2), `step ${step}`).toEqual([expected]);
				expect(k.get(place, 7, 2, 2), `step ${step}`).toEqual([
					[1, 2],
					[3, 4],
				]);
			}
		}
	});
});

function formulaPlace(k: ReturnType<typeof kit>): number {
	const column = k.engine.readFormulas(k.area(0, 5, 60, 1));
	return column.findIndex(([formula]) => formula !== "");
}

function isFormulaRow(k: ReturnType<typeof kit>, row: number): boolean {
	const place = formulaPlace(k);
	return row === place || row === place + 1;
}

describe("rules", () => {
	it.each<ValidationRule>([
		list,
		{ criteria: "VALUE_IN_LIST", args: [["with, comma", "b"], false], allowInvalid: true, helpText: "help" },
		{ criteria: "CHECKBOX", args: [], allowInvalid: false, helpText: null },
		{ criteria: "CHECKBOX", args: ["yes", "no"], allowInvalid: false, helpText: null },
		{ criteria: "NUMBER_BETWEEN", args: [1, 5], allowInvalid: false, helpText: null },
		{ criteria: "NUMBER_GREATER_THAN_OR_EQUAL_TO", args: [0], allowInvalid: false, helpText: null },
		{ criteria: "DATE_IS_VALID_DATE", args: [], allowInvalid: false, helpText: null },
		{ criteria: "DATE_ON_OR_AFTER", args: [46024], allowInvalid: false, helpText: null },
		{ criteria: "TEXT_IS_VALID_EMAIL", args: [], allowInvalid: false, helpText: null },
		{ criteria: "TEXT_CONTAINS", args: ['a"b'], allowInvalid: false, helpText: null },
		{ criteria: "CUSTOM_FORMULA", args: ["=COUNTIF(A$2:A,A2)=1"], allowInvalid: false, helpText: null },
	])("of validation come back: $criteria $args", (rule) => {
		const k = kit();
		k.engine.setValidation(k.area(1, 0, 5, 2), rule);
		expect(k.engine.validations(k.area(0, 0, 3, 1))).toEqual([[null], [rule], [rule]]);
		k.engine.setValidation(k.area(2, 0), null);
		k.engine.insertRows(k.sheet, 0, 1);
		const kept = k.engine.validations(k.area(1, 0, 4, 2));
		expect(kept.map((line) => line.map((each) => each?.criteria ?? null))).toEqual([
			[null, null],
			[rule.criteria, rule.criteria],
			[null, rule.criteria],
			[rule.criteria, rule.criteria],
		]);
	});

	it("of conditional formats come back in order", () => {
		const k = kit();
		const criteria: [string, (string | number)[]][] = [
			["CUSTOM_FORMULA", ["=$A2>COUNT(A$2:A)"]],
			["CELL_EMPTY", []],
			["CELL_NOT_EMPTY", []],
			["TEXT_CONTAINS", ["x"]],
			["TEXT_STARTS_WITH", ["x"]],
			["NUMBER_NOT_BETWEEN", [1, 2]],
			["NUMBER_EQUAL_TO", [0]],
			["DATE_BEFORE", [46024]],
			["DATE_BEFORE_RELATIVE", ["TODAY"]],
		];
		const rules = criteria.map(([name, args]) => ({
			areas: [k.area(1, 0, 5, 2), k.area(1, 5, 5, 1)],
			criteria: name,
			args,
			style: { fontColor: "#ff0000", bold: true },
		}));
		k.engine.setConditionalRules(k.sheet, rules);
		expect(k.engine.conditionalRules(k.sheet)).toEqual(rules);
		k.engine.insertRows(k.sheet, 0, 1);
		expect(k.engine.conditionalRules(k.sheet).map((rule) => [rule.criteria, rule.areas[0]?.row])).toEqual(
			criteria.map(([name]) => [name, 2]),
		);
		k.engine.setConditionalRules(k.sheet, rules.slice(0, 1));
		expect(k.engine.conditionalRules(k.sheet)).toHaveLength(1);
	});
});

describe("sorting", () => {
	it("puts numbers before text before booleans, blanks last, and takes notes, styles and formulas along", () => {
		const k = kit();
		k.put(0, 0, [
			["b", 1],
			["A", 2],
			[10, 3],
			[null, 4],
			[false, "=B5&B4"],
			["a", 6],
			[true, 7],
			[2, 8],
		]);
		k.engine.setNotes(k.area(0, 0), [["on b"]]);
		k.engine.setStyle(k.area(2, 0), { bold: true });
		const area = k.area(0, 0, 8, 2);
		k.engine.sort(area, [{ column: 0, ascending: true }]);
		expect(k.get(0, 0, 8, 1).flat()).toEqual([2, 10, "A", "a", "b", false, true, null]);
		expect(k.engine.notes(area).flat().filter(Boolean)).toEqual(["on b"]);
		expect(k.engine.notes(k.area(4, 0))).toEqual([["on b"]]);
		expect(k.engine.readStyles(k.area(0, 0, 2, 1))).toEqual([[{}], [{ bold: true }]]);
		expect(k.formula(5, 1)).toBe("=B6&B5");
		k.engine.sort(area, [{ column: 0, ascending: false }]);
		expect(k.get(0, 0, 8, 1).flat()).toEqual([true, false, "b", "A", "a", 10, 2, null]);
		expect(k.engine.notes(k.area(2, 0))).toEqual([["on b"]]);
	});

	it("goes by several columns and keeps the order of equals", () => {
		const k = kit();
		k.put(0, 0, [
			["x", 2, 1],
			["y", 1, 2],
			["x", 1, 3],
			["X", 1, 4],
		]);
		k.engine.sort(k.area(0, 0, 4, 3), [
			{ column: 0, ascending: true },
			{ column: 1, ascending: false },
		]);
		expect(k.get(0, 2, 4, 1).flat()).toEqual([1, 3, 4, 2]);
	});
});

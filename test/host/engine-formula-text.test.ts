import { describe, expect, it } from "vitest";
import { innerFormula, normalFormula, outerFormula } from "../../src/host/engine/formula-text";

describe("formula texts", () => {
	it.each([
		["=SUM(A2:A)", "=SUM(A2:A1048576)"],
		["=SUM($A$2:$A)", "=SUM($A$2:$A1048576)"],
		["=A2:C+a3:c", "=A2:C1048576+a3:c1048576"],
		["=SUM(Leads!A2:A,'It''s A1:A'!B3:B)", "=SUM(Leads!A2:A1048576,'It''s A1:A'!B3:B1048576)"],
		["=SUM(見込み!A2:A)", "=SUM(見込み!A2:A1048576)"],
		["=SUM(B2:2)", "=SUM(B2:XFD2)"],
		["=SUM(B2:$2)", "=SUM(B2:XFD$2)"],
		['="a""b"&""""', '="a"&CHAR(34)&"b"&""&CHAR(34)&""'],
	])("%s stands inside as %s", (open, closed) => {
		expect(innerFormula(open)).toBe(closed);
		expect(outerFormula(closed)).toBe(open);
		expect(normalFormula(closed)).toBe(closed);
	});

	it.each([
		"=SUM($A$1:$B$5)",
		"=A1:B5",
		"=SUM(A:A,$B:C,2:2,$3:$4)",
		'="A2:A"&A1',
		'=IF(A1="","",A1)',
		"=A1:INDEX(B1:B9,2)",
		"=LOG10(A1)",
		"=SUM(A2:A500)",
		"=plain",
	])("%s stays as it is", (formula) => {
		expect(innerFormula(formula)).toBe(formula);
		expect(outerFormula(formula)).toBe(formula);
	});

	it("drifted ends come back", () => {
		expect(outerFormula("=SUM(A4:A1048570)+SUM(B2:XEZ2)")).toBe("=SUM(A4:A)+SUM(B2:2)");
		expect(normalFormula("=SUM(A4:A1058570)")).toBe("=SUM(A4:A1048576)");
	});
});

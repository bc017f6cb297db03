/** PLATFORM section 5: writing, parsing, late errors, data validation. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Host } from "../../../src/host/contract";
import type { Readings } from "../../../src/host/readings";
import { area, attempt, hostWith, leaveOneSheet, probe, refusal } from "../host-fixture";

let host: Host;
beforeAll(() => {
	host = hostWith();
});
afterAll(() => host.dispose());
beforeEach(() => leaveOneSheet(host));

/** What a written value reads back as, in a fresh cell of the given format. */
function written(literal: string, format = "General", own: Host = host): unknown {
	return probe(
		own,
		`const c = sheet.getRange("A1").clear().setNumberFormat("${format}"); c.setValue(${literal}); const v = c.getValue(); return v instanceof Date ? "Date" : v`,
	);
}

function under(readings: Partial<Readings>, check: (own: Host) => void): void {
	const own = hostWith({ readings });
	check(own);
	own.dispose();
}

describe("what a string becomes", () => {
	it("fact 73: the same as if somebody typed it", () => {
		expect(written('"001"')).toBe(1);
		expect(written('"1,000,000"')).toBe(1_000_000);
		expect(written('"1/2"')).toBe("Date");
		expect(written('"TRUE"')).toBe(true);
		expect(written('"=1+1"')).toBe(2);
		expect(
			probe(host, 'sheet.appendRow(["=2+2"]); return sheet.getRange(sheet.getLastRow(), 1).getValue()'),
		).toBe(4);
		expect([written('"10%"'), written('"1e3"')]).toEqual([0.1, 1000]);
		under({ percentText: "text" }, (own) =>
			expect([written('"10%"', "General", own), written('"1e3"', "General", own)]).toEqual(["10%", "1e3"]),
		);
	});

	it("fact 74: +81… is a number, and with spaces text under one reading, an error under the other", () => {
		expect(written('"+8190"')).toBe(8190);
		expect(written('"+81 90-1234-5678"')).toBe("+81 90-1234-5678");
		under({ phoneText: "formula" }, (own) => {
			expect(written('"+81 90-1234-5678"', "General", own)).toMatch(/^#/);
			expect(written('"+81 90-1234-5678"', "@", own)).toBe("+81 90-1234-5678");
		});
	});

	it("fact 75: '@' set before the write keeps text as it is, set after it brings nothing back", () => {
		expect([written('"001"', "@"), written('"2026-01-02"', "@"), written('"TRUE"', "@")]).toEqual([
			"001",
			"2026-01-02",
			"TRUE",
		]);
		expect(
			probe(host, 'return sheet.getRange("B1").setValue("001").setNumberFormat("@").getValue()'),
		).not.toBe("001");
		expect(written('"=1+1"', "@")).toBe(2);
		under({ formulaInTextCell: "text" }, (own) => expect(written('"=1+1"', "@", own)).toBe("=1+1"));
	});

	it("fact 76: a leading apostrophe forces text and is gone when read", () => {
		for (const text of ["=IMPORTXML(1)", "+81", "001", "@x"]) expect(written(`"'${text}"`)).toBe(text);
	});

	it("fact 77: the spreadsheet's locale decides", () => {
		const german = hostWith({ locale: "de_DE" });
		expect(written('"1,5"', "General", german)).toBe(1.5);
		expect(written('"1.5"', "General", german)).not.toBe(1.5);
		german.dispose();
		const american = hostWith({ locale: "en_US" });
		expect(
			probe(
				american,
				'sheet.getRange("A1").setValue("1/2/2026"); return Utilities.formatDate(sheet.getRange("A1").getValue(), "Asia/Tokyo", "yyyy-MM-dd")',
			),
		).toBe("2026-01-02");
		american.dispose();
	});

	it("fact 78: null and undefined empty a cell; arrays and objects are refused", () => {
		expect([written("null"), written("undefined")]).toEqual(["", ""]);
		for (const bad of ["[1]", "{ a: 1 }", "new Map()", "NaN", "Infinity", "new Date(NaN)", "() => 1"]) {
			expect(refusal(host, `sheet.getRange("A1").setValue(${bad})`)).toContain(
				"don't match the method signature",
			);
			expect(refusal(host, `sheet.getRange("A1").setValues([[${bad}]])`)).toContain(
				"don't match the method signature",
			);
		}
	});

	it("fact 79: a date goes in as the spreadsheet's wall time and comes out as the same instant", () => {
		const away = hostWith({ timeZone: "America/New_York", scriptTimeZone: "Asia/Tokyo" });
		expect(
			probe(
				away,
				'const d = new Date(Date.UTC(2026, 0, 2, 3)); sheet.getRange("A1").setValue(d).setNumberFormat("yyyy-MM-dd HH"); return [sheet.getRange("A1").getDisplayValue(), sheet.getRange("A1").getValue().getTime() === d.getTime()]',
			),
		).toEqual(["2026-01-01 22", true]);
		away.dispose();
	});

	it("fact 80: setFormula counts relative references from the top-left cell", () => {
		expect(probe(host, 'return sheet.getRange("B2:C3").setFormula("A1+$A$1").getFormulas()')).toEqual([
			["=A1+$A$1", "=B1+$A$1"],
			["=A2+$A$1", "=B2+$A$1"],
		]);
	});
});

describe("buffered writes", () => {
	const bad = 'sheet.getRange("A2").setValue("x".repeat(50001))';
	const message = "Your input contains more than the maximum of 50000 characters in a single cell.";
	let late: Host;
	beforeAll(() => {
		late = hostWith({ lateErrors: true });
	});
	afterAll(() => late.dispose());

	it("fact 81: by default the error comes with the write", () => {
		expect(probe(host, `try { ${bad}; return "missed"; } catch (e) { return e.message; }`)).toBe(message);
	});

	it("fact 81: late errors pass a catch around the write and end the run", () => {
		expect(refusal(late, `try { ${bad}; } catch (e) { return "caught"; }`)).toBe(message);
	});

	it.each([
		'sheet.getRange("A1").getValue()',
		"sheet.getLastRow()",
		"SpreadsheetApp.flush()",
		"sheet.deleteRow(9)",
	])("fact 81: they surface at %s", (call) => {
		expect(
			probe(
				late,
				`${bad}; const r = sheet.getRange("A1"); try { ${call}; return "missed"; } catch (e) { return e.message; }`,
			),
		).toBe(message);
	});

	it("fact 81: what was written before the bad one stands, what came after it up to the error is lost", () => {
		expect(
			refusal(
				late,
				`sheet.getRange("B1").setValue("before"); ${bad}; sheet.getRange("B2").setValue("after"); LockService.getScriptLock().tryLock(0); SpreadsheetApp.flush()`,
			),
		).toBe(message);
		expect(
			probe(late, 'return sheet.getRange("A2:B2").getValues().concat(sheet.getRange("B1").getValues())'),
		).toEqual([["", ""], ["before"]]);
	});

	it("fact 81: shapes and types are still refused at once, for they never leave the script", () => {
		for (const call of [
			'sheet.getRange("A1").setValues([[1, 2]])',
			'sheet.getRange("A1").setValue({})',
			"sheet.getRange(0, 1)",
		])
			expect(probe(late, `try { ${call}; } catch (e) { return "at once"; }`), call).toBe("at once");
	});

	it("fact 81: a protection and a validation rule refuse late as well", () => {
		const own = hostWith({ lateErrors: true, users: ["owner@example.com", "rep@example.com"] });
		probe(own, 'sheet.getRange("A1").protect().removeEditors(["rep@example.com"])');
		expect(
			refusal(
				own,
				'try { sheet.getRange("A1").setValue(1); } catch (e) { return "caught"; }',
				"menu",
				"rep@example.com",
			),
		).toContain("protected cell");
		expect(
			refusal(
				own,
				'sheet.getRange("C1").setDataValidation(SpreadsheetApp.newDataValidation().requireCheckbox().setAllowInvalid(false).build()); try { sheet.getRange("C1").setValue("x"); } catch (e) { return "caught"; } SpreadsheetApp.flush()',
			),
		).toContain("data validation rules");
		own.dispose();
	});

	it("fact 82: without a flush the error comes after the lock is gone", () => {
		const held = (flush: string) =>
			probe(
				late,
				`const lock = LockService.getScriptLock(); lock.waitLock(1); ${bad}; let seen = "nothing"; try { ${flush} lock.releaseLock(); sheet.getLastRow(); } catch (e) { seen = lock.hasLock() ? "inside" : "outside"; } return seen`,
			);
		expect(held("")).toBe("outside");
		expect(held("SpreadsheetApp.flush();")).toBe("inside");
	});
});

describe("data validation", () => {
	const rule = (require: string, strict = true) =>
		`sheet.getRange("J1:J9").setDataValidation(SpreadsheetApp.newDataValidation().${require}.setAllowInvalid(${!strict}).build());`;
	const breaks = (cell: string) =>
		`The data you entered in cell ${cell} violates the data validation rules set on this cell.`;

	it("fact 83: a value that breaks a rejecting rule refuses the whole call, headers and hands included", () => {
		probe(host, rule('requireValueInList(["a", "b"])'));
		expect(refusal(host, 'sheet.getRange("I1:J2").setValues([[1, "Header"], [2, "a"]])')).toBe(breaks("J1"));
		expect(probe(host, 'return sheet.getRange("I1:J2").getValues().flat()')).toEqual(["", "", "", ""]);
		expect(() => host.type(area(host, 0, 9), [["c"]])).toThrow(breaks("J1"));
	});

	it("fact 83: a formula of one's own sees the sheet as it would be, from each cell", () => {
		probe(host, `sheet.getRange("I1:I9").setValue(5); ${rule('requireFormulaSatisfied("=J1>$I1")')}`);
		expect(attempt(host, 'sheet.getRange("J1:J2").setValues([[6], [7]])').ok).toBe(true);
		expect(refusal(host, 'sheet.getRange("J2:J3").setValues([[8], [5]])')).toBe(breaks("J3"));
		expect(probe(host, 'return sheet.getRange("J2:J3").getValues()')).toEqual([[7], [""]]);
		probe(host, 'book.insertSheet("elsewhere")');
		expect(refusal(host, 'book.getSheetByName("T").getRange("J9").setValue(1)')).toBe(breaks("J9"));
		expect(attempt(host, 'book.getSheetByName("T").getRange("J9").setValue(9)').ok).toBe(true);
	});

	it("fact 84: rules only warn unless told otherwise", () => {
		expect(
			probe(
				host,
				'const r = SpreadsheetApp.newDataValidation().requireNumberBetween(1, 2).build(); sheet.getRange("K1").setDataValidation(r).setValue(9); return [r.getAllowInvalid(), r.getHelpText(), sheet.getRange("K1").getValue()]',
			),
		).toEqual([true, null, 9]);
	});

	it("fact 85: lists hold strings, dates hold days", () => {
		expect(
			probe(
				host,
				`const c = sheet.getRange("L1"), D = SpreadsheetApp.newDataValidation; const back = (r) => { c.setDataValidation(r.build()); return c.getDataValidation().getCriteriaValues(); };
				const area = back(D().requireValueInRange(sheet.getRange("A1:A2")));
				return [back(D().requireValueInList([1, true])), [area[0].getA1Notation(), area[1]], back(D().requireDateAfter(new Date(2026, 0, 2, 15)))[0].getHours()]`,
			),
		).toEqual([[["1", "true"], true], ["A1:A2", true], 0]);
	});

	it("fact 86: checkboxes start unchecked, in empty cells only", () => {
		expect(
			probe(
				host,
				`sheet.getRange("M1").setValue(true); const r = sheet.getRange("M1:M3").insertCheckboxes(); const mixed = r.isChecked(); r.check(); const all = r.isChecked();
				const own = sheet.getRange("N1").insertCheckboxes("yes", "no").getValue(); r.removeCheckboxes(); return [mixed, all, own, r.getValues().flat()]`,
			),
		).toEqual([null, true, "no", ["", "", ""]]);
	});

	it("fact 87: clear keeps rules and notes, formatOnly takes the rules, clearContent keeps the looks", () => {
		expect(
			probe(
				host,
				`const c = sheet.getRange("O1"); const fill = () => c.setValue(1).setNote("n").setBackground("#ff0000").setDataValidation(SpreadsheetApp.newDataValidation().requireDate().build());
				const look = () => [c.getValue(), c.getNote(), c.getBackground(), c.getDataValidation() !== null];
				fill(); c.clear(); const cleared = look(); fill(); c.clearContent(); const emptied = look(); fill(); c.clear({ formatOnly: true }); const bare = look(); c.clearNote(); return [cleared, emptied, bare, c.getNote()]`,
			),
		).toEqual([["", "n", "#ffffff", true], ["", "n", "#ff0000", true], [1, "n", "#ffffff", false], ""]);
	});
});

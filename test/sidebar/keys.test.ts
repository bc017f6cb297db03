import { describe, expect, it } from "vitest";
import { commandOf, type Place, type Press } from "../../src/sidebar/keys";

function press(key: string, more: Partial<Press> = {}): Press {
	const code = /^\d$/.test(key) ? `Digit${key}` : "";
	return { key, code, isCommand: false, isShift: false, isAlt: false, isComposing: false, ...more };
}

describe("single keys", () => {
	it.each([
		["1", { do: "verdict", axis: "company", code: "in" }],
		["2", { do: "verdict", axis: "company", code: "out" }],
		["3", { do: "verdict", axis: "company", code: "" }],
		["4", { do: "verdict", axis: "contact", code: "in" }],
		["9", { do: "verdict", axis: "deal", code: "" }],
		["w", { do: "date", chip: "threeBusinessDays" }],
		["W", { do: "date", chip: "threeBusinessDays" }],
		["s", { do: "save" }],
		["?", { do: "help" }],
	])("%s", (key, command) => {
		expect(commandOf(press(key), "elsewhere", true)).toEqual(command);
	});

	it.each(["text"] as Place[])("mean nothing in a %s field", (place) => {
		for (const key of ["1", "s", "r", "?"]) expect(commandOf(press(key), place, true)).toBeNull();
	});

	it("number the logs while the logs have the focus", () => {
		expect(commandOf(press("1"), "log", true)).toEqual({ do: "logChip", at: 0 });
	});

	it("choose a reason with Shift, whatever letter the layout has there", () => {
		expect(commandOf(press('"', { code: "Digit2", isShift: true }), "elsewhere", true)).toEqual({
			do: "reasonChip",
			at: 1,
		});
	});

	it("rest when they are turned off, while an input method is at work, and for the browser's own", () => {
		expect(commandOf(press("s"), "elsewhere", false)).toBeNull();
		expect(commandOf(press("s", { isComposing: true }), "elsewhere", true)).toBeNull();
		expect(commandOf(press("s", { isCommand: true }), "elsewhere", true)).toBeNull();
		expect(commandOf(press("s", { isAlt: true }), "elsewhere", true)).toBeNull();
		expect(commandOf(press("Tab"), "elsewhere", true)).toBeNull();
		expect(commandOf(press(" "), "button", true)).toBeNull();
		expect(commandOf(press("Enter"), "button", true)).toBeNull();
	});

	it("Ctrl+Enter saves from anywhere, also while single keys are off", () => {
		for (const place of ["text", "log", "choice", "button", "elsewhere"] as const)
			expect(commandOf(press("Enter", { isCommand: true }), place, false)).toEqual({ do: "save" });
	});
});

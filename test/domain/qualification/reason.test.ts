import { describe, expect, it } from "vitest";
import { reasonProblem } from "../../../src/domain/qualification/reason";

describe("a verdict's reason", () => {
	it.each([
		["", "reason"],
		[" 　\n", "reason"],
		["その他", "words"],
		["その他：", "words"],
		["Other", "words"],
		["その他: 親会社が競合", null],
		["その他の理由で見送り", null],
		["業種外", null],
		["other reasons", null],
	])("%j", (reason, problem) => {
		expect(reasonProblem(reason)).toBe(problem);
	});
});

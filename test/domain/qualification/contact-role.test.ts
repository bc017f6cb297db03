import { describe, expect, it } from "vitest";
import { titleRank } from "../../../src/domain/normalize/title";
import { roleHint } from "../../../src/domain/qualification/contact-role";

describe("roleHint", () => {
	it.each([
		[100, "decider"],
		[70, "decider"],
		[69, "approver"],
		[60, "approver"],
		[59, "champion"],
		[40, "champion"],
		[39, "user"],
		[10, "user"],
		[0, "user"],
		[null, null],
	] as const)("rank %s: %s", (rank, role) => {
		expect(roleHint(rank, false)).toBe(role);
		expect(roleHint(rank, true)).toBe("researcher");
	});

	// Ranks of DOMAIN.md §5.
	it.each([
		["代表取締役社長", "decider"],
		["執行役員", "decider"],
		["本部長", "approver"],
		["部長", "approver"],
		["社長室長", "approver"],
		["次長", "champion"],
		["部長代理", "champion"],
		["課長", "champion"],
		["係長", "champion"],
		["主任", "user"],
		["担当", "user"],
		["顧問", "researcher"],
		["監査役", "researcher"],
		["", null],
		["その他", null],
	])("%s: %s", (title, role) => {
		const { rank, offLine } = titleRank(title);
		expect(roleHint(rank, offLine)).toBe(role);
	});
});

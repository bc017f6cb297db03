import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, timeOf } from "../../../src/domain/calendar/day";
import { CHECKS, type CheckId } from "../../../src/domain/health/checks";
import type { Facts, FactTable, HealthTable } from "../../../src/domain/health/facts";
import { healthOf, MOST_ROWS } from "../../../src/domain/health/report";

const TODAY = dayOf(2026, 11, 20);
type Cells = Readonly<Record<string, unknown>>;

function table(rows: readonly Cells[], columns: FactTable["columns"] = []): FactTable {
	const cell = (column: string, i: number) => rows[i]?.[column] ?? null;
	const isRead = (value: unknown) => typeof value !== "string" || !value.startsWith("?");
	return {
		size: rows.length,
		values: (column) => rows.map((_, i) => (isRead(cell(column, i)) ? cell(column, i) : null)),
		value: (column, i) => (isRead(cell(column, i)) ? cell(column, i) : null),
		text: (column, i) => String(cell(column, i) ?? ""),
		unknownWords: () => new Set(["?"]),
		eachCell: (visit) => {
			rows.forEach((row, i) => {
				for (const [column, value] of Object.entries(row)) {
					if (typeof value === "string" || typeof value === "number") visit(i, column, value);
				}
			});
		},
		tab: () => 0,
		columns,
	};
}

function facts(rows: Partial<Record<HealthTable, readonly Cells[]>>, more: Partial<Facts> = {}): Facts {
	const of = (id: HealthTable) => table(rows[id] ?? []);
	return {
		today: TODAY,
		now: timeOf(TODAY),
		tables: {
			leads: of("leads"),
			companies: of("companies"),
			deals: of("deals"),
			activities: of("activities"),
		},
		verdicts: (rows.leads ?? []).map(() => null),
		optOut: new Uint8Array(rows.leads?.length ?? 0),
		isErased: () => false,
		touchedOn: [],
		dealLead: new Int32Array(rows.deals?.length ?? 0).fill(-1),
		activityLead: new Int32Array(rows.activities?.length ?? 0).fill(-1),
		outcome: (rows.deals ?? []).map(() => "open"),
		members: [],
		knowsTitle: () => true,
		knowsIndustry: () => true,
		duplicates: new Map(),
		merged: new Map(),
		...more,
	};
}

function found(id: CheckId, input: Facts): string[] {
	const line = healthOf(input).lines.find(({ check }) => check.id === id);
	return (
		line?.rows.map(({ table: of, record, column, text }) => `${of} ${record} ${column} ${text}`.trim()) ?? []
	);
}

describe("a possible My Number", () => {
	// The check digit of 12345678901 is 8 (ordinance of MIC, article 5): 11 − 212 mod 11.
	it.each([
		["note", "123456789018", true],
		["note", "1234-5678-9018です", true],
		["note", "１２３４５６７８９０１８", true],
		["note", 123456789018, true],
		["note", "123456789019", false],
		["note", "0123456789018", false],
		["note", "12345678901", false],
		["phone", "123456789018", false],
		["corporate_number", "123456789018", false],
		["~控え", "123456789018", true],
	])("in %s as %s: %s", (column, cell, isFound) => {
		expect(found("my_number", facts({ leads: [{ [column]: cell }] }))).toEqual(
			isFound ? [`leads 0 ${column}`] : [],
		);
	});
});

describe("days", () => {
	const day = (month: number, dayOfMonth: number, year = 2026) => dayOf(year, month, dayOfMonth);

	it("are overdue from the day after, where the record is still worked", () => {
		const leads = [
			{ next_action_on: day(11, 19) },
			{ next_action_on: day(11, 20) },
			{ next_action_on: day(11, 1) },
		];
		expect(found("overdue_action", facts({ leads }, { verdicts: [null, null, "out"] }))).toEqual([
			"leads 0 next_action_on 2026/11/19",
		]);
	});

	it("are in the future from tomorrow; an open deal may close then", () => {
		const deals = [
			{ created_at: timeOf(day(11, 20)), closes_at: timeOf(day(12, 1)) },
			{ created_at: timeOf(day(11, 21)) },
			{ created_at: timeOf(day(11, 1)), closes_at: timeOf(day(12, 1)) },
		];
		expect(found("future_date", facts({ deals }, { outcome: ["open", "open", "won"] }))).toEqual([
			"deals 1 created_at 2026/11/21",
			"deals 2 closes_at 2026/12/01",
		]);
	});

	it("are stale after 365 days without creation, check or touch", () => {
		const leads = [
			{ created_at: timeOf(day(11, 20, 2025)) },
			{ created_at: timeOf(day(11, 19, 2025)) },
			{ created_at: timeOf(day(11, 19, 2025)), verified_on: day(1, 5) },
			{ created_at: timeOf(day(1, 1, 2020)) },
		];
		expect(found("stale_lead", facts({ leads }, { touchedOn: [null, null, null, day(11, 1)] }))).toEqual([
			"leads 1 verified_on 2025/11/19",
		]);
	});
});

describe("other checks", () => {
	it("find one person under two owners by any spelling of the address, once for each row but the first", () => {
		const leads = [
			{ email: "a@x.example", owner: "佐藤" },
			{ email: "A+news@X.example", owner: "鈴木" },
			{ email: "a@x.example", owner: "佐藤" },
		];
		expect(found("same_person", facts({ leads }))).toEqual(["leads 1 owner 佐藤"]);
	});

	it("leave a cell alone that cannot be read but holds something", () => {
		expect(found("no_amount", facts({ deals: [{ amount: "?未定" }, {}] }))).toEqual(["deals 1 amount"]);
	});

	it("propose the more frequent spelling", () => {
		const leads = [{ channel: "Web" }, { channel: "Web" }, { channel: "ＷＥＢ" }, { channel: "展示会" }];
		expect(found("spelling", facts({ leads }))).toEqual(["leads 2 channel ＷＥＢ → Web"]);
	});

	it.each([
		["7010705000725", []],
		["7010705000726", ["companies 0 corporate_number 7010705000726"]],
		["123456789018", ["companies 0 corporate_number"]],
		["", []],
	])("read the corporate number %s, and show no possible My Number", (number, wanted) => {
		expect(found("wrong_corporate_number", facts({ companies: [{ corporate_number: number }] }))).toEqual(
			wanted,
		);
	});

	it("miss the lead of a deal or an activity only where leads are kept", () => {
		const records = { deals: [{ lead_ref: "N9" }], activities: [{ email: "a@b.example" }] };
		const some = facts({ ...records, leads: [{ name: "山田" }] });
		expect(found("deal_without_lead", some)).toEqual(["deals 0 lead_ref N9"]);
		expect(found("activity_without_lead", some)).toEqual(["activities 0 lead_ref a@b.example"]);
		expect(found("deal_without_lead", facts(records))).toEqual([]);
		expect(found("activity_without_lead", facts(records))).toEqual([]);
	});

	it("ask nothing of a lead whose person was erased", () => {
		const input = facts({ leads: [{}] }, { isErased: () => true });
		for (const id of ["no_owner", "no_verdict", "no_contact"] as const) expect(found(id, input)).toEqual([]);
	});
});

describe("the report", () => {
	it("has a line for each check, counts at most the records and names at most fifty", () => {
		const cell = fc.option(
			fc.oneof(fc.string(), fc.integer({ min: 0, max: 30_000 }), fc.constant("123456789018")),
			{ nil: undefined },
		);
		const row = fc.record({
			name: cell,
			email: fc.option(fc.emailAddress(), { nil: undefined }),
			owner: fc.option(fc.string(), { nil: undefined }),
			note: cell,
			channel: fc.option(fc.string(), { nil: undefined }),
		});
		fc.assert(
			fc.property(fc.array(row, { maxLength: 120 }), (leads) => {
				const { lines, reps } = healthOf(facts({ leads }));
				expect(lines.map(({ check }) => check.id)).toEqual(CHECKS.map(({ id }) => id));
				for (const { count, of, rows } of lines) {
					expect(count).toBeLessThanOrEqual(of);
					expect(rows.length).toBe(Math.min(count, MOST_ROWS));
				}
				expect(reps.reduce((sum, { n }) => sum + n, 0)).toBe(leads.length);
			}),
			{ numRuns: 50 },
		);
	});

	it("averages how many columns people fill by hand", () => {
		const columns = [
			{ column: "name", header: "", by: "people" as const, filled: 4, of: 4 },
			{ column: "note", header: "", by: "people" as const, filled: 1, of: 4 },
			{ column: "score", header: "", by: "mikomi" as const, filled: 4, of: 4 },
			{ column: "~控え", header: "控え", by: "team" as const, filled: 4, of: 4 },
		];
		const input = facts({ leads: [{}, {}, {}, {}] });
		const leads = { ...input.tables.leads, columns };
		expect(healthOf({ ...input, tables: { ...input.tables, leads } }).manualFields).toBe(1.25);
		expect(healthOf(facts({})).manualFields).toBeNull();
	});
});

/** Real exports through the command line; only where the data folder is (MIKOMI_DATA). Figures are counted here anew. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";

const DATA = process.env["MIKOMI_DATA"] ?? "";
const hasData = DATA !== "" && existsSync(join(DATA, "zoho-demo"));

type Row = Record<string, string>;
const read = (path: string): Row[] => parse(readFileSync(path), { columns: true, bom: true });

function start(args: readonly string[]): { out: string; rows: (table: string) => Row[] } {
	const out = mkdtempSync(join(tmpdir(), "mikomi-"));
	execFileSync(process.execPath, ["src/build/start.mjs", "--headless", "--export", out, ...args], {
		stdio: ["ignore", "pipe", "pipe"],
		timeout: 300_000,
	});
	return { out, rows: (table) => read(join(out, `${table}.csv`)) };
}

const figure = (metrics: Row[], metric: string, period = "all", dimension = "all") =>
	metrics.find(
		(row) => row["metric"] === metric && row["period"] === period && row["dimension"] === dimension,
	);

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** "15 Apr, 2021 00:03:00" -> "2021-04-15 00:03:00". */
function iso(text: string): string {
	const [, day, month, year, clock] = /^(\d+) (\w+), (\d+) (.*)$/.exec(text) as RegExpExecArray;
	return `${year}-${String(MONTHS.indexOf(month as string) + 1).padStart(2, "0")}-${(day as string).padStart(2, "0")} ${clock}`;
}

describe.skipIf(!hasData)("Zoho's export (needs MIKOMI_DATA)", () => {
	const zoho = (name: string) => join(DATA, "zoho-demo", `${name}.csv`);
	const result = hasData
		? start([
				"--as-of",
				"2021-04-15",
				"--leads",
				zoho("Leads"),
				"--companies",
				zoho("Accounts"),
				"--activities",
				zoho("Calls"),
				"--activities",
				zoho("Events"),
				"--deals",
				zoho("Potentials"),
			])
		: null;
	const metrics = result?.rows("metrics") ?? [];
	const leads = hasData ? read(zoho("Leads")) : [];
	const deals = hasData ? read(zoho("Potentials")) : [];
	const dollars = (text: string | undefined) => Math.round(Number((text ?? "").replace(/[$,]/g, "")) * 100);
	const sum = (rows: Row[]) => rows.reduce((total, row) => total + dollars(row["Amount"]), 0) / 100;
	const won = deals.filter((deal) => deal["Stage"] === "Closed Won");

	it("keeps every record", () => {
		expect(result?.rows("leads")).toHaveLength(3900);
		expect(result?.rows("deals")).toHaveLength(3632);
		expect(result?.rows("activities")).toHaveLength(4100 + 2978);
		expect(result?.rows("companies")).toHaveLength(2229);
		expect(result?.rows("runs")[0]?.["unreadable"]).toBe("0");
	});

	it("counts the headline figures as an independent count does", () => {
		expect(Number(figure(metrics, "leads_new")?.["value"])).toBe(leads.length);
		expect(Number(figure(metrics, "deals_new")?.["value"])).toBe(deals.length);
		expect(Number(figure(metrics, "deals_won")?.["value"])).toBe(won.length);
		expect(won).toHaveLength(1425);
		expect(Number(figure(metrics, "won_amount")?.["value"])).toBeCloseTo(sum(won), 2);
		expect(figure(metrics, "won_amount")?.["currency"]).toBe("USD");
	});

	it.each(["2021-04", "2021-03", "2020-09", "2020-04"])("and so for the month %s", (month) => {
		const of = (rows: Row[], column: string) =>
			rows.filter((row) => iso(row[column] as string).startsWith(month));
		expect(Number(figure(metrics, "leads_new", month)?.["value"])).toBe(of(leads, "Created Time").length);
		expect(Number(figure(metrics, "deals_new", month)?.["value"])).toBe(of(deals, "Created Time").length);
		expect(Number(figure(metrics, "deals_won", month)?.["value"])).toBe(of(won, "Closing Date").length);
		expect(Number(figure(metrics, "won_amount", month)?.["value"])).toBeCloseTo(
			sum(of(won, "Closing Date")),
			2,
		);
	});

	it("lists the 1,819 deals that are dated before their lead, and leaves them out of the rates", () => {
		const created = new Map(leads.map((lead) => [lead["LEADID"], iso(lead["Created Time"] as string)]));
		const isReversed = (deal: Row) =>
			iso(deal["Created Time"] as string) < (created.get(deal["LEADID"] as string) ?? "");
		expect(deals.filter(isReversed)).toHaveLength(1819);
		expect(Number(figure(metrics, "reversed_deals")?.["value"])).toBe(1819);
		expect(result?.rows("deals").filter((deal) => deal["check"] === "順序逆転(リードより前)")).toHaveLength(
			1819,
		);
		const within = new Set(
			deals
				.filter((deal) => created.has(deal["LEADID"] as string) && !isReversed(deal))
				.filter(
					(deal) =>
						days(iso(deal["Created Time"] as string), created.get(deal["LEADID"] as string) as string) <= 90,
				)
				.map((deal) => deal["LEADID"]),
		);
		expect(Number(figure(metrics, "deal_rate")?.["numerator"])).toBe(within.size);
		expect(Number(figure(metrics, "deal_rate")?.["denominator"])).toBe(3900);
	});

	it("links 170 of 4,100 calls to a lead", () => {
		const calls = ["type:call_in", "type:call_out"].map((type) =>
			figure(metrics, "activities_linked", "all", type),
		);
		expect(calls.reduce((total, row) => total + Number(row?.["numerator"]), 0)).toBe(170);
		expect(calls.reduce((total, row) => total + Number(row?.["denominator"]), 0)).toBe(4100);
	});
});

function days(later: string, earlier: string): number {
	return (Date.parse(later.slice(0, 10)) - Date.parse(earlier.slice(0, 10))) / 86_400_000;
}

describe.skipIf(!hasData)("Maven's export (needs MIKOMI_DATA)", () => {
	const path = (name: string) => join(DATA, `${name}.csv`);
	const result = hasData
		? start([
				"--as-of",
				"2017-12-31",
				"--lang",
				"en",
				"--deals",
				path("maven_sales_pipeline"),
				"--companies",
				path("maven_accounts"),
			])
		: null;
	const metrics = result?.rows("metrics") ?? [];
	const pipeline = hasData ? read(path("maven_sales_pipeline")) : [];

	it("reads deals without leads, and counts what was won", () => {
		const won = pipeline.filter((deal) => deal["deal_stage"] === "Won");
		expect(Number(figure(metrics, "deals_new")?.["value"])).toBe(pipeline.length);
		expect(Number(figure(metrics, "deals_won")?.["value"])).toBe(won.length);
		expect(Number(figure(metrics, "won_amount")?.["value"])).toBe(
			won.reduce((sum, deal) => sum + Number(deal["close_value"]), 0),
		);
		expect(Number(figure(metrics, "leads_new")?.["value"])).toBe(0);
	});

	it("lists nothing as unreadable that a person could read, and drops no row", () => {
		expect(result?.rows("deals")).toHaveLength(8800);
		expect(result?.rows("companies")).toHaveLength(85);
		expect(result?.rows("runs")[0]?.["unreadable"]).toBe("0");
	});
});

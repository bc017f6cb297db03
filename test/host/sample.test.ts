import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCsvFile } from "../../src/host/csv";
import { type SampleCell, type SampleTable, type SampleTableId, sampleWorkbook } from "../../src/host/sample";
import { messagesIn } from "../../src/locale";
import { specOf } from "../../src/workbook/schema";

type Row = Readonly<Record<string, SampleCell>>;

const AS_OF = "2026-11-21";
const OTHER_DAYS = ["2026-03-31", "2025-01-05", "2027-05-10"];

/** Rows by column id. */
function records(table: SampleTable): Row[] {
	return table.rows.map((row) => Object.fromEntries(table.columns.map((id, i) => [id, row[i] ?? null])));
}
function open(asOf: string): Record<SampleTableId, Row[]> {
	const tables = Object.entries(sampleWorkbook(asOf)).map(([id, table]) => [id, records(table)]);
	return Object.fromEntries(tables) as Record<SampleTableId, Row[]>;
}
function text(cell: SampleCell | undefined): string {
	return typeof cell === "string" ? cell : "";
}
/** Days since 1970, NaN for a blank. */
function day(cell: SampleCell | undefined): number {
	return typeof cell === "object" && cell !== null
		? Date.parse(cell.date.slice(0, 10)) / 86_400_000
		: Number.NaN;
}
const key = (cell: SampleCell | undefined) => text(cell).toLowerCase();

const book = open(AS_OF);
const asOf = Date.parse(AS_OF) / 86_400_000;

describe("sampleWorkbook", () => {
	it("gives the same cells for the same day, others for another", () => {
		expect(JSON.stringify(sampleWorkbook(AS_OF))).toBe(JSON.stringify(sampleWorkbook(AS_OF)));
		expect(JSON.stringify(sampleWorkbook("2026-11-20"))).not.toBe(JSON.stringify(sampleWorkbook(AS_OF)));
	});

	it("refuses what is no day", () => {
		expect(() => sampleWorkbook("2026-02-30")).toThrow(RangeError);
	});

	it("has the promised size", () => {
		expect(book.leads).toHaveLength(600);
		expect(book.activities).toHaveLength(8000);
		expect(book.deals).toHaveLength(250);
		expect(book.companies).toHaveLength(220);
		const reps = book.members.filter(({ role }) => ["SDR", "BDR", "FS"].includes(text(role)));
		expect(reps).toHaveLength(6);
		expect(new Set(book.leads.map(({ channel }) => channel)).size).toBe(7);
	});

	it("names only columns that the workbook has", () => {
		for (const [id, { columns }] of Object.entries(sampleWorkbook(AS_OF))) {
			expect(Object.keys(specOf(id as SampleTableId).columns)).toEqual(expect.arrayContaining([...columns]));
		}
	});

	it.each([AS_OF, ...OTHER_DAYS])("ends before %s and begins 18 months earlier", (given) => {
		const { leads, activities, deals } = open(given);
		const today = Date.parse(given) / 86_400_000;
		const days = [
			...leads.map(({ created_at }) => day(created_at)),
			...activities.map(({ at }) => day(at)),
			...deals.map(({ created_at }) => day(created_at)),
			...deals
				.filter(({ stage }) => stage === "契約" || stage === "失注")
				.map(({ closes_at }) => day(closes_at)),
		].filter((found) => !Number.isNaN(found));
		expect(Math.max(...days)).toBeLessThan(today);
		expect(Math.min(...days)).toBeGreaterThan(today - 552);
		expect(new Set(leads.map(({ created_at }) => Math.floor(day(created_at) / 31))).size).toBeGreaterThan(15);
	});
});

describe("the sample's leads", () => {
	/** The published table with a 30-day window, counted anew from the rows. */
	function scores(given: string): { score: number; vetoed: boolean }[] {
		const { leads, activities } = open(given);
		const today = Date.parse(given) / 86_400_000;
		const deeds = new Map<string, Row[]>();
		for (const row of activities) {
			const age = today - day(row["at"]);
			if (!(age >= 0 && age <= 29) || key(row["email"]) === "") continue;
			deeds.set(key(row["email"]), [...(deeds.get(key(row["email"])) ?? []), row]);
		}
		return leads.map((lead) => {
			const own = deeds.get(key(lead["email"])) ?? [];
			const about = (type: string) =>
				own.filter((row) => row["type"] === type && text(row["target"]).includes("製品ABC"));
			const total = (column: string) =>
				about("ページ閲覧").reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
			const senior = /^(部長|工場長|本部長|執行役員|取締役.*|代表取締役.*|社長室長)$/;
			return {
				score:
					(text(lead["industry"]).includes("自動車") ? 20 : 0) +
					(senior.test(text(lead["title"])) ? 10 : 0) +
					(own.some(({ type }) => type === "展示会来場") ? 10 : 0) +
					(total("count") >= 3 ? 30 : 0) +
					(Math.round(total("minutes") * 10) >= 50 ? 40 : 0) +
					(about("資料DL").some(({ via }) => via === "メール") ? 20 : 0) +
					(about("アンケート回答").some(({ answer }) => answer === "現在検討中") ? 50 : 0),
				vetoed: lead["company_verdict"] === "対象外" || lead["contact_verdict"] === "対象外",
			};
		});
	}

	it.each([AS_OF, ...OTHER_DAYS])("holds hot, just missed and warm ones on %s", (given) => {
		const all = scores(given);
		const count = (test: (score: number) => boolean) =>
			all.filter(({ score, vetoed }) => !vetoed && test(score)).length;
		expect(count((score) => score > 120)).toBeGreaterThanOrEqual(15);
		expect(count((score) => score > 120)).toBeLessThanOrEqual(25);
		expect(all.filter(({ score }) => score === 120).length).toBeGreaterThanOrEqual(1);
		expect(count((score) => score >= 40 && score <= 110)).toBeGreaterThanOrEqual(40);
	});

	it("are judged for about 40 %, each judgement with a reason", () => {
		const judged = book.leads.filter(({ company_verdict }) => company_verdict !== null);
		expect(judged.length / book.leads.length).toBeGreaterThan(0.35);
		expect(judged.length / book.leads.length).toBeLessThan(0.45);
		expect(judged.filter(({ verdict_reason }) => verdict_reason === null)).toEqual([]);
		const target = judged.filter(({ company_verdict }) => company_verdict === "対象").length / judged.length;
		expect(target).toBeGreaterThan(0.55);
		expect(target).toBeLessThan(0.8);
	});

	it("hold the mistakes that people make", () => {
		const employees = book.leads.map((lead) => lead["employees"]);
		expect(employees.some((cell) => /^約\d+名$/.test(text(cell)))).toBe(true);
		expect(employees.some((cell) => /[０-９]/.test(text(cell)))).toBe(true);
		expect(employees.some((cell) => cell === null)).toBe(true);
		expect(book.leads.some(({ title }) => title === "取締役 兼 営業本部長")).toBe(true);
		const emails = book.leads.map(({ email }) => key(email)).filter((email) => email !== "");
		expect(emails.length - new Set(emails).size).toBeGreaterThanOrEqual(3);
	});

	it("belong to nobody: addresses that cannot exist, numbers that no exchange has", () => {
		for (const { email, phone } of book.leads) {
			expect(text(email)).toMatch(/^$|\.example$|_.*@gmail\.com$/i);
			expect(text(phone).normalize("NFKC")).toMatch(/^$|^0\d+[-−]0+[-−]\d{4}$/);
		}
		for (const { email } of book.activities) expect(text(email)).toMatch(/^$|\.example$|_.*@gmail\.com$/i);
	});
});

describe("the sample's activities", () => {
	it("gather on a few leads", () => {
		const perLead = new Map<string, number>();
		for (const { email } of book.activities) perLead.set(key(email), (perLead.get(key(email)) ?? 0) + 1);
		const sizes = [...perLead.values()].sort((a, b) => b - a);
		const top = sizes.slice(0, sizes.length / 10).reduce((sum, size) => sum + size, 0);
		expect(top / 8000).toBeGreaterThan(0.25);
		expect(top / 8000).toBeLessThan(0.6);
	});

	it("use the labels of the type list, and stand in order of time but for the undated", () => {
		const labels = new Set<string>(Object.values(messagesIn("ja").choices.activity_type));
		expect(book.activities.filter(({ type }) => !labels.has(text(type)))).toEqual([]);
		const dated = book.activities.map(({ at }) => at).filter((at) => at !== null) as { date: string }[];
		expect(8000 - dated.length).toBe(2);
		expect(dated.map(({ date }) => date)).toEqual(dated.map(({ date }) => date).sort());
	});
});

describe("the sample's deals", () => {
	const created = new Map<string, number>();
	for (const lead of book.leads) {
		const at = day(lead["created_at"]);
		created.set(key(lead["email"]), Math.min(at, created.get(key(lead["email"])) ?? at));
	}
	const linked = book.deals.filter(({ email }) => key(email) !== "");
	const won = book.deals.filter(({ stage }) => stage === "契約");
	const lost = book.deals.filter(({ stage }) => stage === "失注");

	it("are won in 25 to 30 of a hundred, at 0.3 to 8 million yen", () => {
		const rate = won.length / (won.length + lost.length);
		expect(rate).toBeGreaterThan(0.25);
		expect(rate).toBeLessThan(0.3);
		expect(book.deals.length - won.length - lost.length).toBeGreaterThan(35);
		for (const { amount, stage } of book.deals) {
			if (stage === "契約") expect(amount).toEqual(expect.any(Number));
			if (amount === null) continue;
			expect(amount).toBeGreaterThanOrEqual(300_000);
			expect(amount).toBeLessThanOrEqual(8_000_000);
		}
	});

	it("are won 30 to 150 days after their lead", () => {
		for (const { email, closes_at } of won.filter((deal) => key(deal["email"]) !== "")) {
			const days = day(closes_at) - (created.get(key(email)) ?? Number.NaN);
			expect(days).toBeGreaterThanOrEqual(30);
			expect(days).toBeLessThanOrEqual(150);
		}
	});

	it("belong to known leads, a few of them dated before it", () => {
		expect(linked.filter(({ email }) => !created.has(key(email)))).toEqual([]);
		const reversed = linked.filter(
			({ email, created_at }) => day(created_at) < (created.get(key(email)) ?? Number.NaN),
		);
		expect(reversed.length).toBeGreaterThanOrEqual(2);
		expect(reversed.length).toBeLessThanOrEqual(6);
	});

	it("stand on stages that set-up lays out", () => {
		const stages = messagesIn("ja").defaults.stages.map(([stage]) => stage);
		expect(book.deals.filter(({ stage }) => !stages.includes(text(stage)))).toEqual([]);
	});
});

describe("the sample's agreements", () => {
	it("set targets for known metrics, kinds, channels and reps", () => {
		const { metrics, choices } = messagesIn("ja");
		const channels = new Set(book.leads.map(({ channel }) => channel));
		const reps = new Set(book.members.map(({ name }) => name));
		for (const target of book.targets) {
			expect(Object.values(metrics)).toContain(target["metric"]);
			expect(Object.values(choices.target_kind)).toContain(target["kind"]);
			const known = { [choices.target_kind.channel]: channels, [choices.target_kind.rep]: reps }[
				text(target["kind"])
			];
			expect(known?.has(target["dimension"] ?? null) ?? target["dimension"] === null).toBe(true);
		}
	});

	it("leave this month a little behind", () => {
		const month = AS_OF.slice(0, 7);
		const target = book.targets.find(
			(row) => row["month"] === month && row["metric"] === "受注額" && row["dimension"] === null,
		);
		const won = book.deals
			.filter(({ stage, closes_at }) => stage === "契約" && text0(closes_at).startsWith(month))
			.reduce((sum, { amount }) => sum + Number(amount), 0);
		const elapsed = (asOf - Date.parse(`${month}-01`) / 86_400_000) / 30;
		const pace = won / (Number(target?.["value"]) * elapsed);
		expect(pace).toBeGreaterThan(0.7);
		expect(pace).toBeLessThan(1.05);
	});

	function text0(cell: SampleCell | undefined): string {
		return typeof cell === "object" && cell !== null ? cell.date : "";
	}
});

describe("the sample's companies", () => {
	it("bear corporate numbers with a valid check digit", () => {
		const numbers = book.companies
			.map((company) => text(company["corporate_number"]))
			.filter((n) => n !== "");
		expect(numbers.length).toBeGreaterThan(100);
		for (const number of numbers) {
			const digits = [...number].map(Number);
			const sum = digits
				.slice(1)
				.reverse()
				.reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 1 : 2), 0);
			expect(digits[0]).toBe(9 - (sum % 9));
		}
	});

	const data = process.env["MIKOMI_DATA"] ?? "../shared/data";
	it.runIf(existsSync(`${data}/edinet_companies.csv`))(
		"bear names that no listed or reporting company has",
		() => {
			const plain = (name: string) =>
				name.normalize("NFKC").replace(/株式会社|有限会社|合同会社|\(株\)|\s/g, "");
			const real = new Set<string>();
			for (const file of ["jpx_listed_companies_20250331.csv", "edinet_companies.csv"]) {
				for (const row of readCsvFile(`${data}/${file}`).rows) for (const cell of row) real.add(plain(cell));
			}
			expect(book.companies.filter(({ name }) => real.has(plain(text(name))))).toEqual([]);
		},
	);
});

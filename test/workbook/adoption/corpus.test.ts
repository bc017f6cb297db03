import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { look } from "../../../src/workbook/adoption/look";
import { around } from "./around";
import { COUNTERPARTS, type Counterparts } from "./counterparts";

const data = process.env["MIKOMI_DATA"] ?? "../shared/data";
const corpus = `${data}/crm_export_headers.csv`;

interface Score {
	needed: number;
	right: number;
	/** Taken for something that they are not, though not marked as doubtful. */
	wrong: string[];
	missed: string[];
	columns: number;
}

function compare(
	truth: Counterparts,
	rows: readonly (readonly string[])[],
	table: Counterparts["table"],
): Score {
	const seen = look(rows, table, null, truth.of, around());
	const score: Score = { needed: 0, right: 0, wrong: [], missed: [], columns: rows[0]?.length ?? 0 };
	const taken = new Map(seen.columns.flatMap((each) => (each.column === null ? [] : [[each.column, each]])));
	const at = `${truth.of} ${truth.language}`;
	for (const [column, headers] of Object.entries(truth.headers)) {
		if (column.endsWith("?")) continue;
		score.needed++;
		const header = rows[0]?.[(taken.get(column)?.at ?? 0) - 1];
		if (header !== undefined && headers.includes(header)) score.right++;
		else score.missed.push(`${at}: ${column} is ${header ?? "nothing"}`);
	}
	for (const [column, each] of taken) {
		const header = rows[0]?.[each.at - 1] ?? "";
		const allowed = truth.headers[column] ?? truth.headers[`${column}?`] ?? [];
		if (!allowed.includes(header) && each.confidence !== "doubtful")
			score.wrong.push(`${at}: ${header} as ${column} (${each.confidence})`);
	}
	return score;
}

describe.skipIf(!existsSync(corpus))("the headers of real exports (needs MIKOMI_DATA)", () => {
	const rows = existsSync(corpus)
		? (parse(readFileSync(corpus, "utf8"), { columns: true, bom: true }) as Record<string, string>[])
		: [];
	const headersOf = ({ of, language }: Counterparts) =>
		rows
			.filter((row) => `${row["system"]} ${row["object"]}` === of && row["lang"] === language)
			.map((row) => row["header"] as string);

	it("names only headers that the corpus has, and all of its exports", () => {
		for (const truth of COUNTERPARTS) {
			const headers = headersOf(truth);
			expect(headers.length, truth.of).toBeGreaterThan(0);
			for (const header of Object.values(truth.headers).flat()) expect(headers, truth.of).toContain(header);
		}
		const exports = new Set(rows.map((row) => `${row["system"]} ${row["object"]} ${row["lang"]}`));
		expect(COUNTERPARTS.map(({ of, language }) => `${of} ${language}`).sort()).toEqual([...exports].sort());
	});

	it("are mapped right for at least 95 % of the counterparts, wrong without a doubt for less than 1 %", () => {
		const scores = COUNTERPARTS.map((truth) => compare(truth, [headersOf(truth)], truth.table));
		const sum = (pick: (score: Score) => number) => scores.reduce((total, score) => total + pick(score), 0);
		const [needed, right, columns] = [sum((s) => s.needed), sum((s) => s.right), sum((s) => s.columns)];
		const wrong = scores.flatMap((score) => score.wrong);
		console.log(
			`Header corpus: ${right} of ${needed} counterparts right (${((right / needed) * 100).toFixed(1)} %), ` +
				`${wrong.length} of ${columns} columns wrong and not doubtful (${((wrong.length / columns) * 100).toFixed(2)} %)\n` +
				[...scores.flatMap((score) => score.missed), ...wrong].join("\n"),
		);
		expect(needed).toBeGreaterThan(200);
		expect(right / needed).toBeGreaterThanOrEqual(0.95);
		expect(wrong.length / columns).toBeLessThan(0.01);
	});

	it("tell which table it is", () => {
		const wrong = COUNTERPARTS.filter(
			(truth) => look([headersOf(truth)], null, null, truth.of, around()).table !== truth.table,
		);
		expect(wrong.map(({ of, language }) => `${of} ${language}`)).toEqual([]);
	});
});

describe.skipIf(!existsSync(`${data}/zoho-demo`))("Zoho's export with its rows (needs MIKOMI_DATA)", () => {
	it.each(["Leads", "Contacts", "Accounts", "Potentials"])("needs no correction for %s", (object) => {
		const rows = parse(readFileSync(`${data}/zoho-demo/${object}.csv`, "utf8"), { bom: true }) as string[][];
		const truth = COUNTERPARTS.find(({ of }) => of === `Zoho CRM ${object}`) as Counterparts;
		const seen = look(rows, null, null, object, around());
		expect(seen.table).toBe(truth.table);
		expect([seen.headRow, seen.headRows, seen.rows]).toEqual([1, 1, rows.length - 1]);
		const taken = seen.columns
			.filter(({ column }) => column !== null)
			.map(({ column, header }) => [column, header]);
		expect(Object.fromEntries(taken)).toEqual(
			Object.fromEntries(Object.entries(truth.headers).map(([column, [header]]) => [column, header])),
		);
		expect(seen.columns.filter(({ confidence }) => confidence === "doubtful")).toEqual([]);
		expect(seen.problem).toBe("");
	});
});

/** One implementation over one size in a process of its own; prints what it took as a line of JSON. */
import { readFileSync } from "node:fs";
import { type Duplicates, findDuplicates } from "../../src/domain/duplicates/find-duplicates";
import { companyKey } from "../../src/domain/normalize/company";
import { readCorporateNumber } from "../../src/domain/normalize/corporate-number";
import { emailKey } from "../../src/domain/normalize/email";
import { readPersonName } from "../../src/domain/normalize/person-name";
import { phoneKey } from "../../src/domain/normalize/phone";
import { readPostalCode } from "../../src/domain/normalize/postal-code";
import { foldKey, normalizeText } from "../../src/domain/normalize/text";
import { type CorruptedList, corruptedList, qualityOf } from "../domain/duplicates/corrupted-list";

const [implementation = "", size = "10000", seed = "1", companies = ""] = process.argv.slice(2);

const SEARCHED = ["company", "name", "email", "phone", "corporateNumber", "postalCode", "address"] as const;

/** Every cell as a text of its own, as a service call answers them. */
function fresh(list: CorruptedList): CorruptedList {
	const columns = SEARCHED.map((field) => [
		field,
		list[field].map((cell) => (cell === null ? null : Buffer.from(cell).toString())),
	]);
	return { ...list, ...Object.fromEntries(columns) };
}

/** Reads each cell's text once: every letter of it, as it stands or normalised. */
function readCells(list: CorruptedList, read: (text: string) => string): number {
	let sum = 0;
	for (const field of SEARCHED) {
		const cells = list[field];
		for (let row = 0; row < cells.length; row++) {
			const cell = cells[row];
			if (cell === null || cell === undefined) continue;
			const text = read(String(cell));
			for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
		}
	}
	return sum;
}

/** The key of each cell by its own reader, each distinct text once: what a search does before it compares. */
function keyCells(list: CorruptedList): number {
	const readers = {
		company: (text: string) => companyKey(text).key,
		name: (text: string) => readPersonName(text).key,
		email: emailKey,
		phone: phoneKey,
		corporateNumber: (text: string) => readCorporateNumber(text).number,
		postalCode: (text: string) => readPostalCode(text).postalCode,
		address: foldKey,
	};
	let sum = 0;
	for (const field of SEARCHED) {
		const known = new Map<string, string | null>();
		for (const cell of list[field]) {
			if (cell === null || known.has(cell)) continue;
			known.set(cell, readers[field](cell));
		}
		sum += known.size;
	}
	return sum;
}

const names = readFileSync(companies, "utf8")
	.split("\n")
	.slice(1)
	.map((line) => line.split(",")[2])
	.filter((name): name is string => name !== undefined);
const made = corruptedList(names, seed, Number(size));
const list = fresh(made);
for (let i = 0; i < 3; i++) globalThis.gc?.();

const cpu = process.cpuUsage();
const started = performance.now();
let found: Duplicates | null = null;
let sum = 0;
if (implementation === "letters") sum = readCells(list, (text) => text);
else if (implementation === "texts") sum = readCells(list, normalizeText);
else if (implementation === "keys") sum = keyCells(list);
else found = findDuplicates(list);
const ms = performance.now() - started;
const { user, system } = process.cpuUsage(cpu);

const quality = (pairs: Parameters<typeof qualityOf>[1]) => qualityOf(list.entity, pairs);
const strengths = (names: readonly string[]) =>
	quality(
		(found?.pairs ?? []).filter(({ relation, strength }) => relation === "same" && names.includes(strength)),
	);
console.log(
	JSON.stringify({
		ms,
		cpuMs: (user + system) / 1000,
		rows: list.size,
		sum,
		compared: found?.compared ?? 0,
		quality:
			found === null
				? {}
				: {
						certain: strengths(["certain"]),
						strong: strengths(["strong"]),
						"certain + strong": strengths(["certain", "strong"]),
						"with possible": strengths(["certain", "strong", "possible"]),
						groups: quality(
							found.groups.flatMap(({ rows }) =>
								rows.flatMap((a, i) => rows.slice(i + 1).map((b) => ({ a, b }))),
							),
						),
					},
		made: Object.fromEntries(list.made),
	}),
);

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LeadKeys, type LeadReference, linkerTo } from "../../src/domain/linking";
import type { Column } from "../../src/domain/records";

interface Row {
	readonly id?: string | null;
	readonly email?: string | null;
	readonly name?: string | null;
	readonly company?: string | null;
}

const column = (rows: readonly Row[], field: keyof Row): Column<string> =>
	rows.map((row) => row[field] ?? null);

function keysOf(rows: readonly Row[]): LeadKeys {
	return {
		size: rows.length,
		ids: () => [column(rows, "id")],
		email: () => column(rows, "email"),
		name: () => column(rows, "name"),
		company: () => column(rows, "company"),
	};
}

const recordsOf = (rows: readonly Row[]): LeadReference => ({
	ref: column(rows, "id"),
	email: column(rows, "email"),
	name: column(rows, "name"),
	company: column(rows, "company"),
});

function linksOf(leads: readonly Row[], records: readonly Row[], slice = records.length): number[] {
	const link = linkerTo(keysOf(leads));
	const links = new Int32Array(records.length).fill(-1);
	for (let from = 0; from < records.length; from += slice) {
		const to = Math.min(from + slice, records.length);
		link(recordsOf(records.slice(from, to)), links.subarray(from, to));
	}
	return Array.from(links);
}

const LEADS: readonly Row[] = [
	{ id: "N1", email: "taro@abc.co.jp", name: "山田 太郎", company: "株式会社ABC" },
	{ id: "N2", email: "taro@abc.co.jp", name: "山田 太郎", company: "ABC" },
	{ id: "N3", name: "鈴木 花子", company: "㈱みなと" },
];

describe("linkerTo", () => {
	it.each<[string, Row, number]>([
		["by lead number, however it is typed", { id: "ｎ３", email: "taro@abc.co.jp" }, 2],
		["by e-mail where the number is nobody's", { id: "N9", email: "TARO@abc.co.jp" }, 0],
		["to the upper of two leads with one address", { email: "taro+news@abc.co.jp" }, 0],
		["by person and company, in any form", { name: "鈴木花子", company: "みなと株式会社" }, 2],
		["to none by a company alone", { company: "㈱みなと" }, -1],
		["to none by a person alone", { name: "鈴木 花子" }, -1],
		["to none for a stranger", { email: "x@y.jp", name: "誰か", company: "どこか" }, -1],
		["to none for a blank record", {}, -1],
	])("links %s", (_, record, lead) => {
		expect(linksOf(LEADS, [record])).toEqual([lead]);
	});

	it("links the same in any slices", () => {
		const row = fc.record({
			id: fc.constantFrom(null, "N1", "ｎ１", "N2", "N9"),
			email: fc.constantFrom(null, "a@x.jp", "A@X.jp", "ａ@x.jp", "b@x.jp", "no address"),
			name: fc.constantFrom(null, "佐藤", "佐 藤", "鈴木"),
			company: fc.constantFrom(null, "㈱A", "株式会社A", "B", "株式会社"),
		});
		const rows = fc.array(row, { maxLength: 30 });
		fc.assert(
			fc.property(rows, rows, fc.integer({ min: 1, max: 7 }), (leads, records, slice) => {
				expect(linksOf(leads, records, slice)).toEqual(linksOf(leads, records));
				records.forEach((record, i) => {
					expect(linksOf(leads, [record])[0]).toBe(linksOf(leads, records)[i]);
				});
			}),
			{ numRuns: 60 },
		);
	});
});

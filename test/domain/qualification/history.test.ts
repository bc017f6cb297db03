import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstBreak, type Seal, sealed, type VerdictRecord } from "../../../src/domain/qualification/history";

type Row = VerdictRecord & Seal;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function chainOf(records: readonly VerdictRecord[]): Row[] {
	const rows: Row[] = [];
	for (const record of records) {
		rows.push({ ...record, ...sealed(record, rows[rows.length - 1]?.hash ?? "", sha256) });
	}
	return rows;
}

const RECORD: VerdictRecord = {
	at: "2026-11-20 14:05",
	leadId: "L-1",
	company: "丸山製作所",
	axis: "company",
	verdict: "in",
	before: "",
	reason: "自動車部品、300名",
	source: "phone",
	by: "佐藤",
	saveId: "abcd1234",
};

describe("sealed", () => {
	it("hashes the hash before, every field but the reason, and the reason's own hash, as one JSON array", () => {
		const { reasonHash, hash } = sealed(RECORD, "feed", sha256);
		expect(reasonHash).toBe(sha256("自動車部品、300名"));
		const texts = `"丸山製作所","company","in","","${reasonHash}","phone","佐藤","abcd1234"`;
		expect(hash).toBe(sha256(`["feed","2026-11-20 14:05","L-1",${texts}]`));
	});

	it("tells apart rows whose fields differ only in where one ends", () => {
		const left = sealed({ ...RECORD, leadId: "L-1", company: "2社" }, "", sha256);
		const right = sealed({ ...RECORD, leadId: "L-12", company: "社" }, "", sha256);
		const quoted = sealed({ ...RECORD, leadId: 'L-1","2社', company: "" }, "", sha256);
		expect(new Set([left.hash, right.hash, quoted.hash]).size).toBe(3);
	});
});

const records = fc.array(
	fc.record({
		at: fc.constantFrom("2026-11-20 14:05", "2026-11-20 14:06"),
		leadId: fc.constantFrom("L-1", "L-2"),
		company: fc.string({ maxLength: 4 }),
		axis: fc.constantFrom("company", "contact", "deal"),
		verdict: fc.constantFrom("in", "out", ""),
		before: fc.constantFrom("in", "out", ""),
		reason: fc.string({ maxLength: 6 }),
		source: fc.constantFrom("phone", ""),
		by: fc.string({ maxLength: 4 }),
		saveId: fc.string({ maxLength: 8 }),
	}),
	{ minLength: 1, maxLength: 6 },
);

describe("firstBreak", () => {
	it("finds none in a chain as it was written, nor in an empty one", () => {
		fc.assert(
			fc.property(records, (list) => {
				expect(firstBreak(chainOf(list), sha256)).toBe(-1);
			}),
		);
		expect(firstBreak([], sha256)).toBe(-1);
	});

	it("finds any change of any field of any row, at that row", () => {
		fc.assert(
			fc.property(records, fc.nat(), fc.string({ minLength: 1, maxLength: 4 }), (list, at, other) => {
				const chain = chainOf(list);
				const row = at % chain.length;
				for (const field of Object.keys(chain[row]!) as (keyof Row)[]) {
					const now = chain[row]![field];
					for (const changed of [`${now}${other}`, other, ""]) {
						if (changed === now || (field === "reason" && changed === "")) continue;
						const rows = chain.map((each, i) => (i === row ? { ...each, [field]: changed } : each));
						expect(firstBreak(rows, sha256), field).toBe(row);
					}
				}
			}),
		);
	});

	it("finds a row that was taken out, put in twice or swapped with the next", () => {
		fc.assert(
			fc.property(records, fc.nat(), (list, at) => {
				const chain = chainOf([RECORD, ...list, RECORD]);
				const row = at % (chain.length - 1);
				const without = chain.filter((_, i) => i !== row);
				const twice = [...chain.slice(0, row + 1), ...chain.slice(row)];
				const swapped = chain.slice();
				swapped.splice(row, 2, chain[row + 1]!, chain[row]!);
				expect(firstBreak(without, sha256)).toBe(row);
				expect(firstBreak(twice, sha256)).toBe(row + 1);
				expect(firstBreak(swapped, sha256)).toBe(row);
			}),
		);
	});

	it("finds a whole row rewritten with a fitting hash, at the row after it", () => {
		const chain = chainOf([RECORD, { ...RECORD, leadId: "L-2" }, { ...RECORD, leadId: "L-3" }]);
		const forged = { ...RECORD, leadId: "L-2", verdict: "out" };
		const rows = [chain[0]!, { ...forged, ...sealed(forged, chain[0]!.hash, sha256) }, chain[2]!];
		expect(firstBreak(rows, sha256)).toBe(2);
	});

	it("lets reasons be blanked, all or some, and still finds one that was changed", () => {
		fc.assert(
			fc.property(records, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (list, blanked) => {
				const rows = chainOf(list).map((row, i) => (blanked[i] ? { ...row, reason: "" } : row));
				expect(firstBreak(rows, sha256)).toBe(-1);
			}),
		);
		const redacted = chainOf([RECORD, RECORD]).map((row) => ({ ...row, reason: "" }));
		expect(firstBreak([redacted[0]!, { ...redacted[1]!, reason: "別の理由" }], sha256)).toBe(1);
	});
});

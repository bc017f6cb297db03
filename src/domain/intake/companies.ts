import { type Companies, findDuplicateCompanies } from "../duplicates/find-companies";
import { companyKey } from "../normalize/company";
import { readCorporateNumber } from "../normalize/corporate-number";
import type { Dictionary } from "../normalize/dictionary";
import { foldKey } from "../normalize/text";
import type { Column } from "../records";
import { firstByKey, knownAs, type Match, type MatchReason, NOBODY, repeating } from "./match";

export interface Firms extends Companies {
	/** The team's own number. */
	readonly sourceId: Column<string>;
}

/**
 * Which companies of a file are known: by corporate number, by name with a domain, phone, house or the team's own number
 * in common, or because every identifying cell is the same. A name alone is only told.
 */
export function matchFirms(house: Firms, incoming: Firms, emailDomains?: Dictionary): Match[] {
	const both = joined(house, incoming);
	const { pairs, groups } = findDuplicateCompanies(both, emailDomains === undefined ? {} : { emailDomains });
	const direct = new Map<number, Match>();
	const possible = new Map<number, Match>();
	for (const { a, b, strength, reasons, doubts } of pairs) {
		if (a >= house.size || b < house.size) continue;
		const row = b - house.size;
		if (strength !== "possible") {
			if (!direct.has(row)) direct.set(row, knownAs(a, reasons));
		} else if (!possible.has(row)) possible.set(row, { ...NOBODY, possible: a, reasons, doubts });
	}
	const group = new Map<number, (typeof groups)[number]>();
	for (const each of groups) for (const row of each.rows) group.set(row, each);
	const identities = identitiesOf(both);
	const same = firstByKey(identities.slice(0, house.size));
	const numbers = numbersOf(both);
	const numbered = firstByKey(numbers.slice(0, house.size));
	const seen = new Map<string, number>();
	return Array.from({ length: incoming.size }, (_, row): Match => {
		const at = house.size + row;
		const identity = identities[at]!;
		const mates = group.get(at);
		const known = same.get(identity);
		const byNumber = numbers[at] === "" ? undefined : numbered.get(numbers[at]!);
		const ofGroup = mates?.rows.find((other) => other < house.size);
		const found: Match | undefined =
			known !== undefined
				? knownAs(known, ["same"])
				: byNumber !== undefined && !differ(both, byNumber, at)
					? knownAs(byNumber, ["number"])
					: mates !== undefined && direct.has(row)
						? direct.get(row)
						: ofGroup === undefined
							? undefined
							: knownAs(ofGroup, mates!.reasons);
		if (found !== undefined) return found;
		const keys: readonly (readonly [string, readonly MatchReason[]])[] = [
			[`i${identity}`, ["same"]],
			[numbers[at] === "" ? "" : `n${numbers[at]}`, ["number"]],
			[mates === undefined ? "" : `g${mates.rows[0]}`, mates?.reasons ?? []],
		];
		const earlier = keys.find(
			([key]) => key !== "" && seen.has(key) && !differ(both, house.size + seen.get(key)!, at),
		);
		for (const [key] of keys) if (key !== "" && !seen.has(key)) seen.set(key, row);
		if (earlier !== undefined) return repeating(seen.get(earlier[0])!, earlier[1]);
		return possible.get(row) ?? NOBODY;
	});
}

/** Two valid corporate numbers are two companies. */
function differ({ corporateNumber }: Firms, a: number, b: number): boolean {
	const [one, other] = [a, b].map((row) => readCorporateNumber(corporateNumber[row] ?? "").number);
	return one !== null && other !== null && one !== other;
}

/** The team's number with the name: numbers of two systems may collide. */
function numbersOf({ size, name, sourceId }: Firms): string[] {
	return Array.from({ length: size }, (_, row) => {
		const number = foldKey(sourceId[row] ?? "");
		return number === "" ? "" : `${number}\n${companyKey(name[row] ?? "").key}`;
	});
}

function identitiesOf({ size, name, corporateNumber, domain, phone, postalCode, address, sourceId }: Firms) {
	const columns = [name, corporateNumber, domain, phone, postalCode, address, sourceId];
	return Array.from({ length: size }, (_, row) =>
		columns.map((column) => foldKey(column[row] ?? "")).join("\n"),
	);
}

function joined(a: Firms, b: Firms): Firms {
	const column = <T>(one: Column<T>, other: Column<T>): Column<T> => [
		...Array.from({ length: a.size }, (_, row) => one[row] ?? null),
		...Array.from({ length: b.size }, (_, row) => other[row] ?? null),
	];
	return {
		size: a.size + b.size,
		createdAt: [],
		name: column(a.name, b.name),
		corporateNumber: column(a.corporateNumber, b.corporateNumber),
		domain: column(a.domain, b.domain),
		phone: column(a.phone, b.phone),
		postalCode: column(a.postalCode, b.postalCode),
		address: column(a.address, b.address),
		sourceId: column(a.sourceId, b.sourceId),
	};
}

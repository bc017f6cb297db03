import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Firms, matchFirms } from "../../../src/domain/intake/companies";
import { matchPeople, type People } from "../../../src/domain/intake/contacts";
import { matchActivities, matchDeals, partyOf } from "../../../src/domain/intake/events";
import { withoutMyNumbers } from "../../../src/domain/intake/masked";
import { shareOut } from "../../../src/domain/intake/shares";
import { isPossibleMyNumber } from "../../../src/domain/normalize/my-number";

type Person = Partial<
	Record<"company" | "name" | "email" | "phone" | "sourceId" | "department" | "title", string>
>;

function people(rows: readonly Person[]): People {
	const column = (field: keyof Person) => rows.map((row) => row[field] ?? null);
	return {
		size: rows.length,
		company: column("company"),
		name: column("name"),
		email: column("email"),
		phone: column("phone"),
		sourceId: column("sourceId"),
		department: column("department"),
		title: column("title"),
		corporateNumber: [],
		postalCode: [],
		address: [],
		createdAt: [],
	};
}

const CHIBA: Person = { company: "シー電装", name: "千葉 一", email: "chiba@c.example", sourceId: "5" };

describe("matchPeople", () => {
	it.each<[why: string, incoming: Person, known: number | null]>([
		["the same mailbox", { company: "(株)シー電装", name: "千葉　一", email: "CHIBA@c.example" }, 0],
		["the same company without a name", { company: "シー電装" }, null],
		["another person at the same company", { company: "シー電装", name: "土井 次郎" }, null],
		["the same number and mailbox", { email: "chiba@c.example", sourceId: "5" }, 0],
		["the same number of another system", { company: "ディー工業", name: "土井", sourceId: "5" }, null],
		[
			"a moved person, who stays two",
			{ company: "他社", name: "千葉 一", email: "chiba@other.example" },
			null,
		],
	])("%s", (_, incoming, known) => {
		expect(matchPeople(people([CHIBA]), people([incoming]))[0]?.known).toBe(known);
	});

	it("knows a company without a person again when nothing else is said", () => {
		const rows = people([{ company: "アシスト" }, { company: "アシスト", department: "総務部" }]);
		expect(matchPeople(people([]), rows).map(({ repeats }) => repeats)).toEqual([null, null]);
		expect(matchPeople(rows, rows).map(({ known }) => known)).toEqual([0, 1]);
	});

	it("finds every row of a list in the list itself, whatever the list", () => {
		const text = fc.constantFrom(
			"",
			"エー社",
			"ビー社",
			"有田",
			"有田 一",
			"a@a.example",
			"info@a.example",
			"090-1111-2222",
		);
		const row = fc.record({ company: text, name: text, email: text, phone: text, title: text });
		fc.assert(
			fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
				const list = people(rows);
				matchPeople(list, list).forEach(({ known }, i) => {
					expect(known !== null || Object.values(rows[i] ?? {}).every((cell) => cell === "")).toBe(true);
				});
			}),
			{ numRuns: 200 },
		);
	});
});

/** What an import makes of a file: of each column the first that is filled. */
function merged(rows: readonly Person[], repeats: readonly (number | null)[]): Person[] {
	const records: Person[] = [];
	const ofRow: Person[] = [];
	rows.forEach((row, i) => {
		const first = ofRow[repeats[i] ?? -1];
		const record = first ?? { ...row };
		if (first === undefined) records.push(record);
		else for (const [field, cell] of Object.entries(row)) record[field as keyof Person] ||= cell;
		ofRow.push(record);
	});
	return records;
}

it("a file that came in once says nothing new the second time", () => {
	const text = (...words: string[]) => fc.constantFrom("", ...words);
	const row = fc.record({
		company: text("エー社", "株式会社エー社", "ビー機械", "エー社ホールディングス"),
		name: text("有田 一", "有田一", "有田", "山田 花子", "有田 二郎"),
		email: text(
			"arita@a.example",
			"arita2@a.example",
			"info@a.example",
			"hajime.arita@b.example",
			"x@gmail.com",
		),
		phone: text("090-1111-2222", "03-1111-2222"),
		title: text("部長"),
		sourceId: text("1", "2"),
	});
	fc.assert(
		fc.property(fc.array(row, { maxLength: 7 }), (all) => {
			const rows = all.filter(({ company, name, email, phone }) => company + name + email + phone !== "");
			const first = matchPeople(people([]), people(rows));
			const house = people(
				merged(
					rows,
					first.map(({ repeats }) => repeats),
				),
			);
			for (const { known, repeats } of matchPeople(house, people(rows)))
				expect(known ?? repeats).not.toBeNull();
		}),
		{ numRuns: 1000 },
	);
});

type Firm = Partial<Record<"name" | "corporateNumber" | "domain" | "phone" | "sourceId", string>>;

function firms(rows: readonly Firm[]): Firms {
	const column = (field: keyof Firm) => rows.map((row) => row[field] ?? null);
	return {
		size: rows.length,
		name: column("name"),
		corporateNumber: column("corporateNumber"),
		domain: column("domain"),
		phone: column("phone"),
		sourceId: column("sourceId"),
		postalCode: [],
		address: [],
		createdAt: [],
	};
}

describe("matchFirms", () => {
	// Numbers of 1180301018771 (トヨタ自動車) and 7010705000725 (DOMAIN.md §8) have a valid check digit.
	const house = firms([
		{ name: "アシスト", corporateNumber: "1180301018771", domain: "assist.example", phone: "03-1111-2222" },
		{ name: "みなと精機", sourceId: "77" },
	]);
	it.each<[why: string, incoming: Firm, known: number | null]>([
		["the corporate number", { name: "まったく別の名", corporateNumber: "T1180301018771" }, 0],
		["name and phone", { name: "株式会社アシスト", phone: "+81-3-1111-2222" }, 0],
		["name and domain", { name: "アシスト", domain: "https://www.assist.example/about" }, 0],
		["the name alone", { name: "アシスト" }, null],
		[
			"another corporate number",
			{ name: "アシスト", corporateNumber: "7010705000725", phone: "0311112222" },
			null,
		],
		["name and the team's number", { name: "みなと精機株式会社", sourceId: "77" }, 1],
	])("%s", (_, incoming, known) => {
		expect(matchFirms(house, firms([incoming]))[0]?.known).toBe(known);
	});

	it("tells of a name that may be the same", () => {
		expect(matchFirms(house, firms([{ name: "アシスト" }]))[0]).toMatchObject({ possible: 0, known: null });
	});

	it("finds every row of a list in the list itself", () => {
		const field = (...words: string[]) => fc.constantFrom("", ...words);
		const row = fc.record({
			name: fc.constantFrom("アシスト", "株式会社アシスト", "みなと"),
			corporateNumber: field("1180301018771", "7010705000725"),
			domain: field("a.example", "b.example"),
			phone: field("03-1111-2222"),
			sourceId: field("1", "2"),
		});
		fc.assert(
			fc.property(fc.array(row, { maxLength: 10 }), (rows) => {
				const list = firms(rows);
				for (const { known } of matchFirms(list, list)) expect(known).not.toBeNull();
			}),
			{ numRuns: 200 },
		);
	});
});

const call = (at: number, email: string, ...details: string[]) => ({
	...partyOf("", email, "", ""),
	at,
	type: "call_out",
	target: "",
	details,
});
const DAY = 86_400;

describe("matchActivities", () => {
	it("takes the same moment, type and person for one, although its result came later", () => {
		const [match] = matchActivities(
			[call(DAY + 600, "a@a.example", "absent")],
			[call(DAY + 600, "A@a.example", "key")],
		);
		expect(match?.known).toBe(0);
	});

	it("keeps two calls of one bare day apart, and finds both again", () => {
		const calls = [call(DAY, "a@a.example", "absent", "午前"), call(DAY, "a@a.example", "key", "午後")];
		expect(matchActivities([], calls).map(({ repeats }) => repeats)).toEqual([null, null]);
		expect(matchActivities(calls, calls).map(({ known }) => known)).toEqual([0, 1]);
		expect(matchActivities(calls.slice(0, 1), calls).map(({ known }) => known)).toEqual([0, null]);
	});

	it("tells people apart", () => {
		const [match] = matchActivities([call(DAY + 600, "a@a.example")], [call(DAY + 600, "b@a.example")]);
		expect(match?.known).toBeNull();
	});
});

describe("matchDeals", () => {
	const deal = (title: string, company: string, createdAt: number | null, ...details: string[]) => ({
		...partyOf("", "", "", company),
		title,
		sourceId: "",
		createdAt,
		details,
	});

	it.each<
		[why: string, house: ReturnType<typeof deal>, incoming: ReturnType<typeof deal>, known: number | null]
	>([
		["moved on", deal("導入", "A社", DAY, "提案"), deal("導入", "A社", DAY, "契約"), 0],
		["without a day", deal("導入", "A社", null, "提案"), deal("導入", "A社", null, "契約"), 0],
		["of another customer", deal("導入", "A社", DAY), deal("導入", "B社", DAY), null],
		["of another day", deal("追加", "A社", DAY), deal("追加", "A社", 40 * DAY), null],
		["of which only the name is known", deal("保守", "", null, "10"), deal("保守", "", null, "20"), null],
	])("%s", (_, house, incoming, known) => {
		expect(matchDeals([house], [incoming])[0]?.known).toBe(known);
	});

	it("keeps two deals of one name in a file, and finds both again", () => {
		const deals = [deal("保守", "A社", null, "100"), deal("保守", "A社", null, "200")];
		expect(matchDeals([], deals).map(({ repeats }) => repeats)).toEqual([null, null]);
		expect(matchDeals(deals, deals).map(({ known }) => known)).toEqual([0, 1]);
	});
});

describe("shareOut", () => {
	it("deals out by capacity, and nothing to whom has none", () => {
		const team = [
			{ name: "佐藤", fte: 1 },
			{ name: "鈴木", fte: 0.5 },
			{ name: "退職者", fte: 0 },
		];
		const given = shareOut(300, team);
		expect(team.map(({ name }) => given.filter((each) => each === name).length)).toEqual([200, 100, 0]);
		expect(shareOut(2, [])).toEqual(["", ""]);
	});

	it("is never further than one record from a fair share", () => {
		const taker = fc.record({ name: fc.uuid(), fte: fc.constantFrom(0.5, 1, 2) });
		fc.assert(
			fc.property(fc.array(taker, { minLength: 1, maxLength: 6 }), fc.nat(200), (team, count) => {
				const given = shareOut(count, team);
				const all = team.reduce((sum, { fte }) => sum + fte, 0);
				for (const { name, fte } of team) {
					const got = given.filter((each) => each === name).length;
					expect(Math.abs(got - (count * fte) / all)).toBeLessThanOrEqual(2);
				}
			}),
		);
	});
});

describe("withoutMyNumbers", () => {
	it.each([
		["控え 1234-5678-9018", "控え ************"],
		["１２３４５６７８９０１８です", "************です"],
		["1234-5678-9012", "1234-5678-9012"],
		["電話 03-1234-5678", "電話 03-1234-5678"],
	])("%s", (text, masked) => {
		expect(isPossibleMyNumber("123456789018")).toBe(true);
		expect(withoutMyNumbers(text)).toBe(masked);
	});
});

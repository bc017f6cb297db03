import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import {
	type Encoding,
	type ReadFile,
	readFile,
	readPasted,
	SEPARATORS,
	stops,
} from "../../src/dialog/read-file";
import { enDialog } from "../../src/locale/en-dialog";
import { jaDialog } from "../../src/locale/ja-dialog";

const DATA = process.env["MIKOMI_DATA"] ?? "../shared/data";
const EDINET = join(DATA, "edinet_raw_head_cp932.csv");
const ZOHO = join(DATA, "zoho-demo");

const bytesOf = (text: string, encoding = "utf-8", addBOM = false): Uint8Array =>
	iconv.encode(text, encoding, { addBOM });
const read = (text: string): ReadFile => readFile(bytesOf(text));
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const needsQuotes = (cell: string) => /[",;|\t\r\n]|^ | $/.test(cell);

describe("readFile", () => {
	const TEXT =
		"会社名,担当者,電話\r\n株式会社髙﨑①,山田 太郎,03-0000-0001\r\n青葉製作所,鈴木 〜花子,090-0000-0002\r\n";
	const ROWS = [
		["会社名", "担当者", "電話"],
		["株式会社髙﨑①", "山田 太郎", "03-0000-0001"],
		["青葉製作所", "鈴木 〜花子", "090-0000-0002"],
	];
	it.each<[string, string, boolean, Encoding]>([
		["UTF-8", "utf-8", false, "utf-8"],
		["UTF-8 with its mark, as Excel writes it", "utf-8", true, "utf-8"],
		["Shift_JIS with vendor characters", "cp932", false, "shift_jis"],
		["UTF-16, little end first, with its mark", "utf-16le", true, "utf-16le"],
		["UTF-16, big end first, with its mark", "utf-16be", true, "utf-16be"],
		["UTF-16, little end first, without", "utf-16le", false, "utf-16le"],
		["UTF-16, big end first, without", "utf-16be", false, "utf-16be"],
	])("finds out that a file is in %s", (_, encoding, hasMark, found) => {
		// The wave dash of JIS is the full-width tilde of Windows: iconv-lite writes only the latter.
		const text = encoding === "cp932" ? TEXT.replace("〜", "～") : TEXT;
		const file = readFile(bytesOf(text, encoding, hasMark));
		expect(file.encoding).toBe(found);
		expect(file.rows.map((row) => row.map((cell) => cell.replace("～", "〜")))).toEqual(ROWS);
		expect(file.problem).toBeNull();
	});

	it("takes the encoding that the person names", () => {
		const file = readFile(bytesOf("会社名,電話\n", "euc-jp"), { encoding: "euc-jp" });
		expect(file).toMatchObject({ rows: [["会社名", "電話"]], encoding: "euc-jp" });
	});

	it.each([
		["commas", ",", "a,b,c\n1,2,3\n"],
		["semicolons, with commas in the figures", ";", "a;b;c\n1,5;2;3,5\n4,25;5;6\n"],
		["tabs, with commas in the addresses", "\t", "a\tb\n東京, 港区\t1\n大阪, 北区\t2\n"],
		["bars", "|", "a|b\n1|2\n"],
		["commas below a preamble", ",", "出力日;2026\n\na,b,c\n1,2,3\n4,5,6\n"],
		["nothing: one column", ",", "会社名\n青葉製作所\n"],
	])("finds cells separated by %s", (_, separator, text) => {
		expect(read(text).separator).toBe(separator);
	});

	it("keeps blank lines and lines above the header, and knows the line at which each row begins", () => {
		const file = read('出力日,2026/11/20\r\n\r\n会社名,住所\r\n青葉,"東京\r\n港区"\r\nみどり,大阪\r\n');
		expect(file.rows).toEqual([
			["出力日", "2026/11/20"],
			[""],
			["会社名", "住所"],
			["青葉", "東京\r\n港区"],
			["みどり", "大阪"],
		]);
		expect(file.lines).toEqual([1, 2, 3, 4, 6]);
	});

	it("reads mixed line ends as line ends, and those inside a quoted cell as they are", () => {
		expect(read('a,b\r\n1,"x\ry"\n2,z\r3,w').rows).toEqual([
			["a", "b"],
			["1", "x\ry"],
			["2", "z"],
			["3", "w"],
		]);
	});

	it.each([
		[
			"a quote that never closes",
			'a,b\n1,"x\n2,y\n3,z\n',
			[
				["a", "b"],
				["1", '"x'],
				["2", "y"],
				["3", "z"],
			],
			2,
		],
		[
			"one that meets another further down",
			'a,b\n1,"x\n2,"y"\n3,z\n',
			[
				["a", "b"],
				["1", '"x'],
				["2", "y"],
				["3", "z"],
			],
			2,
		],
		[
			"quotes inside a quoted cell",
			'a,b\n"ABC "東" 社",1\n2,y\n',
			[
				["a", "b"],
				['ABC "東" 社', "1"],
				["2", "y"],
			],
			2,
		],
	])("loses no line to %s", (_, text, rows, line) => {
		const file = read(text);
		expect(file.rows).toEqual(rows);
		expect(file.problem).toEqual({ code: "quotes", count: 1, line });
	});

	it("takes a quote in the middle of a cell as a letter", () => {
		expect(read('品名,数\n24" 画面,3\n').rows).toEqual([
			["品名", "数"],
			['24" 画面', "3"],
		]);
	});

	it.each([
		["an empty file", new Uint8Array(), "empty"],
		["a file of blanks", bytesOf(" , ,\n\n"), "empty"],
		["an xlsx", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), "workbook"],
		["an xls", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), "workbook"],
		["a PDF", bytesOf("%PDF-1.7\n1 0 obj"), "binary"],
		[
			"a picture",
			new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 1, 2, 3, 4, 5]),
			"binary",
		],
		["50,000 columns", bytesOf(`${"x,".repeat(49_999)}x\n`), "wide"],
	])("refuses %s", (_, bytes, code) => {
		const { problem } = readFile(bytes);
		expect(problem?.code).toBe(code);
		expect(stops(problem)).toBe(true);
	});

	it("goes on where a file is cut off in the middle of a character", () => {
		const file = readFile(bytesOf("会社名,電話\n株式会社青葉製作所,03-0000-0001\nみどり物流").slice(0, -1));
		expect(file.encoding).toBe("utf-8");
		expect(file.rows[1]).toEqual(["株式会社青葉製作所", "03-0000-0001"]);
		expect(file.problem).toEqual({ code: "undecodable", count: 1, line: 3 });
	});

	it("drops NUL characters and says so", () => {
		const file = read("a,b\n1\0,2\nabcdefghijklmnopqrstuvwxyz,x\n");
		expect(file.rows[1]).toEqual(["1", "2"]);
		expect(file.problem).toEqual({ code: "control", count: 1, line: 2 });
	});

	it("reads back any well-formed table exactly", () => {
		const cell = fc.oneof(
			fc.string({ unit: "grapheme" }).filter((text) => !/^\uFEFF|[\0\uFFFD]/.test(text)),
			fc.constantFrom(
				"",
				" ",
				"株式会社",
				'a"b',
				'""',
				'"',
				",",
				"x;y\tz|w",
				"1\r\n2",
				"\r",
				"\n\n",
				"=1+1",
				"😀",
			),
		);
		const ends = fc.constantFrom("\n", "\r\n", "\r");
		fc.assert(
			fc.property(
				fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
				fc.constantFrom(...SEPARATORS),
				ends,
				fc.boolean(),
				(rows, separator, end, isAllQuoted) => {
					const csv = rows
						.map((row) =>
							row
								.map((text) => (isAllQuoted || needsQuotes(text) || row.length === 1 ? quoted(text) : text))
								.join(separator),
						)
						.join(end);
					// Tiny tables may speak for several separators: the person's choice is what counts then.
					const file = readFile(bytesOf(csv, "utf-8", true), { separator });
					expect(file.rows).toEqual(rows);
				},
			),
			{ numRuns: 1000 },
		);
	});
});

describe("readPasted", () => {
	it("reads cells copied from a spreadsheet, with a cell of two lines", () => {
		expect(readPasted('会社名\t住所\n青葉, 製作所\t"東京\n港区"\n').rows).toEqual([
			["会社名", "住所"],
			["青葉, 製作所", "東京\n港区"],
		]);
	});
	it("reads a pasted CSV too", () => {
		expect(readPasted("a,b\n1,2").rows).toEqual([
			["a", "b"],
			["1", "2"],
		]);
	});
});

/** Small, fast and always the same. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

describe("2,000 mangled files", () => {
	const WORDS = [
		"株式会社青葉製作所",
		"山田 太郎",
		"aoba@example.co.jp",
		"03-0000-0001",
		"",
		"😀",
		"備考, あり",
		'いわゆる"大口"',
		"一行目\n二行目",
		"2026/11/20",
		"髙﨑",
		"ﾃｽﾄ",
	];
	const answers = new Map<string, number>();

	/** A file, its text where that is known, its rows, and how many of its places were broken. */
	interface Mangled {
		readonly bytes: Uint8Array;
		readonly text: string | null;
		readonly rows: readonly (readonly string[])[] | null;
		readonly faults: number;
	}

	function mangled(seed: number): Mangled {
		const next = random(seed);
		const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
		const separator = pick([",", ",", "\t", ";"]);
		const columns = 2 + Math.floor(next() * 8);
		const ends = next() < 0.3 ? ["\n", "\r\n", "\r"] : [pick(["\r\n", "\n"])];
		let text = next() < 0.2 ? "出力日 2026/11/20\r\n\r\n" : "";
		const rows: string[][] = [];
		let faults = 0;
		for (let row = 0; row < 2 + next() * 30; row++) {
			const cells = Array.from({ length: columns }, () => pick(WORDS));
			rows.push(cells);
			text += cells.map((cell) => (needsQuotes(cell) ? quoted(cell) : cell)).join(separator) + pick(ends);
		}
		const at = () => Math.floor(next() * text.length);
		const insert = (what: string) => {
			const place = at();
			faults++;
			text = text.slice(0, place) + what + text.slice(place);
		};
		switch (Math.floor(next() * 10)) {
			case 0:
				for (let times = 0; times < 1 + next() * 4; times++) insert('"');
				break;
			case 1:
				insert("\0\0");
				break;
			case 2:
				insert("\ud83d");
				break;
			case 3: {
				const quote = text.indexOf('"', at());
				if (quote >= 0) text = text.slice(0, quote) + text.slice(quote + 1);
				faults++;
				break;
			}
			case 4:
				insert(separator.repeat(50));
				break;
		}
		const encoding = pick(["utf-8", "utf-8", "cp932", "utf-16le", "utf-16be"]);
		const bytes = bytesOf(text, encoding, next() < 0.5);
		switch (Math.floor(next() * 12)) {
			case 0:
				return { bytes: bytes.slice(0, Math.floor(next() * bytes.length)), text: null, rows: null, faults };
			case 1: {
				const broken = Uint8Array.from(bytes);
				for (let times = 0; times < 3; times++)
					broken[Math.floor(next() * broken.length)] = Math.floor(next() * 256);
				return { bytes: broken, text: null, rows: null, faults };
			}
			case 2:
				return {
					bytes: Uint8Array.from({ length: Math.floor(next() * 600) }, () => Math.floor(next() * 256)),
					text: null,
					rows: null,
					faults,
				};
			case 3:
				return { bytes: Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes]), text: null, rows: null, faults };
		}
		// No emoji in cp932: those rows come back changed.
		return {
			bytes,
			text: encoding === "utf-8" ? bytesOf(text).toString() : null,
			rows: encoding === "cp932" ? null : rows,
			faults,
		};
	}

	it("no crash, no lost line, and an answer in one sentence for each", () => {
		let whole = 0;
		for (let seed = 1; seed <= 2000; seed++) {
			const { bytes, text, rows, faults } = mangled(seed);
			const file = readFile(bytes);
			for (const words of [jaDialog, enDialog]) {
				const sentence = words.file.answer(file);
				expect(sentence.length, `seed ${seed}`).toBeGreaterThan(5);
				expect(sentence, `seed ${seed}`).not.toMatch(/undefined|NaN|[\r\n]/);
			}
			expect(file.lines.length, `seed ${seed}`).toBe(file.rows.length);
			const code = file.problem?.code ?? "none";
			answers.set(code, (answers.get(code) ?? 0) + 1);
			if (stops(file.problem)) continue;
			// Everything but separators, quotes and line ends is in the cells, in its order.
			const expected = text ?? new TextDecoder(file.encoding).decode(bytes);
			const bare = (all: string) => all.replace(/["\0\r\n\uFEFF ]/g, "").replaceAll(file.separator, "");
			expect(bare(file.rows.flat().join("")), `seed ${seed}`).toBe(bare(expected));
			whole++;
			// A fault spoils the line that it is in and at most the next one; every other row is there as it was.
			const found = new Set(file.rows.map((row) => JSON.stringify(row)));
			const lost = (rows ?? []).filter((row) => !found.has(JSON.stringify(row))).length;
			expect(lost, `seed ${seed}`).toBeLessThanOrEqual(2 * faults);
		}
		console.log(`2,000 mangled files: ${whole} read, answers ${JSON.stringify(Object.fromEntries(answers))}`);
		for (const code of ["none", "quotes", "control", "undecodable", "workbook", "binary"])
			expect(answers.get(code) ?? 0, code).toBeGreaterThan(5);
	});
});

const without = (path: string) => (existsSync(path) ? "" : `, skipped: ${path} is missing`);

describe.skipIf(!existsSync(EDINET))(`the head of EDINET's list of codes${without(EDINET)}`, () => {
	it("is Shift_JIS with a preamble and 13 columns", () => {
		const file = readFile(readFileSync(EDINET));
		expect(file).toMatchObject({ encoding: "shift_jis", separator: ",", problem: null });
		expect(file.rows[0]?.[0]).toBe("ダウンロード実行日");
		expect(file.rows[1]?.slice(0, 2)).toEqual(["ＥＤＩＮＥＴコード", "提出者種別"]);
		expect(new Set(file.rows.slice(1).map(({ length }) => length))).toEqual(new Set([13]));
		expect(file.rows[2]).toContain("カネコ種苗株式会社");
	});
});

describe.skipIf(!existsSync(ZOHO))(`exports of a CRM${without(ZOHO)}`, () => {
	it("all read as rectangular tables", () => {
		const names = readdirSync(ZOHO).filter((name) => name.endsWith(".csv"));
		expect(names.length).toBeGreaterThan(5);
		for (const name of names) {
			const file = readFile(readFileSync(join(ZOHO, name)));
			expect(stops(file.problem), name).toBe(false);
			expect(file.separator, name).toBe(",");
			expect(new Set(file.rows.map(({ length }) => length)).size, name).toBe(1);
		}
	});
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import iconv from "iconv-lite";
import { afterAll, describe, expect, it } from "vitest";
import {
	type CsvProblem,
	type CsvTable,
	parseCsv,
	readCsvFile,
	toCell,
	typeColumn,
	writeCsv,
} from "../../src/host/csv";

const folder = mkdtempSync(join(tmpdir(), "mikomi-csv-"));
afterAll(() => rmSync(folder, { recursive: true }));

const table = (text: string, encoding = "utf-8"): CsvTable => parseCsv(iconv.encode(text, encoding));
const codes = (problems: readonly CsvProblem[]) => problems.map(({ code, count }) => `${code} ${count}`);

describe("readCsvFile", () => {
	it("reads a file from the disk", () => {
		const path = join(folder, "leads.csv");
		writeFileSync(path, "会社名,電話\r\n東明精機,03-0000-0001\r\n");
		expect(readCsvFile(path)).toEqual({
			headers: ["会社名", "電話"],
			rows: [["東明精機", "03-0000-0001"]],
			encoding: "utf-8",
			problems: [],
		});
	});

	it.each([
		["UTF-8", "utf-8", ""],
		["UTF-8 with BOM", "utf-8", "\uFEFF"],
		["UTF-16 little endian", "utf-16le", "\uFEFF"],
		["UTF-16 big endian", "utf-16be", "\uFEFF"],
		["Shift_JIS with vendor characters", "cp932", ""],
	])("reads %s", (_name, encoding, bom) => {
		const read = table(`${bom}氏名,会社名\n髙橋 一郎,㈱みなと電装①\n`, encoding);
		expect(read.headers).toEqual(["氏名", "会社名"]);
		expect(read.rows).toEqual([["髙橋 一郎", "㈱みなと電装①"]]);
		expect(read.encoding).toBe(encoding);
	});

	it.each([
		["tab", "\t"],
		["semicolon", ";"],
		["comma", ","],
	])("finds out that the separator is a %s", (_name, delimiter) => {
		const text = [
			["name", "price", "note"],
			["A", '"1,5"', "x; y"],
			["B", '"2,5"', "z"],
		];
		const read = table(text.map((row) => row.map(quoteIf(delimiter)).join(delimiter)).join("\n"));
		expect(read.headers).toEqual(["name", "price", "note"]);
		expect(read.rows[1]).toEqual(["B", "2,5", "z"]);
	});

	it("keeps a one-column file whole although its cells hold commas in quotes", () => {
		expect(table('会社名\n"A, B"\nC\n')).toMatchObject({ headers: ["会社名"], rows: [["A, B"], ["C"]] });
	});

	it("keeps line breaks and quotes inside quotes, and stray quotes outside", () => {
		const read = table('name,note\n"a","line 1\r\nline ""2"""\nb,5" pipe\n');
		expect(read.rows).toEqual([
			["a", 'line 1\nline "2"'],
			["b", '5" pipe'],
		]);
	});

	it("accepts mixed line ends", () => {
		expect(table("a,b\r\n1,2\n3,4\r5,6").rows).toEqual([
			["1", "2"],
			["3", "4"],
			["5", "6"],
		]);
	});

	it("skips lines above the header and says what they held", () => {
		const read = table("見込み客一覧\n出力日,2026/04/01\n\n氏名,会社名,電話,役職,メール\n佐藤,A,1,2,3\n");
		expect(read.headers).toEqual(["氏名", "会社名", "電話", "役職", "メール"]);
		expect(read.rows).toHaveLength(1);
		expect(read.problems).toEqual([
			{ code: "preamble", line: 1, count: 1, text: "見込み客一覧" },
			{ code: "preamble", line: 2, count: 1, text: "出力日 2026/04/01" },
			{ code: "blankRows", line: 0, count: 1, text: "" },
		]);
	});

	it("finds the header below a preamble that Excel padded to the full width", () => {
		const read = table(
			"レポート,,,,,\n期間,2026/04/01,,,,\n氏名,会社名,電話,役職,部署,備考\n佐藤,A,1,部長,製造部,\n",
		);
		expect(read.headers).toEqual(["氏名", "会社名", "電話", "役職", "部署", "備考"]);
		expect(read.rows).toEqual([["佐藤", "A", "1", "部長", "製造部", ""]]);
	});

	it("never takes a row for a header because the header is narrower", () => {
		const read = table("氏名,会社名\n佐藤,A,x\n鈴木,B,y\n高橋,C,\n");
		expect(read.headers).toEqual(["氏名", "会社名", "列 3"]);
		expect(read.rows).toHaveLength(3);
		expect(codes(read.problems)).toEqual(["emptyHeader 1", "longRows 2"]);
	});

	it("pads short rows, keeps what long rows have, skips blank ones", () => {
		const read = table("a,b\n1\n,,\n\n1,2,,9\n");
		expect(read.headers).toEqual(["a", "b", "列 3", "列 4"]);
		expect(read.rows).toEqual([
			["1", "", "", ""],
			["1", "2", "", "9"],
		]);
		expect(codes(read.problems)).toEqual([
			"blankRows 2",
			"emptyHeader 1",
			"emptyHeader 1",
			"shortRows 1",
			"longRows 1",
		]);
	});

	it("makes header names unique without touching those that already are", () => {
		const read = parseCsv(
			Buffer.from("name,name,name (2),,name\n1,2,3,4,5\n"),
			(number) => `column ${number}`,
		);
		expect(read.headers).toEqual(["name", "name (3)", "name (2)", "column 4", "name (4)"]);
	});

	it("tells the line on which a row begins even after line breaks in quotes", () => {
		const read = table('a,b\n"x\ny",1\n2\n');
		expect(read.problems).toEqual([{ code: "shortRows", line: 4, count: 1, text: "" }]);
	});

	it.each([
		["an empty file", "", "empty"],
		["blank lines only", "\n\n,,\n", "empty"],
		["an Excel workbook", "PK\u0003\u0004\u0000\u0000", "notText"],
		["a quote that nobody closed", 'a,b\n"1,2\n3,4\n', "unclosedQuote"],
	])("refuses %s", (_name, text, code) => {
		expect(() => table(text)).toThrow(expect.objectContaining({ code }));
	});

	it("accepts a header without rows", () => {
		expect(table("氏名,会社名\n")).toMatchObject({ headers: ["氏名", "会社名"], rows: [] });
	});
});

function quoteIf(delimiter: string): (cell: string) => string {
	return (cell) => (!cell.startsWith('"') && cell.includes(delimiter) ? `"${cell}"` : cell);
}

describe("toCell", () => {
	it.each([
		["300", 300],
		["-12.5", -12.5],
		["0", 0],
		["0.25", 0.25],
		["999999999999999", 999_999_999_999_999],
		["2021-04-15", 44_301],
		["2021/4/5", 44_291],
		["2021-04-15 12:00", 44_301.5],
		["2021-04-15T06:00:00", 44_301.25],
	])("types %s", (text, value) => {
		expect(toCell(text)).toBe(value);
	});

	it.each([
		"007",
		"03-0000-0001",
		"+81300000001",
		"1234567890123456",
		"1,000",
		"¥300",
		"1e5",
		"=1+1",
		"TRUE",
		"2021-02-30",
		"2021-4/5",
		"15 Apr, 2021 00:03:00",
		"2021-04-15T00:00:00Z",
		"約300名",
		" 300",
		"-0",
	])("leaves %s as text", (text) => {
		expect(toCell(text)).toBe(text);
	});

	it("leaves an empty cell empty", () => {
		expect(toCell("")).toBeNull();
	});
});

describe("typeColumn", () => {
	it.each([
		["numbers", ["300", "", "12"], "number", [300, null, 12], null],
		["prices with their zeros", ["1.50", "12.00"], "number", [1.5, 12], "0.00"],
		["version numbers, whose zeros would go", ["1.10", "1.9"], "text", ["1.10", "1.9"], "@"],
		["one code with a leading zero", ["300", "0300"], "text", ["300", "0300"], "@"],
		["days", ["2021-04-15", "2021/4/16"], "date", [44_301, 44_302], "yyyy/mm/dd"],
		["moments", ["2021-04-15", "2021-04-15 18:00"], "dateTime", [44_301, 44_301.75], "yyyy/mm/dd hh:mm:ss"],
		["dates beside a number", ["2021-04-15", "44301"], "text", ["2021-04-15", "44301"], "@"],
		["formula-like text", ["=1+1", "x"], "text", ["=1+1", "x"], "@"],
		["words", ["佐藤", ""], "text", ["佐藤", null], null],
		["nothing", ["", ""], "text", [null, null], null],
	])("types %s", (_name, texts, kind, cells, numberFormat) => {
		expect(typeColumn(texts)).toEqual({ kind, cells, numberFormat });
	});

	it("shows every number column as it stood", () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^-?\d{0,6}(\.\d{0,3})?$/)), (texts) => {
				const { kind, cells, numberFormat } = typeColumn(texts);
				const decimals = numberFormat?.startsWith("0.") ? numberFormat.length - 2 : null;
				const shown = cells.map((cell) =>
					typeof cell === "number" && decimals !== null ? cell.toFixed(decimals) : String(cell ?? ""),
				);
				if (kind === "number") expect(shown).toEqual(texts);
				else expect(cells).toEqual(texts.map((text) => (text === "" ? null : text)));
			}),
		);
	});
});

describe("writeCsv", () => {
	it("quotes only where it must", () => {
		expect(writeCsv([["a", 'say "x"', "1,2", "l1\nl2", " b "]])).toBe('a,"say ""x""","1,2","l1\nl2", b \n');
	});

	it("writes numbers plainly, booleans in capitals, null as nothing", () => {
		expect(writeCsv([[1e21, 1.5e-7, -0.5, true, false, null]])).toBe(
			"1000000000000000000000,0.00000015,-0.5,TRUE,FALSE,\n",
		);
	});

	it("reads back as it was written", () => {
		const cell = fc.string({ unit: "grapheme" }).map((text) => text.replace(/\r\n?|\0|\uFEFF|\uFFFD/g, " "));
		fc.assert(
			fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), (rows) => {
				// A last column that is never blank: blank rows and blank columns are skipped by design.
				const data = rows.map((row) => [...row, "x"]);
				const read = parseCsv(Buffer.from(writeCsv([["h1", "h2", "h3", "h4"], ...data])));
				expect(read.headers).toEqual(["h1", "h2", "h3", "h4"]);
				expect(read.rows).toEqual(data);
			}),
		);
	});
});

const data = process.env["MIKOMI_DATA"] ?? "../shared/data";
describe.runIf(exists(`${data}/edinet_raw_head_cp932.csv`))("on real files", () => {
	it("reads the EDINET list as downloaded: cp932, CRLF, one line above the header", () => {
		const read = readCsvFile(`${data}/edinet_raw_head_cp932.csv`);
		expect(read.encoding).toBe("cp932");
		expect(read.headers).toHaveLength(13);
		expect(read.headers[0]).toBe("ＥＤＩＮＥＴコード");
		expect(read.rows).toHaveLength(300);
		expect(read.problems).toMatchObject([{ code: "preamble", line: 1 }]);
	});

	it.each([
		["zoho-demo/Leads.csv", 3900, 13],
		["zoho-demo/Calls.csv", 4100, 19],
		["zoho-demo/Potentials.csv", 3632, 20],
		["maven_sales_pipeline.csv", 8800, 8],
		["maven_accounts.csv", 85, 7],
	])("reads all of %s", (file, rows, columns) => {
		const read = readCsvFile(`${data}/${file}`);
		expect(read.rows).toHaveLength(rows);
		expect(read.headers).toHaveLength(columns);
	});
});

function exists(path: string): boolean {
	try {
		readCsvFile(path);
		return true;
	} catch {
		return false;
	}
}

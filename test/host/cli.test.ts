import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/host/cli";
import { isoOfSerial, numberCell, printed } from "../../src/host/cli-export";
import { messageLanguage } from "../../src/host/cli-messages";
import { parseCsv } from "../../src/host/csv";

const folder = mkdtempSync(join(tmpdir(), "mikomi-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (...names: string[]) => join(folder, ...names);

/**
 * A small add-on in place of the real one: it makes tabs for leads and members, adopts tabs by their headers, and its
 * refresh counts leads on a dashboard. It shows what the command line owes to any add-on with these entry points.
 */
const ADD_ON = `
const LABELS = { name: "氏名", email: "メール", created_at: "リード作成日", phone: "電話", employees: "従業員数" };
function mark_(sheet, table) {
  sheet.addDeveloperMetadata("mikomi.table", table);
}
function markColumn_(sheet, table, column, at) {
  const letter = sheet.getRange(1, at).getA1Notation().replace(/\\d+$/, "");
  sheet.getRange(letter + ":" + letter).addDeveloperMetadata("mikomi.column", table + "." + column);
}
function dashboard_() {
  const sheet = SpreadsheetApp.getActiveSpreadsheet().insertSheet("ダッシュボード");
  mark_(sheet, "dashboard");
  sheet.addDeveloperMetadata("mikomi.header", JSON.stringify(["label", "value"]));
}
/** Sets up. */
function setUp() {
  const book = SpreadsheetApp.getActiveSpreadsheet();
  const sheet = book.insertSheet("リード");
  mark_(sheet, "leads");
  const columns = ["email", "name", "created_at", "employees", "phone"];
  sheet.getRange(1, 1, 1, 5).setValues([columns.map((column) => LABELS[column])]);
  columns.forEach((column, i) => markColumn_(sheet, "leads", column, i + 1));
  sheet.getRange("E:E").setNumberFormat("@");
  dashboard_();
  SpreadsheetApp.getUi().alert("done");
  return { ok: true, message: "" };
}
/** Adopts. */
function adoptTabs(hints) {
  const book = SpreadsheetApp.getActiveSpreadsheet();
  for (const hint of hints) {
    const sheet = book.getSheets().find((each) => each.getSheetId() === hint.gid);
    const headers = sheet.getDataRange().getValues()[0];
    if (!headers.includes("Name")) return { ok: false, message: sheet.getName() + " has no known column." };
    mark_(sheet, hint.table);
    headers.forEach((header, i) => {
      const column = { Name: "name", Created: "created_at" }[header];
      if (column) markColumn_(sheet, hint.table, column, i + 1);
    });
  }
  dashboard_();
  return { ok: true };
}
/** Refreshes. */
function refreshNow() {
  const book = SpreadsheetApp.getActiveSpreadsheet();
  const leads = book.getSheetByName("リード") || book.getSheets()[0];
  book.getSheetByName("ダッシュボード").getRange(1, 1, 2, 2).setValues([["項目", "値"], ["リード", leads.getLastRow() - 1]]);
  console.log("refreshed");
  return { ok: true, message: "" };
}
/**
 * Doubles.
 * @customfunction
 */
function DOUBLE(value) {
  if (typeof value !== "number") throw new Error("DOUBLE needs a number");
  return value * 2;
}
`;
const dist = inFolder("dist");
mkdirSync(dist);
writeFileSync(join(dist, "Code.js"), ADD_ON);
writeFileSync(join(dist, "sidebar.html"), "<p>sidebar</p>");
writeFileSync(
	join(dist, "appsscript.json"),
	JSON.stringify({
		timeZone: "Asia/Tokyo",
		runtimeVersion: "V8",
		oauthScopes: [
			"https://www.googleapis.com/auth/spreadsheets.currentonly",
			"https://www.googleapis.com/auth/script.container.ui",
		],
	}),
);

let stdout = "";
let stderr = "";
beforeEach(() => {
	stdout = "";
	stderr = "";
	vi.spyOn(process.stdout, "write").mockImplementation((text) => {
		stdout += String(text);
		return true;
	});
	vi.spyOn(process.stderr, "write").mockImplementation((text) => {
		stderr += String(text);
		return true;
	});
});
afterEach(() => {
	vi.restoreAllMocks();
});

const run = (...argv: string[]) => main([...argv], dist);

describe("a wrong command line", () => {
	const nothing = inFolder("nothing.csv");
	const notText = inFolder("book.csv");
	const blank = inFolder("blank.csv");
	writeFileSync(notText, "PK\u0003\u0004\u0000\u0000");
	writeFileSync(blank, "\n\n");

	it.each([
		["an unknown option", ["--nonsense"], "--nonsense"],
		["a misspelt option with a value", ["--lead=a.csv"], "--lead"],
		["an option without its value", ["--headless", "--export"], "--export"],
		["a value where none belongs", ["--headless=yes"], "--headless"],
		["a file without its option", ["--leads", blank, "more.csv"], "more.csv"],
		["a day that does not exist", ["--as-of", "2026-02-30"], "2026-02-30"],
		["a day in another order", ["--as-of", "4/15/2026"], "4/15/2026"],
		["a language it does not speak", ["--lang", "fr"], "fr"],
		["a port that is none", ["--port", "80a"], "80a"],
		["an empty formula", ["--eval", " "], "--eval"],
		["a missing file", ["--headless", "--leads", nothing], nothing],
		["an empty file", ["--headless", "--leads", blank], blank],
		["a workbook instead of a CSV", ["--headless", "--deals", notText], notText],
		["a folder instead of a file", ["--headless", "--deals", folder], folder],
		["an export into a file", ["--export", blank], blank],
		["an export below a file", ["--export", join(blank, "out")], blank],
	])("%s ends with code 2 and one sentence", async (_name, argv, named) => {
		expect(await run(...argv)).toBe(2);
		expect(stdout).toBe("");
		expect(stderr).toContain(named);
		expect(stderr.trimEnd().split("\n")).toHaveLength(1);
		expect(stderr).not.toMatch(/\bat .*:\d+|Error:/);
	});

	it("is answered in the language asked for", async () => {
		await run("--nonsense", "--lang", "ja");
		expect(stderr).toMatch(/オプション/);
		stderr = "";
		await run("--nonsense", "--lang=en");
		expect(stderr).toMatch(/option/);
	});
});

describe("messageLanguage", () => {
	it.each([
		[[], { LANG: "ja_JP.UTF-8" }, "ja"],
		[[], { LANG: "C.UTF-8" }, "en"],
		[[], {}, "en"],
		[[], { LANG: "ja_JP.UTF-8", LC_ALL: "en_US.UTF-8" }, "en"],
		[["--lang", "ja"], { LANG: "en_US.UTF-8" }, "ja"],
		[["--lang=en"], { LANG: "ja_JP.UTF-8" }, "en"],
		[["--lang", "fr"], { LANG: "ja_JP.UTF-8" }, "ja"],
	])("for %j in %j is %s", (argv, environment, language) => {
		expect(messageLanguage(argv, environment)).toBe(language);
	});
});

describe("--help", () => {
	it("goes to stdout and starts nothing", async () => {
		expect(await run("--help")).toBe(0);
		expect(stdout).toContain("--as-of");
		expect(stderr).toBe("");
	});
});

describe("--eval", () => {
	it("prints a scalar on one line, an array with tabs, several formulas in their order", async () => {
		expect(await run("--eval", "=DOUBLE(21)", "--eval", "={1,2;3,4}", "--eval", '"a"&CHAR(10)&"b"')).toBe(0);
		expect(stdout).toBe("42\n1\t2\n3\t4\na b\n");
	});

	it("gives dates as ISO text and booleans as TRUE and FALSE", () => {
		const { lines, errors } = printed([[{ date: 44_301 }, { date: 44_301.5 }, true, null, 0.1, "x\ty"]]);
		expect(lines).toEqual(["2021-04-15\t2021-04-15T12:00:00\tTRUE\t\t0.1\tx y"]);
		expect(errors).toEqual([]);
	});

	it("ends with code 1 and one sentence when the formula fails", async () => {
		expect(await run("--eval", '=DOUBLE("x")', "--lang", "en")).toBe(1);
		expect(stdout).toBe("");
		expect(stderr.trimEnd().split("\n")).toHaveLength(1);
		expect(stderr).toContain("=DOUBLE");
	});

	it("reads the tabs of a set-up workbook", async () => {
		expect(await run("--as-of", "2026-11-21", "--eval", "=COUNTA(リード!B2:B)")).toBe(0);
		expect(stdout).toBe("600\n");
	});
});

describe("--export", () => {
	const read = (...path: string[]) => parseCsv(readFileSync(inFolder(...path)));

	it("writes the sample under stable ids, as it was, and nothing on stdout", async () => {
		const out = inFolder("sample");
		expect(await run("--headless", "--as-of", "2026-11-21", "--export", out)).toBe(0);
		expect(stdout).toBe("");
		expect(readdirSync(out).sort()).toEqual(["dashboard.csv", "leads.csv"]);
		const leads = read("sample", "leads.csv");
		expect(leads.headers).toEqual(["email", "name", "created_at", "employees", "phone"]);
		expect(leads.rows).toHaveLength(600);
		for (const [, , createdAt, , phone] of leads.rows) {
			expect(createdAt).toMatch(/^202[56]-\d\d-\d\dT\d\d:\d\d:\d\d$/);
			expect(phone).toMatch(/^$|^[0０]/);
		}
		expect(read("sample", "dashboard.csv")).toMatchObject({
			headers: ["label", "value"],
			rows: [["リード", "600"]],
		});
	});

	it("loads a team's files as they are, however they are written, and joins tabs of one kind", async () => {
		writeFileSync(
			inFolder("名刺.csv"),
			iconv.encode(
				"Name,Created,電話,No\n髙橋,2021-04-15 00:03:00,0312345678,=1+1\n佐藤,2021/4/16,090,@x\n",
				"cp932",
			),
		);
		writeFileSync(inFolder("more.tsv"), "\uFEFFExtra\tName\n1.50\tTanaka\n2.25\tSuzuki\n");
		const files = ["--leads", inFolder("名刺.csv"), "--leads", inFolder("more.tsv")];
		expect(await run("--headless", ...files, "--export", inFolder("own"))).toBe(0);
		const leads = read("own", "leads.csv");
		expect(leads.headers).toEqual(["tab", "name", "created_at", "電話", "No", "Extra"]);
		expect(leads.rows).toEqual([
			["名刺", "髙橋", "2021-04-15T00:03:00", "0312345678", "=1+1", ""],
			["名刺", "佐藤", "2021-04-16T00:00:00", "090", "@x", ""],
			["more", "Tanaka", "", "", "", "1.5"],
			["more", "Suzuki", "", "", "", "2.25"],
		]);
	});

	it("replaces an earlier export and leaves other files in the folder alone", async () => {
		mkdirSync(inFolder("again"));
		writeFileSync(inFolder("again", "leads.csv"), "old");
		writeFileSync(inFolder("again", "mine.txt"), "mine");
		writeFileSync(inFolder("one.csv"), "Name\nA\n");
		expect(await run("--leads", inFolder("one.csv"), "--export", inFolder("again"))).toBe(0);
		expect(readdirSync(inFolder("again")).sort()).toEqual(["dashboard.csv", "leads.csv", "mine.txt"]);
		expect(read("again", "leads.csv").rows).toEqual([["A"]]);
	});

	it("writes nothing at all when no column is known", async () => {
		writeFileSync(inFolder("unknown.csv"), "foo,bar\n1,2\n");
		expect(await run("--leads", inFolder("unknown.csv"), "--export", inFolder("never"))).toBe(2);
		expect(stderr).toContain("unknown has no known column.");
		expect(existsSync(inFolder("never"))).toBe(false);
	});
});

describe("--state", () => {
	it("keeps the workbook for the next start, and --fresh begins anew", async () => {
		writeFileSync(inFolder("kept.csv"), "Name\nA\nB\n");
		const state = ["--state", inFolder("state")];
		expect(await run("--headless", ...state, "--leads", inFolder("kept.csv"), "--as-of", "2021-04-15")).toBe(
			0,
		);
		expect(readdirSync(inFolder("state"))).toEqual(["state.json"]);
		expect(await run("--headless", ...state, "--eval", "=COUNTA(kept!A2:A)")).toBe(0);
		expect(stdout).toBe("2\n");
		stdout = "";
		expect(await run("--headless", ...state, "--fresh", "--eval", "=COUNTA(リード!B2:B)")).toBe(0);
		expect(stdout).toBe("600\n");
	});

	it("says so when the kept workbook is broken", async () => {
		mkdirSync(inFolder("broken"));
		writeFileSync(inFolder("broken", "state.json"), "{");
		expect(await run("--headless", "--state", inFolder("broken"))).toBe(2);
		expect(stderr).toContain("--fresh");
		expect(readFileSync(inFolder("broken", "state.json"), "utf8")).toBe("{");
	});
});

describe("numberCell", () => {
	it.each([
		[44_301, "yyyy/mm/dd", "2021-04-15"],
		[44_301, "yyyy/mm/dd hh:mm", "2021-04-15T00:00:00"],
		[44_301 + 180 / 86_400, "yyyy/mm/dd", "2021-04-15T00:03:00"],
		[44_301, 'yyyy"年"m"月"d"日"', "2021-04-15"],
		[0.5, "h:mm", "12:00:00"],
		[1.5, "[h]:mm", 1.5],
		[12, '0"日"', 12],
		[12, "[Red]0.0", 12],
		[12, "#,##0", 12],
		[12, "0.00E+00", 12],
		[12, "General", 12],
		[12, "@", 12],
		[12, undefined, 12],
	])("shows %d under %s", (value, format, shown) => {
		expect(numberCell(value, format)).toBe(shown);
	});

	it("counts days from 1899-12-30", () => {
		expect(isoOfSerial(0)).toBe("1899-12-30T00:00:00");
		expect(isoOfSerial(25_569)).toBe("1970-01-01T00:00:00");
	});
});

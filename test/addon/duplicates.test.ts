/** 重複をまとめる: what is proposed across the tabs of two reps, what merging and its undo make of it. */
import { expect, it } from "vitest";
import type { DuplicateList } from "../../src/addon/dialog-contract";
import type { CellValue } from "../../src/host/contract";
import { freshWorkbook, type Row, serial, type Workbook } from "./bench";
import { dialogOf } from "./dialog-bench";

const HEADERS = ["登録日", "会社名", "氏名", "メールアドレス", "電話番号", "担当者"];

/** A second rep's own tab, adopted as it stands. */
function addRep(book: Workbook, name: string, rows: readonly (readonly CellValue[])[]): void {
	const { id, gid } = book.host.engine.insertSheet(name, 1, 60, 26);
	const cells = [HEADERS, ...rows];
	const width = HEADERS.length;
	book.host.type(
		{ sheet: id, row: 0, column: 0, rows: cells.length, columns: width },
		cells.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? null)),
	);
	const dialog = dialogOf(book);
	const look = dialog.adoptLook(gid, "leads", null);
	const columns = look.columns.flatMap(({ at, column }) => (column === null ? [] : [[at, column] as const]));
	const { ok, message } = dialog.adoptApply({
		...{ gid, table: "leads", headRow: look.headRow, headRows: look.headRows, columns, words: [] },
	});
	if (!ok) throw new Error(message);
}

const lead = (company: string, name: string, email: string, phone = "", more: Row = {}): Row => ({
	created_at: serial("2026-10-05 09:30:00"),
	...{ company, name, email, phone, owner: "佐藤", ...more },
});

function workbook(): Workbook {
	const book = freshWorkbook();
	book.add("leads", [
		// Certain: one mailbox and name, in both tabs.
		lead("青空精機株式会社", "青木 一郎", "aoki@aozora.example", "03-1234-5678"),
		// Strong: name and company in two spellings.
		lead("株式会社みなと商会", "馬場 二郎", "", ""),
		// Namesakes: two people of one name in two companies.
		lead("黒潮商事株式会社", "田中 太郎", "tanaka@kuroshio.example", "06-1111-2222"),
		// Two mailboxes in one house: maybe two people of one name.
		lead("白波電機株式会社", "鈴木 花子", "hanako.suzuki@shiranami.example"),
		// The same person in two companies.
		lead("赤松物産株式会社", "千葉 三郎", "chiba@akamatsu.example", "090-1234-5678"),
		// Moved to another company.
		lead("緑川工業株式会社", "江藤 佐和子", "sawako.eto@midorikawa.example"),
	]);
	const day = serial("2026-11-02");
	addRep(book, "鈴木のリスト", [
		[day, "青空精機(株)", "青木　一郎 様", "AOKI@aozora.example", null, "鈴木"],
		[day, "㈱みなと商会", "馬場二郎", null, "03-2222-3333", "鈴木"],
		[day, "銀河運輸株式会社", "田中 太郎", "tanaka@ginga.example", "052-333-4444", "鈴木"],
		[day, "白波電機株式会社", "鈴木 花子", "h-suzuki2@shiranami.example", null, "鈴木"],
		[day, "別府観光株式会社", "千葉 三郎", "chiba@beppu.example", "090-1234-5678", "鈴木"],
		[day, "水野建設株式会社", "江藤 佐和子", "sawako.eto@mizuno.example", null, "鈴木"],
	]);
	book.add("activities", [
		{ at: serial("2026-11-03"), email: "aoki@aozora.example", type: "展示会来場" },
		{ at: serial("2026-11-04"), name: "青木 一郎", company: "青空精機", type: "展示会来場" },
	]);
	return book;
}

const names = ({ groups }: DuplicateList) =>
	groups.map(({ strength, rows }) => [strength, ...rows.map(({ tab, name }) => `${tab} ${name}`)]);

const LISTED = [
	["certain", "リード 青木 一郎", "鈴木のリスト 青木　一郎 様"],
	["strong", "鈴木のリスト 馬場二郎", "リード 馬場 二郎"],
	["possible", "リード 鈴木 花子", "鈴木のリスト 鈴木 花子"],
	["possible", "リード 江藤 佐和子", "鈴木のリスト 江藤 佐和子"],
];

it("lists what may be one across two reps' tabs, the fuller row first, and no namesakes", () => {
	const book = workbook();
	const list = dialogOf(book).duplicates();
	expect(names(list)).toEqual(LISTED);
	expect(list.total).toBe(4);
	expect(list.sentence).toBe("重複かもしれない組が4組あります(確実1、有力1、可能性2)。");
	expect(list.groups.map(({ reasons }) => reasons)).toEqual([
		["メールが同じ", "氏名が同じ", "会社名が同じ"],
		["氏名が同じ", "会社名が同じ"],
		["ドメインが同じ", "氏名が同じ", "会社名が同じ", "ただしメールが違う"],
		[
			"転職・異動した本人かもしれない",
			"メールの@より前が同じ",
			"氏名が同じ",
			"ただし会社が違う、ドメインが違う",
		],
	]);
	expect(list.groups[0]?.rows[0]).toEqual({
		id: book.rows("leads")[0]?.["id"],
		tab: "リード",
		company: "青空精機株式会社",
		name: "青木 一郎",
		email: "aoki@aozora.example",
		phone: "03-1234-5678",
		owner: "佐藤",
		createdAt: "2026-10-05",
		activities: 1,
	});
});

it("counts the activities of each row", () => {
	const book = workbook();
	book.add("activities", [
		{ at: serial("2026-11-05"), name: "青木 一郎", company: "青空精機", type: "展示会来場" },
		{ at: serial("2026-11-06"), lead_ref: "nobody", type: "展示会来場" },
	]);
	const list = dialogOf(book).duplicates();
	// The address is that of both: it counts for the upper tab's row, as in every figure.
	expect(list.groups[0]?.rows.map(({ tab, activities }) => [tab, activities])).toEqual([
		["リード", 2],
		["鈴木のリスト", 1],
	]);
	expect(list.groups[1]?.rows.map(({ activities }) => activities)).toEqual([0, 0]);
});

it("lists merged rows no more, and again after an undo", () => {
	const book = workbook();
	const dialog = dialogOf(book);
	const { groups } = dialog.duplicates();
	const merges = groups.slice(0, 2).map(({ rows: [first, ...rest] }) => ({
		survivor: first?.id ?? "",
		others: rest.map(({ id }) => id),
	}));
	const { batch } = dialog.mergeApply(merges, "同じ人");
	expect(names(dialog.duplicates())).toEqual(LISTED.slice(2));
	book.run("refreshNow");
	expect(names(dialog.duplicates())).toEqual(LISTED.slice(2));
	dialog.undoApply(batch, "別人でした");
	expect(names(dialog.duplicates())).toEqual(LISTED);
});

it("gives a copied row an id of its own, so that it can be merged", () => {
	const book = freshWorkbook();
	book.add("leads", [lead("青空精機", "青木 一郎", "aoki@aozora.example", "03-1234-5678")]);
	book.run("refreshNow");
	const [{ id = "", fingerprint = "" } = {}] = book.rows("leads");
	book.add("leads", [lead("青空精機", "青木 一郎", "aoki@aozora.example", "", { id, fingerprint })]);
	const dialog = dialogOf(book);
	const [group] = dialog.duplicates().groups;
	const ids = group?.rows.map((row) => row.id) ?? [];
	expect(ids[0]).toBe(id);
	expect(new Set(ids).size).toBe(2);
	dialog.mergeApply([{ survivor: ids[0] ?? "", others: ids.slice(1) }], "");
	expect(dialog.duplicates()).toEqual({ groups: [], total: 0, sentence: "1件のリードを調べました。" });
});

it("lists two hundred groups and counts them all", () => {
	const book = freshWorkbook({ locale: "en_US", userLocale: "en" });
	const rows = Array.from({ length: 205 }, (_, i) =>
		lead(`Firm ${i}`, `Person ${i}`, `p${i}@firm${i}.example`),
	);
	book.add("leads", [...rows, ...rows]);
	const list = dialogOf(book).duplicates();
	expect([list.groups.length, list.total]).toEqual([200, 205]);
	expect(list.sentence).toBe(
		"Groups that may be one: 205 (certain 205, strong 0, possible 0). The surest 200 are listed; the others come when these are merged.",
	);
	expect(list.groups[0]?.reasons).toEqual(["same e-mail", "same name", "same company"]);
});

/** A colleague tidies up: a real browser, the real add-on, what teams really have. */
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withoutBrowser } from "../browser";
import { addTab, type DialogStage, setStage } from "./dialog-stage";
import { SOON } from "./stage";

const HOSTILE = "<img src=x onerror=alert(1)>";

/** Two lines above the header, a company column under a name of their own, a note that would like to be HTML. */
const MESSY = [
	["見込み客管理表(営業1課)"],
	["最終更新", "2026/11/18"],
	["取引先名", "ご担当者", "メアド", "TEL", "きっかけ", "備考"],
	["株式会社青葉製作所", "山田 健太", "yamada@aoba.example.co.jp", "03-0000-0001", "展示会", HOSTILE],
	["みどり物流㈱", "鈴木 花子", "suzuki@midori.example.co.jp", "06-0000-0002", "Web", "来週電話"],
	["さくら商事", "田中 太郎", "tanaka@sakura.example.co.jp", "052-000-0003", "紹介", ""],
];

const CARDS = iconv.encode(
	[
		"名刺データ出力,2026/11/18",
		"会社名,氏名,部署,メールアドレス,電話番号",
		'株式会社髙﨑工業,"佐々木 修",設備課,sasaki@takasaki.example.co.jp,027-000-0001',
		'ひかり電機㈱,"伊藤 恵\n(旧姓 木村)",購買部,ito@hikari.example.co.jp,090-0000-0002',
		`${HOSTILE},"=1+1",,hostile@example.co.jp,03-0000-0009`,
	].join("\r\n"),
	"cp932",
);

/** Every doubtful column is looked at, as a person would. */
async function lookAtDoubts({ frame }: DialogStage): Promise<void> {
	for (const check of await frame.locator(".confidence input").all()) await check.check();
}

describe.skipIf(withoutBrowser())("the dialog", () => {
	let stage: DialogStage;
	beforeAll(async () => {
		stage = await setStage();
		addTab(stage.book, HOSTILE.slice(0, 20), [["a"], ["b"]]);
	}, 180_000);
	afterAll(() => stage?.close());

	const pictures = (): Map<string, string> =>
		new Map(stage.book.names().map((name) => [name, stage.book.picture(stage.book.sheet(name))]));

	it("opens over the workbook at the view that was chosen, with the keyboard in it", async () => {
		await stage.open("openErase");
		const box = await stage.page.getByTestId("dialog").boundingBox();
		expect(box?.width).toBe(920);
		expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(800);
		expect(await stage.frame.locator("nav [aria-current=page]").textContent()).toBe("本人削除");
		await stage.page.keyboard.press("Tab");
		await stage.page.keyboard.type("山田");
		expect(await stage.frame.locator("#text").inputValue()).toBe("山田");
	}, 60_000);

	it("adopts a messy tab: only what it announced is written, people's cells stay", async () => {
		const sheet = addTab(stage.book, "見込み客", MESSY);
		const { engine } = stage.book.host;
		const area = { sheet, row: 0, column: 0, rows: MESSY.length, columns: 6 };
		const before = JSON.stringify(engine.read(area));
		await stage.open("openAdopt");
		await stage.frame.getByRole("radio", { name: "見込み客", exact: true }).check(SOON);
		await stage.next("列を確かめる", /見込み客/);
		expect(await stage.frame.locator(".top .is-head").textContent()).toContain("取引先名");
		expect(await stage.frame.locator("#table").inputValue()).toBe("leads");
		expect(await stage.frame.getByLabel("「取引先名」の項目").inputValue()).toBe("company");
		expect(await stage.frame.getByLabel("「メアド」の項目").inputValue()).toBe("email");
		expect(await stage.axe()).toEqual([]);
		await lookAtDoubts(stage);
		await stage.next("書き足す内容を見る", /見込み客/);
		expect(await stage.frame.locator("tbody tr").count()).toBeGreaterThan(0);
		await stage.next("引き継ぐ", "引き継ぎました");
		expect(JSON.stringify(engine.read(area))).toBe(before);
		expect(stage.book.tabs("leads")).toContain(sheet);
		expect([...stage.book.columns(sheet)].slice(0, 1)).toEqual([["company", 0]]);
	}, 120_000);

	it("imports a cp932 file, and undoing it leaves every tab as it was", async () => {
		const before = pictures();
		await stage.open("openImport");
		await stage.frame
			.locator("input[type=file]")
			.setInputFiles({ name: "meishi.csv", mimeType: "text/csv", buffer: CARDS });
		await expect
			.poll(() => stage.frame.locator(".lead").textContent(), SOON)
			.toBe("5行を Shift_JIS(Excel の CSV)、カンマ区切りとして読みました。");
		expect(await stage.frame.locator("#encoding").inputValue()).toBe("shift_jis");
		expect(await stage.axe()).toEqual([]);
		await stage.next("列を確かめる", "列を確かめる");
		await stage.frame.locator("#head-row").waitFor(SOON);
		expect(await stage.frame.locator("#head-row").inputValue()).toBe("2");
		await stage.frame.locator("#table").selectOption("leads");
		await stage.frame.getByLabel("「会社名」の項目").waitFor(SOON);
		await lookAtDoubts(stage);
		await stage.next("条件へ", "取り込みの条件");
		await stage.frame.getByRole("radio", { name: "展示会の名刺" }).check();
		await stage.frame.locator("#campaign").fill("秋の産業展");
		await stage.frame.locator("#exhibition-day").fill("2026-11-18");
		expect(await stage.axe()).toEqual([]);
		await stage.next("結果を見る", "取り込みの結果");
		expect(await stage.frame.locator(".tiles dd").first().textContent()).toBe("3");
		// The second card spans two lines of the file.
		expect(await stage.frame.locator("tbody td.number").allTextContents()).toEqual(["3", "4", "6"]);
		expect(await stage.frame.locator("tbody").textContent()).toContain(HOSTILE);
		expect(await stage.axe()).toEqual([]);
		await stage.next("取り込む", "取り込みました");
		const row = stage.book.rows("leads").find(({ company }) => company === "株式会社髙﨑工業");
		expect(row).toMatchObject({ name: "佐々木 修", email: "sasaki@takasaki.example.co.jp" });
		expect(stage.book.rows("leads").find(({ company }) => company === HOSTILE)?.["name"]).toBe("=1+1");

		await stage.next("取り消す", "取り消す内容");
		expect(await stage.axe()).toEqual([]);
		await stage.next("取り消す", "取り消しました");
		expect(stage.book.rows("leads").some(({ company }) => company === "株式会社髙﨑工業")).toBe(false);
		const after = pictures();
		// The log of changes says what was done; everything else is as before.
		for (const [name, picture] of before)
			if (name !== "変更履歴") expect(after.get(name), name).toBe(picture);
	}, 180_000);

	it("shows every view without a finding of axe, and nothing of it was run as HTML", async () => {
		for (const [menu, title] of [
			["openDuplicates", "重複をまとめる"],
			["openLearn", "言葉を教える"],
			["openReassign", "担当を付け替える"],
			["openBatches", "履歴と取り消し"],
			["openErase", "本人の情報を消す"],
		] as const) {
			await stage.open(menu);
			await stage.frame.getByRole("heading", { level: 1, name: title }).waitFor(SOON);
			await expect.poll(() => stage.frame.locator("[role=status].busy").count(), SOON).toBe(0);
			expect(await stage.axe(), menu).toEqual([]);
			expect(await stage.frame.locator(".bad:not(:empty)").allTextContents(), menu).toEqual([]);
		}
		expect(stage.errors).toEqual([]);
	}, 120_000);

	it("goes through the views by keyboard alone", async () => {
		await stage.open("openReassign");
		const tasks = stage.frame.locator("nav button");
		await tasks.first().focus();
		await stage.page.keyboard.press("Tab");
		await stage.page.keyboard.press("Enter");
		await stage.frame.getByRole("heading", { level: 1, name: "ファイルから取り込む" }).waitFor(SOON);
		expect(await stage.frame.evaluate("document.activeElement.id")).toBe("heading");
	}, 60_000);

	it("ends the use of the adopted tab where it says so, and takes it up again", async () => {
		const sheet = stage.book.sheet("見込み客");
		const people = stage.book.picture(sheet).length;
		await stage.open("openAdopt");
		expect(await stage.axe()).toEqual([]);
		await stage.frame.getByRole("button", { name: "「見込み客」の引き継ぎをやめる" }).click(SOON);
		await stage.frame.getByRole("heading", { level: 1, name: "取り消す内容" }).waitFor(SOON);
		expect(await stage.frame.locator(".lead").textContent()).toMatch(/^「見込み客」の引き継ぎをやめます。/);
		expect(await stage.axe()).toEqual([]);
		await stage.next("取り消す", "取り消しました");
		expect(stage.book.tabs("leads")).not.toContain(sheet);
		expect(stage.book.columns(sheet).size).toBe(0);
		await stage.next("取り消す", "取り消す内容");
		await stage.next("取り消す", "取り消しました");
		expect(stage.book.tabs("leads")).toContain(sheet);
		expect(stage.book.picture(sheet).length).toBe(people);
	}, 120_000);
});

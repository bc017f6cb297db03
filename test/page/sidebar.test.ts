/** A rep at work in the sidebar: a real browser, the real add-on, calls as slow as Google's. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Row } from "../addon/bench";
import { serial } from "../addon/bench";
import { withoutBrowser } from "../browser";
import { asGoogle, heading, press, type SidebarStage, setStage, showsLead } from "./sidebar-stage";
import { SOON } from "./stage";

const HOSTILE = "<img src=x onerror=alert(1)>";

const LEADS: readonly Row[] = [
	lead("山田 健太", "青葉製作所", { next_action: "電話する", next_action_on: serial("2026-11-16") }),
	lead("鈴木 花子", "みどり物流", { next_action: "資料を送る", next_action_on: serial("2026-11-17") }),
	lead("田中 太郎", "さくら商事", { next_action: "訪問する", next_action_on: serial("2026-11-18") }),
	lead("佐々木 修", "ひかり電機", { next_action: "見積もり", next_action_on: serial("2026-11-19") }),
	lead(HOSTILE, '\'=IMPORTXML("http://x","//a")', {
		title: "😀 شركة الاختبار '",
		note: "長".repeat(45_000),
	}),
];

function lead(name: string, company: string, more: Row = {}): Row {
	const email = `${[...name].map((letter) => letter.codePointAt(0)?.toString(36)).join("")}@example.co.jp`;
	return { created_at: serial("2026-11-02"), name, company, email, title: "部長", ...more };
}

/** Chooses a name where the page asks for one. */
async function introduce(stage: SidebarStage): Promise<void> {
	const me = stage.frame.locator("#me");
	await me.waitFor(SOON);
	await me.fill("佐藤");
	await stage.frame.locator(".card button").click();
	await me.waitFor({ ...SOON, state: "detached" });
}

describe.skipIf(withoutBrowser())("the sidebar with calls of 0.6 to 1.5 s", () => {
	let stage: SidebarStage;
	beforeAll(async () => {
		stage = await setStage({ leads: LEADS, cost: asGoogle });
		await stage.select(0);
		await stage.open();
		await showsLead(stage, "山田 健太");
		await introduce(stage);
	}, 180_000);
	afterAll(() => stage?.close());

	const rowOf = (name: string) => stage.book.rows("leads").find((row) => row["name"] === name);

	it("judges a lead and goes on with six keys, and the next lead is there before the save is answered", async () => {
		await stage.frame.locator(".bar button").click(SOON);
		await showsLead(stage, "山田 健太");
		// While the rep looks at this lead, the next ones are read.
		await expect
			.poll(() => stage.answered.filter((call) => call === "sidebarLead").length, SOON)
			.toBeGreaterThanOrEqual(3);
		// From here on no answer comes: whatever the page shows, it has.
		const release = ["sidebarSave", "sidebarLead", "sidebarHistory"].map((name) => stage.hold(name));
		await stage.frame.evaluate(`(() => {
			const started = { at: 0 };
			addEventListener("keydown", (event) => { if (event.key === "s") started.at = performance.now(); }, true);
			new MutationObserver(() => {
				const shown = document.querySelector("article #heading");
				if (shown && shown.textContent === "鈴木 花子" && !window.nextMs) window.nextMs = performance.now() - started.at;
			}).observe(document.body, { childList: true, subtree: true, characterData: true });
		})()`);
		let keys = 0;
		const count = async (...each: string[]) => {
			keys += each.length;
			await press(stage, ...each);
		};
		await count("1", "4", "r");
		await stage.page.keyboard.type("従業員300名、部長が決裁");
		await count("Enter", "w", "s");
		await showsLead(stage, "鈴木 花子");
		expect(keys).toBeLessThanOrEqual(6);

		// The save is still on its way, and nothing keeps the rep from typing.
		const text = "この会社も対象になりそうです。まず電話で体制を確かめる";
		await press(stage, "r");
		await stage.page.keyboard.type(text);
		expect(await stage.frame.locator("#reason").inputValue()).toBe(text);
		expect(rowOf("山田 健太")?.["contact_verdict"] ?? "").toBe("");
		expect(await stage.frame.locator("[role=status]").textContent()).toContain("保存中 1件");
		const nextMs = (await stage.frame.evaluate("window.nextMs")) as number;
		console.log(
			`sidebar: ${keys} key presses beyond typed words; the next lead was there ${nextMs.toFixed(0)} ms after the last one, a call takes 600-1500 ms`,
		);
		for (const each of release) each();
		await expect
			.poll(() => stage.frame.locator("[role=status]").textContent(), SOON)
			.toContain("保存しました(山田 健太 様)");
		const row = rowOf("山田 健太");
		expect(row?.["contact_verdict"]).toBe("対象");
		expect(row?.["next_action_on"]).toBe(serial("2026-11-26"));
		const company = stage.book.rows("companies").find((each) => each["name"] === "青葉製作所");
		expect(company).toMatchObject({ verdict: "対象", verdict_reason: "従業員300名、部長が決裁" });
	}, 120_000);

	it("a reason used before is one key away: four keys and Ctrl+Enter", async () => {
		await showsLead(stage, "鈴木 花子");
		await press(stage, "Escape", "1", "4", "Shift+Digit1", "w", "Control+Enter");
		await showsLead(stage, "田中 太郎");
		await expect.poll(() => rowOf("鈴木 花子")?.["contact_verdict"], SOON).toBe("対象");
	}, 60_000);

	it("logs with one tap, and takes it back", async () => {
		await stage.frame.getByRole("button", { name: "不在" }).click();
		await expect
			.poll(() => stage.book.rows("activities").filter((row) => row["result"] === "不在").length, SOON)
			.toBe(1);
		await stage.frame.getByRole("button", { name: "取り消す" }).click(SOON);
		await expect
			.poll(() => stage.book.rows("activities").filter((row) => row["result"] === "不在").length, SOON)
			.toBe(0);
		await showsLead(stage, "田中 太郎");
	}, 90_000);

	it("walks to the end of the queue", async () => {
		for (let leads = 0; leads < 6 && (await stage.frame.locator("article").count()) > 0; leads++)
			await press(stage, "j");
		await expect.poll(() => heading(stage), SOON).toBe("フォローはここまでです");
		expect(await stage.axe()).toEqual([]);
	}, 60_000);

	it("raised no error and left the machine never", () => {
		expect(stage.errors).toEqual([]);
	});
});

describe.skipIf(withoutBrowser())("the sidebar beside the sheet", () => {
	let stage: SidebarStage;
	beforeAll(async () => {
		stage = await setStage({ leads: LEADS });
		await stage.select(20);
		await stage.open();
	}, 180_000);
	afterAll(() => stage?.close());

	const status = () => stage.frame.locator("[role=status]").textContent();
	const lead = (name: string) => {
		const rows = stage.book.rows("leads");
		const at = rows.findIndex((row) => row["name"] === name);
		return { at, row: rows[at] };
	};
	const write = (name: string, column: string, value: string) => {
		const tab = stage.book.tab("leads");
		const at = stage.book.columns(tab).get(column) as number;
		stage.book.host.engine.write({ sheet: tab, row: lead(name).at + 1, column: at, rows: 1, columns: 1 }, [
			[value],
		]);
		stage.book.host.engine.flush();
	};
	const show = async (name: string) => {
		await stage.select(lead(name).at);
		await showsLead(stage, name);
	};

	it("on an empty row says what to do and lists who waits", async () => {
		await expect.poll(() => heading(stage), SOON).toBe("リードの行を選んでください");
		await stage.frame.locator(".preview .row").first().waitFor(SOON);
		expect(await stage.axe()).toEqual([]);
		await introduce(stage);
	});

	it("follows the row that is selected", async () => {
		await show("山田 健太");
		await show("田中 太郎");
		expect(await stage.axe()).toEqual([]);
	});

	it("with everything open axe-core finds nothing", async () => {
		await stage.frame.evaluate(
			`document.querySelectorAll("details").forEach((each) => { each.open = true; })`,
		);
		await stage.frame.locator("#action").focus();
		await press(stage, "Escape", "2", "?");
		expect(await stage.axe()).toEqual([]);
		await press(stage, "Escape", "3", "?");
		await stage.frame.getByRole("checkbox", { name: "1文字のキーを使う" }).click();
		await press(stage, "Escape", "1");
		expect(await stage.frame.locator("#company-in").isChecked()).toBe(false);
		await stage.frame.getByRole("button", { name: "キー操作(?)" }).click();
		await stage.frame.getByRole("checkbox", { name: "1文字のキーを使う" }).click();
		await press(stage, "Escape");
	});

	it("does not save a verdict without a reason, and warns of an action on 対象外", async () => {
		await press(stage, "2", "w");
		await stage.frame.getByText("対象外です。続けるなら").waitFor(SOON);
		await press(stage, "s");
		expect(await stage.frame.getByRole("alert").textContent()).toContain("判定には理由が要ります");
		expect(await stage.frame.locator("#reason").evaluate((each) => each === document.activeElement)).toBe(
			true,
		);
		expect(await stage.axe()).toEqual([]);
		await stage.page.keyboard.type("案件規模が小さい");
		await press(stage, "Control+Enter");
		await expect.poll(() => lead("田中 太郎").row?.["next_action_on"], SOON).toBe(serial("2026-11-26"));
		await expect.poll(status, SOON).toContain("保存しました");
	});

	it("shows both versions when somebody else changed the field, and saves the one that is chosen", async () => {
		await show("鈴木 花子");
		await stage.frame.locator("#action").fill("来週、部長に電話する");
		write("鈴木 花子", "next_action", "先方からの返事を待つ");
		await press(stage, "Control+Enter");
		const panel = stage.frame.locator(".conflict");
		await panel.waitFor(SOON);
		expect(await panel.textContent()).toContain("来週、部長に電話する");
		expect(await panel.textContent()).toContain("先方からの返事を待つ");
		expect(await stage.axe()).toEqual([]);
		expect(lead("鈴木 花子").row?.["next_action"]).toBe("先方からの返事を待つ");
		await stage.frame.getByRole("button", { name: "すべて自分" }).click();
		await expect.poll(() => lead("鈴木 花子").row?.["next_action"], SOON).toBe("来週、部長に電話する");
		await panel.waitFor({ ...SOON, state: "detached" });
	});

	it("takes a save back", async () => {
		await expect.poll(status, SOON).toContain("保存しました");
		await stage.frame.getByRole("button", { name: "取り消す" }).click();
		await expect.poll(() => lead("鈴木 花子").row?.["next_action"], SOON).toBe("先方からの返事を待つ");
		await expect.poll(status, SOON).toContain("取り消しました");
	});

	it("keeps a draft while the server cannot be reached, and the next page saves it once", async () => {
		await show("佐々木 修");
		const mend = stage.cut("sidebarSave");
		await stage.frame.locator("#action").fill("役員に見積もりを説明する");
		await press(stage, "Control+Enter");
		// The frame has no storage of its own, so the server keeps it.
		await expect.poll(status, SOON).toContain("下書きはあります");
		expect(await stage.axe()).toEqual([]);
		mend();
		await stage.open();
		await expect.poll(() => lead("佐々木 修").row?.["next_action"], SOON).toBe("役員に見積もりを説明する");
		await expect.poll(status, SOON).toContain("保存しました(佐々木 修 様)");
	});

	it("tells the rep when a draft cannot be kept anywhere", async () => {
		await showsLead(stage, "佐々木 修");
		const mend = [stage.cut("sidebarSave"), stage.cut("sidebarDraft")];
		await stage.frame.locator("#action").fill("もう一度電話する");
		await press(stage, "Control+Enter");
		await stage.frame.getByText("下書きを残せません").waitFor(SOON);
		for (const each of mend) each();
		// Unless the page has tried again by itself meanwhile.
		await stage.frame
			.getByRole("button", { name: "今すぐ送る" })
			.click({ timeout: 3000 })
			.catch(() => {});
		await expect.poll(() => lead("佐々木 修").row?.["next_action"], SOON).toBe("もう一度電話する");
		await stage.frame.getByText("下書きを残せません").waitFor({ ...SOON, state: "detached" });
	});

	it("shows and stores whatever a sheet holds as text", async () => {
		await show(HOSTILE);
		const { frame } = stage;
		expect(await frame.locator("img, iframe, object").count()).toBe(0);
		const head = (await frame.locator(".head").textContent()) ?? "";
		expect(head).toContain("=IMPORTXML(");
		expect(head).toContain("😀 شركة الاختبار '");
		expect(await frame.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
		const words = '=IMPORTXML("http://x","//a")';
		await frame.locator("#action").fill(words);
		await frame.locator("#action").press("Enter");
		await press(stage, "4", "r");
		await stage.page.keyboard.type(`${HOSTILE} '😀`);
		await press(stage, "Control+Enter");
		await expect.poll(() => lead(HOSTILE).row?.["next_action"], SOON).toBe(words);
		const tab = stage.book.tab("leads");
		const at = stage.book.columns(tab).get("next_action") as number;
		const area = { sheet: tab, row: lead(HOSTILE).at + 1, column: at, rows: 1, columns: 1 };
		expect(stage.book.host.engine.readFormulas(area)).toEqual([[""]]);
		await expect.poll(() => frame.locator(".timeline").textContent(), SOON).toContain(`${HOSTILE} '😀`);
		expect(await stage.axe()).toEqual([]);
		expect(stage.errors).toEqual([]);
	});
});

describe.skipIf(withoutBrowser())("the sidebar in English", () => {
	let stage: SidebarStage;
	beforeAll(async () => {
		stage = await setStage({ leads: LEADS, locale: "en_US" });
		await stage.select(0);
		await stage.open();
		await showsLead(stage, "山田 健太");
	}, 180_000);
	afterAll(() => stage?.close());

	it("has no Japanese of ours on it, and axe-core finds nothing", async () => {
		await stage.frame.evaluate(
			`document.querySelectorAll("details").forEach((each) => { each.open = true; })`,
		);
		await stage.frame.getByRole("button", { name: "Keys (?)" }).click();
		expect(await stage.axe()).toEqual([]);
		expect(await stage.frame.evaluate("document.documentElement.lang")).toBe("en");
		const shown = ((await stage.frame.locator("#app").textContent()) ?? "").replace(
			/山田 健太|青葉製作所|電話する|部長/g,
			"",
		);
		expect(shown.match(/[ぁ-んァ-ヶ一-龠]+/g) ?? []).toEqual([]);
	});
});

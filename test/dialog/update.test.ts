import { describe, expect, it } from "vitest";
import type {
	Answer,
	DialogSession,
	DuplicateGroup,
	ImportPreview,
	TabLook,
} from "../../src/addon/dialog-contract";
import { DIALOG_VIEWS } from "../../src/addon/dialog-contract";
import type { Call, Reply } from "../../src/dialog/server";
import {
	FIRST,
	importOrderOf,
	isWriting,
	lineInFile,
	type Mapping,
	mergesOf,
	openDoubts,
	plainNumber,
	type State,
	VIEWS,
} from "../../src/dialog/state";
import { type Effect, type Event, update } from "../../src/dialog/update";

const SESSION: DialogSession = {
	language: "ja",
	isSetUp: true,
	me: "佐藤",
	members: ["佐藤", "高橋"],
	columns: { leads: [], companies: [], activities: [], deals: [] },
	tables: [["leads", "リード"]],
	channels: ["展示会"],
};
const LOOK: TabLook = {
	gid: 7,
	name: "見込み客",
	table: "leads",
	headRow: 1,
	headRows: 1,
	rows: 3,
	problem: "",
	columns: [
		column(1, "お客様名", "company", "sure"),
		column(2, "ご担当", "name", "doubtful"),
		column(3, "状況", "status", "likely"),
		column(4, "社内メモ", null, "likely"),
	],
	words: [
		{ kind: "status", column: "status", word: "アポ済み", count: 3, meaning: "open", options: [] },
		{ kind: "status", column: "status", word: "塩漬け", count: 2, meaning: "", options: [] },
	],
};
const DONE: Answer = { ok: true, message: "終わりました。", batch: "b1" };
const COUNTS = { rows: 2, created: 1, matched: 0, filled: 0, conflicting: 0, repeated: 0, unreadable: 1 };
const PREVIEW: ImportPreview = { ok: true, sentence: "", counts: COUNTS, lines: [], judged: [] };

function column(
	at: number,
	header: string,
	id: string | null,
	confidence: TabLook["columns"][number]["confidence"],
): TabLook["columns"][number] {
	return { at, header, samples: [], column: id, confidence, reason: "", others: [] };
}

/** The page with a server that answers when it is told to. */
class Page {
	state: State = FIRST;
	effects: Effect[] = [];

	send(...events: Event[]): this {
		for (const event of events) {
			const [state, effects] = update(this.state, event);
			this.state = state;
			this.effects.push(...effects);
		}
		return this;
	}
	get asked(): readonly Extract<Effect, { type: "ask" }>[] {
		return this.effects.flatMap((effect) => (effect.type === "ask" ? [effect] : []));
	}
	get call(): Call | undefined {
		return this.asked.at(-1)?.call;
	}
	get focus(): string | undefined {
		return this.effects.flatMap((effect) => (effect.type === "focus" ? [effect.at] : [])).at(-1);
	}
	answer<N extends Reply["name"]>(name: N, value: Extract<Reply, { name: N }>["value"]): this {
		const question = this.asked.findLast(({ call }) => call.name === name);
		if (question === undefined) throw new Error(`${name} was not asked`);
		const { view, turn } = question;
		return this.send({ type: "answered", view, turn, reply: { name, value } as Reply });
	}
	fail(message: string): this {
		const { view, turn } = this.asked.at(-1) as Extract<Effect, { type: "ask" }>;
		return this.send({ type: "failed", view, turn, message });
	}
}

function opened(view: State["view"], session = SESSION): Page {
	return new Page().send({ type: "started", language: "ja", view }).answer("open", session);
}

function mapped(): Page {
	return opened("adopt")
		.answer("adoptTabs", [])
		.send({ type: "edit", view: "adopt", change: { gid: 7 } }, { type: "ask", name: "adoptLook" })
		.answer("adoptLook", LOOK);
}

function looked(text: string, look: Partial<TabLook> = {}): Page {
	return opened("import")
		.send({ type: "file", name: "cards.csv", bytes: new TextEncoder().encode(text) })
		.send({ type: "ask", name: "importLook" })
		.answer("importLook", { ...LOOK, ...look, columns: [column(1, "会社名", "company", "sure")], words: [] });
}

const clear = (page: Page) => {
	page.effects = [];
	return page;
};

describe("the page", () => {
	it("has a view for each that the server may open", () => {
		expect(VIEWS).toEqual(DIALOG_VIEWS);
	});

	it.each([
		["adopt", "adoptTabs"],
		["duplicates", "duplicates"],
		["learn", "unknownWords"],
		["batches", "batches"],
	] as const)("opens at %s and reads its list", (view, name) => {
		const page = opened(view);
		expect(page.call?.name).toBe(name);
		expect(page.focus).toBe("heading");
	});

	it("reads a list once, and again after something was written", () => {
		const page = opened("learn").answer("unknownWords", []);
		clear(page).send({ type: "go", view: "reassign" }, { type: "go", view: "learn" });
		expect(page.asked).toEqual([]);
		page
			.send({ type: "go", view: "reassign" })
			.send({ type: "edit", view: "reassign", change: { from: "佐藤", to: "高橋" } })
			.send({ type: "ask", name: "reassignApply", why: "担当替え" })
			.answer("reassignApply", DONE)
			.send({ type: "go", view: "learn" });
		expect(page.call?.name).toBe("unknownWords");
	});

	it("offers nothing but adoption where nothing is set up", () => {
		const page = opened("adopt", { ...SESSION, isSetUp: false });
		expect(page.call?.name).toBe("adoptTabs");
		clear(page).send({ type: "go", view: "duplicates" });
		expect(page.asked).toEqual([]);
	});

	it("says why it could not be opened, and tries again", () => {
		const page = new Page().send({ type: "started", language: "en", view: "erase" }).fail("Too busy.");
		expect(page.state).toMatchObject({ opening: "failed", openFailure: "Too busy." });
		page.send({ type: "reopen" }).answer("open", SESSION);
		expect(page.state).toMatchObject({ opening: "open", view: "erase" });
	});

	it("asks once while an answer is on its way", () => {
		const page = opened("batches");
		const before = page.asked.length;
		page.send({ type: "ask", name: "undoCheck" }, { type: "ask", name: "undoCheck" });
		expect(page.asked.length).toBe(before);
	});

	it("drops an answer that a later question has overtaken", () => {
		const page = mapped();
		const [, , late] = page.asked;
		page.send({
			type: "answered",
			view: "adopt",
			turn: late?.turn ?? 0,
			reply: { name: "adoptLook", value: { ...LOOK, gid: 99 } },
		});
		expect(page.state.adopt.mapping?.look.gid).toBe(7);
	});

	it("keeps what was typed when a call fails, and says the server's sentence", () => {
		const page = opened("erase")
			.send({ type: "edit", view: "erase", change: { text: "山田" } }, { type: "ask", name: "eraseFind" })
			.fail("ほかの作業が動いています。");
		expect(page.state.erase.text).toBe("山田");
		expect(page.state.troubles.erase).toEqual({
			kind: "failure",
			call: "eraseFind",
			message: "ほかの作業が動いています。",
		});
		page.send({ type: "edit", view: "erase", change: { text: "山田 健太" } });
		expect(page.state.troubles.erase).toBeUndefined();
	});

	it("asks again for a list that could not be read, and forgets the failure", () => {
		const page = opened("learn").fail("混み合っています。");
		expect(page.state.troubles.learn).toMatchObject({ call: "unknownWords" });
		page.send({ type: "go", view: "learn" }).answer("unknownWords", []);
		expect(page.state.troubles.learn).toBeUndefined();
		expect(page.state.learn.words).toEqual([]);
	});

	it("stays at its step when the server refuses to write", () => {
		const page = mapped()
			.send({ type: "seen", at: 2, isSeen: true }, { type: "ask", name: "adoptApply" })
			.answer("adoptApply", { ok: false, message: "行が動きました。", batch: "" });
		expect(page.state.adopt.step).toBe("map");
		expect(page.state.troubles.adopt).toMatchObject({ message: "行が動きました。" });
	});

	it("does not call back whoever went elsewhere meanwhile", () => {
		const page = opened("adopt")
			.answer("adoptTabs", [])
			.send({ type: "edit", view: "adopt", change: { gid: 7 } }, { type: "ask", name: "adoptLook" });
		page.send({ type: "go", view: "erase" });
		clear(page).send({
			type: "answered",
			view: "adopt",
			turn: page.state.calls.adopt?.turn ?? 0,
			reply: { name: "adoptLook", value: LOOK },
		});
		expect(page.focus).toBeUndefined();
		expect(page.state).toMatchObject({ view: "erase", adopt: { step: "map" } });
	});

	it("knows when it must not be closed", () => {
		const page = mapped().send({ type: "seen", at: 2, isSeen: true }, { type: "ask", name: "adoptCheck" });
		expect(isWriting(page.state)).toBe(false);
		page
			.answer("adoptCheck", { ok: true, sentence: "", added: [] })
			.send({ type: "ask", name: "adoptApply" });
		expect(isWriting(page.state)).toBe(true);
	});
});

describe("columns", () => {
	const plan = (page: Page) => (page.call?.name === "adoptCheck" ? page.call.args[0] : null);

	it("a doubtful column has to be looked at first, and its control gets the focus", () => {
		const page = mapped().send({ type: "ask", name: "adoptCheck" });
		expect(page.call?.name).toBe("adoptLook");
		expect(page.state.troubles.adopt).toMatchObject({ problem: { code: "doubts", count: 1 } });
		expect(page.focus).toBe("column-2");
	});

	it("ticking it or choosing for it is looking at it", () => {
		const ticked = mapped().send({ type: "seen", at: 2, isSeen: true });
		const chosen = mapped().send({ type: "column", at: 2, column: "owner" });
		for (const { state } of [ticked, chosen]) expect(openDoubts(state.adopt.mapping as Mapping)).toEqual([]);
		expect(
			openDoubts(ticked.send({ type: "seen", at: 2, isSeen: false }).state.adopt.mapping as Mapping),
		).toEqual([2]);
	});

	it("refuses one meaning for two columns", () => {
		const page = mapped().send(
			{ type: "column", at: 2, column: "company" },
			{ type: "ask", name: "adoptCheck" },
		);
		expect(page.state.troubles.adopt).toMatchObject({ problem: { code: "double", count: 2 } });
	});

	it("sends what each place means, and the words that have a meaning", () => {
		const page = mapped().send({ type: "seen", at: 2, isSeen: true }, { type: "ask", name: "adoptCheck" });
		expect(plan(page)).toEqual({
			gid: 7,
			table: "leads",
			headRow: 1,
			headRows: 1,
			columns: [
				[1, "company"],
				[2, "name"],
				[3, "status"],
			],
			words: [{ kind: "status", word: "アポ済み", meaning: "open" }],
		});
	});

	it("leaves out the words of a column that stays the team's own", () => {
		const page = mapped().send(
			{ type: "seen", at: 2, isSeen: true },
			{ type: "column", at: 3, column: "" },
			{ type: "ask", name: "adoptCheck" },
		);
		expect(plan(page)?.words).toEqual([]);
	});

	it("another header or table is looked at by the server", () => {
		const page = mapped().send({ type: "lookAgain", table: "companies", headRow: 3 });
		expect(page.call).toEqual({ name: "adoptLook", args: [7, "companies", 3] });
	});

	it("an adopted tab widens what there is to choose from, and nothing jumps", () => {
		const page = mapped()
			.send({ type: "seen", at: 2, isSeen: true }, { type: "ask", name: "adoptApply" })
			.answer("adoptApply", DONE);
		expect(page.call?.name).toBe("open");
		page.state = update(page.state, {
			type: "answered",
			view: "",
			turn: 0,
			reply: { name: "open", value: { ...SESSION, members: ["伊藤"] } },
		})[0];
		expect(page.state).toMatchObject({ adopt: { step: "done" }, session: { members: ["伊藤"] } });
	});
});

describe("an import", () => {
	const FILE = '出力日,2026\n\n会社名\n"青葉\n製作所"\nみどり\n';

	it("refuses a file that cannot be taken over, before the server is asked", () => {
		const page = opened("import").send({
			type: "file",
			name: "a.xlsx",
			bytes: new Uint8Array([0x50, 0x4b, 3, 4]),
		});
		clear(page).send({ type: "ask", name: "importLook" });
		expect(page.asked).toEqual([]);
		expect(page.state.troubles.import).toMatchObject({ problem: { code: "file" } });
	});

	it("reads a file again in the encoding that the person chooses", () => {
		const sjis = new Uint8Array([0x89, 0xef, 0x8e, 0xd0, 0x0a]);
		const page = opened("import").send({ type: "file", name: "a.csv", bytes: sjis });
		expect(page.state.import.file?.rows).toEqual([["会社"]]);
		page.send({ type: "reading", encoding: "windows-1252" });
		expect(page.state.import.file?.encoding).toBe("windows-1252");
		expect(page.state.import.file?.rows).not.toEqual([["会社"]]);
	});

	it("keeps file and pasted rows apart", () => {
		const page = opened("import")
			.send({ type: "file", name: "a.csv", bytes: new TextEncoder().encode("会社名\n青葉\n") })
			.send({ type: "pasted", text: "会社名\t電話\nみどり\t06\n" });
		expect(page.state.import.file?.rows[1]).toEqual(["みどり", "06"]);
		page.send({ type: "source", source: "file" });
		expect(page.state.import.file?.rows[1]).toEqual(["青葉"]);
	});

	it("sends rows from the header that the person names, and tells lines as the file has them", () => {
		const page = looked(FILE).send({ type: "lookAgain", table: "leads", headRow: 3 });
		expect(page.call).toEqual({
			name: "importLook",
			args: [[["会社名"], ["青葉\n製作所"], ["みどり"]], "leads"],
		});
		expect([1, 2, 3].map((line) => lineInFile(page.state.import, line))).toEqual([3, 4, 6]);
	});

	it("makes one order of it all", () => {
		const { state } = looked(FILE).send({
			type: "edit",
			view: "import",
			change: {
				mode: "list",
				defaults: { campaign: "春のリスト", owner: "佐藤", channel: " " },
				listCost: "３００,０００円",
				listDay: "2026-11-20",
				conflicts: "replace",
				without: { 5: true },
				why: " 買った ",
			},
		});
		expect(importOrderOf(state.import, state.import.mapping as Mapping)).toEqual({
			table: "leads",
			rows: state.import.file?.rows,
			headRow: 1,
			headRows: 1,
			columns: ["company", null],
			words: [],
			defaults: { campaign: "春のリスト", owner: "佐藤" },
			conflicts: "replace",
			without: [5],
			exhibition: null,
			list: { name: "春のリスト", cost: "300000", day: "2026-11-20" },
			why: "買った",
		});
	});

	it.each([
		["exhibition", {}, "exhibition"],
		["exhibition", { defaults: { campaign: "春" } }, "exhibitionDay"],
		["list", {}, "list"],
		["list", { defaults: { campaign: "春" }, listCost: "三十万" }, "cost"],
		["list", { defaults: { campaign: "春" } }, "day"],
	] as const)("in mode %s with %j, it asks for what is missing", (mode, change, code) => {
		const page = looked(FILE).send({ type: "edit", view: "import", change: { mode, ...change } });
		clear(page).send({ type: "ask", name: "importCheck" });
		expect(page.asked).toEqual([]);
		expect(page.state.troubles.import).toMatchObject({ problem: { code } });
	});

	it("a changed term takes the preview back; a line left out and a reason do not", () => {
		const page = looked(FILE).send({ type: "ask", name: "importCheck" }).answer("importCheck", PREVIEW);
		page.send({ type: "edit", view: "import", change: { without: { 4: true }, why: "x" } });
		expect(page.state.import.preview).toBe(PREVIEW);
		page.send({ type: "edit", view: "import", change: { conflicts: "replace" } });
		expect(page.state.import.preview).toBeNull();
	});

	it("gives the reason that stands in where the person gives none", () => {
		const page = looked(FILE).send({ type: "ask", name: "importCheck", why: "cards.csv の取り込み" });
		expect(page.call?.name === "importCheck" && page.call.args[0].why).toBe("cards.csv の取り込み");
	});

	it("is taken back through the history", () => {
		const page = looked(FILE)
			.send({ type: "ask", name: "importApply" })
			.answer("importApply", DONE)
			.send({ type: "undo", batch: "b1" });
		expect(page.call).toEqual({ name: "undoCheck", args: ["b1"] });
		page.answer("undoCheck", { sentence: "", restored: 0, removed: 2, changed: [] });
		expect(page.state).toMatchObject({ view: "batches", batches: { step: "check", batch: "b1" } });
		page.send({ type: "ask", name: "undoApply", why: "取り消し" });
		expect(page.call).toEqual({ name: "undoApply", args: ["b1", "取り消し"] });
	});
});

describe("duplicates", () => {
	const row = (id: string) => ({
		id,
		tab: "",
		company: "",
		name: "",
		email: "",
		phone: "",
		owner: "",
		createdAt: "",
		activities: 0,
	});
	const group = (...ids: string[]): DuplicateGroup => ({
		strength: "certain",
		reasons: [],
		rows: ids.map(row),
	});
	const listed = () =>
		opened("duplicates").answer("duplicates", {
			groups: [group("a", "b", "c"), group("d", "e")],
			total: 2,
			sentence: "",
		});

	it("keeps the proposed row unless another is chosen, and leaves apart what is unticked", () => {
		const page = listed().send({ type: "edit", view: "duplicates", change: { ticked: { "a\nb\nc": true } } });
		expect(mergesOf(page.state.duplicates)).toEqual([{ survivor: "a", others: ["b", "c"] }]);
		page.send({
			type: "edit",
			view: "duplicates",
			change: { survivors: { "a\nb\nc": "c" }, apart: { b: true } },
		});
		expect(mergesOf(page.state.duplicates)).toEqual([{ survivor: "c", others: ["a"] }]);
		page.send({ type: "edit", view: "duplicates", change: { apart: { a: true, b: true } } });
		expect(mergesOf(page.state.duplicates)).toEqual([]);
	});

	it("merges nothing that is not ticked", () => {
		const page = clear(listed()).send({ type: "ask", name: "mergeCheck" });
		expect(page.asked).toEqual([]);
		expect(page.state.troubles.duplicates).toMatchObject({ problem: { code: "groups" } });
	});
});

describe("reassigning", () => {
	it.each([
		[{}, "from"],
		[{ from: "佐藤" }, "to"],
		[{ from: "佐藤", to: "佐藤" }, "same"],
		[{ from: "佐藤", to: "高橋", tables: { leads: false, companies: false, deals: false } }, "tables"],
	] as const)("with %j asks for what is missing", (change, code) => {
		const page = opened("reassign").send(
			{ type: "edit", view: "reassign", change },
			{ type: "ask", name: "reassignCheck" },
		);
		expect(page.state.troubles.reassign).toMatchObject({ problem: { code } });
	});

	it("rows without an owner are those of nobody", () => {
		const page = opened("reassign").send(
			{ type: "edit", view: "reassign", change: { of: "nobody", from: "佐藤", to: "高橋" } },
			{ type: "ask", name: "reassignCheck" },
		);
		expect(page.call?.name === "reassignCheck" && page.call.args[0]).toMatchObject({
			from: "",
			to: "高橋",
			openOnly: true,
		});
	});
});

describe("erasing", () => {
	const checked = () =>
		opened("erase")
			.send({ type: "edit", view: "erase", change: { text: "山田" } }, { type: "ask", name: "eraseFind" })
			.answer("eraseFind", [{ id: "p1", company: "", name: "山田", email: "", createdAt: "" }])
			.send(
				{ type: "edit", view: "erase", change: { ids: { p1: true } } },
				{ type: "ask", name: "eraseCheck" },
			)
			.answer("eraseCheck", { sentence: "", places: [["リード", 4]] });

	it.each([
		["", false],
		["消す", false],
		["削除", true],
		[" 削除 ", true],
	])("with %j typed, asks the server: %s", (typed, isAsked) => {
		const page = checked().send({ type: "edit", view: "erase", change: { typed } });
		clear(page).send({ type: "ask", name: "eraseApply", confirmation: "削除", why: "本人からの依頼" });
		expect(page.call).toEqual(isAsked ? { name: "eraseApply", args: [["p1"], "本人からの依頼"] } : undefined);
	});

	it("another search forgets who was chosen", () => {
		const page = checked().send(
			{ type: "step", step: "find" },
			{ type: "edit", view: "erase", change: { hits: null, ids: {} } },
		);
		expect(page.send({ type: "ask", name: "eraseCheck" }).state.troubles.erase).toMatchObject({
			problem: { code: "people" },
		});
	});
});

describe("plainNumber", () => {
	it.each([
		["300000", "300000"],
		["３００，０００円", "300000"],
		["¥1,200.5", "1200.5"],
		["三十万", null],
		["-5", null],
		["", null],
	])("%j is %j", (text, value) => {
		expect(plainNumber(text)).toBe(value);
	});
});

import { beforeAll, describe, expect, it } from "vitest";
import type {
	Answer,
	BatchLine,
	ErasePreview,
	PersonHit,
	UndoPreview,
} from "../../src/addon/dialog-contract";
import type { HostOptions } from "../../src/host/contract";
import { ExecutionEnded } from "../../src/host/service-error";
import { frozenDist } from "../faults/cases";
import { freshWorkbook, type Row, serial, Workbook } from "./bench";

function call<T>(book: Workbook, name: string, ...args: readonly unknown[]): T {
	return book.run("dialogCall", [name, args]) as unknown as T;
}

const COMPANY = "青空精機株式会社";
const AOKI: Row = {
	created_at: serial("2026-10-05"),
	company: COMPANY,
	name: "青木 一郎",
	department: "営業部",
	title: "部長",
	email: "aoki@aozora.example",
	industry: "機械",
	channel: "Web",
	owner: "佐藤",
	company_verdict: "対象",
	contact_verdict: "対象",
	verdict_reason: "青木一郎さんから聞いた",
	next_action: "青木さんへ電話",
	next_action_on: serial("2026-11-15"),
	note: "携帯は090-1234-5678、奥さまも知人",
};
/** How the person is called, in every spelling that the workbook holds. */
const TRACES = ["青木", "aoki", "AOKI", "Aoki", "1234-5678", "９０１２３４５６７８", "9012345678"];

/** A workbook in which a person has left traces everywhere. */
function lived(options: Partial<HostOptions> = {}): Workbook {
	const book = freshWorkbook(options);
	book.add("leads", [
		AOKI,
		{
			...AOKI,
			name: "青木一郎",
			email: "AOKI@aozora.example",
			phone: "090-1234-5678",
			department: null,
			note: null,
			created_at: serial("2026-10-08"),
		},
		{
			...AOKI,
			name: "馬場 二郎",
			email: "baba@aozora.example",
			phone: "03-1111-2222",
			verdict_reason: "紹介者は青木 一郎(Aoki@aozora.example)",
			next_action: "訪問",
			note: "青木　一郎 の部下。電話は０９０１２３４５６７８ でも",
		},
		{
			created_at: serial("2026-10-20"),
			company: "黒潮商事",
			name: "近森",
			email: "chikamori@kuroshio.example",
			channel: "展示会",
			owner: "鈴木",
		},
	]);
	book.add("activities", [
		{
			at: serial("2026-10-06 10:00:00"),
			email: "aoki@aozora.example",
			type: "架電",
			result: "接続",
			owner: "佐藤",
			note: "よく話す人",
		},
		{ at: serial("2026-10-07 10:00:00"), name: "青木 一郎", company: COMPANY, type: "展示会来場" },
		{ at: serial("2026-10-07 10:00:00"), name: "青木 一郎", company: COMPANY, type: "展示会来場" },
		{
			at: serial("2026-10-09 10:00:00"),
			email: "AOKI@aozora.example",
			lead_ref: "X-1",
			type: "打ち合わせ",
			minutes: 30,
		},
		{
			at: serial("2026-10-21 10:00:00"),
			email: "baba@aozora.example",
			type: "架電",
			note: "青木一郎さんも同席",
		},
	]);
	book.add("deals", [
		{
			name: "青木一郎様 導入",
			email: "aoki@aozora.example",
			owner: "佐藤",
			stage: "契約",
			amount: 500_000,
			created_at: serial("2026-10-20"),
			closes_at: serial("2026-11-10"),
			note: "aoki@aozora.example に送付",
		},
	]);
	book.add("companies", [{ name: COMPANY, phone: "03-9999-0000", situation: "窓口は青木一郎" }]);
	book.run("refreshNow");
	// A verdict that is changed in the sheet goes into the history with its reason.
	const leads = book.tab("leads");
	const column = book.columns(leads).get("contact_verdict") as number;
	book.host.engine.write({ sheet: leads, row: 1, column, rows: 1, columns: 1 }, [["未判定"]]);
	book.run("refreshNow");
	book.host.engine.write({ sheet: leads, row: 1, column, rows: 1, columns: 1 }, [["対象"]]);
	book.run("refreshNow");
	const [first, copy] = call<PersonHit[]>(book, "eraseFind", "青木");
	call(book, "mergeApply", [{ survivor: first?.id, others: [copy?.id] }], "青木一郎の重複");
	book.run("refreshNow");
	const { host } = book;
	host.engine.setNotes({ sheet: book.tab("companies"), row: 1, column: 0, rows: 1, columns: 1 }, [
		["青木 一郎と会った"],
	]);
	return book;
}

/** Everything that figures say, without the moment at which they were computed. */
function metrics(book: Workbook): unknown {
	return book.rows("metrics").map(({ refreshed_at: _, run_id: __, ...rest }) => rest);
}

function tracesIn(book: Workbook): string[] {
	const { host } = book;
	const { engine } = host;
	const found: string[] = [];
	const look = (place: string, text: string) => {
		for (const trace of TRACES)
			if (text.includes(trace)) found.push(`${place}: ${trace} in ${text.slice(0, 300)}`);
	};
	for (const { id, name } of engine.sheets()) {
		const extent = engine.extent(id);
		if (extent.rows === 0) continue;
		const area = { sheet: id, row: 0, column: 0, ...extent };
		for (const cells of [engine.read(area), engine.readFormulas(area), engine.notes(area)]) {
			cells.forEach((row, r) => {
				row.forEach((cell, c) => {
					look(`${name} R${r + 1}C${c + 1}`, String(cell ?? ""));
				});
			});
		}
	}
	look("document properties", JSON.stringify(host.properties("document")));
	look("user properties", JSON.stringify(host.properties("user")));
	return found;
}

function erase(book: Workbook): Answer {
	const [hit] = call<PersonHit[]>(book, "eraseFind", "青木");
	return call<Answer>(book, "eraseApply", [hit?.id], "ご本人の求め");
}

describe("erasing a person", () => {
	const book = lived();
	const before = metrics(book);
	const traces = tracesIn(book).map((trace) => trace.replace(/ R.*/s, ""));
	const hits = call<PersonHit[]>(book, "eraseFind", "AOKI@");
	const id = hits[0]?.id as string;
	const draft = JSON.stringify({
		version: 1,
		edits: { [id]: { note: "青木さん" }, other: { note: "x" } },
		outbox: [],
	});
	book.run("sidebarDraft", [draft]);
	const preview = call<ErasePreview>(book, "eraseCheck", [id]);
	let answer: Answer;

	beforeAll(() => {
		answer = call<Answer>(book, "eraseApply", [id], "ご本人の求め");
	}, 60_000);

	it("finds the traces that a person leaves, to begin with", () => {
		expect([...new Set(traces)].sort()).toEqual(
			["リード", "企業", "活動", "商談", "フォロー", "データ診断", "判定履歴", "変更履歴"].sort(),
		);
	});

	it("is offered by name, mail or company, and shown before", () => {
		expect(hits.map(({ name }) => name)).toContain("青木 一郎");
		expect(preview.sentence).toContain("取り消せません");
		expect(preview.places.map(([tab]) => tab)).toEqual(
			expect.arrayContaining(["リード", "活動", "商談", "企業", "変更履歴", "判定履歴", "データ診断"]),
		);
	});

	it("leaves no trace of name, mail and phone in any tab, note or property", () => {
		expect(answer).toMatchObject({ ok: true });
		expect(tracesIn(book)).toEqual([]);
	});

	it("leaves id, dates, channel, owner, verdicts and amounts, and nobody contacts them any more", () => {
		const lead = book.rows("leads").find((row) => row["id"] === id);
		expect(lead).toMatchObject({
			id,
			created_at: serial("2026-10-05"),
			company: COMPANY,
			channel: "Web",
			owner: "佐藤",
			company_verdict: "対象",
			contact_verdict: "対象",
			do_not_call: "はい",
			opt_out: "はい",
		});
		for (const column of ["name", "email", "phone", "title", "department", "note", "next_action"])
			expect(lead?.[column] ?? "", column).toBe("");
		expect(book.rows("deals")[0]).toMatchObject({ amount: 500_000, stage: "契約", lead_ref: id });
	});

	it("leaves other people as they are, but for what they say of the person", () => {
		const other = book.rows("leads").find((row) => row["name"] === "馬場 二郎");
		expect(other).toMatchObject({
			email: "baba@aozora.example",
			phone: "03-1111-2222",
			next_action: "訪問",
			verdict_reason: "紹介者は■■■(■■■)",
			note: "■■■ の部下。電話は■■■ でも",
		});
		expect(book.rows("companies")[0]).toMatchObject({ phone: "03-9999-0000", situation: "窓口は■■■" });
	});

	it("changes no figure", () => {
		book.run("refreshNow");
		expect(metrics(book)).toEqual(before);
		expect(tracesIn(book)).toEqual([]);
	});

	it("is logged by id, with who and why", () => {
		const rows = book.rows("changes").filter((row) => row["kind"] === "erase");
		expect(rows.map((row) => row["row_id"])).toContain(id);
		expect(rows[0]).toMatchObject({ why: "ご本人の求め", state: "done" });
	});

	it("keeps the chain of the verdicts whole", () => {
		expect(book.run("diagnose").message).not.toContain("判定履歴");
	});

	it("drops the draft of the lead and keeps the others", () => {
		const session = book.run("sidebarOpen") as unknown as { draft: string; erased: string[] };
		expect(JSON.parse(session.draft).edits).toEqual({ other: { note: "x" } });
		expect(session.erased).toContain(id);
	});

	it("cannot be brought back by undoing an earlier batch", () => {
		const merge = call<BatchLine[]>(book, "batches").find(
			({ kind }) => kind !== "" && /統合|まとめ|merge|重複/.test(kind),
		);
		expect(merge).toBeDefined();
		call<UndoPreview>(book, "undoCheck", merge?.batch);
		call<Answer>(book, "undoApply", merge?.batch, "試し");
		expect(tracesIn(book)).toEqual([]);
	});

	it("is listed as what cannot be undone, and stays as it is where somebody tries", () => {
		const lines = call<BatchLine[]>(book, "batches");
		const erasure = lines.find(({ kind }) => kind === "本人の記録の削除");
		expect(erasure).toMatchObject({ why: "ご本人の求め", undoneAt: "", isFinal: true });
		expect(lines.find(({ kind }) => kind === "重複の統合")?.isFinal).toBe(false);
		const before = book.rows("changes");
		expect(call<UndoPreview>(book, "undoCheck", erasure?.batch)).toEqual({
			sentence: "本人の記録の削除は取り消せません。消した内容はどこにも残っていません。",
			...{ restored: 0, removed: 0, changed: [] },
		});
		expect(call<Answer>(book, "undoApply", erasure?.batch, "試し").ok).toBe(false);
		expect(book.rows("changes")).toEqual(before);
	});

	it("names cells of the team's own columns instead of touching them", () => {
		const own = new Workbook();
		const sheet = own.host.engine.sheets()[0]?.id as string;
		own.host.type({ sheet, row: 0, column: 0, rows: 3, columns: 4 }, [
			["会社名", "氏名", "メールアドレス", "社内控え"],
			[COMPANY, "青木 一郎", "aoki@aozora.example", "青木さんは甘党"],
			["黒潮商事", "近森", "c@kuroshio.example", "青木 一郎の友人"],
		]);
		own.run("setUp");
		own.run("refreshNow");
		const [hit] = call<PersonHit[]>(own, "eraseFind", "青木");
		const places = call<ErasePreview>(own, "eraseCheck", [hit?.id]).places.map(([place]) => place);
		const name = own.host.engine.sheets().find(({ id }) => id === sheet)?.name;
		expect(places).toContain(`ご自身で確認: ${name}!D2`);
		expect(places).toContain(`ご自身で確認: ${name}!D3`);
		expect(erase(own).message).toContain(`${name}!D2`);
		expect(own.host.engine.read({ sheet, row: 1, column: 0, rows: 2, columns: 4 })).toEqual([
			[COMPANY, null, null, "青木さんは甘党"],
			["黒潮商事", "近森", "c@kuroshio.example", "青木 一郎の友人"],
		]);
	});

	it("needs a reason and somebody", () => {
		expect(() => call(book, "eraseApply", [id], " ")).toThrow("理由");
		expect(() => call(book, "eraseApply", [], "求め")).toThrow("選ばれていません");
	});
});

describe("an erasure that is cut off", () => {
	/** A copy of the build: other test runs build anew meanwhile. */
	const dist = frozenDist();
	const CUTS = Number(process.env["MIKOMI_CUTS"] ?? 12);
	const whole = lived({ dist });
	const figures = metrics(whole);
	const [hit] = call<PersonHit[]>(whole, "eraseFind", "青木");
	const state = whole.host.save();

	/** Ends the execution at its n-th call; gives how many calls it made. */
	function cutAt(book: Workbook, n: number): number {
		let made = 0;
		book.host.beforeCall = (call) => {
			if (call.counted && made++ === n) throw new ExecutionEnded("Exceeded maximum execution time");
		};
		try {
			call(book, "eraseApply", [hit?.id], "ご本人の求め");
		} catch {
			// As it was to be.
		}
		book.host.beforeCall = null;
		return made;
	}

	it("at any call is completed when it is asked for again", () => {
		const counting = new Workbook({ state, dist });
		const calls = cutAt(counting, Number.POSITIVE_INFINITY);
		expect(tracesIn(counting)).toEqual([]);
		counting.host.dispose();
		for (let i = 0; i < Math.min(CUTS, calls); i++) {
			const at = Math.floor((calls * (i + 0.5)) / Math.min(CUTS, calls));
			const book = new Workbook({ state, dist });
			cutAt(book, at);
			const answer = call<Answer>(book, "eraseApply", [hit?.id], "ご本人の求め");
			expect(answer.ok, `cut at ${at}`).toBe(true);
			expect(tracesIn(book), `cut at ${at}`).toEqual([]);
			if (i % 4 === 0) {
				book.run("refreshNow");
				expect(metrics(book), `cut at ${at}`).toEqual(figures);
			}
			book.host.dispose();
		}
	}, 600_000);
});

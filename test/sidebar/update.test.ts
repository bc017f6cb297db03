import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field, QueueItem, SidebarLead } from "../../src/addon/sidebar-contract";
import { draftText, joinDrafts, readDraft } from "../../src/sidebar/draft";
import { cautionsOf, isUnsaved, seenFields } from "../../src/sidebar/state";
import { IDLE_MS, LOG_MS, POLL_MS, RENEW_MS } from "../../src/sidebar/update";
import { type Desk, leadOf, openDesk, SESSION, walkingDesk, written } from "./desk";

function judge(desk: Desk, reason = "300名"): void {
	desk.send({ type: "judged", axis: "company", code: "in" });
	desk.send({ type: "judged", axis: "contact", code: "in" });
	desk.send({ type: "reason", value: reason });
}

describe("following the row", () => {
	it("asks again 2 s after the last answer, never while one is on its way", () => {
		const desk = openDesk();
		desk.pass(POLL_MS - 1);
		expect(desk.asked()).not.toContain("row");
		desk.pass(1);
		expect(desk.asked()).toContain("row");
		desk.pass(60_000);
		expect(desk.asked().filter((each) => each === "row")).toHaveLength(1);
		desk.row("a");
		desk.pass(POLL_MS);
		expect(desk.asked()).toContain("row");
	});

	it("shows the lead of another row, and keeps the last one on a row without a lead", () => {
		const desk = openDesk();
		desk.pass(POLL_MS);
		desk.row("b");
		desk.lead(leadOf("b"));
		expect(desk.shown).toBe("b");
		desk.pass(POLL_MS);
		desk.row("");
		expect(desk.shown).toBe("b");
	});

	it.each([
		["the page is hidden", { type: "visible", isVisible: false }],
		["somebody types", { type: "typing", isTyping: true }],
		["something is unsaved", { type: "typed", field: "note", value: "x" }],
		["the queue is walked", { type: "walk", at: 0 }],
	] as const)("rests while %s", (_, event) => {
		const desk = openDesk();
		desk.send(event);
		desk.pass(60_000);
		expect(desk.asked()).not.toContain("row");
	});

	it("does not take the lead away under a rep who began to type before the answer", () => {
		const desk = openDesk();
		desk.pass(POLL_MS);
		desk.send({ type: "typed", field: "note", value: "x" });
		desk.row("b");
		expect(desk.shown).toBe("a");
	});

	it("goes on after a save", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "x" });
		desk.send({ type: "save" });
		desk.pass(POLL_MS);
		expect(desk.asked()).toContain("row");
	});

	it("stops after ten minutes without input, and この行 goes on", () => {
		const desk = openDesk();
		for (let polls = 0; polls * POLL_MS < IDLE_MS; polls++) {
			desk.pass(POLL_MS);
			if (desk.asked().includes("row")) desk.row("a");
		}
		expect(desk.state.isPaused).toBe(true);
		desk.pass(60_000);
		expect(desk.asked()).not.toContain("row");
		desk.send({ type: "thisRow" });
		desk.row("b");
		expect(desk.shown).toBe("b");
		desk.pass(POLL_MS);
		expect(desk.asked()).toContain("row");
	});

	it("この行 changes the lead even with something unsaved, and keeps that as a draft", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "x" });
		desk.send({ type: "thisRow" });
		desk.row("b");
		expect(desk.shown).toBe("b");
		expect(desk.state.edits["a"]?.changes).toEqual({ note: "x" });
	});

	it("この行 on the same lead reads it anew and shows what is known meanwhile", () => {
		const desk = openDesk();
		desk.send({ type: "thisRow" });
		desk.row("a");
		expect(desk.state.leads["a"]).not.toBeUndefined();
		desk.lead(leadOf("a", { note: "new" }));
		expect(desk.state.leads["a"]?.fields.note).toBe("new");
	});
});

describe("saving", () => {
	it("sends what changed with what was seen before, and shows it as done at once", () => {
		const desk = openDesk(leadOf("a", { contact_verdict: "out" }));
		judge(desk);
		desk.send({ type: "source", value: "電話" });
		desk.send({ type: "save" });
		expect(desk.saves()).toHaveLength(1);
		expect(desk.saves()[0]).toMatchObject({
			leadId: "a",
			place: "1:2",
			base: { company_verdict: "", contact_verdict: "out" },
			changes: { company_verdict: "in", contact_verdict: "in" },
			reason: "300名",
			source: "電話",
			by: "佐藤",
			isRetry: false,
			undoOf: "",
		});
		const lead = desk.state.leads["a"] as SidebarLead;
		expect(seenFields(desk.state, lead).company_verdict).toBe("in");
		expect(desk.state.reasons[0]).toBe("300名");
	});

	it("sends nothing for a field that stands as it was", () => {
		const desk = openDesk(leadOf("a", { note: "x" }));
		desk.send({ type: "typed", field: "note", value: "y" });
		desk.send({ type: "typed", field: "note", value: "x" });
		expect(isUnsaved(desk.state)).toBe(false);
		desk.send({ type: "save" });
		expect(desk.saves()).toHaveLength(0);
	});

	it.each([
		["a verdict without a reason", "reason", (desk: Desk) => judge(desk, " ")],
		["その他 without words", "words", (desk: Desk) => judge(desk, "その他:")],
		["Other without words", "words", (desk: Desk) => judge(desk, "Other")],
		["a reason without a verdict", "verdict", (desk: Desk) => desk.send({ type: "reason", value: "300名" })],
		["a memo without words", "memo", (desk: Desk) => desk.send({ type: "log", kind: "memo" })],
	] as const)("does not go with %s, and says so", (_, problem, act) => {
		const desk = openDesk();
		act(desk);
		desk.send({ type: "save" });
		expect(desk.saves()).toHaveLength(0);
		expect(desk.state.problem).toBe(problem);
	});

	it("asks for the rep's name first where nobody knows it", () => {
		const desk = openDesk(leadOf("a"), { me: "" });
		judge(desk);
		desk.send({ type: "save" });
		expect(desk.state.problem).toBe("me");
		expect(desk.focused()).toContain("me");
		desk.send({ type: "me", name: "鈴木" });
		desk.send({ type: "save" });
		expect(desk.saves()[0]?.by).toBe("鈴木");
	});

	it("needs no reason to open a verdict again", () => {
		const desk = openDesk(leadOf("a", { company_verdict: "out" }));
		desk.send({ type: "judged", axis: "company", code: "" });
		desk.send({ type: "save" });
		expect(desk.saves()).toHaveLength(1);
	});

	it("confirms a verdict that is given again as it stands, with a reason", () => {
		const desk = openDesk(leadOf("a", { company_verdict: "in" }));
		desk.send({ type: "judged", axis: "company", code: "in" });
		desk.send({ type: "save" });
		expect(desk.state.problem).toBe("reason");
		desk.send({ type: "reason", value: "変わらず" });
		desk.send({ type: "save" });
		expect(desk.saves()[0]).toMatchObject({
			base: { company_verdict: "in" },
			changes: { company_verdict: "in" },
		});
	});

	it("sends one at a time, in order", () => {
		const desk = walkingDesk([leadOf("a"), leadOf("b"), leadOf("c")]);
		for (const note of ["1", "2"]) {
			desk.send({ type: "typed", field: "note", value: note });
			desk.send({ type: "save" });
		}
		expect(desk.saves().map(({ leadId }) => leadId)).toEqual(["a"]);
		desk.saved(written(leadOf("a")));
		expect(desk.saves().map(({ leadId }) => leadId)).toEqual(["b"]);
	});

	it("two saves of one lead: the second is based on what the first promised", () => {
		const desk = openDesk();
		for (const value of ["1", "2"]) {
			desk.send({ type: "typed", field: "note", value });
			desk.send({ type: "save" });
		}
		const first = desk.saved(written(leadOf("a")));
		const second = desk.saved(written(leadOf("a")));
		expect([first.base, second.base]).toEqual([{ note: "" }, { note: "1" }]);
	});

	it("tries again with the same id after 2, 4, 8 … seconds, and says that it is a retry", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "x" });
		desk.send({ type: "save" });
		const first = desk.lost();
		desk.pass(1999);
		expect(desk.saves()).toHaveLength(0);
		desk.pass(1);
		expect(desk.saves()[0]).toEqual({ ...first, isRetry: true });
		desk.saved(() => ({ state: "busy" }));
		desk.pass(3999);
		expect(desk.saves()).toHaveLength(0);
		desk.pass(1);
		const last = desk.saved(written(leadOf("a")));
		expect(last.saveId).toBe(first.saveId);
		expect(isUnsaved(desk.state)).toBe(false);
		expect(desk.state.tries).toBe(0);
	});

	it("takes an answer that comes after the page had given the call up", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "x" });
		desk.send({ type: "save" });
		const { saveId } = desk.lost();
		desk.send({ type: "saveAnswered", saveId, result: { state: "saved", lead: leadOf("a", { note: "x" }) } });
		desk.pass(120_000);
		expect(desk.saves()).toHaveLength(0);
		expect(isUnsaved(desk.state)).toBe(false);
	});

	it("does not let an older answer overwrite what was saved since", () => {
		const desk = openDesk();
		desk.send({ type: "thisRow" });
		desk.row("a");
		desk.send({ type: "typed", field: "note", value: "x" });
		desk.send({ type: "save" });
		desk.saved(written(leadOf("a")));
		desk.lead(leadOf("a", { note: "" }));
		expect(desk.state.leads["a"]?.fields.note).toBe("x");
	});
});

describe("the queue", () => {
	const leads = [leadOf("a"), leadOf("b"), leadOf("c"), leadOf("d"), leadOf("e")];

	it("has the next lead before the save of this one is answered, and asks for the one after", () => {
		const desk = walkingDesk(leads);
		judge(desk);
		desk.send({ type: "save" });
		expect(desk.shown).toBe("b");
		expect(desk.state.leads["b"]).toBeTruthy();
		expect(desk.saves()).toHaveLength(1);
		expect(desk.asked()).toContain("lead d");
		expect(desk.focused()).toContain("heading");
	});

	it("asks for a lead once", () => {
		const desk = walkingDesk(leads);
		for (let n = 0; n < 4; n++) desk.send({ type: "move", by: 1 });
		const asked = desk.asked().filter((each) => each.startsWith("lead"));
		expect(new Set(asked).size).toBe(asked.length);
	});

	it("passes over a lead whose row is gone", () => {
		const desk = walkingDesk(leads, 1);
		desk.take("lead b");
		desk.send({ type: "leadAnswered", id: "b", lead: null });
		desk.send({ type: "save" });
		expect(desk.shown).toBe("c");
	});

	it("ends after the last lead and can be read again", () => {
		const desk = walkingDesk([leadOf("a")]);
		desk.send({ type: "save" });
		expect(desk.shown).toBe("");
		desk.send({ type: "reloadQueue" });
		expect(desk.asked()).toContain("queue");
	});

	it.each([
		["still has the lead", ["z", "a", "b", "c"], "c"],
		["has it no more", ["z", "c"], "z"],
	])("read again for the rep's name leaves it on the screen: it %s", (_name, ids, after) => {
		const desk = walkingDesk(leads);
		desk.send({ type: "move", by: 1 });
		desk.send({ type: "named" });
		expect(desk.asked()).toContain("queue");
		judge(desk);
		const items = ids.map((id) => ({ ...(desk.state.queue?.[0] as QueueItem), id }));
		desk.send({ type: "queueAnswered", items });
		expect(desk.shown).toBe("b");
		desk.send({ type: "move", by: 1 });
		expect(desk.shown).toBe(after);
		expect(desk.state.edits["b"]?.changes).toEqual({ company_verdict: "in", contact_verdict: "in" });
	});

	it("that cannot be read again stays as it was", () => {
		const desk = walkingDesk(leads);
		desk.send({ type: "named" });
		desk.send({ type: "queueFailed" });
		expect(desk.state.queueState).toBe("rest");
		expect(desk.shown).toBe("a");
	});

	it("shows a company's verdict on its other leads at once, and reads those that are ahead again", () => {
		const same = { company: "青葉" };
		const desk = walkingDesk([leadOf("a", {}, same), leadOf("b", {}, same), leadOf("c", {}, same)]);
		desk.send({ type: "judged", axis: "company", code: "in" });
		desk.send({ type: "reason", value: "300名" });
		desk.send({ type: "save" });
		const next = desk.state.leads["b"] as SidebarLead;
		expect(seenFields(desk.state, next).company_verdict).toBe("in");
		desk.saved(written(leadOf("a", {}, same)));
		expect(desk.state.leads["b"]?.fields.company_verdict).toBe("in");
		expect(desk.asked()).toContain("lead c");
		// What the rep now types about b is based on the verdict that was shown.
		desk.send({ type: "judged", axis: "company", code: "out" });
		expect(desk.state.edits["b"]?.base).toEqual({ company_verdict: "in" });
	});

	it("keeps what was typed on a lead that is left, and comes back to it", () => {
		const desk = walkingDesk(leads);
		desk.send({ type: "typed", field: "note", value: "x" });
		desk.send({ type: "move", by: 1 });
		expect(desk.state.edits["a"]?.changes).toEqual({ note: "x" });
		desk.send({ type: "detour", id: "a" });
		desk.send({ type: "save" });
		expect(desk.shown).toBe("b");
		expect(desk.saves()[0]?.changes).toEqual({ note: "x" });
	});
});

describe("somebody else changed the same field", () => {
	function conflicted(): Desk {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "mine" });
		desk.send({ type: "typed", field: "next_action", value: "call" });
		desk.send({ type: "save" });
		desk.saved(() => ({
			state: "conflict",
			lead: leadOf("a", { note: "theirs" }),
			fields: ["note"],
		}));
		return desk;
	}
	const idOf = (desk: Desk) => desk.state.troubles[0]?.pending.request.saveId ?? "";

	it("keeps both versions and saves nothing until the rep has chosen", () => {
		const desk = conflicted();
		expect(desk.state.troubles[0]).toMatchObject({ kind: "conflict", fields: ["note"] });
		expect(isUnsaved(desk.state)).toBe(true);
		desk.send({ type: "resolve", saveId: idOf(desk) });
		expect(desk.saves()).toHaveLength(0);
	});

	it.each([
		["mine", { note: "mine", next_action: "call" }, { note: "theirs", next_action: "" }],
		["theirs", { next_action: "call" }, { next_action: "" }],
	] as const)("saves the rep's choice (%s) on top of theirs", (side, changes, base) => {
		const desk = conflicted();
		const before = idOf(desk);
		desk.send({ type: "chooseAll", saveId: before, side });
		const [request] = desk.saves();
		expect(request).toMatchObject({ changes, base, isRetry: false });
		expect(request?.saveId).not.toBe(before);
		expect(desk.state.troubles).toHaveLength(0);
	});

	it("is settled without a save when nothing of the rep's is left", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "mine" });
		desk.send({ type: "save" });
		desk.saved(() => ({ state: "conflict", lead: leadOf("a", { note: "theirs" }), fields: ["note"] }));
		desk.send({ type: "chooseAll", saveId: idOf(desk), side: "theirs" });
		expect(desk.saves()).toHaveLength(0);
		expect(isUnsaved(desk.state)).toBe(false);
	});
});

describe("what cannot be saved", () => {
	it("a refused save comes back as it was typed", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "x" });
		desk.send({ type: "save" });
		const { saveId } = desk.saved(() => ({ state: "refused", message: "長すぎます" }));
		expect(desk.state.troubles[0]).toMatchObject({ kind: "refused", message: "長すぎます" });
		desk.send({ type: "correct", saveId });
		expect(desk.state.edits["a"]?.changes).toEqual({ note: "x" });
		expect(desk.state.troubles).toHaveLength(0);
	});

	it("a row that is gone leaves what was written in sight until the rep closes it", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "x" });
		desk.send({ type: "save" });
		const { saveId } = desk.saved(() => ({ state: "gone" }));
		expect(desk.state.troubles).toHaveLength(1);
		expect(desk.state.leads["a"]).toBeNull();
		desk.send({ type: "dismiss", saveId });
		expect(isUnsaved(desk.state)).toBe(false);
	});
});

describe("one tap logs", () => {
	it("by itself after a pause, without what else is under way", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "half" });
		desk.send({ type: "log", kind: "absent" });
		desk.pass(LOG_MS - 1);
		expect(desk.saves()).toHaveLength(0);
		desk.pass(1);
		expect(desk.saves()[0]).toMatchObject({ log: { kind: "absent", note: "" }, changes: {}, reason: "" });
		expect(desk.state.edits["a"]).toMatchObject({ changes: { note: "half" }, log: null });
	});

	it("once: a word about it starts the pause again, a second tap drops it", () => {
		const desk = openDesk();
		desk.send({ type: "log", kind: "connected" });
		desk.pass(LOG_MS - 1);
		desk.send({ type: "note", value: "折り返し" });
		desk.pass(LOG_MS - 1);
		expect(desk.saves()).toHaveLength(0);
		desk.pass(1);
		expect(desk.saves()[0]?.log).toEqual({ kind: "connected", note: "折り返し" });
		desk.send({ type: "log", kind: "absent" });
		desk.send({ type: "log", kind: "absent" });
		desk.pass(LOG_MS);
		expect(desk.state.outbox).toHaveLength(1);
	});

	it("goes with a save that comes first", () => {
		const desk = openDesk();
		desk.send({ type: "log", kind: "absent" });
		desk.send({ type: "dateChosen", chip: "tomorrow", fallback: "フォロー連絡" });
		desk.send({ type: "save" });
		desk.pass(LOG_MS * 2);
		expect(desk.state.outbox).toHaveLength(1);
		expect(desk.saves()[0]).toMatchObject({
			log: { kind: "absent" },
			changes: { next_action: "フォロー連絡", next_action_on: "2026-11-21" },
		});
	});
});

describe("taking back", () => {
	it("a save that is done: the inverse of it", () => {
		const lead = leadOf("a", { company_verdict: "out" });
		const known = {
			...lead,
			verdicts: { ...lead.verdicts, company: { by: "鈴木", at: "", source: "", reason: "業種外" } },
		};
		const desk = openDesk(known);
		judge(desk);
		desk.send({ type: "save" });
		const { saveId } = desk.saved(written(lead));
		desk.send({ type: "undo" });
		expect(desk.saves()[0]).toMatchObject({
			base: { company_verdict: "in", contact_verdict: "in" },
			changes: { company_verdict: "out", contact_verdict: "" },
			reason: "業種外",
			undoOf: saveId,
			log: null,
		});
		desk.saved(written(lead));
		expect(desk.state.last?.kind).toBe("undone");
		desk.send({ type: "undo" });
		expect(desk.saves()).toHaveLength(0);
	});

	it("a save that has not left: it comes back to be edited", () => {
		const desk = walkingDesk([leadOf("a"), leadOf("b")]);
		desk.send({ type: "typed", field: "note", value: "1" });
		desk.send({ type: "save" });
		desk.send({ type: "typed", field: "note", value: "2" });
		desk.send({ type: "save" });
		desk.send({ type: "undo" });
		expect(desk.state.outbox).toHaveLength(1);
		expect(desk.shown).toBe("b");
		expect(desk.state.edits["b"]?.changes).toEqual({ note: "2" });
	});

	it("a save that may have been written without an answer is taken back on the server", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "1" });
		desk.send({ type: "save" });
		const { saveId } = desk.lost();
		desk.send({ type: "undo" });
		expect(desk.state.outbox.map(({ request }) => request.undoOf)).toEqual(["", saveId]);
	});

	it("a save that then turns out not to be written needs nothing", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "1" });
		desk.send({ type: "save" });
		desk.send({ type: "undo" });
		desk.saved(() => ({ state: "conflict", lead: leadOf("a", { note: "theirs" }), fields: ["note"] }));
		expect(desk.saves()).toHaveLength(0);
		expect(desk.state.troubles).toHaveLength(0);
	});
});

describe("a draft", () => {
	it("holds edits, saves on their way and conflicts; nothing when all is saved", () => {
		const desk = openDesk();
		expect(draftText(desk.state)).toBe("");
		desk.send({ type: "typed", field: "note", value: "x" });
		desk.send({ type: "save" });
		desk.send({ type: "typed", field: "next_action", value: "call" });
		const draft = readDraft(draftText(desk.state));
		expect(draft?.outbox[0]?.request.changes).toEqual({ note: "x" });
		expect(draft?.edits["a"]?.changes).toEqual({ next_action: "call" });
	});

	it("comes back in the next page: edits are shown, saves are sent again with their id", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "x" });
		desk.send({ type: "save" });
		const [sent] = desk.saves();
		desk.send({ type: "typed", field: "next_action", value: "call" });
		const next = openDesk(leadOf("a"), {}, joinDrafts([readDraft(draftText(desk.state))]));
		expect(next.saves()[0]).toEqual({ ...sent, isRetry: true });
		expect(next.state.edits["a"]).toMatchObject({ changes: { next_action: "call" }, isRestored: true });
		next.send({ type: "discard", id: "a" });
		next.saved(written(leadOf("a")));
		expect(draftText(next.state)).toBe("");
	});

	it.each(["", "{", "null", '{"version":0}', "[]", '"x"'])("%s is none", (text) => {
		expect(readDraft(text)).toBeNull();
	});

	it("of two drafts of one lead the first stands, and a save is kept once", () => {
		const desk = openDesk();
		desk.send({ type: "typed", field: "note", value: "old" });
		const old = readDraft(draftText(desk.state));
		desk.send({ type: "typed", field: "note", value: "new" });
		const joined = joinDrafts([readDraft(draftText(desk.state)), old, null]);
		expect(joined.edits["a"]?.changes).toEqual({ note: "new" });
	});
});

describe("cautions", () => {
	it("a next action on 対象外 is pointed out and stops nobody", () => {
		const desk = openDesk(leadOf("a", { company_verdict: "out" }));
		desk.send({ type: "dateChosen", chip: "nextMonth", fallback: "x" });
		expect(cautionsOf(desk.state, desk.state.leads["a"] as SidebarLead)).toEqual(["action_on_out"]);
		desk.send({ type: "save" });
		expect(desk.saves()).toHaveLength(1);
	});

	it("an action that was planned before is no news", () => {
		const desk = openDesk(leadOf("a", { company_verdict: "out", next_action: "call" }));
		expect(cautionsOf(desk.state, desk.state.leads["a"] as SidebarLead)).toEqual([]);
	});
});

describe("whatever happens to the calls", () => {
	it("the sheet ends as the rep saw it, and each save is written once", () => {
		const fields: Field[] = ["note", "next_action", "organisation"];
		const act = fc.oneof(
			fc.record({
				do: fc.constant("type" as const),
				field: fc.constantFrom(...fields),
				value: fc.constantFrom("1", "2", "3"),
			}),
			fc.record({ do: fc.constantFrom("save" as const, "next" as const, "back" as const, "undo" as const) }),
			fc.record({
				do: fc.constantFrom("written" as const, "lost" as const, "late" as const, "busy" as const),
			}),
		);
		fc.assert(
			fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
				const sheet = new Map(["a", "b", "c"].map((id) => [id, leadOf(id)]));
				const writtenIds = new Set<string>();
				const desk = walkingDesk([...sheet.values()]);
				/** The server: a retry changes nothing twice, a base that no longer stands is a conflict. */
				const answer = (outcome: "written" | "lost" | "late" | "busy") => {
					const [request] = desk.saves();
					if (request === undefined) return;
					const lead = sheet.get(request.leadId) as SidebarLead;
					if (outcome === "busy") return void desk.saved(() => ({ state: "busy" }));
					const reaches = outcome !== "lost";
					if (reaches && !writtenIds.has(request.saveId)) {
						for (const [field, value] of Object.entries(request.base))
							expect(lead.fields[field as Field]).toBe(value);
						writtenIds.add(request.saveId);
						sheet.set(request.leadId, { ...lead, fields: { ...lead.fields, ...request.changes } });
					}
					if (outcome === "written")
						desk.saved(() => ({ state: "saved", lead: sheet.get(request.leadId) as SidebarLead }));
					else desk.lost();
				};
				for (const each of acts) {
					switch (each.do) {
						case "type":
							desk.send({ type: "typed", field: each.field, value: each.value });
							break;
						case "save":
						case "undo":
							desk.send({ type: each.do });
							break;
						case "next":
							desk.send({ type: "move", by: 1 });
							break;
						case "back":
							desk.send({ type: "move", by: -1 });
							break;
						default:
							answer(each.do);
					}
					desk.pass(1000);
				}
				for (let rounds = 0; rounds < 200 && desk.state.outbox.length > 0; rounds++) {
					answer("written");
					desk.pass(60_000);
				}
				expect(desk.state.outbox).toEqual([]);
				expect(desk.state.troubles).toEqual([]);
				for (const [id, lead] of sheet) expect(desk.state.leads[id]?.fields).toEqual(lead.fields);
			}),
			{ numRuns: 300 },
		);
	});
});

it("a page that stays open reads the session anew, so that its days are today's", () => {
	const desk = openDesk();
	desk.send({ type: "typed", field: "note", value: "x" });
	desk.pass(RENEW_MS);
	desk.send({ type: "input" });
	desk.take("renew");
	const days = { ...SESSION.days, tomorrow: "2026-11-22" };
	desk.send({ type: "renewed", session: { ...SESSION, days } });
	desk.send({ type: "dateChosen", chip: "tomorrow", fallback: "" });
	expect(desk.state.edits["a"]?.changes).toEqual({ note: "x", next_action_on: "2026-11-22" });
	expect(desk.asked()).not.toContain("renew");
});

it("the session's days are what the chips set", () => {
	const desk = openDesk();
	desk.send({ type: "dateChosen", chip: "threeBusinessDays", fallback: "" });
	expect(desk.state.edits["a"]?.changes.next_action_on).toBe(SESSION.days.threeBusinessDays);
});

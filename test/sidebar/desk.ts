/** Drives the page's steps by hand: a clock that is turned, and a server whose answers the test gives when it likes. */
import type {
	Fields,
	QueueItem,
	SaveRequest,
	SaveResult,
	SidebarLead,
	SidebarSession,
} from "../../src/addon/sidebar-contract";
import { type Draft, joinDrafts } from "../../src/sidebar/draft";
import { FIRST, type State, shownId } from "../../src/sidebar/state";
import { type Effect, type Event, update } from "../../src/sidebar/update";

const BLANK: Fields = {
	company_verdict: "",
	contact_verdict: "",
	deal_verdict: "",
	contact_role: "",
	bant_budget: "",
	bant_authority: "",
	bant_need: "",
	bant_timeframe: "",
	organisation: "",
	thinking: "",
	situation: "",
	next_action: "",
	next_action_type: "",
	next_action_on: "",
	do_not_call: "",
	opt_out: "",
	note: "",
};
const NO_VERDICT = { by: "", at: "", source: "", reason: "" };

export function leadOf(
	id: string,
	fields: Partial<Fields> = {},
	more: Partial<SidebarLead> = {},
): SidebarLead {
	return {
		id,
		place: "1:2",
		name: `山田${id}`,
		company: `会社${id}`,
		department: "",
		title: "部長",
		email: "",
		phone: "",
		owner: "佐藤",
		channel: "",
		createdOn: "",
		score: "130",
		grade: "A1",
		scoreWhy: "",
		dropsOn: "",
		fit: "80",
		coverage: "0.9",
		fitWhy: "",
		nextStep: "",
		fields: { ...BLANK, ...fields },
		verdicts: { company: NO_VERDICT, contact: NO_VERDICT, deal: NO_VERDICT },
		reviewOn: "",
		changed: [],
		roleHint: "",
		touches: 0,
		companyTouches: 0,
		contactCap: 4,
		companyCap: 8,
		lastTouchOn: "",
		...more,
	};
}

export const SESSION: SidebarSession = {
	language: "ja",
	me: "佐藤",
	members: ["佐藤", "鈴木"],
	options: {
		contactRole: [],
		evidence: [["電話", "電話"]],
		actionType: [["call_out", "架電"]],
		budget: [],
		authority: [],
		need: [],
		timeframe: [],
	},
	disqualifyReasons: ["案件規模が小さい", "その他"],
	recentReasons: [],
	hasFirstCallSheet: true,
	days: {
		today: "2026-11-20",
		tomorrow: "2026-11-21",
		threeBusinessDays: "2026-11-26",
		nextWeek: "2026-11-27",
		nextMonth: "2026-12-20",
	},
	refreshedAt: "2026/11/20 12:00",
	draft: "",
};

export class Desk {
	state: State = FIRST;
	now = 1_000_000;
	/** What was to be done and is not answered yet, oldest first; clocks are kept apart. */
	open: Exclude<Effect, { type: "wait" }>[] = [];
	private waits: { readonly due: number; readonly next: Event }[] = [];
	private ids = 0;

	send(event: Event): void {
		this.ids += 1;
		const [state, effects] = update(this.state, event, {
			now: this.now,
			id: `save${String(this.ids).padStart(6, "0")}`,
		});
		this.state = state;
		for (const effect of effects) {
			if (effect.type === "wait") this.waits.push({ due: this.now + effect.ms, next: effect.next });
			else this.open.push(effect);
		}
	}

	/** Lets time pass; what is due happens in its order. */
	pass(ms: number): void {
		const end = this.now + ms;
		for (;;) {
			const due = this.waits.filter((wait) => wait.due <= end).sort((a, b) => a.due - b.due)[0];
			if (due === undefined) break;
			this.waits.splice(this.waits.indexOf(due), 1);
			this.now = Math.max(this.now, due.due);
			this.send(due.next);
		}
		this.now = end;
	}

	/** Questions on their way: "lead a", "row". */
	asked(): string[] {
		return this.open.flatMap((each) =>
			each.type === "ask" ? [`${each.what}${"id" in each ? ` ${each.id}` : ""}`] : [],
		);
	}

	take(question: string): void {
		const at = this.open.findIndex(
			(each) => each.type === "ask" && `${each.what}${"id" in each ? ` ${each.id}` : ""}` === question,
		);
		if (at < 0) throw new Error(`nobody asked for ${question}, only for ${this.asked().join(", ")}`);
		this.open.splice(at, 1);
	}

	lead(lead: SidebarLead): void {
		this.take(`lead ${lead.id}`);
		this.send({ type: "leadAnswered", id: lead.id, lead });
	}

	row(id: string): void {
		this.take("row");
		this.send({ type: "rowAnswered", id });
	}

	/** Requests to save that are on their way. */
	saves(): SaveRequest[] {
		return this.open.flatMap((each) => (each.type === "save" ? [each.request] : []));
	}

	saved(answer: (request: SaveRequest) => SaveResult): SaveRequest {
		const [request] = this.saves();
		if (request === undefined) throw new Error("nothing is being saved");
		this.open = this.open.filter((each) => each.type !== "save" || each.request !== request);
		this.send({ type: "saveAnswered", saveId: request.saveId, result: answer(request) });
		return request;
	}

	lost(): SaveRequest {
		const [request] = this.saves();
		if (request === undefined) throw new Error("nothing is being saved");
		this.open = this.open.filter((each) => each.type !== "save" || each.request !== request);
		this.send({ type: "saveFailed", saveId: request.saveId });
		return request;
	}

	/** What the page wanted to have the focus, and takes note of it. */
	focused(): string[] {
		const found = this.open.flatMap((each) => (each.type === "focus" ? [each.on] : []));
		this.open = this.open.filter((each) => each.type !== "focus");
		return found;
	}

	get shown(): string {
		return shownId(this.state);
	}
}

/** What a save makes of a lead. */
export function written(lead: SidebarLead) {
	return ({ changes }: SaveRequest): SaveResult => ({
		state: "saved",
		lead: { ...lead, fields: { ...lead.fields, ...changes } },
	});
}

/** A page that has opened on a row, with its lead shown. */
export function openDesk(
	lead: SidebarLead = leadOf("a"),
	session: Partial<SidebarSession> = {},
	draft: Draft = joinDrafts([]),
): Desk {
	const desk = new Desk();
	desk.send({ type: "started", language: "ja", singleKeys: true, source: "" });
	desk.take("open");
	desk.send({ type: "opened", session: { ...SESSION, ...session }, draft });
	desk.row(lead.id);
	desk.lead(lead);
	return desk;
}

/** A page that walks the queue, at its first lead. */
export function walkingDesk(leads: readonly SidebarLead[], prefetched = leads.length): Desk {
	const desk = openDesk(leadOf("row"));
	const items: QueueItem[] = leads.map(({ id, company, name }) => ({ id, company, name, why: "" }));
	desk.take("queue");
	desk.send({ type: "queueAnswered", items });
	desk.send({ type: "walk", at: 0 });
	for (const lead of leads.slice(0, Math.min(3, prefetched))) desk.lead(lead);
	desk.focused();
	return desk;
}

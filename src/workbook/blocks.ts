/** Rows -> blocks: what a refresh writes beside leads and deals. */
import type { Assessment } from "../domain/assess";
import { type Day, isBefore, timeOf } from "../domain/calendar/day";
import type { Criterion } from "../domain/fit/icp";
import type { Deals, Leads } from "../domain/records";
import type { Messages } from "../locale";
import { formatState } from "./basis";
import { type Cell, literal } from "./codec";
import type { Agreements, Records } from "./load";
import { nextStepWords, queueWords } from "./next-step";
import { specOf } from "./schema";
import { fitWhy, scoreWhy, type WhyWords } from "./why";

/** Our columns beside leads that a refresh computes, in the order of the values. */
export const LEAD_RESULTS = [
	"score",
	"grade",
	"fit",
	"coverage",
	"score_why",
	"fit_why",
	"drops_on",
	"mql_on",
	"mql_estimated",
	"mql_why",
	"mql_version",
	"state",
	"next_step",
	"judged_on",
	"review_on",
	"last_touch_on",
	"touches",
	"company_touches",
] as const;

export const DEAL_RESULTS = ["lead_id", "check"] as const;

/** The name of a criterion's column, as the team's language has it. */
export function criterionLabel(criterion: Criterion, messages: Messages): string {
	const labels = messages.columns.leads as Readonly<Record<string, string>>;
	return labels[criterion.field] ?? criterion.field.replace(/^~/, "");
}

export function whyWords(agreed: Pick<Agreements, "model" | "criteria">, messages: Messages): WhyWords {
	return {
		messages,
		days: new Map(),
		rules: new Map(agreed.model.rules.map((rule) => [rule.id, rule])),
		criteria: new Map(
			agreed.criteria.map((criterion) => [criterion.id, criterionLabel(criterion, messages)]),
		),
	};
}

export function leadWords(leads: Leads, i: number) {
	return {
		verdictReason: leads.verdictReason[i] ?? "",
		adjustmentReason: leads.adjustmentReason[i] ?? "",
		adjustmentBy: leads.adjustmentBy[i] ?? "",
	};
}

/** The cells beside each lead, by its id. */
export function leadResults(
	ids: readonly string[],
	{ leads, leadData }: Records,
	agreed: Agreements,
	result: Assessment,
	messages: Messages,
): Map<string, readonly Cell[]> {
	const { context } = agreed;
	const words = whyWords(agreed, messages);
	const estimated = leadData.values("mql_estimated");
	const why = leadData.values("mql_why");
	const version = leadData.values("mql_version");
	const { desk } = result;
	const dayCell = (day: Day | null | undefined) => (day == null ? "" : context.dateOfTime(timeOf(day)));
	const fresh = new Map(result.newMqls.map((fact) => [fact.lead, fact]));
	const values = new Map<string, readonly Cell[]>();
	for (let i = 0; i < leads.size; i++) {
		const fact = fresh.get(i);
		const facts =
			fact === undefined
				? [estimated[i] ?? "", why[i] ?? "", version[i] ?? ""]
				: [
						fact.isEstimated ? messages.why.estimated : "",
						scoreWhy(fact.card, words, leadWords(leads, i)),
						result.definitionVersion,
					];
		values.set(ids[i] as string, [
			result.scores.score[i] ?? 0,
			result.grades[i] ?? "",
			result.fits.fit[i] ?? "",
			result.fits.coverage[i] ?? 0,
			literal(scoreWhy(result.scores.card(i), words, leadWords(leads, i))),
			literal(fitWhy(result.fits.card(i), words)),
			dayCell(result.scores.dropsOn[i]),
			dayCell(result.mqlOn[i]),
			...facts.map((cell) => literal(cell)),
			formatState(desk.state(i), messages),
			literal(nextStepWords(desk.step(i), agreed.playbook, messages)),
			dayCell(desk.judgedOn[i]),
			dayCell(desk.reviewOn[i]),
			dayCell(desk.touches.lastOn[i]),
			desk.touches.recent[i] ?? 0,
			desk.touches.companyRecent[i] ?? 0,
		]);
	}
	return values;
}

/** What is to be checked about a deal: it has no date, or one before its lead's. */
type DealCheck = "reversed" | "no_date" | null;

function dealCheck(deals: Deals, leads: Leads, i: number): DealCheck {
	const createdAt = deals.createdAt[i] ?? null;
	if (createdAt === null) return "no_date";
	const leadAt = leads.createdAt[deals.lead[i] ?? -1] ?? null;
	return leadAt !== null && isBefore(createdAt, leadAt) ? "reversed" : null;
}

/** The cells beside each deal, by its id. */
export function dealResults(
	ids: readonly string[],
	leadIds: readonly string[],
	{ deals, leads }: Records,
	messages: Messages,
): ReadonlyMap<string, readonly Cell[]> {
	const values = new Map<string, readonly Cell[]>();
	for (let i = 0; i < deals.size; i++) {
		const lead = deals.lead[i] ?? -1;
		const check = dealCheck(deals, leads, i);
		values.set(ids[i] as string, [
			lead < 0 ? "" : (leadIds[lead] ?? ""),
			check === null ? "" : messages.checks[check],
		]);
	}
	return values;
}

/** The rows of the work queue, in its order, with their header. */
export function queueBlock(
	{ leadData, leads }: Records,
	agreed: Agreements,
	{ desk, scores, grades }: Assessment,
	ids: readonly string[],
	messages: Messages,
): Cell[][] {
	const labels = messages.columns.queue;
	const company = leadData.values("company");
	const name = leadData.values("name");
	const rows = desk.queue.map(({ lead, reason, days, dueOn, after }, i): Cell[] => [
		i + 1,
		literal(company[lead] ?? ""),
		literal(name[lead] ?? ""),
		queueWords(reason, days, after === null ? "" : agreed.context.label("activity_type", after), messages),
		dueOn === null ? "" : agreed.context.dateOfTime(timeOf(dueOn)),
		literal(nextStepWords(desk.step(lead), agreed.playbook, messages)),
		grades[lead] ?? "",
		scores.score[lead] ?? 0,
		literal(leads.owner[lead] ?? ""),
		literal(leads.channel[lead] ?? ""),
		ids[lead] ?? "",
	]);
	return [
		Object.keys(specOf("queue").columns).map((column) => labels[column as keyof typeof labels]),
		...rows,
	];
}

/** Which rows of the Settings tab say nothing that can be read, so that a default stands in for them in silence. */
import { foldKey, normalizeText } from "../domain/normalize/text";
import { messagesIn } from "../locale";
import type { TableData } from "./read";
import { channelKindOf, idByLabel, listOf, type SettingId } from "./settings";
import { wordsOf } from "./words";

export interface SettingProblem {
	readonly code: "setting_unknown" | "setting_unreadable";
	readonly tab: string;
	readonly row: number;
	readonly item: string;
	readonly value: string;
}

const isNumber = (value: string): boolean => Number.isFinite(Number(value.replace(/[,%\s]/g, "")));
const isFlag = (value: string): boolean => Boolean(wordsOf("flag").get(foldKey(value)));
const isOneOf = (labels: Parameters<typeof idByLabel>[0]) => (value: string) =>
	idByLabel(labels).has(foldKey(value));
const isMetric = isOneOf((language) => messagesIn(language).metrics);
const areMetrics = (value: string): boolean => listOf(value).every(isMetric);

/** What each setting can be read from; a blank one means its default. */
const READABLE: Readonly<Record<SettingId, (value: string) => boolean>> = {
	language: (value) => /^(ja|en)$/i.test(value),
	currency: (value) => /^(auto|[a-z]{3})$/i.test(value),
	tax: isOneOf((language) => messagesIn(language).taxWords),
	threshold: isNumber,
	operator: (value) => [">", ">=", "≧", "以上"].includes(value),
	own_domains: () => true,
	deputy_as_head: isFlag,
	fit_a: isNumber,
	fit_b: isNumber,
	behaviour_1: isNumber,
	behaviour_2: isNumber,
	min_coverage: isNumber,
	kgi: areMetrics,
	kpis: areMetrics,
	amount_unit: isOneOf((language) => messagesIn(language).amountUnits),
	day_first: isFlag,
	verdict_months: isNumber,
	contact_cap: isNumber,
	company_cap: isNumber,
	disqualify_reasons: () => true,
	first_call: isFlag,
	touch_minutes: isNumber,
	hour_cost: isNumber,
	fiscal_month: (value) => /^([1-9]|1[0-2])$/.test(value),
	conversion: isOneOf((language) => messagesIn(language).choices.conversion),
	gross_margin: isNumber,
	touches_per_lead: isNumber,
	long_term_months: isNumber,
};

/** The rows whose item or value is not understood, in sheet order. */
export function settingProblems(data: TableData<"settings">): SettingProblem[] {
	const kinds = idByLabel((language) => messagesIn(language).choices.setting_kind);
	const ids = idByLabel((language) => messagesIn(language).settings);
	const [kind, item, value] = [data.values("kind"), data.values("item"), data.values("value")];
	const problems: SettingProblem[] = [];
	for (const part of data.parts) {
		part.rows.forEach((row, i) => {
			const at = part.first + i;
			const place = {
				tab: part.name,
				row,
				item: item[at] ?? kind[at] ?? "",
				value: normalizeText(value[at] ?? ""),
			};
			const group = kinds.get(foldKey(kind[at] ?? "")) ?? "setting";
			if (group === "channel_class" && channelKindOf(place.value) === null)
				problems.push({ code: "setting_unreadable", ...place });
			if (group !== "setting") return;
			const id = ids.get(foldKey(item[at] ?? "")) as SettingId | undefined;
			if (id === undefined) problems.push({ code: "setting_unknown", ...place });
			else if (place.value !== "" && !READABLE[id](place.value))
				problems.push({ code: "setting_unreadable", ...place });
		});
	}
	return problems;
}

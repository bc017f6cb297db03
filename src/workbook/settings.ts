/** The Settings tab: one value for each setting, then the team's dictionaries. */
import type { Day } from "../domain/calendar/day";
import { CHANNEL_CLASSES, type ChannelKind, kindOfClass } from "../domain/kpi/channel-classes";
import { DEFAULT_GOALS } from "../domain/kpi/dashboard";
import { type Dictionary, mergeDictionary } from "../domain/normalize/dictionary";
import { foldKey, normalizeText } from "../domain/normalize/text";
import { DEFAULT_QUALIFICATION, type QualificationSettings } from "../domain/qualification/review";
import { DEFAULT_CUTS, type GradeCuts } from "../domain/scoring/grade";
import { DEFAULT_OPERATOR, DEFAULT_THRESHOLD } from "../domain/scoring/rules";
import { LANGUAGES, type Language, languageOf, messagesIn } from "../locale";
import type { Book } from "./book";
import type { CellContext, ChoiceName } from "./codec";
import type { TableData } from "./read";
import { codeOfWord, wordsOf } from "./words";

const DEFAULT_TOUCH_MINUTES = 5;
const DEFAULT_FISCAL_MONTH = 4;
const DEFAULT_CONVERSION: Conversion = "deal";
const DEFAULT_TOUCHES_PER_LEAD = 1;
/** Owned media take one to three years. */
const DEFAULT_LONG_TERM_MONTHS = 24;

export type Conversion = "deal" | "meeting" | "appointment";
export type AmountUnit = "one" | "thousand" | "tenThousand";

export interface Settings {
	readonly language: Language;
	/** ISO code, or null for "the one most deals are in". */
	readonly currency: string | null;
	readonly taxIncluded: boolean;
	readonly threshold: number;
	readonly operator: ">" | ">=";
	readonly ownDomains: readonly string[];
	readonly deputyCountsAsHead: boolean;
	readonly cuts: GradeCuts;
	readonly kgi: readonly string[];
	readonly kpis: readonly string[];
	readonly amountUnit: AmountUnit;
	readonly dayFirst: boolean;
	readonly qualification: QualificationSettings;
	/** Reasons that are offered for 対象外. */
	readonly disqualifyReasons: readonly string[];
	/** Deal questions stay hidden until company and contact are judged. */
	readonly hasFirstCallSheet: boolean;
	/** Minutes that a touch without minutes counts as. */
	readonly touchMinutes: number;
	/** Main currency an hour; null where effort is not to be shown as money. */
	readonly hourCost: number | null;
	/** Month in which the fiscal year begins, 1–12. */
	readonly fiscalFirstMonth: number;
	/** Which event is 商談化. */
	readonly conversion: Conversion;
	/** Gross profit ÷ amount won, 0..1; null where there is to be no ROI. */
	readonly grossMargin: number | null;
	/** How often each workable lead is to be touched in a month. */
	readonly touchesPerLead: number;
	/** How long after its first cost a long-term channel is given time. */
	readonly longTermMonths: number;
	/** Own words of each dictionary: word, meaning. */
	readonly dictionaries: Readonly<Record<DictionaryKind, readonly (readonly [string, string])[]>>;
}

export type SettingId = keyof ReturnType<typeof messagesIn>["settings"];
export type DictionaryKind = Exclude<
	keyof ReturnType<typeof messagesIn>["choices"]["setting_kind"],
	"setting"
>;

/** What a fresh Settings tab says; the value as a person would type it. */
export function defaultSettings(language: Language): readonly (readonly [SettingId, string | number])[] {
	const messages = messagesIn(language);
	const metric = (id: string) => messages.metrics[id] ?? id;
	return [
		["language", language],
		["currency", "auto"],
		["tax", messages.taxWords.excluded],
		["threshold", DEFAULT_THRESHOLD],
		["operator", DEFAULT_OPERATOR],
		["own_domains", ""],
		["deputy_as_head", messages.choices.flag.no],
		["fit_a", DEFAULT_CUTS.fitA],
		["fit_b", DEFAULT_CUTS.fitB],
		["behaviour_1", DEFAULT_CUTS.behaviour1],
		["behaviour_2", DEFAULT_CUTS.behaviour2],
		["min_coverage", DEFAULT_CUTS.minCoverage * 100],
		["kgi", metric(DEFAULT_GOALS.kgi)],
		["kpis", DEFAULT_GOALS.kpis.map(metric).join("、")],
		["amount_unit", messages.amountUnits.tenThousand],
		["day_first", messages.choices.flag.no],
		["verdict_months", DEFAULT_QUALIFICATION.verdictMonths],
		["contact_cap", DEFAULT_QUALIFICATION.contactCap],
		["company_cap", DEFAULT_QUALIFICATION.companyCap],
		["disqualify_reasons", messages.defaults.disqualifyReasons],
		["first_call", messages.choices.flag.yes],
		["touch_minutes", DEFAULT_TOUCH_MINUTES],
		["hour_cost", ""],
		["fiscal_month", DEFAULT_FISCAL_MONTH],
		["conversion", messages.choices.conversion[DEFAULT_CONVERSION]],
		["gross_margin", ""],
		["touches_per_lead", DEFAULT_TOUCHES_PER_LEAD],
		["long_term_months", DEFAULT_LONG_TERM_MONTHS],
	];
}

/** Our word in either language, or the id itself -> id. */
export function idByLabel(labels: (language: Language) => Readonly<Record<string, string>>): Dictionary {
	const entries: [string, string][] = [];
	for (const language of LANGUAGES) {
		for (const [id, label] of Object.entries(labels(language))) entries.push([label, id], [id, id]);
	}
	return mergeDictionary(entries, []);
}

const CLASS_SEPARATORS = /[、,，・/／;；]/;
const SEPARATORS = /[、,，;；\n]/;

/** Splits a cell that lists several words. */
export function listOf(value: string): string[] {
	return value
		.split(SEPARATORS)
		.map((item) => item.trim())
		.filter((item) => item !== "");
}

/**
 * Reads the Settings tab; anything missing or unreadable falls back to the default.
 * @param locale of the spreadsheet, asked for only where the settings name no language
 */
export function readSettings(data: TableData<"settings"> | null, locale: () => string): Settings {
	const kinds = idByLabel((language) => messagesIn(language).choices.setting_kind);
	const ids = idByLabel((language) => messagesIn(language).settings);
	const values = new Map<string, string>();
	const dictionaries: Record<DictionaryKind, [string, string][]> = {
		title: [],
		industry: [],
		email: [],
		activity_type: [],
		outcome: [],
		verdict: [],
		follow: [],
		channel: [],
		channel_class: [],
		status: [],
	};
	if (data !== null) {
		const kind = data.values("kind");
		const item = data.values("item");
		const value = data.values("value");
		for (let i = 0; i < data.size; i++) {
			const word = item[i] ?? "";
			const meaning = value[i] ?? "";
			const id = kinds.get(foldKey(kind[i] ?? "")) ?? "setting";
			if (id === "setting") values.set(ids.get(foldKey(word)) ?? word, normalizeText(meaning));
			else if (word !== "") dictionaries[id as DictionaryKind].push([word, meaning]);
		}
	}
	const text = (id: SettingId) => values.get(id) ?? "";
	const number = (id: SettingId, fallback: number) => {
		const read = Number(text(id).replace(/[,%\s]/g, ""));
		return text(id) === "" || !Number.isFinite(read) ? fallback : read;
	};
	const flags = wordsOf("flag");
	const yes = (id: SettingId) => flags.get(foldKey(text(id))) === "yes";
	const metrics = (id: SettingId, fallback: readonly string[]) => {
		if (!values.has(id)) return fallback;
		const metricIds = idByLabel((language) => messagesIn(language).metrics);
		return listOf(text(id)).map((word) => metricIds.get(foldKey(word)) ?? word);
	};
	const chosen = text("language").toLowerCase();
	const currency = text("currency").toUpperCase();
	return {
		language: chosen === "ja" || chosen === "en" ? chosen : languageOf(locale()),
		currency: /^[A-Z]{3}$/.test(currency) ? currency : null,
		taxIncluded: LANGUAGES.some(
			(language) => foldKey(messagesIn(language).taxWords.included) === foldKey(text("tax")),
		),
		threshold: number("threshold", DEFAULT_THRESHOLD),
		operator: [">=", "≧", "以上"].includes(text("operator")) ? ">=" : ">",
		ownDomains: listOf(text("own_domains")).map((domain) => domain.replace(/^.*@/, "").toLowerCase()),
		deputyCountsAsHead: yes("deputy_as_head"),
		cuts: {
			fitA: number("fit_a", DEFAULT_CUTS.fitA),
			fitB: number("fit_b", DEFAULT_CUTS.fitB),
			behaviour1: number("behaviour_1", DEFAULT_CUTS.behaviour1),
			behaviour2: number("behaviour_2", DEFAULT_CUTS.behaviour2),
			minCoverage: number("min_coverage", DEFAULT_CUTS.minCoverage * 100) / 100,
		},
		// Read when asked for: the sidebar has no use for metrics, and their names are shipped data.
		get kgi() {
			return metrics("kgi", [DEFAULT_GOALS.kgi]);
		},
		get kpis() {
			return metrics("kpis", DEFAULT_GOALS.kpis);
		},
		amountUnit: amountUnitOf(text("amount_unit")),
		dayFirst: yes("day_first"),
		qualification: {
			verdictMonths: number("verdict_months", DEFAULT_QUALIFICATION.verdictMonths),
			contactCap: number("contact_cap", DEFAULT_QUALIFICATION.contactCap),
			companyCap: number("company_cap", DEFAULT_QUALIFICATION.companyCap),
		},
		disqualifyReasons: listOf(
			values.get("disqualify_reasons") ??
				messagesIn(chosen === "en" ? "en" : "ja").defaults.disqualifyReasons,
		),
		hasFirstCallSheet: !values.has("first_call") || yes("first_call"),
		touchMinutes: number("touch_minutes", DEFAULT_TOUCH_MINUTES),
		hourCost: number("hour_cost", 0) > 0 ? number("hour_cost", 0) : null,
		fiscalFirstMonth: isMonth(number("fiscal_month", 0)) ? number("fiscal_month", 0) : DEFAULT_FISCAL_MONTH,
		// Read when asked for, as its words are shipped data.
		get conversion() {
			const words = idByLabel((language) => messagesIn(language).choices.conversion);
			return (words.get(foldKey(text("conversion"))) as Conversion | undefined) ?? DEFAULT_CONVERSION;
		},
		grossMargin: text("gross_margin") === "" ? null : number("gross_margin", Number.NaN) / 100 || null,
		touchesPerLead:
			number("touches_per_lead", 0) > 0 ? number("touches_per_lead", 0) : DEFAULT_TOUCHES_PER_LEAD,
		longTermMonths: Math.max(0, Math.floor(number("long_term_months", DEFAULT_LONG_TERM_MONTHS))),
		dictionaries,
	};
}

const isMonth = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 12;

function amountUnitOf(word: string): AmountUnit {
	const units = idByLabel((language) => messagesIn(language).amountUnits);
	return (units.get(foldKey(word)) as AmountUnit | undefined) ?? "tenThousand";
}

/**
 * What a team says of a channel: its class, and 長期 or 短期 where that is not the class's own. Null where it says
 * neither.
 * @example channelKindOf("広告・長期") // => { class: "ads", isLongTerm: true }
 */
export function channelKindOf(value: string): ChannelKind | null {
	const words = idByLabel((language) => messagesIn(language).choices.channel_class);
	const ids = value.split(CLASS_SEPARATORS).map((word) => words.get(foldKey(word)));
	if (ids.includes(undefined)) return null;
	const kind = kindOfClass(CHANNEL_CLASSES.find((id) => ids.includes(id)) ?? "");
	return { ...kind, isLongTerm: ids.includes("long") || (kind.isLongTerm && !ids.includes("short")) };
}

/** How cells are read and written under these settings. */
export function contextOf(book: Book, settings: Settings, today: Day): CellContext {
	const held = new Map<ChoiceName, Dictionary>();
	const read = new Map<string, string | undefined>();
	const messages = messagesIn(settings.language);
	const own = (choice: ChoiceName): readonly (readonly [string, string])[] => {
		if (choice === "activity_type" || choice === "outcome" || choice === "verdict") {
			return settings.dictionaries[choice];
		}
		return [];
	};
	const { channel, status } = settings.dictionaries;
	const aliases = { channel: mergeDictionary([], channel), status: mergeDictionary([], status) };
	const words = (choice: ChoiceName): Dictionary => {
		const known = held.get(choice) ?? wordsOf(choice, own(choice));
		held.set(choice, known);
		return known;
	};
	return {
		timeOfDate: (date) => book.timeOfDate(date),
		dateOfTime: (time) => book.dateOfTime(time),
		today,
		currency: settings.currency ?? "JPY",
		dayFirst: settings.dayFirst,
		words,
		codeOf(choice, word) {
			// A column repeats few words many times: each is looked up once.
			const key = `${choice}\n${word}`;
			if (!read.has(key)) read.set(key, codeOfWord(choice, word, words(choice)));
			return read.get(key);
		},
		aliases: (column) => aliases[column as keyof typeof aliases],
		label(choice, code) {
			const labels = messages.choices[choice] as Readonly<Record<string, string>>;
			return labels[code] ?? code;
		},
	};
}

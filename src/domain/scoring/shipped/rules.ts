import { DEFAULT_WINDOW_DAYS, type ScoreRule } from "../rules";

/** What a rule is where its row says nothing. */
const BLANK = {
	label: "",
	enabled: true,
	value: "",
	target: "",
	via: "",
	atLeast: null,
	atMost: null,
	repeat: "once",
	cap: null,
	windowDays: DEFAULT_WINDOW_DAYS,
	windowKind: "days",
	scope: "window",
} as const;

const RULES: readonly ScoreRule[] = [
	{ ...BLANK, id: "e_exhibition", kind: "event", subject: "exhibition", points: 10 },
	{ ...BLANK, id: "e_industry", kind: "attribute_equals", subject: "industry", value: "自動車", points: 20 },
	{ ...BLANK, id: "e_title", kind: "title_at_least", subject: "title", value: "部長", points: 10 },
	{
		...BLANK,
		id: "e_views",
		kind: "count",
		subject: "page_view",
		target: "製品ABC",
		atLeast: 3,
		points: 30,
	},
	{
		...BLANK,
		id: "e_minutes",
		kind: "minutes",
		subject: "page_view",
		target: "製品ABC",
		atLeast: 5,
		points: 40,
	},
	{
		...BLANK,
		id: "e_download",
		kind: "event_with",
		subject: "download",
		target: "製品ABC",
		via: "email、メール",
		points: 20,
	},
	{
		...BLANK,
		id: "e_survey",
		kind: "answer",
		subject: "survey",
		target: "製品ABC",
		value: "現在検討中",
		points: 50,
	},
];

/**
 * The published point table: seven rules that give 180 at most, 30 of them for attributes. Labels are blank; locale
 * has them by id.
 */
export const defaultRules = () => RULES;

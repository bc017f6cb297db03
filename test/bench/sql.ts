/** The shared tables as SQL. */
const TODAY = "DATE '2026-11-20'";

/** The months that are shown; and with them weeks from Monday on, quarters, halves and years from April on. */
const MONTHS = "months";
const PERIODS = "periods";
/** The months of a rep's or channel's activity and lead times. */
const LATEST = "(from months order by first_day desc limit 3)";
const spans = (prefix: string, months: number, first: string, last: string) =>
	`select '${prefix}' || strftime(m, '%Y-%m') as period, m::date as first_day,
		(m + interval ${months} month - interval 1 day)::date as last_day
	from range(${first}::timestamp, ${last}::timestamp, interval ${months} month) t(m)`;
const MONTH_SPANS = spans("", 1, "DATE '2025-11-01'", "DATE '2026-12-01'");
export const CALENDAR: readonly string[] = [
	`create table months as ${MONTH_SPANS}`,
	`create table periods as ${[
		MONTH_SPANS,
		spans("quarter:", 3, "DATE '2025-04-01'", "DATE '2027-04-01'"),
		spans("half:", 6, "DATE '2025-04-01'", "DATE '2027-04-01'"),
		spans("year:", 12, "DATE '2025-04-01'", "DATE '2027-04-01'"),
		`select 'week:' || strftime(m, '%Y-%m-%d'), m::date, m::date + 6
			from range(timestamp '2026-08-24', timestamp '2026-11-17', interval 7 day) t(m)`,
	].join(" union all ")}`,
];

const WIDE = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0xff01 + i)).join("");
const PLAIN = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i))
	.join("")
	.replace("'", "''");
/** Full width to half, lower case, trimmed; texts of one byte a letter need no translation. */
const normal = (column: string) =>
	`case when strlen(${column}) = length(${column}) then lower(trim(${column}))
		else lower(trim(translate(${column}, '${WIDE}　', '${PLAIN} '))) end`;

/** Words of types and stages. */
export const WORDS = `
create table type_words as select * from (values
	('ページ閲覧','page_view'), ('web閲覧','page_view'), ('pv','page_view'), ('メール開封','email_open'),
	('メールクリック','email_click'), ('資料dl','download'), ('セミナー参加','seminar'), ('展示会来場','exhibition'),
	('アンケート回答','survey'), ('架電','call_out'), ('メール送信','email_out'), ('打ち合わせ','meeting'),
	('問い合わせ','form'), ('社内メモ','memo')) t(word, code)`;

/** What pages are about. */
const ABOUT = `regexp_matches(target, '製品abc($|[^a-z0-9])') as abc, regexp_matches(target, '製品xyz($|[^a-z0-9])') as xyz,
	contains(target, '価格') as price, contains(target, '導入事例') as cases`;

/** Leads with their verdict; activities and deals with their lead, typed and dated. */
export const EFFECTIVE: readonly string[] = [
	// Of an event's spellings the one that most leads have.
	`create table events as select word, first_value(word) over (partition by key order by leads desc, word) as spelled
	from (select campaign as word, replace(${normal("campaign")}, ' ', '') as key, count(*) as leads
		from leads where campaign is not null group by all)`,
	`create table l0 as select idx, created_at, cast(created_at as date) as created_on, cast(judged_on as date) as judged_on, lower(trim(company)) as company,
	${normal("email")} as email, lower(trim(title)) as title, lower(trim(industry)) as industry, employees,
	lower(trim(prefecture)) as prefecture, coalesce(channel, '') as channel, coalesce(owner, '') as owner,
	coalesce(spelled, '') as campaign,
	case when company_verdict in ('○', '対象') then 'in' when company_verdict in ('×', '対象外') then 'out' end as typed,
	case when contact_verdict in ('○', '対象') then 'in' when contact_verdict in ('×', '対象外') then 'out' end as contact
	from leads left join events on leads.campaign = events.word`,
	`create table l as select l0.*, v.company_verdict,
	case when v.company_verdict = 'out' or contact = 'out' then 'out' when v.company_verdict = 'in' then 'in' end as verdict
	from l0 left join (
		select idx, case when l0.company is null then typed else shared.verdict end as company_verdict
		from l0 left join (select company, case when count(distinct typed) = 1 then min(typed) end as verdict
			from l0 where company is not null group by company) shared on l0.company = shared.company) v using (idx)`,
	`create table by_email as select email, min(idx) as lead from l where email is not null group by email`,
	// Few words are repeated a million times: each is read once.
	`create table types as select x.word, t.code from (select distinct type as word from activities) x
	join type_words t on ${normal("x.word")} = t.word`,
	`create table targets_read as select word, ${ABOUT} from (
	select word, ${normal("word")} as target from (select distinct target as word from activities))`,
	`create table a as select x.idx, e.lead, x.at, cast(x.at as date) as day, t.code as type, g.abc, g.xyz, g.price, g.cases, x.count,
	x.minutes, x.answer, coalesce(x.owner, '') as owner
	from activities x left join by_email e on ${normal("x.email")} = e.email
	left join types t on x.type = t.word left join targets_read g on x.target = g.word`,
	`create table d as select y.*, l.created_at as lead_at, l.created_on as lead_on, coalesce(y.own_channel, l.channel, '') as channel,
	coalesce(case when hour(y.created_at) + minute(y.created_at) + second(y.created_at) > 0
		and hour(l.created_at) + minute(l.created_at) + second(l.created_at) > 0
		then y.created_at < l.created_at else y.created_on < l.created_on end, false) as reversed
	from (select x.idx, e.lead, x.created_at, cast(x.created_at as date) as created_on, cast(x.closes_at as date) as closed_on, x.amount,
		x.channel as own_channel, coalesce(x.owner, '') as owner,
		case when trim(x.stage) in ('契約', '受注') then 'won' when trim(x.stage) in ('失注', '見送り') then 'lost'
			else 'open' end as outcome
		from deals x left join by_email e on ${normal("x.email")} = e.email) y left join l on y.lead = l.idx`,
];

const NAMES: Readonly<Record<string, string>> = {
	channel: "channel",
	rep: "owner",
	type: "coalesce(type, '')",
	verdict: "coalesce(verdict, '')",
	segment: `case industry when '自動車部品' then '自動車' when '食品' then '食品・飲料' when '物流' then '運輸・物流'
		else coalesce(industry, '') end`,
	campaign: "coalesce(campaign, '')",
	channel_class: `case when channel in ('展示会', 'セミナー') then 'event' when channel = 'Web広告' then 'ads'
		when channel in ('問い合わせ', '資料DL', 'メルマガ') then 'owned' when channel = 'テレアポ' then 'outbound'
		when channel in ('紹介', '代理店') then 'referral' else '' end`,
	age: `case when created_on is null then '' when ${TODAY} - created_on <= 7 then '0-7'
		when ${TODAY} - created_on <= 30 then '8-30' when ${TODAY} - created_on <= 90 then '31-90' else '91+' end`,
};

/**
 * Rows of (table, period, name, figure, value) out of a population: all time, and each period that a day lies in.
 * @param day null for figures without periods
 * @param periods months alone unless told
 */
function figures(
	table: string,
	from: string,
	day: string | null,
	cuts: readonly string[],
	columns: Readonly<Record<string, string>>,
	periods = MONTHS,
): string {
	const ids = Object.keys(columns);
	const values = Object.entries(columns).map(([figure, sql]) => `${sql} as "${figure}"`);
	const names = cuts.map((cut) => (cut === "all" ? "'all'" : `'${cut}:' || ${NAMES[cut]}`));
	const selects = names.map(
		(name) => `select 'all' as period, ${name} as name, ${values.join(", ")} from ${from} group by 2`,
	);
	for (const name of day === null ? [] : names) {
		selects.push(`select period, ${name} as name, ${values.join(", ")}
			from ${from} join ${periods} on ${day} between first_day and last_day group by 1, 2`);
	}
	return `select '${table}', period, name, figure, value from (
		unpivot (select period, name, ${ids.map((id) => `"${id}"::double as "${id}"`).join(", ")}
			from (${selects.join(" union all ")}))
		on ${ids.map((id) => `"${id}"`).join(", ")} into name figure value value)`;
}

const count = (metric: string, filter: string) => ({
	[`${metric}.value`]: `count(*) filter (where ${filter})`,
	[`${metric}.n`]: `count(*) filter (where ${filter})`,
});
const ratio = (metric: string, counted: string, among = "true") => ({
	[`${metric}.numerator`]: `count(*) filter (where (${among}) and (${counted}))`,
	[`${metric}.denominator`]: `count(*) filter (where ${among})`,
	[`${metric}.n`]: `count(*) filter (where ${among})`,
});
const median = (metric: string, days: string) => ({
	[`${metric}.value`]: `median(${days})`,
	[`${metric}.n`]: `count(${days})`,
});
const WON_AMOUNT = {
	"won_amount.value": "sum(amount) filter (where outcome = 'won')",
	"won_amount.n": "count(amount) filter (where outcome = 'won')",
};
const ATTEMPT = `type in ('call_out', 'email_out', 'meeting') and coalesce(day, ${TODAY}) <= ${TODAY}`;
const TOUCH = `lead is not null and ${ATTEMPT}`;
const LEAD_TO_DEAL = median(
	"lead_to_deal_days",
	"case when not reversed and created_on is not null and lead_on is not null then created_on - lead_on end",
);
const DEAL_TO_ORDER = median(
	"deal_to_order_days",
	"case when outcome = 'won' and closed_on >= created_on then closed_on - created_on end",
);
const CHANNEL = ["all", "channel"];

export const FIVE_TABLES: readonly string[] = [
	figures("funnel", "l", "created_on", CHANNEL, {
		...count("leads_new", "true"),
		...count("leads_target", "verdict = 'in'"),
	}),
	figures("funnel", "d", "created_on", CHANNEL, count("deals_new", "true")),
	figures("funnel", "d", "closed_on", CHANNEL, { ...count("deals_won", "outcome = 'won'"), ...WON_AMOUNT }),
	...["all", "rep"].map((cut) =>
		figures(
			"activity",
			"(select a.*, l.verdict from a left join l on a.lead = l.idx)",
			"day",
			[cut],
			{
				...count("activities", "true"),
				...ratio("off_target_touches", "verdict is null or verdict = 'out'", TOUCH),
			},
			cut === "all" ? MONTHS : LATEST,
		),
	),
	figures("target", "d", "closed_on", ["rep"], WON_AMOUNT),
	`select 'target', month, 'rep:' || dimension, figure, value from (unpivot (
		select t.month, t.dimension, t.value as "won_amount.target", coalesce(w.amount, 0) / t.value as "won_amount.attainment"
		from targets t left join (select strftime(closed_on, '%Y-%m') as month, owner, sum(amount) as amount
			from d where outcome = 'won' group by all) w on t.month = w.month and t.dimension = w.owner)
		on "won_amount.target", "won_amount.attainment" into name figure value value)`,
	...[["all"], ["channel", "rep"]].flatMap((cuts, index) => [
		figures("times", "d", "created_on", cuts, LEAD_TO_DEAL, index === 0 ? MONTHS : LATEST),
		figures("times", "d", "closed_on", cuts, DEAL_TO_ORDER, index === 0 ? MONTHS : LATEST),
	]),
	figures(
		"cohorts",
		`(select l.*, idx in (select lead from d where not reversed and lead is not null
			and created_on - lead_on <= 90) as converted from l)`,
		"created_on",
		CHANNEL,
		ratio("deal_rate", "converted"),
	),
	figures(
		"cohorts",
		"d",
		"created_on",
		CHANNEL,
		ratio("win_rate_cohort", "outcome = 'won' and closed_on - created_on <= 180"),
	),
];

/** Sum of points for which a condition holds. */
const pay = (points: readonly (readonly [number, string])[]) =>
	points.map(([n, sql]) => `case when ${sql} then ${n} else 0 end`).join(" + ");
const SHORT = "day > today - 30";
const VIEW = `${SHORT} and type = 'page_view'`;
const some = (filter: string) => `count(*) filter (where ${filter}) > 0`;
const times = (filter: string) => `coalesce(sum(times) filter (where ${filter}), 0)`;
const tenths = (filter: string) => `coalesce(sum(tenths) filter (where ${filter}), 0)`;

export const SCORES = `
with recent as (select *, ${TODAY} as today, coalesce(count, 1) as times, round(coalesce(minutes, 0) * 10) as tenths
	from a where lead is not null and day between ${TODAY} - 89 and ${TODAY}),
b as (select lead, ${pay([
	[10, some(`${SHORT} and type = 'exhibition'`)],
	[30, `${times(`${VIEW} and abc`)} >= 3`],
	[40, `${tenths(`${VIEW} and abc`)} >= 50`],
	[20, some(`${SHORT} and type = 'download' and abc`)],
	[50, some(`${SHORT} and type = 'survey' and abc and answer = '現在検討中'`)],
	[15, some(`${SHORT} and type = 'seminar'`)],
	[40, some("day > today - 60 and type = 'form'")],
	[15, some(`${VIEW} and price`)],
	[10, `${times(`${VIEW} and cases`)} >= 2`],
	[10, `${tenths(VIEW)} >= 100`],
])}
	+ least(10, 2 * ${times(`${SHORT} and type = 'email_click'`)})
	+ least(5, ${times(`${SHORT} and type = 'email_open'`)})
	+ least(15, 5 * ${times("type = 'download'")})
	+ least(15, 5 * floor(${times(`${VIEW} and xyz`)} / 3)) as points
	from recent group by lead)
select idx, case when verdict = 'out' then least(0, points) else points end as score from (
	select l.idx, verdict, coalesce(b.points, 0) + ${pay([
		[20, "industry in ('自動車', '自動車部品')"],
		[15, "industry in ('機械', '化学')"],
		[10, "industry = '食品'"],
		[-5, "industry in ('金融', '医療')"],
		[10, "regexp_matches(title, '取締役|執行役員|部長')"],
		[10, "regexp_matches(title, '取締役|執行役員')"],
		[5, "regexp_matches(title, '取締役|執行役員|部長|次長|課長')"],
		[8, "regexp_matches(title, '情報システム|購買')"],
		[3, "contains(title, '営業')"],
		[10, "employees >= 300"],
		[10, "employees >= 1000"],
		[5, "employees between 100 and 299"],
		[-10, "employees <= 29"],
		[5, "prefecture in ('東京都', '大阪府')"],
		[5, "prefecture in ('愛知県', '静岡県')"],
		[3, "prefecture = '神奈川県'"],
		[10, "channel = '紹介'"],
		[5, "channel in ('展示会', 'セミナー')"],
		[3, "regexp_matches(channel, 'Web|資料')"],
	])} as points
	from l left join b on l.idx = b.lead)`;

/** Facts that the refresh has found: the day on which each lead qualified. */
export const FACTS = "create table facts (idx INTEGER, mql_on INTEGER)";

const LEADS = `(select l.*, date '1970-01-01' + f.mql_on as mql_on,
	case when judged_on < created_on then 0 else judged_on - created_on end as judged_after,
	idx in (select lead from d where not reversed and lead is not null and created_on - lead_on <= 90) as converted,
	exists (from a where a.lead = l.idx and ${ATTEMPT} and a.day - l.created_on <= 30
		and case when a.at > a.day and l.created_at > l.created_on then a.at >= l.created_at
			else a.day >= l.created_on end) as touched
	from l left join facts f using (idx))`;
const DEALS = "(select d.*, l.verdict, l.industry, l.campaign from d left join l on d.lead = l.idx)";
const ACTIVITIES = "(select a.*, l.verdict from a left join l on a.lead = l.idx)";
/** Leads that are in ② when a month begins: created, without a deal, not judged 対象外; and whether we came to them. */
const LEAD_MONTHS = `(select l.channel, l.owner, months.first_day as first_day_of, exists (from a where a.lead = l.idx and ${ATTEMPT}
		and a.day between months.first_day and months.last_day) as attempted
	from l join months on l.created_on < months.first_day
	left join (select lead, min(coalesce(created_on, date '1900-01-01')) as first_deal from d group by lead) first
		on first.lead = l.idx
	where coalesce(first_deal >= months.first_day, true)
		and (verdict is distinct from 'out' or coalesce(judged_on, date '1900-01-01') >= months.first_day))`;
const OFF = "(verdict is null or verdict = 'out')";
const LEAD_CUTS = ["all", "channel", "rep"];
const LEAD_EVENT_CUTS = [...LEAD_CUTS, "campaign"];
const FUNNEL = ["all", "channel", "channel_class", "rep", "verdict", "segment", "campaign"];
const TWICE = ["all", "channel", "rep", "verdict"];
const exact = (metric: string, counted: string, among = "true") => ({
	...ratio(metric, counted, among),
	[`${metric}.value`]: `count(*) filter (where (${among}) and (${counted})) / nullif(count(*) filter (where ${among}), 0)`,
});
const sum = (metric: string, filter: string) => ({
	[`${metric}.value`]: `sum(amount) filter (where ${filter})`,
	[`${metric}.n`]: `count(amount) filter (where ${filter})`,
});
const every = (from: string, day: string | null, cuts: readonly string[], columns: Record<string, string>) =>
	figures("all", from, day, cuts, columns, PERIODS);

/** Every metric of the catalogue that the tables have something for: all cuts, all periods. */
export const EVERY_METRIC: readonly string[] = [
	every(LEADS, "created_on", FUNNEL, {
		...count("leads_new", "true"),
		...exact("deal_rate", "converted"),
	}),
	every(LEADS, "created_on", [...TWICE, "campaign"], exact("mql_rate", "mql_on - created_on <= 90")),
	every(LEADS, "created_on", LEAD_EVENT_CUTS, {
		...exact("judged_rate", "verdict is not null"),
		...exact("touched_30d", "touched"),
	}),
	every(LEADS, "created_on", [...LEAD_EVENT_CUTS, "channel_class"], count("leads_target", "verdict = 'in'")),
	every(LEADS, "created_on", ["all", "channel", "channel_class", "rep", "segment", "campaign"], {
		...exact("target_rate", "verdict = 'in'", "verdict is not null"),
	}),
	every(LEADS, "created_on", LEAD_CUTS, {
		...count("leads_judged", "verdict is not null"),
		...median("judge_days", "case when verdict is not null then judged_after end"),
		...exact("judged_7d", "verdict is not null and judged_after <= 7"),
	}),
	every(LEADS, null, [...LEAD_CUTS, "age"], count("unjudged", "verdict is null")),
	every(LEADS, "mql_on", FUNNEL, count("mql", "mql_on is not null")),
	every(DEALS, "created_on", FUNNEL, {
		...count("deals_new", "true"),
		...exact("win_rate_cohort", "outcome = 'won' and closed_on - created_on <= 180"),
	}),
	every(DEALS, "created_on", TWICE, {
		...median("lead_to_deal_days", "case when not reversed then created_on - lead_on end"),
	}),
	every(DEALS, "created_on", LEAD_CUTS, count("reversed_deals", "reversed")),
	every(DEALS, null, TWICE, {
		...count("open_pipeline", "outcome = 'open'"),
		...sum("open_amount", "outcome = 'open'"),
	}),
	every(DEALS, null, LEAD_CUTS, {
		...exact("deals_linked", "lead is not null"),
		...count(
			"future_dated",
			`created_on > ${TODAY} or (outcome in ('won', 'lost') and closed_on > ${TODAY})`,
		),
	}),
	every(DEALS, "closed_on", FUNNEL, {
		...count("deals_won", "outcome = 'won'"),
		...sum("won_amount", "outcome = 'won'"),
	}),
	every(DEALS, "closed_on", TWICE, {
		...count("deals_lost", "outcome = 'lost'"),
		...exact("win_rate_closed", "outcome = 'won'", "outcome in ('won', 'lost')"),
		...median(
			"deal_to_order_days",
			"case when outcome = 'won' and closed_on >= created_on then closed_on - created_on end",
		),
		"average_order.value": "avg(amount) filter (where outcome = 'won')",
		"average_order.numerator": "sum(amount) filter (where outcome = 'won')",
		"average_order.denominator": "count(amount) filter (where outcome = 'won')",
		"average_order.n": "count(amount) filter (where outcome = 'won')",
	}),
	every(ACTIVITIES, "day", ["all", "rep"], {
		...count("activities", "true"),
		...count("attempts", ATTEMPT),
		...count("touches", ATTEMPT),
		...count("calls", `${ATTEMPT} and type = 'call_out'`),
		...exact("connect_rate", "false", `${ATTEMPT} and type = 'call_out'`),
		...exact("gatekeeper_rate", "false", `${ATTEMPT} and type = 'call_out'`),
		...exact("off_target_touches", OFF, TOUCH),
		...count("out_touches", `${TOUCH} and verdict = 'out'`),
		"off_target_hours.value": `(coalesce(sum(round(minutes * 60)) filter (where ${TOUCH} and ${OFF}), 0) / 60
			+ (count(*) filter (where ${TOUCH} and ${OFF} and minutes is null)) * 5) / 60`,
		"off_target_hours.n": `count(*) filter (where ${TOUCH} and ${OFF})`,
	}),
	every(ACTIVITIES, null, ["all", "type"], exact("activities_linked", "lead is not null")),
	// A figure of one month alone has none over all time.
	`select * from (${figures("all", LEAD_MONTHS, "first_day_of", LEAD_CUTS, {
		...exact("attempt_rate", "attempted"),
		...exact("contact_rate", "attempted"),
	})}) where period <> 'all'`,
];

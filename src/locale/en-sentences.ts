import type { Messages } from "./ja";

const plural = (count: number, one: string, many = `${one}s`): string =>
	`${count} ${count === 1 ? one : many}`;

/** Sentences in English, but for the KPI tabs. */
export const sentences: Pick<
	Messages,
	| "defaults"
	| "listComma"
	| "unset"
	| "total"
	| "menu"
	| "setup"
	| "warning"
	| "own"
	| "refresh"
	| "schedule"
	| "problems"
	| "ruleProblems"
	| "goalProblems"
	| "log"
	| "why"
	| "checks"
	| "formula"
	| "sidebar"
	| "errors"
> = {
	defaults: {
		rules: {
			e_exhibition: "Trade show visit",
			e_industry: "Industry: automotive",
			e_title: "Title: department head or above",
			e_views: "3 or more views of the 製品ABC page",
			e_minutes: "5 or more minutes on the 製品ABC page",
			e_download: "Download from a 製品ABC e-mail",
			e_survey: "製品ABC survey: 現在検討中",
		},
		stages: [
			["Inquiry", "open", 0.05, "The customer says what they want to talk about"],
			["Discovery", "open", 0.1, "The customer agrees that there is an issue"],
			["First visit", "open", 0.2, "The customer sees merit in changing"],
			["Decision maker reached", "open", 0.3, "The decision maker sees it as the company's issue"],
			["Proposal", "open", 0.5, "The customer agreed on how to go on, and with whom"],
			["Agreement", "open", 0.8, "Price and date are agreed"],
			["Contract", "won", 1, "The papers are exchanged"],
			["Lost", "lost", 0, "The reason and the time to come back are known"],
		],
		settingNotes: {
			language: "Language of tabs and headers: ja or en",
			currency: "Main currency; auto is the one that most deals bear",
			tax: "Whether amounts exclude or include tax (for labels only)",
			threshold: "Points for an MQL",
			operator: "> means more than, >= means at least",
			own_domains: "Mail domains of your own staff, whose actions never score (separate with commas)",
			deputy_as_head: "Deputy and acting heads count as department heads",
			fit_a: "Fit from which a lead is an A",
			fit_b: "Fit from which a lead is a B; below it is a C",
			behaviour_1: "Behaviour points from which a lead is a 1",
			behaviour_2: "Behaviour points from which a lead is a 2; below it is a 3",
			min_coverage: "With less known than this (%) a lead gets ? instead of a letter",
			kgi: "The one metric that matters most",
			kpis: "Five KPIs at most (separate with commas)",
			amount_unit: "How amounts are shown: yen, thousand yen, 10,000 yen",
			day_first: "Read 1/2/2026 as day/month/year",
		},
	},
	listComma: ", ",
	unset: "not set",
	total: "Total",
	menu: {
		refreshNow: "Refresh now",
		openSidebar: "Open the sidebar",
		turnOn: "Refresh every three hours",
		turnOff: "Turn the automatic refresh off",
		status: "Status",
		diagnose: "Diagnostics",
		setUp: "Set up",
	},
	setup: {
		title: "Mikomi set-up",
		adopt: (tab, table, columns) =>
			`Use the tab "${tab}" as ${table}?\n\nColumns to read: ${columns.join(", ")}\n\nYour columns stay as they are; Mikomi adds its own on the right. Answer No to leave the tab alone.`,
		done: (created, adopted, repaired) =>
			[
				created > 0 ? `${plural(created, "tab")} created` : "",
				adopted > 0 ? `${plural(adopted, "tab")} adopted` : "",
				repaired > 0 ? `${plural(repaired, "thing")} repaired` : "",
			]
				.filter((part) => part !== "")
				.join(", ") || "Everything is in place",
		progress: (done, of) => `Building tabs… ${done}/${of}`,
		next: 'Choose "Refresh now" in the menu to compute scores and KPIs.',
		refused: (tab, table) =>
			`"${tab}" has no header that is known for ${table}. Check that its first row holds headers such as Company or E-mail.`,
	},
	warning: "Mikomi rewrites this tab. What you type here is gone at the next refresh.",
	own: "Mikomi writes this column. What you type here is gone at the next refresh.",
	refresh: {
		started: "Refreshing…",
		done: (seconds, leads) => `Refreshed (${plural(leads, "lead")}, ${seconds} s)`,
		busy: "Another refresh is running. Please wait until it ends.",
		notSetUp: 'Mikomi is not set up yet. Choose "Set up" in the menu first.',
		overBudget: (seconds) =>
			`Stopped after ${seconds} s, as it would not have finished in time. The previous results stand. Move old activities to another file to make it fit.`,
		rowsMoved: (tab) =>
			`Rows of "${tab}" kept moving, so nothing was left half-written. Refresh again when sorting and inserting have settled.`,
		partlySorted: (tab) =>
			`Only some columns of "${tab}" seem to have been sorted. Nothing was written. Undo it (Ctrl+Z), or sort the whole table, then refresh.`,
		missingColumn: (tab, column) =>
			`"${tab}" has no column "${column}". Bring the header back, or choose "Set up" again.`,
		failed: (reason) => `Could not refresh. The previous results stand. Reason: ${reason}`,
		outcome: { done: "done", failed: "failed", over_budget: "out of time", skipped: "skipped" },
		cause: { manual: "by hand", timer: "timer", setup: "set-up" },
	},
	schedule: {
		on: (owner) => `Refreshing every three hours, run by ${owner}. The first refresh comes within the hour.`,
		ownedBy: (owner) =>
			`The automatic refresh is run by ${owner}. Take it over? Their trigger then removes itself at its next turn.`,
		kept: (owner) => `${owner} still runs the automatic refresh.`,
		off: "The automatic refresh is off.",
		offForeign: (owner) =>
			`The automatic refresh is off. The trigger of ${owner} removes itself at its next turn.`,
		notOn: "The automatic refresh is off.",
		someone: "somebody else",
		owner: (owner) => `Automatic refresh: on, run by ${owner}`,
		lastRun: (at) => `Last refresh: ${at}`,
		nextRun: (at) => `Next refresh: about ${at}`,
		never: "Not refreshed yet.",
	},
	problems: {
		not_a_date: "not a date",
		not_a_number: "not a number",
		not_an_amount: "not an amount",
		unknown_word: "a word that no dictionary knows",
		error_value: "the formula has an error",
	},
	ruleProblems: {
		id_missing: "it has no ID",
		id_duplicate: "its ID is there twice",
		kind_unknown: "its kind cannot be read",
		subject_missing: "it does not say what it looks at",
		type_is_ours: "our own actions never score",
		column_missing: "the leads have no such column",
		value_missing: "it has no value",
		value_unreadable: "its value cannot be read",
		condition_missing: "it has no condition",
		limit_missing: "it has no lower limit",
		limit_invalid: "its limits are not right",
		limit_unused: "it has limits that it does not use",
		range_reversed: "its lower limit is above its upper limit",
		points_invalid: "its points cannot be read",
		repeat_unknown: "how it pays cannot be read",
		cap_invalid: "its cap is not right",
		window_invalid: "its window is not right",
		window_kind_unknown: "how its window is counted cannot be read",
		scope_unknown: "what it sums over cannot be read",
		field_missing: "it names no criterion",
		accepted_missing: "it accepts nothing",
		accepted_unreadable: "what it accepts cannot be read",
		weight_invalid: "its weight is not right",
	},
	goalProblems: {
		kgi_missing: "choose one KGI",
		kgi_too_many: "only one KGI is allowed",
		kpi_missing: "choose at least one KPI",
		kpi_too_many: "five KPIs at most",
		goal_repeated: "a metric is there twice",
		goal_unknown_metric: "a metric is not known",
	},
	log: {
		cell: (tab, row, column, value, problem) => `${tab} row ${row} "${column}": ${value} … ${problem}`,
		more: (count) => `${count} more`,
		words: (tab, column, list) => `Words in ${tab} "${column}" that no dictionary knows: ${list}`,
		reversed: (count) => `Deals dated before their lead: ${count}; left out of the rates`,
		future: (count) => `Deals created, won or lost in the future: ${count}`,
		undated: (tab, count) => `${tab} without a date: ${count}`,
		futureActivities: (count) => `Activities dated in the future: ${count}; they score nothing`,
		unlinked: (tab, count) => `${tab} without a known lead: ${count}`,
		rule: (label, problem) => `Score rule "${label}": ${problem}; the rule is not used`,
		criterion: (label, problem) => `ICP criterion "${label}": ${problem}; it is not used`,
		adjustment: (count) => `Adjustments without a reason: ${count}; not in the scores`,
		kpi: (problem) => `KGI and KPIs: ${problem}`,
		targets: (count) => `Targets that fit no figure or are there twice: ${count}`,
		ownStaff: (count) => `Activities of your own staff: ${count}; they score nothing`,
		target: (row) => `Targets row ${row}: month, metric or target cannot be read`,
		newIds: (count) => `New rows given an ID: ${count}`,
		holidays: (last) => `Holidays are known up to ${last}. Set-up adds the next year's`,
	},
	why: {
		score: (total, parts) =>
			parts.length === 0 ? total : `${total} = ${parts.join(" + ").replace(/\+ −/g, "− ")}`,
		points: (value, label, detail) =>
			`${value < 0 ? "−" : ""}${label} ${Math.abs(value)}${detail === "" ? "" : ` (${detail})`}`,
		until: (day) => `until ${day}`,
		times: (count) => `${count}×`,
		minutes: (count) => `${count} min`,
		on: (day) => day,
		comma: ", ",
		veto: (reason) => (reason === "" ? "not target" : `not target: ${reason}`),
		adjustment: (reason, by) => `adjusted: ${reason}${by === "" ? "" : `, ${by}`}`,
		fit: (fit, parts, coverage) => `${fit} ${parts.join(" ")} coverage ${coverage}`,
		match: (field, value) => `◎${field}: ${value}`,
		miss: (field, value) => `×${field}: ${value}`,
		unknown: (field) => `?${field}: unknown`,
		knockout: " (knocks out)",
		estimated: "estimated",
	},
	checks: { reversed: "dated before its lead", no_date: "no creation date" },
	formula: {
		noHeader: "Pass a range whose first row holds the headers",
		noColumns: (table) => `No header of ${table} was found; pass the range with its header row`,
		noAsOf: "Pass a cell with a date as asOf",
		language: "language is ja or en",
		noNumbers: "Pass activities a day, business days and reps as numbers",
	},
	sidebar: {
		title: "Mikomi",
		loading: "Loading…",
		noLead: 'Select a row of a lead and press "This row".',
		thisRow: "This row",
		score: "Score",
		fit: "Fit",
		refreshed: "Refreshed",
		failed: "Could not load. Please press again.",
	},
	errors: {
		unexpected: (reason) =>
			`That did not work. Choose Diagnostics in the menu to see what to mend. Reason: ${reason}`,
	},
};

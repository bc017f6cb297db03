import { FIXED_REFRESH, FORMULA_ERRORS, type Messages } from "./ja";
import { lazily } from "./lazily";
import { shippedEn } from "./shipped/en";
import { sumOf } from "./sum";

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
	| "refresh"
	| "schedule"
	| "log"
	| "why"
	| "desk"
	| "undecided"
	| "axes"
	| "nextStep"
	| "queue"
	| "checks"
	| "formula"
	| "sidebar"
	| "errors"
> = {
	defaults: lazily(
		{
			disqualifyReasons:
				"Project too small, Organisation does not fit, Competitor, Student or private person, Wrong industry, Wrong region, Credit, Other",
		},
		["rules", "stages", "plays", "followNote", "settingNotes"],
		() => shippedEn().defaults,
	),
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
		trace: "What is behind this figure",
		setUp: "Set up",
		tidyUp: "Tidy up",
		tidy: {
			adopt: "Adopt a tab you already have",
			import: "Import from a file",
			duplicates: "Merge duplicates",
			learn: "Teach words",
			reassign: "Reassign",
			batches: "History and undo",
			erase: "Erase a person's data",
		},
	},
	setup: {
		title: "Mikomi set-up",
		adopt: (tab, table, columns, headRow) =>
			`Use the tab "${tab}" as ${table}?\n\nColumns to read: ${columns.join(", ")}${headRow > 1 ? ` (header in row ${headRow})` : ""}\n\nYour columns stay as they are; Mikomi adds its own on the right. Answer No to leave the tab alone.`,
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
	refresh: lazily(
		{
			done: (seconds: number, leads: number) => `Refreshed (${plural(leads, "lead")}, ${seconds} s)`,
			busy: "Another refresh is running. Please wait until it ends.",
			overBudget: (seconds: number) =>
				`Stopped after ${seconds} s, as it would not have finished in time. The previous results stand. Move old activities to another file to make it fit.`,
			rowsMoved: (tab: string) =>
				`Rows of "${tab}" kept moving, so nothing was left half-written. Refresh again when sorting and inserting have settled.`,
			partlySorted: (tab: string) =>
				`Only some columns of "${tab}" seem to have been sorted. Nothing was written. Undo it (Ctrl+Z), or sort the whole table, then refresh.`,
			missingColumn: (tab: string, column: string) =>
				`"${tab}" has no column "${column}". Bring the header back, or choose "Set up" again.`,
			failed: (reason: string) => `Could not refresh. The previous results stand. Reason: ${reason}`,
			outcome: { done: "done", failed: "failed", over_budget: "out of time", skipped: "skipped" },
			cause: { manual: "by hand", timer: "timer", setup: "set-up" },
		},
		FIXED_REFRESH,
		() => shippedEn().refresh,
	),
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
		phases: (seconds) =>
			["Reading", "computing", "writing"].map((phase, i) => `${phase} ${seconds[i] ?? 0} s`).join(", "),
		newIds: (count) => `New rows given an ID: ${count}`,
		holidays: (last) => `Holidays are known up to ${last}. Set-up adds the next year's`,
	},
	why: {
		score: (total, parts) => (parts.length === 0 ? total : `${total} = ${sumOf(parts)}`),
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
	formula: lazily(
		{
			noColumns: (table: string) => `No header of ${table} was found; pass the range with its header row`,
		},
		FORMULA_ERRORS,
		() => shippedEn().formula,
	),
	undecided: { verdict: "Unjudged", deal_verdict: "Unknown" },
	axes: { company: "Company", contact: "Contact", deal: "Deal" },
	nextStep: {
		company: "Company ",
		contact: "contact ",
		marks: { in: "◎", out: "×", unknown: "unjudged" },
		dealMarks: { in: "deal yes", out: "no deal", unknown: "deal unknown" },
		separator: ", ",
		noteSeparator: "; ",
		untouched: (days) => (days === 0 ? "touched today" : `${plural(days, "day")} without a touch`),
		dormant: (days) => `dormant, ${plural(days, "day")} without a touch`,
		neverTouched: "never touched",
		bant: (count) => `BANT ${count}/4`,
		noContact: "neither calls nor e-mail allowed",
		byMail: "do not call: e-mail or letter",
		byPhone: "opted out: phone or letter",
		overdue: (days, action) => `promised ${plural(days, "day")} ago: ${action}`,
		dueToday: (action) => `promised for today: ${action}`,
		noAction: (days) =>
			days > 0 ? `nothing planned (aim: within ${plural(days, "business day")})` : "nothing planned",
		review: "verdict is due for review",
		changed: (what) => `changed since the verdict: ${what}`,
		capped: (count, cap) => `${plural(count, "touch", "touches")} in 30 days (limit ${cap})`,
		because: (reason) => `reason: ${reason}`,
		sentence: (facts, action, notes) => `${facts} → ${action}${notes === "" ? "" : `. ${notes}`}`,
	},
	desk: {
		refused: {
			reason: "A verdict needs a reason. Write a few words, then save.",
			words: '"Other" alone says nothing. Say what it is, then save.',
			tooLong: (most) => `A cell holds ${most} characters at most. Shorten the text, then save.`,
		},
	},
	queue: {
		overdue: (days) => `${plural(days, "day")} past its date`,
		today: "Due today",
		follow_up: (days, act) =>
			days === 0 ? `Follow-up day for: ${act}` : `${plural(days, "day")} past the follow-up for: ${act}`,
		hot_unjudged: "Hot, but nobody has judged it",
		hot_no_deal: "MQL without a deal",
		review: "Verdict due for review",
		unjudged: (days) => `Unjudged for ${plural(days, "day")}`,
		no_action: "Target without a next action",
	},
	sidebar: { title: "Mikomi" },
	errors: {
		unexpected: (reason) =>
			`That did not work. Choose Diagnostics in the menu to see what to mend. Reason: ${reason}`,
		noFile: (file, reason) =>
			`${file}.html could not be read. Try again; if this goes on, have an admin install Mikomi anew with "npm run push". Reason: ${reason}`,
	},
};

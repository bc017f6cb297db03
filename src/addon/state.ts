/** What the add-on remembers between executions, as JSON in the document's properties: one call reads all of it. */

/** Who refreshes this spreadsheet every three hours. */
export interface Schedule {
	/** A trigger acts only while its maker holds the same token. */
	readonly token: string;
	readonly owner: string;
	/** A copy of the spreadsheet has another id and so starts without a schedule. */
	readonly spreadsheet: string;
}

export interface LastRun {
	/** ms since 1970. */
	readonly startedAt: number;
	/** When results were last written; null before the first time. */
	readonly refreshedAt: number | null;
	readonly outcome: string;
	readonly spreadsheet: string;
	/** Fingerprint of the Dashboard's number formats; "" where they are not known. */
	readonly formats: string;
}

export interface State {
	readonly schedule: Schedule | null;
	readonly lastRun: LastRun | null;
	/** Ids of the leads whose persons were erased last: drafts of them are dropped. */
	readonly erased: readonly string[];
}

export const REFRESH_INTERVAL_SECONDS = 3 * 3600;

const SCHEDULE = "mikomi.schedule";
const LAST_RUN = "mikomi.lastRun";
const TOKEN = "mikomi.token";
const ERASED = "mikomi.erased";
/** A property holds 9 KB (PLATFORM fact 23). */
const KEPT_ERASED = 400;

/** The state of this very spreadsheet; what another one left behind counts for nothing. */
export function readState(spreadsheet: string): State {
	const texts = PropertiesService.getDocumentProperties().getProperties();
	const parse = <T extends { readonly spreadsheet: string }>(key: string): T | null => {
		const text = texts[key];
		if (text === undefined) return null;
		const value = JSON.parse(text) as T;
		return value.spreadsheet === spreadsheet ? value : null;
	};
	return {
		schedule: parse<Schedule>(SCHEDULE),
		lastRun: parse<LastRun>(LAST_RUN),
		erased: idsOf(texts[ERASED]),
	};
}

function idsOf(text: string | null | undefined): string[] {
	return JSON.parse(text ?? "[]") as string[];
}

/** Keeps ids of erased leads, for pages that open later. */
export function rememberErased(leads: readonly string[]): void {
	const properties = PropertiesService.getDocumentProperties();
	const kept = idsOf(properties.getProperty(ERASED)).filter((id) => !leads.includes(id));
	properties.setProperty(ERASED, JSON.stringify([...kept, ...leads].slice(-KEPT_ERASED)));
}

export function writeSchedule(schedule: Schedule | null): void {
	const properties = PropertiesService.getDocumentProperties();
	if (schedule === null) properties.deleteProperty(SCHEDULE);
	else properties.setProperty(SCHEDULE, JSON.stringify(schedule));
}

export function writeLastRun(run: LastRun): void {
	PropertiesService.getDocumentProperties().setProperty(LAST_RUN, JSON.stringify(run));
}

/** The token of the current user's own trigger. */
export function readOwnToken(): string | null {
	return PropertiesService.getUserProperties().getProperty(TOKEN);
}

export function writeOwnToken(token: string): void {
	PropertiesService.getUserProperties().setProperty(TOKEN, token);
}

import { type Check, equal, holds, open, refused } from "./check";

/** A trigger that exists for the length of a look. */
function made(build: () => GoogleAppsScript.Script.ClockTriggerBuilder): string {
	const trigger = build().create();
	const isListed = ScriptApp.getProjectTriggers().some(
		(each) => each.getUniqueId() === trigger.getUniqueId(),
	);
	ScriptApp.deleteTrigger(trigger);
	return isListed ? "made and listed" : "made, not listed";
}
const clock = () => ScriptApp.newTrigger("timedChecks").timeBased();

/** Lets through what the types forbid, as careless code would. */
const loose = <T>(value: unknown): T => value as T;

const textOf = (action: () => unknown): string => {
	try {
		return String(action());
	} catch (error) {
		return `threw: ${(error as Error).message}`;
	}
};

export const serviceChecks: readonly Check[] = [
	holds("1", "an hourly trigger is made and listed", () =>
		equal(
			made(() => clock().everyHours(1)),
			"made and listed",
		),
	),
	open("3", "everyHours(3)", () => made(() => clock().everyHours(3))),
	holds("4", "everyMinutes takes 1, 5, 10, 15, 30 only", () =>
		refused(
			() => made(() => clock().everyMinutes(7)),
			/everyMinutes was invalid|must be one of 1, 5, 10, 15 or 30/,
		),
	),
	open("15", "a trigger for a function that is not there", () =>
		made(() => ScriptApp.newTrigger("noSuchFunction").timeBased().everyHours(1)),
	),
	holds("24", "the cache takes 102,400 bytes a value and refuses one more", () => {
		const cache = CacheService.getScriptCache();
		cache.put("mikomi.check", "x".repeat(102_400), 30);
		return refused(() => cache.put("mikomi.check", "x".repeat(102_401), 30), /Argument too large: value/);
	}),
	holds("25", "the cache stores numbers as text", () => {
		const cache = CacheService.getScriptCache();
		cache.put("mikomi.check", loose<string>(25), 30);
		equal(typeof cache.get("mikomi.check"), "string");
		cache.remove("mikomi.check");
		return equal(cache.get("mikomi.check"), null);
	}),
	holds("108", "tryLock(0) takes a free lock, and again for its holder", () => {
		const lock = LockService.getScriptLock();
		const seen = [lock.tryLock(0), lock.tryLock(0), lock.hasLock()];
		lock.releaseLock();
		return equal([...seen, lock.hasLock()], [true, true, true, false]);
	}),
	holds("110", "a spreadsheet's script has a document lock of its own", () => {
		const lock = LockService.getDocumentLock();
		const seen = lock.tryLock(0);
		lock.releaseLock();
		return equal(seen, true);
	}),
	holds("111", "a missing property is null; setters chain", () => {
		const properties = PropertiesService.getDocumentProperties();
		const seen = properties.setProperty("mikomi.check", "a").getProperty("mikomi.check");
		properties.deleteProperty("mikomi.check");
		return equal([seen, properties.getProperty("mikomi.check")], ["a", null]);
	}),
	open("23", "a property of more than 9 kB", () => {
		const properties = PropertiesService.getDocumentProperties();
		const seen = textOf(() => properties.setProperty("mikomi.check", "x".repeat(9 * 1024 + 1)) && "taken");
		properties.deleteProperty("mikomi.check");
		return seen;
	}),
	holds("112", "the user who chose the menu item has an e-mail", () => {
		equal(Session.getEffectiveUser().getEmail().includes("@"), true);
		return "an e-mail";
	}),
	holds("113", "formatDate wants a Date and speaks yyyy-MM-dd", () => {
		equal(Utilities.formatDate(new Date(0), "UTC", "yyyy-MM-dd HH:mm"), "1970-01-01 00:00");
		return refused(
			() => Utilities.formatDate(loose<Date>("2026-11-21"), "UTC", "yyyy"),
			/don't match the method signature for Utilities\.formatDate/,
		);
	}),
	holds("113", "formatDate's Z is the zone's offset at that instant", () =>
		equal(Utilities.formatDate(new Date(0), "Asia/Tokyo", "Z"), "+0900"),
	),
	holds("115", "a page that is not there is refused", () =>
		refused(
			() => HtmlService.createHtmlOutputFromFile("no-such-page"),
			/No HTML file named no-such-page was found/,
		),
	),
	holds("115", "a page's text comes back as it was pushed: data.html is JSON", () => {
		const text = HtmlService.createHtmlOutputFromFile("data").getContent();
		return `${Object.keys(JSON.parse(text) as object).length} tables`;
	}),
	holds("121", "a menu item has a Ui", () => equal(typeof SpreadsheetApp.getUi().alert, "function")),
	holds("130", "currentonly bars other spreadsheets", ({ book }) =>
		refused(() => SpreadsheetApp.openById(book.getId()), /openById/),
	),
	open("132", "authorisation status", () =>
		String(ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL).getAuthorizationStatus()),
	),
];

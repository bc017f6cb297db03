/** ScriptApp: triggers and what the user has allowed (PLATFORM facts 1-18, 132). */
import type { TriggerInfo } from "../contract";
import type { ClockPlan } from "../triggers-schedule";
import { ask, call, exception, text } from "./bridge";
import {
	AuthMode,
	AuthorizationStatus,
	type EnumValue,
	EventType,
	InstallationSource,
	TriggerSource,
	WeekDay,
} from "./enums";
import { ServiceObject, service } from "./guard";

class Trigger extends ServiceObject {
	readonly #info: TriggerInfo;
	constructor(info: TriggerInfo) {
		super();
		this.#info = info;
	}
	getUniqueId(): string {
		return this.#info.id;
	}
	getHandlerFunction(): string {
		return this.#info.handler;
	}
	getEventType(): EnumValue {
		return EventType[this.#info.event];
	}
	getTriggerSource(): EnumValue {
		return this.#info.event === "CLOCK" ? TriggerSource.CLOCK : TriggerSource.SPREADSHEETS;
	}
	getTriggerSourceId(): string | null {
		return this.#info.event === "CLOCK" ? null : ask("settings.get").id;
	}
}

function create(handler: string, event: TriggerInfo["event"], plan: ClockPlan | null): Trigger {
	const id = call("triggers.create", handler, event, text(plan));
	const info = ask("triggers.list").find((item) => item.id === id);
	if (!info) throw exception("The trigger was not created.");
	return new Trigger(info);
}

class ClockTriggerBuilder extends ServiceObject {
	readonly #handler: string;
	#plan: ClockPlan = {};
	constructor(handler: string) {
		super();
		this.#handler = handler;
	}
	#with(change: ClockPlan): this {
		this.#plan = { ...this.#plan, ...change };
		return this;
	}
	everyMinutes(minutes: number): this {
		return this.#with({ minutes });
	}
	everyHours(hours: number): this {
		return this.#with({ hours });
	}
	everyDays(days: number): this {
		return this.#with({ days });
	}
	everyWeeks(weeks: number): this {
		return this.#with({ weeks });
	}
	onWeekDay(day: EnumValue): this {
		return this.#with({ weekDay: day.ordinal() + 1 });
	}
	onMonthDay(monthDay: number): this {
		return this.#with({ monthDay });
	}
	atHour(hour: number): this {
		return this.#with({ hour });
	}
	nearMinute(minute: number): this {
		return this.#with({ minute });
	}
	at(date: Date): this {
		return this.#with({ at: date.getTime() });
	}
	after(milliseconds: number): this {
		return this.#with({ after: milliseconds });
	}
	atDate(year: number, month: number, day: number): this {
		return this.#with({ date: [year, month, day] });
	}
	inTimezone(timeZone: string): this {
		call("date.format", 0, timeZone, "y");
		return this.#with({ timeZone });
	}
	create(): Trigger {
		return create(this.#handler, "CLOCK", this.#plan);
	}
}

class SpreadsheetTriggerBuilder extends ServiceObject {
	readonly #handler: string;
	#event: TriggerInfo["event"] | null = null;
	constructor(handler: string) {
		super();
		this.#handler = handler;
	}
	#on(event: TriggerInfo["event"]): this {
		this.#event = event;
		return this;
	}
	onOpen(): this {
		return this.#on("ON_OPEN");
	}
	onEdit(): this {
		return this.#on("ON_EDIT");
	}
	onChange(): this {
		return this.#on("ON_CHANGE");
	}
	onFormSubmit(): this {
		return this.#on("ON_FORM_SUBMIT");
	}
	create(): Trigger {
		if (this.#event === null) throw exception("The trigger needs an event, such as onEdit.");
		return create(this.#handler, this.#event, null);
	}
}

class TriggerBuilder extends ServiceObject {
	readonly #handler: string;
	constructor(handler: string) {
		super();
		this.#handler = handler;
	}
	timeBased(): ClockTriggerBuilder {
		return new ClockTriggerBuilder(this.#handler);
	}
	forSpreadsheet(spreadsheet: string | object): SpreadsheetTriggerBuilder {
		if (typeof spreadsheet === "string" && spreadsheet !== ask("settings.get").id)
			throw exception("The trigger's spreadsheet was not found.");
		return new SpreadsheetTriggerBuilder(this.#handler);
	}
}

/** Users may grant a part of the scopes only (fact 132). */
class AuthorizationInfo extends ServiceObject {
	readonly #missing: readonly string[];
	constructor(missing: readonly string[]) {
		super();
		this.#missing = missing;
	}
	getAuthorizationStatus(): EnumValue {
		return this.#missing.length > 0 ? AuthorizationStatus.REQUIRED : AuthorizationStatus.NOT_REQUIRED;
	}
	getAuthorizationUrl(): string | null {
		return this.#missing.length > 0 ? `https://script.google.com/auth/${ask("settings.get").id}` : null;
	}
}

class ScriptAppService extends ServiceObject {
	newTrigger(handler: string): TriggerBuilder {
		return new TriggerBuilder(handler);
	}
	/** Only the current user's (fact 10). */
	getProjectTriggers(): Trigger[] {
		return ask("triggers.list").map((info) => new Trigger(info));
	}
	getUserTriggers(_spreadsheet: object): Trigger[] {
		return ask("triggers.list")
			.filter((info) => info.event !== "CLOCK")
			.map((info) => new Trigger(info));
	}
	deleteTrigger(trigger: Trigger): void {
		call("triggers.delete", trigger.getUniqueId());
	}
	getAuthorizationInfo(_mode: EnumValue, scopes?: readonly string[]): AuthorizationInfo {
		return new AuthorizationInfo([...call("scopes.missing", scopes ?? null)]);
	}
	requireAllScopes(_mode: EnumValue): void {
		call("scopes.require", null);
	}
	requireScopes(_mode: EnumValue, scopes: readonly string[]): void {
		call("scopes.require", scopes);
	}
	getScriptId(): string {
		return `script-${ask("settings.get").id}`;
	}
	getInstallationSource(): EnumValue {
		return InstallationSource.NONE;
	}
}

service("ScriptApp.Trigger", Trigger);
service("ScriptApp.ClockTriggerBuilder", ClockTriggerBuilder);
service("ScriptApp.SpreadsheetTriggerBuilder", SpreadsheetTriggerBuilder);
service("ScriptApp.TriggerBuilder", TriggerBuilder);
service("ScriptApp.AuthorizationInfo", AuthorizationInfo);
service("ScriptApp", ScriptAppService);

export const ScriptApp = Object.assign(new ScriptAppService(), {
	AuthMode,
	AuthorizationStatus,
	EventType,
	InstallationSource,
	TriggerSource,
	WeekDay,
});

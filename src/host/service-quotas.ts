/** What a user may spend in a day (PLATFORM facts 9, 23, 28). Never saved: a day is soon over. */
import { ServiceError } from "./service-error";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

type Account = "consumer" | "workspace";

interface DailyLimits {
	readonly triggerMs: number;
	readonly propertyCalls: number;
}

const LIMITS: Readonly<Record<Account, DailyLimits>> = {
	consumer: { triggerMs: 1.5 * HOUR_MS, propertyCalls: 50_000 },
	workspace: { triggerMs: 6 * HOUR_MS, propertyCalls: 500_000 },
};

interface Spent {
	/** The day begins with its first use. */
	readonly since: number;
	readonly amount: number;
}

export class Quotas {
	private readonly spent = new Map<string, Spent>();

	constructor(
		private readonly account: Account | null,
		private readonly now: () => number,
	) {}

	private today(user: string, what: keyof DailyLimits): Spent {
		const held = this.spent.get(`${what} ${user}`);
		const now = this.now();
		return held && now - held.since < DAY_MS ? held : { since: now, amount: 0 };
	}

	spend(user: string, what: keyof DailyLimits, amount: number): void {
		if (this.account === null) return;
		const { since, amount: before } = this.today(user, what);
		this.spent.set(`${what} ${user}`, { since, amount: before + amount });
	}

	private usedUp(user: string, what: keyof DailyLimits): boolean {
		return this.account !== null && this.today(user, what).amount >= LIMITS[this.account][what];
	}

	/** Whether the user's triggers have run for as long as they may; the message that then stands in the log. */
	triggerRefusal(user: string): string | null {
		return this.usedUp(user, "triggerMs") ? "Service using too much computer time for one day." : null;
	}

	/** Counts one reading or writing of properties. */
	spendProperty(user: string): void {
		if (this.usedUp(user, "propertyCalls"))
			throw new ServiceError("Service invoked too many times: properties.");
		this.spend(user, "propertyCalls", 1);
	}
}

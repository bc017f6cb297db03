/** What every implementation answers: figures by table, month, name and metric, and each lead's score. */

export class Answer {
	readonly figures = new Map<string, number>();
	scores: ArrayLike<number> = [];

	/** Months as "2026-11" or "all"; names as "all", "channel:…" or "rep:…". What counts nothing is left out. */
	put(table: string, month: string, name: string, figure: string, value: number | null): void {
		if (value !== null && value !== 0) this.figures.set(`${table} ${month} ${name} ${figure}`, value);
	}

	checksum(): string {
		const lines = [...this.figures].map(([key, value]) => `${key}=${value}`).sort();
		for (let i = 0; i < this.scores.length; i++) lines.push(String(this.scores[i]));
		let hash = 0x811c9dc5;
		for (const line of lines) {
			for (let i = 0; i < line.length; i++) hash = Math.imul(hash ^ line.charCodeAt(i), 0x01000193);
			hash = Math.imul(hash ^ 10, 0x01000193);
		}
		return (hash >>> 0).toString(16).padStart(8, "0");
	}
}

/** The five tables: their name, the metrics in them, and what they are cut by. */
export const TABLES = {
	funnel: {
		metrics: ["leads_new", "leads_target", "deals_new", "deals_won", "won_amount"],
		cuts: ["all", "channel"],
	},
	activity: { metrics: ["activities", "off_target_touches"], cuts: ["all", "rep"] },
	target: { metrics: ["won_amount"], cuts: ["rep"] },
	times: { metrics: ["lead_to_deal_days", "deal_to_order_days"], cuts: ["all", "channel", "rep"] },
	cohorts: { metrics: ["deal_rate", "win_rate_cohort"], cuts: ["all", "channel"] },
} as const;

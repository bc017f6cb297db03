/** Drafts of the sidebar's page, as far as erasing a person has to know them. */

interface DraftText {
	readonly edits?: Readonly<Record<string, unknown>>;
	readonly outbox?: readonly { readonly request?: { readonly leadId?: string } }[];
}

/** A draft without what it says of some leads; "" where nothing is left of it, and for what is no draft. */
export function withoutLeads(text: string, leads: readonly string[]): string {
	if (!leads.some((lead) => text.includes(lead))) return text;
	try {
		const { edits = {}, outbox = [], ...rest } = JSON.parse(text) as DraftText;
		const kept = Object.entries(edits).filter(([lead]) => !leads.includes(lead));
		const sent = outbox.filter(({ request }) => !leads.includes(request?.leadId ?? ""));
		if (kept.length + sent.length === 0) return "";
		return JSON.stringify({ ...rest, edits: Object.fromEntries(kept), outbox: sent });
	} catch {
		return "";
	}
}

import { numfmt } from "@univerjs/core";

const dates = new Map<string, boolean>();

/** Whether a number under this format shows as a date or time. */
export function isDateFormat(pattern: string | null | undefined): boolean {
	if (!pattern || pattern === "General" || pattern === "@") return false;
	let known = dates.get(pattern);
	if (known === undefined) {
		known = safely(() => numfmt.isDateFormat(pattern), false);
		dates.set(pattern, known);
	}
	return known;
}

export function formatNumber(pattern: string, value: number, locale: string): string {
	if (pattern === "General" && Number.isSafeInteger(value) && Math.abs(value) < 1e10) return String(value);
	return safely(() => String(numfmt.format(pattern, value, { locale, throws: false })), String(value));
}

function safely<T>(work: () => T, otherwise: T): T {
	try {
		return work();
	} catch {
		return otherwise;
	}
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's wall clock is ahead of UTC at that instant, in ms. */
export function zoneOffset(at: number, timeZone: string): number {
	let formatter = formatters.get(timeZone);
	if (!formatter) {
		formatter = new Intl.DateTimeFormat("en-US", {
			timeZone,
			hourCycle: "h23",
			year: "numeric",
			month: "numeric",
			day: "numeric",
			hour: "numeric",
			minute: "numeric",
			second: "numeric",
		});
		formatters.set(timeZone, formatter);
	}
	const part: Record<string, number> = {};
	for (const { type, value } of formatter.formatToParts(at)) part[type] = Number(value);
	const wall = Date.UTC(
		part["year"] ?? 1970,
		(part["month"] ?? 1) - 1,
		part["day"] ?? 1,
		part["hour"] ?? 0,
		part["minute"] ?? 0,
		part["second"] ?? 0,
	);
	return wall - Math.floor(at / 1000) * 1000;
}

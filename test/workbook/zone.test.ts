import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WallTime } from "../../src/domain/calendar/day";
import { Zone } from "../../src/workbook/zone";

/** Offsets as Node's own time zone data has them. */
function offsetsOf(timeZone: string): (ms: number) => number {
	const format = new Intl.DateTimeFormat("en-US", {
		timeZone,
		hourCycle: "h23",
		year: "numeric",
		month: "numeric",
		day: "numeric",
		hour: "numeric",
		minute: "numeric",
		second: "numeric",
	});
	return (ms) => {
		const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
		const wall = Date.UTC(
			part["year"]!,
			part["month"]! - 1,
			part["day"],
			part["hour"],
			part["minute"],
			part["second"],
		);
		return wall / 1000 - Math.floor(ms / 1000);
	};
}

describe.each(["Asia/Tokyo", "America/Los_Angeles", "Europe/London", "Australia/Lord_Howe", "Pacific/Apia"])(
	"Zone %s",
	(timeZone) => {
		const offsetAt = offsetsOf(timeZone);
		const instants = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2030, 0, 1) });

		it("shows the same wall clock as the zone's own data, at every instant", () => {
			const zone = new Zone(offsetAt);
			fc.assert(
				fc.property(instants, (ms) => {
					expect(zone.timeOf(ms)).toBe(Math.floor(ms / 1000 + offsetAt(ms)));
				}),
			);
		});

		it("finds an instant that shows the wall time, for every time that the clock shows", () => {
			const zone = new Zone(offsetAt);
			fc.assert(
				fc.property(instants, (ms) => {
					const time = zone.timeOf(ms);
					expect(zone.timeOf(zone.instantOf(time))).toBe(time);
				}),
			);
		});

		it("asks for few offsets", () => {
			let asked = 0;
			const zone = new Zone((ms) => {
				asked++;
				return offsetAt(ms);
			});
			for (let day = 0; day < 540; day++) zone.timeOf(Date.UTC(2025, 0, 1) + day * 86_400_000);
			expect(asked).toBeLessThan(250);
		});
	},
);

describe("Zone.instantOf", () => {
	it("gives the first instant after a time that the clock skips", () => {
		const zone = new Zone(offsetsOf("America/Los_Angeles"));
		const skipped = (Date.UTC(2026, 2, 8, 2, 30) / 1000) as WallTime;
		expect(zone.timeOf(zone.instantOf(skipped))).toBe(Date.UTC(2026, 2, 8, 3, 30) / 1000);
	});
});

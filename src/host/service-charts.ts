/** Charts as the add-on asked for them; nothing is drawn here (PLATFORM fact 103). */
import type { Area, ChartSpec, StructureChange } from "./contract";
import { followArea } from "./service-areas";
import { ServiceError } from "./service-error";
import type { Call, Json, World } from "./service-world";
import { json } from "./service-world";

export class ChartStore {
	items: ChartSpec[] = [];
	nextId = 1;

	of(sheet: string): ChartSpec[] {
		return this.items.filter((item) => item.sheet === sheet);
	}

	follow(change: StructureChange): void {
		this.items = this.items.flatMap((item) => {
			if (change.kind === "deleteSheet" && change.sheet === item.sheet) return [];
			const ranges = item.ranges.flatMap((area): Area[] => {
				const followed = followArea(area, change);
				return followed ? [followed] : [];
			});
			return [{ ...item, ranges }];
		});
	}
}

function announce(world: World, sheet: string): void {
	world.emit({ type: "charts", sheet, charts: world.charts.of(sheet) });
}

function requireChart({ world }: Call, sheet: string, id: number): void {
	if (!world.charts.of(sheet).some((item) => item.id === id))
		throw new ServiceError("The chart does not exist in the sheet.");
}

export const chartOperations = {
	"charts.list": ({ world }: Call, sheet: string): Json<ChartSpec[]> => json(world.charts.of(sheet)),
	"charts.insert": ({ world }: Call, spec: Json<Omit<ChartSpec, "id">>): number => {
		const chart = { ...(JSON.parse(spec) as Omit<ChartSpec, "id">), id: world.charts.nextId++ };
		world.charts.items.push(chart);
		announce(world, chart.sheet);
		return chart.id;
	},
	"charts.update": (call: Call, spec: Json<ChartSpec>): void => {
		const chart = JSON.parse(spec) as ChartSpec;
		requireChart(call, chart.sheet, chart.id);
		call.world.charts.items = call.world.charts.items.map((item) => (item.id === chart.id ? chart : item));
		announce(call.world, chart.sheet);
	},
	"charts.remove": (call: Call, sheet: string, id: number): void => {
		requireChart(call, sheet, id);
		call.world.charts.items = call.world.charts.items.filter((item) => item.id !== id);
		announce(call.world, sheet);
	},
};

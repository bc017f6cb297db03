/** Handles outlive what they point at: every use checks that the sheet and the cells are still there. */
import type { Area, SheetInfo } from "./contract";
import { ServiceError } from "./service-error";
import { requireWritable } from "./service-protections";
import type { Call, FlatArea, World } from "./service-world";
import { areaOf } from "./service-world";

export function infoOf(world: World, id: string): SheetInfo {
	const info = world.engine.sheets().find((sheet) => sheet.id === id);
	if (!info) throw new ServiceError("Sheet not found. It was deleted.");
	return info;
}

/** The area of a range that still lies inside its sheet (fact 69). */
export function liveArea({ world }: Call, flat: FlatArea): Area {
	const area = areaOf(flat);
	const info = infoOf(world, area.sheet);
	if (area.row + area.rows > info.rows || area.column + area.columns > info.columns)
		throw new ServiceError("The coordinates of the range are outside the dimensions of the sheet.");
	return area;
}

/** The same for a write: no protection may keep the user out. */
export function writableArea(call: Call, flat: FlatArea): Area {
	const area = liveArea(call, flat);
	requireWritable(call, area);
	return area;
}

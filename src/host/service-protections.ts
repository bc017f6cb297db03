/** Protected sheets and ranges: who may write where (PLATFORM fact 98). */
import type { Area, StructureChange } from "./contract";
import { contains, followArea, intersects } from "./service-areas";
import { ServiceError } from "./service-error";
import type { Call, Json } from "./service-world";
import { json } from "./service-world";

export interface ProtectionItem {
	readonly id: number;
	readonly kind: "RANGE" | "SHEET";
	/** For a sheet: its whole area, with `sheet` alone meaning anything. */
	readonly area: Area;
	readonly description: string;
	readonly warningOnly: boolean;
	readonly editors: readonly string[];
	readonly unprotected: readonly Area[];
	readonly rangeName: string | null;
}

export class ProtectionStore {
	items: ProtectionItem[] = [];
	nextId = 1;

	follow(change: StructureChange): void {
		this.items = this.items.flatMap((item) => {
			if (item.kind === "SHEET") {
				if (change.kind === "deleteSheet" && change.sheet === item.area.sheet) return [];
				const unprotected = item.unprotected.flatMap((area) => followArea(area, change) ?? []);
				return [{ ...item, unprotected }];
			}
			const area = followArea(item.area, change);
			return area ? [{ ...item, area }] : [];
		});
	}
}

function covers(item: ProtectionItem, area: Area): boolean {
	if (item.kind === "RANGE") return intersects(item.area, area);
	return item.area.sheet === area.sheet && !item.unprotected.some((open) => contains(open, area));
}

/** Throws if a protection that is more than a warning keeps the user out of the area. */
export function requireWritable({ world, execution }: Call, area: Area): void {
	for (const item of world.protections.items) {
		if (item.warningOnly || !covers(item, area) || mayEdit({ world, execution }, item)) continue;
		throw new ServiceError(
			"You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.",
		);
	}
}

function mayEdit({ world, execution }: Call, item: ProtectionItem): boolean {
	return execution.user === world.settings.users[0] || item.editors.includes(execution.user);
}

function itemOf(call: Call, id: number): ProtectionItem {
	const item = call.world.protections.items.find((each) => each.id === id);
	if (!item) throw new ServiceError("The protected range or sheet was not found.");
	return item;
}

export const protectionOperations = {
	"protections.add": ({ world, execution }: Call, kind: "RANGE" | "SHEET", area: Json<Area>): number => {
		const id = world.protections.nextId++;
		world.protections.items.push({
			id,
			kind,
			area: JSON.parse(area) as Area,
			description: "",
			warningOnly: false,
			// Every editor of the file may still write until removed; getEditors hides it in this run.
			editors: world.settings.users,
			unprotected: [],
			rangeName: null,
		});
		execution.freshProtections.add(id);
		return id;
	},
	"protections.list": ({ world }: Call, kind: string, sheet: string | null): Json<number[]> =>
		json(
			world.protections.items
				.filter((item) => item.kind === kind && (sheet === null || item.area.sheet === sheet))
				.map((item) => item.id),
		),
	"protections.get": (call: Call, id: number): Json<ProtectionItem & { canEdit: boolean }> => {
		const item = itemOf(call, id);
		const editors = call.execution.freshProtections.has(id) ? [] : item.editors;
		return json({ ...item, editors, canEdit: mayEdit(call, item) });
	},
	"protections.change": (
		call: Call,
		id: number,
		change: Json<
			Partial<Pick<ProtectionItem, "description" | "warningOnly" | "area" | "unprotected" | "rangeName">>
		>,
	): void => {
		const changed = { ...itemOf(call, id), ...(JSON.parse(change) as Partial<ProtectionItem>) };
		const store = call.world.protections;
		store.items = store.items.map((item) => (item.id === id ? changed : item));
	},
	"protections.editors": (call: Call, id: number, add: Json<string[]>, remove: Json<string[]>): void => {
		const item = itemOf(call, id);
		const gone = new Set(JSON.parse(remove) as string[]);
		const owner = call.world.settings.users[0] ?? "";
		const kept = item.editors.filter(
			(user) => !gone.has(user) || user === owner || user === call.execution.user,
		);
		const editors = [...new Set([...kept, ...(JSON.parse(add) as string[])])];
		const store = call.world.protections;
		store.items = store.items.map((each) => (each.id === id ? { ...each, editors } : each));
		call.execution.freshProtections.delete(id);
	},
	"protections.remove": (call: Call, id: number): void => {
		itemOf(call, id);
		call.world.protections.items = call.world.protections.items.filter((item) => item.id !== id);
	},
};

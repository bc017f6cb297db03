/** Named ranges: setting a name again replaces it (PLATFORM fact 97). */
import type { Area, StructureChange } from "./contract";
import { followArea } from "./service-areas";
import { ServiceError } from "./service-error";
import type { Call, FlatArea, Json } from "./service-world";
import { areaOf, json } from "./service-world";

export interface NamedArea {
	readonly name: string;
	readonly area: Area;
}

export class NameStore {
	items: NamedArea[] = [];

	find(name: string): NamedArea | undefined {
		return this.items.find((item) => item.name.toLowerCase() === name.toLowerCase());
	}

	follow(change: StructureChange): void {
		this.items = this.items.flatMap((item) => {
			const area = followArea(item.area, change);
			return area ? [{ ...item, area }] : [];
		});
	}
}

/** Letters, digits and "_", not starting with a digit, and nothing that reads as a cell or a boolean. */
function checkName(name: string): void {
	const shaped = /^[\p{L}_][\p{L}\p{N}_.]{0,249}$/u.test(name);
	const looksLikeCell = /^[a-z]{1,3}[0-9]+$|^r[0-9]*c[0-9]*$|^(true|false)$/i.test(name);
	if (!shaped || looksLikeCell) throw new ServiceError(`The name of the named range is invalid: ${name}`);
}

export const nameOperations = {
	"names.list": ({ world }: Call): Json<NamedArea[]> => json(world.names.items),
	"names.set": ({ world }: Call, name: string, area: FlatArea): void => {
		checkName(name);
		const others = world.names.items.filter((item) => item.name.toLowerCase() !== name.toLowerCase());
		world.names.items = [...others, { name, area: areaOf(area) }];
	},
	"names.rename": ({ world }: Call, from: string, to: string): void => {
		checkName(to);
		world.names.items = world.names.items.map((item) => (item.name === from ? { ...item, name: to } : item));
	},
	"names.remove": ({ world }: Call, name: string): void => {
		if (!world.names.find(name)) throw new ServiceError(`The named range ${name} was not found.`);
		world.names.items = world.names.items.filter((item) => item.name.toLowerCase() !== name.toLowerCase());
	},
};

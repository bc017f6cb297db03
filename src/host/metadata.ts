/** Developer metadata: travels with its sheet, row or column and dies with it (PLATFORM fact 96). */
import type { MetadataInfo, StructureChange } from "./contract";
import { followIndex } from "./service-areas";
import type { Call, Json } from "./service-world";
import { json } from "./service-world";

export interface MetadataItem extends MetadataInfo {
	readonly visibility: "DOCUMENT" | "PROJECT";
}

export interface MetadataQuery {
	/** Only what lies in this sheet, and if given on these rows and columns. */
	readonly sheet?: string;
	readonly rows?: readonly [start: number, count: number];
	readonly columns?: readonly [start: number, count: number];
	readonly exact?: boolean;
	readonly id?: number;
	readonly key?: string;
	readonly value?: string;
	readonly location?: string;
	readonly visibility?: string;
}

export class MetadataStore {
	private items: MetadataItem[] = [];
	private nextId = 1_000_001;

	list(): MetadataItem[] {
		return [...this.items];
	}

	load(items: readonly MetadataItem[], nextId: number): void {
		this.items = [...items];
		this.nextId = nextId;
	}

	get upcomingId(): number {
		return this.nextId;
	}

	add(item: Omit<MetadataItem, "id">): MetadataItem {
		const added = { ...item, id: this.nextId++ };
		this.items.push(added);
		return added;
	}

	get(id: number): MetadataItem | undefined {
		return this.items.find((item) => item.id === id);
	}

	change(id: number, change: Partial<Omit<MetadataItem, "id">>): void {
		this.items = this.items.map((item) => (item.id === id ? { ...item, ...change } : item));
	}

	remove(id: number): void {
		this.items = this.items.filter((item) => item.id !== id);
	}

	follow(change: StructureChange): void {
		this.items = this.items.flatMap((item) => {
			if (item.sheet !== change.sheet) return [item];
			if (change.kind === "deleteSheet") return [];
			if (item.location !== "ROW" && item.location !== "COLUMN") return [item];
			const index = followIndex(item.index ?? 0, item.location, change);
			return index === null ? [] : [{ ...item, index }];
		});
	}

	find(query: MetadataQuery): MetadataItem[] {
		return this.items.filter((item) => matches(item, query));
	}
}

function matches(item: MetadataItem, query: MetadataQuery): boolean {
	if (query.id !== undefined && item.id !== query.id) return false;
	if (query.key !== undefined && item.key !== query.key) return false;
	if (query.value !== undefined && item.value !== query.value) return false;
	if (query.location !== undefined && item.location !== query.location) return false;
	if (query.visibility !== undefined && item.visibility !== query.visibility) return false;
	if (query.sheet === undefined) return true;
	if (item.sheet !== query.sheet) return false;
	const span = item.location === "ROW" ? query.rows : item.location === "COLUMN" ? query.columns : undefined;
	if (query.rows && query.columns && !span) return false;
	return !span || (item.index !== null && item.index >= span[0] && item.index < span[0] + span[1]);
}

function itemOf({ world }: Call, id: number): MetadataItem {
	const item = world.metadata.get(id);
	if (!item) throw new Error(`Developer metadata ${id} not found`);
	return item;
}

export const metadataOperations = {
	"metadata.add": (call: Call, item: Json<Omit<MetadataItem, "id">>): number =>
		call.world.metadata.add(JSON.parse(item) as Omit<MetadataItem, "id">).id,
	"metadata.get": (call: Call, id: number): Json<MetadataItem> => json(itemOf(call, id)),
	"metadata.change": (call: Call, id: number, change: Json<Partial<Omit<MetadataItem, "id">>>): void => {
		itemOf(call, id);
		call.world.metadata.change(id, JSON.parse(change) as Partial<Omit<MetadataItem, "id">>);
	},
	"metadata.remove": (call: Call, id: number): void => {
		itemOf(call, id);
		call.world.metadata.remove(id);
	},
	"metadata.find": (call: Call, query: Json<MetadataQuery>): Json<MetadataItem[]> =>
		json(call.world.metadata.find(JSON.parse(query) as MetadataQuery)),
};

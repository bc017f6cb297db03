/** A host as text, and a copy as "File > Make a copy" gives it. */
import type { ChartSpec } from "./contract";
import type { MetadataItem } from "./metadata";
import type { NamedArea } from "./service-names";
import type { PropertiesState } from "./service-properties";
import type { ProtectionItem } from "./service-protections";
import type { Settings, World } from "./service-world";
import type { TriggerItem } from "./triggers";

export interface SavedState {
	readonly version: 1;
	readonly now: number;
	readonly settings: Settings;
	readonly engine: string;
	readonly properties: PropertiesState;
	readonly metadata: Counted<MetadataItem>;
	readonly charts: Counted<ChartSpec>;
	readonly protections: Counted<ProtectionItem>;
	readonly triggers: Counted<TriggerItem>;
	readonly names: readonly NamedArea[];
}

interface Counted<T> {
	readonly items: readonly T[];
	readonly nextId: number;
}

function counted<T>({ items, nextId }: { items: readonly T[]; nextId: number }): Counted<T> {
	return { items, nextId };
}

export function saveState(world: World): SavedState {
	world.engine.flush();
	return {
		version: 1,
		now: world.clock.now,
		settings: { ...world.settings },
		engine: world.engine.snapshot(),
		properties: world.properties.state(),
		metadata: { items: world.metadata.list(), nextId: world.metadata.upcomingId },
		charts: counted(world.charts),
		protections: counted(world.protections),
		triggers: counted(world.triggers),
		names: world.names.items,
	};
}

export function loadState(world: World, saved: SavedState): void {
	world.metadata.load(saved.metadata.items, saved.metadata.nextId);
	for (const [store, from] of [
		[world.charts, saved.charts],
		[world.protections, saved.protections],
		[world.triggers, saved.triggers],
	] as const) {
		Object.assign(store, { items: [...from.items], nextId: from.nextId });
	}
	world.names.items = [...saved.names];
}

/** Cells, metadata and script go along; triggers and what belongs to a user stay behind. */
export function copyState(saved: SavedState, id: string): SavedState {
	const { locale, name } = saved.settings;
	const title = locale.startsWith("ja") ? `${name} のコピー` : `Copy of ${name}`;
	return {
		...saved,
		settings: { ...saved.settings, id, name: title },
		properties: { ...saved.properties, users: {} },
		triggers: { items: [], nextId: 1 },
	};
}

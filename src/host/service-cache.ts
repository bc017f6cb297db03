/** CacheService, with expiry on the host's clock (PLATFORM facts 24, 25). */
import { ServiceError } from "./service-error";
import type { StoreKind } from "./service-properties";
import type { Call } from "./service-world";

const KEY_LIMIT = 250;
const VALUE_LIMIT = 102_400;
const ITEM_LIMIT = 1000;
const DROPPED_AT_LIMIT = 100;
const DEFAULT_SECONDS = 600;
const MAX_SECONDS = 21_600;

interface Entry {
	readonly value: string;
	readonly expiresAt: number;
}

/** Never saved: a cache may forget, and tests should see that it does. */
export class CacheStores {
	private readonly stores = new Map<string, Map<string, Entry>>();

	store(kind: StoreKind, user: string): Map<string, Entry> {
		const name = kind === "user" ? `user:${user}` : kind;
		let store = this.stores.get(name);
		if (!store) {
			store = new Map();
			this.stores.set(name, store);
		}
		return store;
	}
}

function checkKey(key: string): void {
	if (key === "") throw new ServiceError("Invalid argument: key");
	if (key.length > KEY_LIMIT) throw new ServiceError("Argument too large: key");
}

export const cacheOperations = {
	"cache.get": ({ world, execution }: Call, kind: StoreKind, key: string): string | null => {
		checkKey(key);
		const entry = world.cache.store(kind, execution.user).get(key);
		return entry && entry.expiresAt > world.clock.now ? entry.value : null;
	},
	"cache.put": (
		{ world, execution }: Call,
		kind: StoreKind,
		key: string,
		value: string,
		seconds: number | null,
	): void => {
		checkKey(key);
		if (Buffer.byteLength(value) > VALUE_LIMIT) throw new ServiceError("Argument too large: value");
		const store = world.cache.store(kind, execution.user);
		const life = Math.min(seconds ?? DEFAULT_SECONDS, MAX_SECONDS) * 1000;
		// Written again, an item counts as the newest: the oldest-written go first.
		store.delete(key);
		store.set(key, { value, expiresAt: world.clock.now + life });
		if (store.size > ITEM_LIMIT)
			for (const old of [...store.keys()].slice(0, DROPPED_AT_LIMIT)) store.delete(old);
	},
	"cache.remove": ({ world, execution }: Call, kind: StoreKind, key: string): void => {
		checkKey(key);
		world.cache.store(kind, execution.user).delete(key);
	},
};

/** PropertiesService, CacheService, LockService (PLATFORM facts 23-25, 108-111). */
import type { LockKind } from "../service-locks";
import type { StoreKind } from "../service-properties";
import { ask, call, text } from "./bridge";
import { mismatch, ServiceObject, service } from "./guard";

class Properties extends ServiceObject {
	readonly #kind: StoreKind;
	constructor(kind: StoreKind) {
		super();
		this.#kind = kind;
	}
	getProperty(key: string): string | null {
		return call("properties.get", this.#kind, key);
	}
	getProperties(): Record<string, string> {
		return ask("properties.all", this.#kind);
	}
	getKeys(): string[] {
		return Object.keys(ask("properties.all", this.#kind));
	}
	setProperty(key: string, value: string): this {
		call("properties.put", this.#kind, text({ [key]: value }), false);
		return this;
	}
	setProperties(values: Record<string, string>, deleteAllOthers = false): this {
		if (Object.values(values).some((value) => typeof value !== "string"))
			throw mismatch([values], "PropertiesService.Properties.setProperties");
		call("properties.put", this.#kind, text(values), deleteAllOthers);
		return this;
	}
	deleteProperty(key: string): this {
		call("properties.remove", this.#kind, key);
		return this;
	}
	deleteAllProperties(): this {
		call("properties.clear", this.#kind);
		return this;
	}
}

class PropertiesServiceService extends ServiceObject {
	getScriptProperties(): Properties {
		return new Properties("script");
	}
	getDocumentProperties(): Properties {
		return new Properties("document");
	}
	getUserProperties(): Properties {
		return new Properties("user");
	}
}

class Cache extends ServiceObject {
	readonly #kind: StoreKind;
	constructor(kind: StoreKind) {
		super();
		this.#kind = kind;
	}
	get(key: string | null): string | null {
		return call("cache.get", this.#kind, key ?? "");
	}
	getAll(keys: readonly string[]): Record<string, string> {
		const found: Record<string, string> = {};
		for (const key of keys) {
			const value = call("cache.get", this.#kind, key);
			if (value !== null) found[key] = value;
		}
		return found;
	}
	/** Anything is stored as its text, as live Apps Script does (fact 25). */
	put(key: string | null, value: unknown, seconds?: number): void {
		call("cache.put", this.#kind, key ?? "", String(value), seconds ?? null);
	}
	putAll(values: Record<string, unknown>, seconds?: number): void {
		for (const [key, value] of Object.entries(values))
			call("cache.put", this.#kind, key, String(value), seconds ?? null);
	}
	remove(key: string): void {
		call("cache.remove", this.#kind, key);
	}
	removeAll(keys: readonly string[]): void {
		for (const key of keys) call("cache.remove", this.#kind, key);
	}
}

class CacheServiceService extends ServiceObject {
	getScriptCache(): Cache {
		return new Cache("script");
	}
	getDocumentCache(): Cache {
		return new Cache("document");
	}
	getUserCache(): Cache {
		return new Cache("user");
	}
}

class Lock extends ServiceObject {
	readonly #kind: LockKind;
	constructor(kind: LockKind) {
		super();
		this.#kind = kind;
	}
	tryLock(waitMs: number): boolean {
		return call("lock.try", this.#kind, waitMs);
	}
	waitLock(waitMs: number): void {
		call("lock.wait", this.#kind, waitMs);
	}
	hasLock(): boolean {
		return call("lock.has", this.#kind);
	}
	releaseLock(): void {
		call("lock.release", this.#kind);
	}
}

class LockServiceService extends ServiceObject {
	getScriptLock(): Lock {
		return new Lock("script");
	}
	getDocumentLock(): Lock {
		return new Lock("document");
	}
	getUserLock(): Lock {
		return new Lock("user");
	}
}

service("PropertiesService.Properties", Properties);
service("PropertiesService", PropertiesServiceService);
service("CacheService.Cache", Cache);
service("CacheService", CacheServiceService);
service("LockService.Lock", Lock);
service("LockService", LockServiceService);

export const PropertiesService = new PropertiesServiceService();
export const CacheService = new CacheServiceService();
export const LockService = new LockServiceService();

/** PropertiesService: strings only, 9 KB a value, 500 KB a store (PLATFORM facts 23, 111). */
import { ServiceError } from "./service-error";
import type { Call, Json } from "./service-world";
import { json } from "./service-world";

export type StoreKind = "script" | "document" | "user";

const VALUE_LIMIT = 9 * 1024;
const STORE_LIMIT = 500 * 1024;

export class PropertyStores {
	private readonly script: Map<string, string>;
	private readonly document: Map<string, string>;
	private readonly users: Map<string, Map<string, string>>;

	constructor(saved: PropertiesState = { script: {}, document: {}, users: {} }) {
		this.script = new Map(Object.entries(saved.script));
		this.document = new Map(Object.entries(saved.document));
		this.users = new Map(
			Object.entries(saved.users).map(([user, values]) => [user, new Map(Object.entries(values))]),
		);
	}

	store(kind: StoreKind, user: string): Map<string, string> {
		if (kind === "script") return this.script;
		if (kind === "document") return this.document;
		let own = this.users.get(user);
		if (!own) {
			own = new Map();
			this.users.set(user, own);
		}
		return own;
	}

	state(): PropertiesState {
		return {
			script: Object.fromEntries(this.script),
			document: Object.fromEntries(this.document),
			users: Object.fromEntries([...this.users].map(([user, own]) => [user, Object.fromEntries(own)])),
		};
	}
}

export interface PropertiesState {
	readonly script: Readonly<Record<string, string>>;
	readonly document: Readonly<Record<string, string>>;
	readonly users: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

function put(store: Map<string, string>, values: Readonly<Record<string, string>>): void {
	let size = 0;
	for (const value of Object.values(values)) {
		if (Buffer.byteLength(value) > VALUE_LIMIT) throw new ServiceError("Argument too large: value");
	}
	const next = new Map([...store, ...Object.entries(values)]);
	for (const [key, value] of next) size += Buffer.byteLength(key) + Buffer.byteLength(value);
	if (size > STORE_LIMIT)
		throw new ServiceError(
			"You have exceeded the property storage quota. Please remove some properties and try again.",
		);
	for (const [key, value] of next) store.set(key, value);
}

function storeOf({ world, execution }: Call, kind: StoreKind): Map<string, string> {
	// A custom function sees the owner's user properties (fact 40).
	const user = execution.kind === "custom-function" ? (world.settings.users[0] ?? "") : execution.user;
	world.quotas.spendProperty(execution.user);
	return world.properties.store(kind, user);
}

export const propertiesOperations = {
	"properties.get": (call: Call, kind: StoreKind, key: string): string | null =>
		storeOf(call, kind).get(key) ?? null,
	"properties.all": (call: Call, kind: StoreKind): Json<Record<string, string>> =>
		json(Object.fromEntries(storeOf(call, kind))),
	"properties.put": (
		call: Call,
		kind: StoreKind,
		values: Json<Record<string, string>>,
		deleteOthers: boolean,
	): void => {
		const store = storeOf(call, kind);
		if (deleteOthers) store.clear();
		put(store, JSON.parse(values) as Record<string, string>);
	},
	"properties.remove": (call: Call, kind: StoreKind, key: string): void => {
		storeOf(call, kind).delete(key);
	},
	"properties.clear": (call: Call, kind: StoreKind): void => storeOf(call, kind).clear(),
};

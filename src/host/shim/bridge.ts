/** The only way out of the add-on's context: named operations with primitives and flat arrays. */
import type { Operations } from "../service-dispatch";
import type { Json } from "../service-world";

type Arguments<K extends keyof Operations> = Operations[K] extends (call: never, ...args: infer A) => unknown
	? A
	: never;
type Result<K extends keyof Operations> = Operations[K] extends (...args: never) => infer R ? R : never;
type Parsed<T> = T extends Json<infer V> ? V : never;

let send: (operation: string, args: readonly unknown[]) => unknown = () => {
	throw new Error("The shim is not connected");
};

export function connect(bridge: (operation: string, args: readonly unknown[]) => unknown): void {
	send = bridge;
}

/** A service's error as V8 scripts see it: `name` is 'Exception', the message bare (PLATFORM fact 59). */
export function exception(message: string): Error {
	const error = new Error(message);
	error.name = "Exception";
	return error;
}

/** Performs an operation; a refusal becomes an error of this realm, so that no host object leaks. */
export function call<K extends keyof Operations>(operation: K, ...args: Arguments<K>): Result<K> {
	try {
		return send(operation, args) as Result<K>;
	} catch (foreign) {
		throw exception(String((foreign as { message?: unknown }).message));
	}
}

/** The same for operations that answer with JSON: the value is built in this realm. */
export function ask<K extends keyof Operations>(operation: K, ...args: Arguments<K>): Parsed<Result<K>> {
	return JSON.parse(call(operation, ...args) as unknown as string) as Parsed<Result<K>>;
}

export function text<T>(value: T): Json<T> {
	return JSON.stringify(value) as Json<T>;
}

/**
 * Argument types of Google's methods, and the one message for a wrong one (PLATFORM fact 71).
 * A signature is written as `w (str, int?) (Range[])`: the call's kind, then its overloads.
 */
import type { CallKind } from "../call-kind";

export interface Signature {
	readonly kind: CallKind;
	readonly overloads: readonly (readonly string[])[];
}

const classNames = new WeakMap<object, string>();
const knownTypes = new Map<string, (value: object) => boolean>();

/** Makes instances of a class recognisable as arguments and in messages. */
export function nameClass(prototype: object, fullName: string): void {
	classNames.set(prototype, fullName);
	knownTypes.set(fullName.slice(fullName.lastIndexOf(".") + 1), (value) =>
		Object.prototype.isPrototypeOf.call(prototype, value),
	);
}

/** Under this symbol the value of an enumeration keeps its type's name. */
export const TYPE = Symbol("type");

export function nameEnumeration(name: string): void {
	knownTypes.set(name, (value) => (value as { [TYPE]?: string })[TYPE] === name);
}

export function parseSignature(written: string): Signature {
	const overloads = [...written.matchAll(/\(([^)]*)\)/g)].map((match) =>
		(match[1] ?? "")
			.split(",")
			.map((type) => type.trim())
			.filter((type) => type !== ""),
	);
	return { kind: written[0] as CallKind, overloads };
}

export function accepts(signature: Signature, args: readonly unknown[]): boolean {
	return signature.overloads.some((types) => {
		const rest = types.at(-1)?.endsWith("...") === true;
		if (rest ? args.length < types.length - 1 : args.length !== types.length) return false;
		return args.every((value, index) => isOf(value, types[index] ?? types.at(-1) ?? "any"));
	});
}

function isOf(value: unknown, written: string): boolean {
	const type = written.endsWith("...") ? written.slice(0, -3) : written;
	if (type.endsWith("?")) return value === null || value === undefined || isOf(value, type.slice(0, -1));
	// Whole tables pass here: no string work for each cell.
	if (type === "cell[]") return Array.isArray(value) && value.every(isCell);
	if (type.endsWith("[]"))
		return Array.isArray(value) && value.every((item) => isOf(item, type.slice(0, -2)));
	switch (type) {
		case "any":
			return true;
		case "str":
			return typeof value === "string";
		case "int":
		case "num":
			return typeof value === "number" && Number.isFinite(value);
		case "bool":
			return typeof value === "boolean";
		case "Date":
			return value instanceof Date;
		case "cell":
			return isCell(value);
		case "obj":
			return (
				typeof value === "object" && value !== null && !Array.isArray(value) && serviceName(value) === null
			);
		default:
			return typeof value === "object" && value !== null && knownTypes.get(type)?.(value) === true;
	}
}

/** What may stand in a cell. Arrays and objects would turn into rubbish such as "[Ljava.lang.Object;@…" (fact 78). */
function isCell(value: unknown): boolean {
	if (value === null || value === undefined) return true;
	if (typeof value === "number") return Number.isFinite(value);
	if (value instanceof Date) return !Number.isNaN(value.getTime());
	return typeof value === "string" || typeof value === "boolean";
}

function serviceName(value: object): string | null {
	if (TYPE in value) return String(value[TYPE]);
	for (let proto: object | null = value; proto; proto = Object.getPrototypeOf(proto) as object | null) {
		const name = classNames.get(proto);
		if (name) return name;
	}
	return null;
}

/** The type as Google prints it: String, number, null, number[], (class), SpreadsheetApp.Range. */
export function typeName(value: unknown): string {
	if (value === null || value === undefined) return "null";
	if (typeof value === "string") return "String";
	if (typeof value === "boolean") return "Boolean";
	if (typeof value === "number" || typeof value === "bigint") return "number";
	if (typeof value === "function") return "function";
	if (Array.isArray(value)) {
		const names = new Set(value.map(typeName));
		return `${names.size === 1 ? [...names][0] : "Object"}[]`;
	}
	if (value instanceof Date) return "Date";
	return serviceName(value as object) ?? "(class)";
}

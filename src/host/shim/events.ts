/** Arguments and answers on their way between the host's JSON and this realm's values. */
import type { FlatArea } from "../service-world";
import { exception } from "./bridge";
import { AuthMode, type EnumValue } from "./enums";
import { make, placeOf } from "./handles";
import { User } from "./user";

/** Turns markers in an event object into the objects that Google hands over. */
export function revive(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(revive);
	if (typeof value !== "object" || value === null) return value;
	const marked = value as Readonly<Record<string, unknown>>;
	if ("$date" in marked) return new Date(marked["$date"] as number);
	if ("$undefined" in marked) return undefined;
	if ("$spreadsheet" in marked) return make().spreadsheet();
	if ("$user" in marked) return new User(marked["$user"] as string);
	if ("$enum" in marked) return (AuthMode as Readonly<Record<string, EnumValue>>)[marked["name"] as string];
	if ("$range" in marked) return eventRange(marked["$range"] as FlatArea);
	return Object.fromEntries(Object.entries(marked).map(([key, each]) => [key, revive(each)]));
}

/** The range of an edit also carries its corners as plain fields (fact 124). */
function eventRange(area: FlatArea): object {
	const [, row, column, rows, columns] = area;
	return Object.assign(make().range(placeOf(area)), {
		rowStart: row + 1,
		rowEnd: row + rows,
		columnStart: column + 1,
		columnEnd: column + columns,
	});
}

/** What google.script.run hands to the page; what it would silently spoil is an error here (facts 116, 117). */
export function clientAnswer(value: unknown, path: string): unknown {
	if (value === undefined || value === null) return null;
	if (typeof value === "string" || typeof value === "boolean") return value;
	if (typeof value === "number") {
		if (!Number.isFinite(value)) throw exception(`The result is not a finite number at ${path}.`);
		return value;
	}
	if (value instanceof Date)
		throw exception(
			`The result holds a Date at ${path}: google.script.run would hand null to the page. Send text.`,
		);
	if (Array.isArray(value)) return value.map((each, index) => clientAnswer(each, `${path}[${index}]`));
	const proto = typeof value === "object" ? (Object.getPrototypeOf(value) as object | null) : undefined;
	if (proto !== Object.prototype && proto !== null)
		throw exception(`The result holds a ${kindOf(value)} at ${path}, which google.script.run cannot carry.`);
	return Object.fromEntries(
		Object.entries(value as object).map(([key, each]) => [key, clientAnswer(each, `${path}.${key}`)]),
	);
}

/** What a custom function may leave in cells; anything unproven is refused (facts 43, 45). */
export function cellAnswer(value: unknown): unknown {
	if (!Array.isArray(value)) return cellResult(value, "");
	const rows = value as readonly unknown[];
	if (rows.length === 0) throw exception("The custom function returned an empty array.");
	const width = Array.isArray(rows[0]) ? rows[0].length : -1;
	if (rows.some((row) => !Array.isArray(row)))
		throw exception("The custom function returned an array that is not two-dimensional.");
	if (width === 0 || rows.some((row) => (row as unknown[]).length !== width))
		throw exception("The custom function returned rows of different lengths.");
	return rows.map((row, r) =>
		(row as unknown[]).map((cell, c) => cellResult(cell, ` in row ${r + 1}, column ${c + 1}`)),
	);
}

function cellResult(value: unknown, where: string): unknown {
	if (value === null || value === undefined) return null;
	if (typeof value === "string" || typeof value === "boolean") return value;
	if (typeof value === "number" && Number.isFinite(value)) return value;
	if (value instanceof Date && !Number.isNaN(value.getTime())) return { $date: value.getTime() };
	throw exception(`The custom function returned a ${kindOf(value)}${where}, which a cell cannot show.`);
}

function kindOf(value: unknown): string {
	if (typeof value === "number") return String(value);
	if (typeof value !== "object" || value === null) return typeof value;
	return (value.constructor as { name?: string } | undefined)?.name ?? "object";
}

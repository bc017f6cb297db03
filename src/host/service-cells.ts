/** Cells: read with dates as instants, written as if typed (PLATFORM facts 61-65, 73-81). */

import { instantOfSerial, serialOfInstant, wallOf } from "./clock-zone";
import type { Area, CellInput, CellStyle, CellValue } from "./contract";
import { type TypingLocale, typingLocale } from "./parse-locale";
import { isDateFormat, isGeneralFormat, parseTyped } from "./parse-typed";
import type { Readings } from "./readings";
import { ServiceError } from "./service-error";
import { requireSteadyArguments, shiftFormula } from "./service-formulas";
import { liveArea, writableArea } from "./service-live";
import { requireWritable } from "./service-protections";
import { requireValid, writeSatisfying } from "./service-validation";
import type { Call, FlatArea, Json, World } from "./service-world";
import { areaOf, flatArea, json } from "./service-world";

const TEXT_LIMIT = 50_000;
const DATE_FORMAT = "yyyy/MM/dd";
const MOMENT_FORMAT = "yyyy/MM/dd H:mm:ss";

/** Cell values row by row, and the places of those that are instants. */
type FlatCells = readonly [cells: readonly CellValue[], dates: readonly number[]];

function readCells(call: Call, flat: FlatArea): FlatCells {
	const { world } = call;
	const area = liveArea(call, flat);
	const values = world.engine.read(area).flat();
	const dates: number[] = [];
	if (values.some((value) => typeof value === "number")) {
		const zone = world.settings.timeZone;
		const formats = world.engine.readNumberFormats(area);
		const known = new Map<string, boolean>();
		values.forEach((value, index) => {
			if (typeof value !== "number") return;
			const format = formats[Math.floor(index / area.columns)]?.[index % area.columns] ?? "";
			let isDate = known.get(format);
			if (isDate === undefined) {
				isDate = isDateFormat(format);
				known.set(format, isDate);
			}
			if (!isDate) return;
			values[index] = instantOfSerial(zone, value);
			dates.push(index);
		});
	}
	return [values, dates];
}

/** What decides how typed text is read, once for each write. */
interface Typing {
	readonly zone: string;
	readonly locale: TypingLocale;
	readonly year: number;
	readonly readings: Readings;
}

function typingOf({ settings, clock, readings }: World): Typing {
	const year = new Date(wallOf(settings.timeZone, clock.now)).getUTCFullYear();
	return { zone: settings.timeZone, locale: typingLocale(settings.locale), year, readings };
}

/** What one incoming value becomes, and the number format it brings to a plain cell. */
function cellInput(
	typing: Typing,
	value: CellValue,
	isInstant: boolean,
	format: string,
): { input: CellInput; format: string | null } {
	if (isInstant && typeof value === "number") {
		const serial = serialOfInstant(typing.zone, value);
		const own = Number.isInteger(serial) ? DATE_FORMAT : MOMENT_FORMAT;
		return { input: serial, format: isGeneralFormat(format) ? own : null };
	}
	if (typeof value !== "string") return { input: value, format: null };
	if (value.length > TEXT_LIMIT)
		throw new ServiceError("Your input contains more than the maximum of 50000 characters in a single cell.");
	const typed = parseTyped(value, format, typing.locale, typing.year, typing.readings);
	if ("formula" in typed) return { input: { formula: typed.formula }, format: null };
	return {
		input: typed.value,
		format: typed.format !== null && isGeneralFormat(format) ? typed.format : null,
	};
}

/** Writes as Apps Script and typing do; the whole call fails before anything is written. */
export function writeCells(
	call: Call,
	area: Area,
	cells: readonly CellValue[],
	dates: readonly number[],
): void {
	const { engine } = call.world;
	requireWritable(call, area);
	const instants = new Set(dates);
	const parses = dates.length > 0 || cells.some((value) => typeof value === "string");
	const formats = parses ? engine.readNumberFormats(area) : [];
	const typing = typingOf(call.world);
	const rows: CellInput[][] = [];
	const brought: (string | null)[][] = [];
	for (let r = 0; r < area.rows; r++) {
		const row: CellInput[] = [];
		const broughtRow: (string | null)[] = [];
		for (let c = 0; c < area.columns; c++) {
			const index = r * area.columns + c;
			const value = cells[index] ?? null;
			const { input, format } = cellInput(typing, value, instants.has(index), formats[r]?.[c] ?? "");
			row.push(input);
			broughtRow.push(format);
		}
		rows.push(row);
		brought.push(broughtRow);
	}
	requireSteadyArguments(call.world, rows);
	const rules = requireValid(call, area, (r, c) => {
		const input = rows[r]?.[c] ?? null;
		return typeof input === "object" && input !== null ? undefined : input;
	});
	writeSatisfying(call, area, rows, rules);
	if (parses) setFormats(call, area, brought);
}

/** Sets the number formats that values brought, in runs down each column: a table has few of them. */
function setFormats({ world }: Call, area: Area, brought: readonly (readonly (string | null)[])[]): void {
	for (let c = 0; c < area.columns; c++)
		for (let r = 0; r < area.rows; ) {
			const numberFormat = brought[r]?.[c] ?? null;
			const start = r;
			while (r < area.rows && (brought[r]?.[c] ?? null) === numberFormat) r++;
			if (numberFormat === null) continue;
			const run = { ...area, row: area.row + start, column: area.column + c, rows: r - start, columns: 1 };
			world.engine.setStyle(run, { numberFormat });
		}
}

export const cellOperations = {
	"cells.read": readCells,
	"cells.write": (call: Call, area: FlatArea, cells: readonly CellValue[], dates: readonly number[]): void =>
		writeCells(call, liveArea(call, area), cells, dates),
	/** Text that is not parsed, as rich text is. */
	"cells.writeRich": (call: Call, flat: FlatArea, written: Json<CellInput[]>): void => {
		const area = writableArea(call, flat);
		const cells = JSON.parse(written) as CellInput[];
		const rows = Array.from({ length: area.rows }, (_, r) =>
			cells.slice(r * area.columns, (r + 1) * area.columns),
		);
		call.world.engine.write(area, rows);
	},
	"cells.display": (call: Call, area: FlatArea): readonly string[] =>
		call.world.engine.readDisplay(liveArea(call, area)).flat(),
	"cells.formulas": (call: Call, area: FlatArea): readonly string[] =>
		call.world.engine.readFormulas(liveArea(call, area)).flat(),
	"cells.setFormulas": (call: Call, flat: FlatArea, formulas: readonly string[]): void => {
		const area = writableArea(call, flat);
		const rows = Array.from({ length: area.rows }, (_, r) =>
			Array.from({ length: area.columns }, (_, c): CellInput => {
				const text = formulas[r * area.columns + c] ?? "";
				return text === "" ? null : { formula: text.startsWith("=") ? text : `=${text}` };
			}),
		);
		requireSteadyArguments(call.world, rows);
		call.world.engine.write(area, rows);
	},
	/** One formula for the whole range, its relative references counted from the top-left cell (fact 80). */
	"cells.fillFormula": (call: Call, flat: FlatArea, formula: string): void => {
		const area = writableArea(call, flat);
		const text = formula === "" || formula.startsWith("=") ? formula : `=${formula}`;
		requireSteadyArguments(call.world, [[{ formula: text }]]);
		const rows = Array.from({ length: area.rows }, (_, r) =>
			Array.from(
				{ length: area.columns },
				(_, c): CellInput => (text === "" ? null : { formula: shiftFormula(text, r, c) }),
			),
		);
		call.world.engine.write(area, rows);
	},
	"cells.formats": (call: Call, area: FlatArea): readonly string[] =>
		call.world.engine.readNumberFormats(liveArea(call, area)).flat(),
	"cells.styles": (call: Call, area: FlatArea): Json<CellStyle[][]> =>
		json(call.world.engine.readStyles(liveArea(call, area))),
	"cells.style": (call: Call, flat: FlatArea, style: Json<CellStyle | CellStyle[][]>): void => {
		const area = writableArea(call, flat);
		call.world.engine.setStyle(area, JSON.parse(style) as CellStyle | CellStyle[][]);
	},
	"cells.clear": (
		call: Call,
		flat: FlatArea,
		content: boolean,
		format: boolean,
		validation: boolean,
		notes: boolean,
	): void => {
		const area = writableArea(call, flat);
		call.world.engine.clear(area, { content, format, validation, notes });
	},
	"cells.notes": (call: Call, area: FlatArea): readonly (string | null)[] =>
		call.world.engine.notes(liveArea(call, area)).flat(),
	"cells.setNotes": (call: Call, flat: FlatArea, notes: readonly (string | null)[]): void => {
		const area = writableArea(call, flat);
		const rows = Array.from({ length: area.rows }, (_, r) =>
			notes.slice(r * area.columns, (r + 1) * area.columns).map((note) => (note === "" ? null : note)),
		);
		call.world.engine.setNotes(area, rows);
	},
	"cells.sort": (
		call: Call,
		flat: FlatArea,
		columns: readonly number[],
		ascending: readonly boolean[],
	): void => {
		const area = writableArea(call, flat);
		const by = columns.map((column, index) => ({ column, ascending: ascending[index] ?? true }));
		call.world.engine.sort(area, by);
	},
	/** Closes up the rows that stay; what is left below is emptied. */
	"cells.keepRows": (call: Call, flat: FlatArea, keep: readonly boolean[]): void => {
		const { engine } = call.world;
		const area = writableArea(call, flat);
		const formulas = engine.readFormulas(area);
		const rows = engine
			.read(area)
			.map((line, r) => line.map((value, c) => stored(value, formulas[r]?.[c] ?? "")));
		const kept = rows.filter((_, r) => keep[r] === true);
		const empty = Array.from({ length: area.rows - kept.length }, () =>
			new Array<CellInput>(area.columns).fill(null),
		);
		engine.write(area, [...kept, ...empty]);
	},
	"cells.trim": (call: Call, flat: FlatArea): void => {
		const { engine } = call.world;
		const area = writableArea(call, flat);
		const formulas = engine.readFormulas(area);
		const trim = (value: CellValue) =>
			typeof value === "string" ? value.trim().replace(/[ \t]+/g, " ") : value;
		const rows = engine
			.read(area)
			.map((line, r) => line.map((value, c) => stored(trim(value), formulas[r]?.[c] ?? "")));
		engine.write(area, rows);
	},
	"cells.merge": mergeCells,
	"cells.unmerge": (call: Call, area: FlatArea): void => call.world.engine.unmerge(writableArea(call, area)),
	"cells.merges": ({ world }: Call, sheet: string): Json<Area[]> => json(world.engine.merges(sheet)),
	"cells.copy": copyCells,
};

/** Only the top-left cell of a merged area keeps its content (fact 65). */
function mergeCells(call: Call, flat: FlatArea): void {
	const { engine } = call.world;
	const area = writableArea(call, flat);
	const below = { ...area, row: area.row + 1, rows: area.rows - 1 };
	const beside = { ...area, column: area.column + 1, rows: 1, columns: area.columns - 1 };
	for (const covered of [below, beside])
		if (covered.rows > 0 && covered.columns > 0) engine.clear(covered, { content: true });
	engine.merge(area);
}

function stored(value: CellValue, formula: string): CellInput {
	return formula === "" ? value : { formula };
}

/** Pastes the whole source, and repeats it where the target is a whole multiple (fact 93). */
function copyCells(call: Call, from: FlatArea, to: FlatArea, what: "ALL" | "VALUES" | "FORMAT"): void {
	const { engine } = call.world;
	const source = liveArea(call, from);
	const target = areaOf(to);
	const times = (size: number, unit: number) => (size % unit === 0 ? size / unit : 1);
	const down = times(target.rows, source.rows);
	const across = times(target.columns, source.columns);
	const values = engine.read(source);
	const formulas = engine.readFormulas(source);
	const styles = engine.readStyles(source);
	const formats = engine.readNumberFormats(source);
	const rules = engine.validations(source);
	for (let i = 0; i < down && what !== "FORMAT"; i++)
		for (let j = 0; j < across; j++) {
			const row = target.row + i * source.rows;
			const column = target.column + j * source.columns;
			const area: Area = { ...source, sheet: target.sheet, row, column };
			writableArea(call, flatArea(area));
			engine.write(
				area,
				values.map((line, r) =>
					line.map((value, c): CellInput => {
						const formula = what === "ALL" ? (formulas[r]?.[c] ?? "") : "";
						return formula === ""
							? value
							: { formula: shiftFormula(formula, row - source.row, column - source.column) };
					}),
				),
			);
			if (what === "ALL")
				rules.forEach((line, r) => {
					line.forEach((rule, c) => {
						const cell = { ...area, row: row + r, column: column + c, rows: 1, columns: 1 };
						if (rule) engine.setValidation(cell, rule);
					});
				});
		}
	if (what !== "VALUES") {
		const looks = styles.map((line, r) =>
			line.map((style, c) => ({ ...style, numberFormat: formats[r]?.[c] ?? null })),
		);
		pasteLooks(call, looks, target, down, across);
	}
}

/** A single row goes down each column at once: rows that a script adds by the hundred get their looks so. */
function pasteLooks(
	call: Call,
	looks: readonly (readonly CellStyle[])[],
	target: Area,
	down: number,
	across: number,
): void {
	const rows = looks.length;
	const columns = looks[0]?.length ?? 0;
	const whole = { ...target, rows: rows * down, columns: columns * across };
	writableArea(call, flatArea(whole));
	const { engine } = call.world;
	for (let at = 0; at < whole.columns; at++) {
		const column = target.column + at;
		const [first, ...others] = looks.map((line) => line[at % columns] as CellStyle);
		if (first === undefined) continue;
		const line = { ...target, column, rows: whole.rows, columns: 1 };
		if (others.length === 0) engine.setStyle(line, first);
		else
			engine.setStyle(
				line,
				Array.from({ length: whole.rows }, (_, r) => [looks[r % rows]?.[at % columns] ?? {}]),
			);
	}
}

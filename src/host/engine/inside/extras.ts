import { Rectangle } from "@univerjs/core";
import { SheetsFilterService } from "@univerjs/sheets-filter";
import { SheetsNoteModel } from "@univerjs/sheets-note";
import type { Area } from "../../contract";
import { type Book, UNIT } from "./book";
import type { Block } from "./cells";
import { movedRange, referenceChange } from "./moved-references";
import { freshId, type Range, toArea, toRange } from "./rules";

interface Note {
	readonly id: string;
	readonly row: number;
	readonly col: number;
	readonly note: string;
}

/** Notes, merged cells and the filter of a sheet. */
export class Extras {
	private readonly book: Book;

	constructor(book: Book) {
		this.book = book;
		// Univer's filter does not always grow with its rows, and vanishes with its first one.
		book.interceptors.interceptCommand({
			getMutations: (command) => {
				const sheet = book.workbook.getActiveSheet()?.getSheetId() ?? "";
				const change = referenceChange(command, sheet);
				const range = change?.kind === "lines" ? this.filterRange(sheet) : null;
				const moved = range && change?.kind === "lines" ? movedRange(range, change.command) : null;
				const params = { unitId: UNIT, subUnitId: sheet, range: moved };
				return { redos: moved ? [{ id: "sheet.mutation.set-filter-range", params }] : [], undos: [] };
			},
		});
	}

	private filterRange(sheet: string): Range | null {
		return this.book.injector.get(SheetsFilterService).getFilterModel(UNIT, sheet)?.getRange() ?? null;
	}

	noteList(sheet: string): Note[] {
		const notes = this.book.injector.get(SheetsNoteModel).getSheetNotes(UNIT, sheet);
		return notes ? ([...notes.values()] as unknown as Note[]) : [];
	}

	private inBlock({ sheet, row, column, rows, columns }: Block): Note[] {
		return this.noteList(sheet).filter(
			(note) => note.row >= row && note.row < row + rows && note.col >= column && note.col < column + columns,
		);
	}

	notes(block: Block): (string | null)[][] {
		const result = Array.from({ length: block.rows }, () =>
			new Array<string | null>(block.columns).fill(null),
		);
		for (const note of this.inBlock(block)) {
			const line = result[note.row - block.row];
			if (line) line[note.col - block.column] = note.note;
		}
		return result;
	}

	setNotes(block: Block, notes: readonly (readonly (string | null)[])[]): void {
		const before = new Map(this.inBlock(block).map((note) => [`${note.row},${note.col}`, note]));
		const taken = new Set(this.noteList(block.sheet).map((note) => note.id));
		for (let r = 0; r < block.rows; r += 1) {
			for (let c = 0; c < block.columns; c += 1) {
				const row = block.row + r;
				const col = block.column + c;
				const old = before.get(`${row},${col}`);
				const text = notes[r]?.[c] ?? "";
				const place = { unitId: UNIT, sheetId: block.sheet, row, col };
				if (text === "") {
					if (old) this.book.run("sheet.mutation.remove-note", { ...place, noteId: old.id });
				} else if (text !== old?.note) {
					const id = old?.id ?? freshId("note", (known) => taken.has(known));
					const note = { width: 160, height: 72, ...old, id, row, col, note: text };
					this.book.run("sheet.mutation.update-note", { ...place, note });
				}
			}
		}
	}

	/** Puts notes of rows where the rows went; `order` maps each row to the one that comes there. */
	reorderNotes(block: Block, order: Readonly<Record<number, number>>): void {
		const goesTo = new Map(Object.entries(order).map(([to, from]) => [from, Number(to)]));
		const moving = this.inBlock(block).filter((note) => (goesTo.get(note.row) ?? note.row) !== note.row);
		for (const { id, row, col } of moving) {
			this.book.run("sheet.mutation.remove-note", {
				unitId: UNIT,
				sheetId: block.sheet,
				noteId: id,
				row,
				col,
			});
		}
		for (const note of moving) {
			const row = goesTo.get(note.row) ?? note.row;
			this.book.run("sheet.mutation.update-note", {
				unitId: UNIT,
				sheetId: block.sheet,
				row,
				col: note.col,
				note: { ...note, row },
			});
		}
	}

	merge(block: Block): void {
		this.unmerge(block);
		this.book.run("sheet.mutation.add-worksheet-merge", {
			unitId: UNIT,
			subUnitId: block.sheet,
			ranges: [toRange(block)],
		});
	}

	unmerge(block: Block): void {
		const area = toRange(block);
		const ranges = this.book.sheet(block.sheet).getConfig().mergeData;
		const hit = ranges.filter((range) => Rectangle.intersects(range, area)).map((range) => ({ ...range }));
		if (hit.length === 0) return;
		this.book.run("sheet.mutation.remove-worksheet-merge", {
			unitId: UNIT,
			subUnitId: block.sheet,
			ranges: hit,
		});
	}

	merges(sheet: string): Area[] {
		return this.book
			.sheet(sheet)
			.getConfig()
			.mergeData.map((range) => toArea(sheet, range));
	}

	setFilter(sheet: string, area: Area | null): void {
		const target = { unitId: UNIT, subUnitId: sheet };
		if (this.filter(sheet)) this.book.run("sheet.mutation.remove-filter", target);
		if (area) this.book.run("sheet.mutation.set-filter-range", { ...target, range: toRange(area) });
	}

	filter(sheet: string): Area | null {
		const range = this.filterRange(sheet);
		return range ? toArea(sheet, range) : null;
	}
}

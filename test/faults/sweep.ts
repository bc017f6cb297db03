/**
 * Runs an operation once for every call to Google's servers that it makes and every fault that can strike there, and
 * says in words what was lost, left half done or not healed by the next run. Two savings, so that a complete sweep ends
 * in the time of a lunch: of faults that differ by their words alone each call meets one (`differs`), and what a run
 * left is judged once, however many faults leave the very same workbook.
 */
import { createHash } from "node:crypto";
import type { HostOptions, RunResult, ServiceCall } from "../../src/host/contract";
import { Workbook } from "../addon/bench";
import {
	concerns,
	differs,
	FAULTS,
	type Fault,
	type FaultKind,
	hostFor,
	isAcquire,
	isRelease,
	plant,
} from "./faults";
import {
	differences,
	type Picture,
	pictureOf,
	type Scope,
	type Shapes,
	shapesOf,
	wholePicture,
} from "./pictures";

export interface Operation {
	readonly name: string;
	/** The saved state in which it begins; null is an empty spreadsheet. */
	prepare(): string | null;
	run(book: Workbook): RunResult;
	/** The next run, where that is another thing than the same once more. */
	heal?(book: Workbook): RunResult;
	/** What else must hold after a fault; complaints in words. */
	check?(book: Workbook): string[];
	/** A person waits for the answer: whatever fails, it is a sentence. */
	readonly answers: boolean;
	/** "results": it writes the result tabs and beside records, under locks. */
	readonly scope: Scope;
}

export interface SweepOptions {
	/** Every call, or so many of them for each kind of fault, spread evenly. */
	readonly calls: "all" | number;
	/** Default: every kind. */
	readonly kinds?: readonly FaultKind[];
	/** Only calls like these; default: all that count. */
	readonly only?: (call: ServiceCall) => boolean;
	/** Only these cases, from the first to before the last: a sweep may be cut into processes. */
	readonly range?: readonly [from: number, to: number];
	/** How many complaints are enough; default 12. */
	readonly enough?: number;
	/** The build of the add-on that runs; nobody may build into it meanwhile. */
	readonly dist: string;
	/** Called now and then with how far the sweep has come. */
	readonly progress?: (done: number, of: number) => void;
}

export interface SweepReport {
	readonly calls: number;
	readonly cases: number;
	readonly complaints: readonly string[];
}

export function sweep(operation: Operation, options: SweepOptions): SweepReport {
	return new Sweep(operation, options).run();
}

/** Nothing that the add-on does depends on how many blank rows a new tab has, but looks are laid on all of them. */
const NEW_TAB_ROWS = 60;

class Sweep {
	private readonly state: string | null;
	private readonly shapes: Shapes;
	private readonly before: Picture;
	private readonly after: Picture;
	private readonly calls: readonly ServiceCall[];
	/** How long a faultless run takes on the virtual clock. */
	private readonly duration: number;
	/** Where two faultless runs end, by the time that passes between them. */
	private readonly goals = new Map<number, Map<string, string>>();
	private readonly seen = new Set<string>();
	private readonly complaints: string[] = [];

	constructor(
		private readonly operation: Operation,
		private readonly options: SweepOptions,
	) {
		this.state = operation.prepare();
		const book = this.open();
		this.shapes = shapesOf(book);
		this.before = pictureOf(book, this.shapes, operation.scope);
		book.host.resetCalls();
		const startedAt = book.host.now();
		const result = operation.run(book);
		this.duration = book.host.now() - startedAt;
		if (!result.ok) throw new Error(`${operation.name} fails by itself: ${result.message}\n${result.stack}`);
		const { calls } = book.host.callLog();
		this.calls = calls.filter((call) => call.counted);
		this.complain("without a fault", this.traceComplaints(calls, null));
		this.after = pictureOf(book, this.shapes, operation.scope);
		this.complain("without a fault", this.lossComplaints(this.after));
		book.host.dispose();
	}

	run(): SweepReport {
		const { enough = 12, progress } = this.options;
		const faults = this.faults();
		const cases: (() => void)[] = faults.map((fault) => () => this.suffer(fault));
		if (this.operation.scope === "results") {
			cases.unshift(
				() => this.wait("script"),
				() => this.wait("document"),
			);
		}
		const [from = 0, to = cases.length] = this.options.range ?? [];
		cases.forEach((suffer, i) => {
			if (this.complaints.length >= enough || i < from || i >= to) return;
			suffer();
			progress?.(i + 1, cases.length);
		});
		return { calls: this.calls.length, cases: cases.length, complaints: this.complaints };
	}

	private open(more: Partial<HostOptions> = {}): Workbook {
		const { dist } = this.options;
		const state = this.state === null ? {} : { state: this.state };
		return new Workbook({ ...state, dist, newTabRows: NEW_TAB_ROWS, ...more });
	}

	/** At every call each fault that differs there, or of each kind equally many at calls that lie evenly apart. */
	private faults(): Fault[] {
		const { calls, kinds = FAULTS, only = () => true } = this.options;
		return kinds.flatMap((kind, k) => {
			const places = this.calls.flatMap((call, at) => {
				const isTried = concerns(kind, call) && (calls !== "all" || differs(kind, call, at));
				return isTried && only(call) ? [at] : [];
			});
			const count = calls === "all" ? places.length : Math.min(calls, places.length);
			const shift = count === places.length ? 0 : (k + 0.5) / kinds.length;
			return Array.from({ length: count }, (_, i) => ({
				kind,
				at: places[Math.floor(((i + shift) * places.length) / count)] as number,
			}));
		});
	}

	private suffer(fault: Fault): void {
		const book = this.open(hostFor(fault.kind));
		const startedAt = book.host.now();
		const planted = plant(book, fault);
		book.host.resetCalls();
		const result = this.operation.run(book);
		planted.lift();
		const place = `${fault.kind} at call ${fault.at} (${this.calls[fault.at]?.name})`;
		if (!planted.struck())
			this.complain(place, ["the fault did not strike: the operation is not the same twice"]);
		this.complain(place, this.answerComplaints(fault.kind, result));
		if (fault.kind !== "kill without finally")
			this.complain(place, this.traceComplaints(book.host.callLog().calls, fault));
		this.judge(place, book, startedAt);
	}

	/** Somebody else holds a lock all the while: what it guards must not be touched. */
	private wait(kind: "script" | "document"): void {
		const place = `while somebody else holds the ${kind} lock`;
		const book = this.open();
		const startedAt = book.host.now();
		book.host.holdLock(kind);
		this.operation.run(book);
		book.host.releaseLock(kind);
		const { operation } = this;
		const now = pictureOf(book, this.shapes, operation.scope);
		if (now.records !== this.before.records) this.complain(place, ["cells of the records' tabs changed"]);
		for (const [table, cells] of this.before.results) {
			if (kind === "script" && now.results.get(table) !== cells) this.complain(place, [`${table} changed`]);
		}
		this.judge(place, book, startedAt);
	}

	/** What the run left, and what the next run makes of it. States that were judged before are passed over. */
	private judge(place: string, book: Workbook, startedAt: number): void {
		const { operation } = this;
		if (this.isNew(book)) {
			const left = pictureOf(book, this.shapes, operation.scope);
			this.complain(place, [...left.flaws, ...this.lossComplaints(left), ...this.halfComplaints(left)]);
			this.complain(place, operation.check?.(book) ?? []);
			const delay = book.host.now() - startedAt - this.duration;
			const healed = (operation.heal ?? operation.run)(book);
			if (!isFine(healed)) this.complain(place, [`the next run fails: ${textOf(healed)}`]);
			this.complain(
				place,
				differences(wholePicture(book, operation.scope), this.goal(delay)).map(
					(line) => `not healed: ${line}`,
				),
			);
		}
		book.host.dispose();
	}

	/** In a complete sweep most faults leave a state that an earlier one left. */
	private isNew(book: Workbook): boolean {
		const { seen, options } = this;
		if (options.calls !== "all") return true;
		const known = seen.size;
		seen.add(createHash("sha256").update(book.host.save()).digest("base64"));
		return seen.size > known;
	}

	private goal(delay: number): Map<string, string> {
		let goal = this.goals.get(delay);
		if (goal === undefined) {
			const { operation } = this;
			const book = this.open();
			operation.run(book);
			book.host.advance(delay);
			(operation.heal ?? operation.run)(book);
			this.complain("without a fault", this.lossComplaints(pictureOf(book, this.shapes, operation.scope)));
			goal = wholePicture(book, operation.scope);
			this.goals.set(delay, goal);
			book.host.dispose();
		}
		return goal;
	}

	private complain(place: string, complaints: readonly string[]): void {
		const [first, ...others] = complaints;
		if (first === undefined) return;
		const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
		this.complaints.push(`${this.operation.name}, ${place}: ${first}${more}`);
	}

	/** People's cells are as they were; ids and facts that were stored are there. */
	private lossComplaints(left: Picture): string[] {
		const complaints: string[] = [];
		for (const [tab, cells] of this.before.people) {
			const now = left.people.get(tab);
			if (now === undefined) complaints.push(`tab ${tab} is gone`);
			else if (now !== cells) complaints.push(...differences(new Map([[tab, now]]), new Map([[tab, cells]])));
		}
		for (const [row, facts] of this.before.facts) {
			for (const [column, value] of Object.entries(facts)) {
				const now = left.facts.get(row)?.[column];
				if (now !== value) complaints.push(`${row} lost its ${column}: ${now} instead of ${value}`);
			}
		}
		return complaints;
	}

	/** Each result tab is wholly the old or wholly the new one, and the Dashboard is never ahead of the others. */
	private halfComplaints(left: Picture): string[] {
		const complaints: string[] = [];
		const stale: string[] = [];
		for (const [table, old] of this.before.results) {
			const fresh = this.after.results.get(table);
			const now = left.results.get(table);
			if (now !== old && now !== fresh) {
				complaints.push(
					...differences(new Map([[table, now ?? ""]]), new Map([[table, fresh ?? ""]])).map(
						(line) => `neither old nor new: ${line}`,
					),
				);
			}
			if (now !== fresh) stale.push(table);
		}
		if (stale.length > 0 && !stale.includes("dashboard")) {
			complaints.push(`the Dashboard shows what ${stale.join(" and ")} do not show yet`);
		}
		return complaints;
	}

	private answerComplaints(kind: FaultKind, result: RunResult): string[] {
		if (kind === "kill without finally") return [];
		return this.operation.answers && !result.ok
			? [`a person sees a bare ${result.name}: ${result.message}`]
			: [];
	}

	/** Each lock that was taken is given back by the run itself, and nothing written waits in the buffer then. */
	private traceComplaints(calls: readonly ServiceCall[], fault: Fault | null): string[] {
		const complaints: string[] = [];
		const struck = fault === null ? undefined : calls.filter((call) => call.counted)[fault.at];
		let held = 0;
		let isBuffered = false;
		for (const call of calls) {
			if (isAcquire(call.name) && call !== struck) held++;
			if (call.cellsWritten > 0) isBuffered = true;
			if (call.name === "SpreadsheetApp.flush") isBuffered = false;
			if (!isRelease(call.name)) continue;
			held--;
			if (isBuffered) complaints.push("a lock is given back before flush");
		}
		if (held > 0) complaints.push("a lock is still held at the end");
		return complaints;
	}
}

function isFine(result: RunResult): boolean {
	if (!result.ok) return false;
	const value = result.value as { ok?: boolean } | string | null;
	return typeof value === "object" ? value?.ok !== false : value !== "failed";
}

function textOf(result: RunResult): string {
	return result.ok ? JSON.stringify(result.value) : result.message;
}

/** One implementation on one size in a process of its own; prints what it took as a line of JSON. */
import { readFileSync, writeFileSync } from "node:fs";
import type { Book } from "../../src/workbook/book";
import { generate, SIZES, type Size } from "./data";
import { duckDb, everyMetric } from "./duckdb";
import { ordinary } from "./ordinary";
import { answerOf, bookOf, everyFigure, examine, layBesideLeads, type Refresh, refresh } from "./ours";
import type { Answer } from "./tables";
import { touch } from "./touch";

const [implementation = "", size = "s", seed = "1"] = process.argv.slice(2);

interface Report {
	readonly ms: number;
	/** Time of all threads on a processor: steadier than the clock where others work too. */
	readonly cpuMs: number;
	/** Peak resident set above what it was before; null where the system does not say. */
	readonly peakMb: number | null;
	readonly checksum: string;
	readonly phases: Readonly<Record<string, number>>;
}

function residentPeakKb(): number | null {
	try {
		return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
	} catch {
		return null;
	}
}

/** Forgets the peak so far: making the input may have taken more than there is now. */
function resetPeak(): number | null {
	try {
		writeFileSync("/proc/self/clear_refs", "5");
	} catch {
		return null;
	}
	return residentPeakKb();
}

async function measure(): Promise<Report> {
	const tables = generate(SIZES[size] as Size, Number(seed));
	const book = implementation === "ours" ? bookOf(tables) : null;
	// What the book has cut into spans is the input now.
	if (book !== null) tables.activities.length = 0;
	for (let i = 0; i < 3; i++) globalThis.gc?.();
	const before = resetPeak();
	const cpu = process.cpuUsage();
	const started = performance.now();
	let answer: Answer | null = null;
	let refreshed: Refresh | null = null;
	let phases: Readonly<Record<string, number>> = {};
	switch (implementation) {
		case "touch":
			if (touch(tables) === 0.5) console.log("");
			break;
		case "ours":
			refreshed = refresh(book as Book);
			phases = refreshed.phases;
			break;
		case "ordinary":
			answer = ordinary(tables);
			break;
		case "duckdb": {
			const loaded = await duckDb(tables);
			phases = loaded.phases;
			answer = loaded.answer;
			break;
		}
		default:
			throw new Error(`no implementation ${implementation}`);
	}
	const ms = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	const after = residentPeakKb();
	if (refreshed !== null) {
		answer = answerOf(refreshed);
		const laying = performance.now();
		layBesideLeads(refreshed);
		const examining = performance.now();
		examine(refreshed);
		phases = {
			...phases,
			"beside leads": examining - laying,
			"data health": performance.now() - examining,
		};
	}
	if (answer !== null && process.env["BENCH_DUMP"] !== undefined) {
		const lines = [...answer.figures].map(([key, value]) => `${key}=${value}`).sort();
		writeFileSync(
			`${process.env["BENCH_DUMP"]}/${implementation}-${size}.txt`,
			`${[...lines, ...Array.from(answer.scores, (score, i) => `score ${i}=${score}`)].join("\n")}\n`,
		);
	}
	return {
		ms,
		cpuMs: (user + system) / 1000,
		peakMb: before === null || after === null ? null : (after - before) / 1024,
		checksum: answer?.checksum() ?? "",
		phases,
	};
}

/** Whether a figure has a row in every cut that its metric has: older periods of rarer cuts are left out. */
function isAlwaysShown(key: string): boolean {
	return /^all (?:all |2026-(?:09|10|11) (?!role|segment|campaign))/.test(key);
}

/** Compares every metric with SQL over many small workbooks; answers what differs. */
async function compare(): Promise<{
	compared: number;
	metrics: string[];
	missing: string[];
	differences: string[];
}> {
	const metrics = new Set<string>();
	const missing = new Set<string>();
	const differences: string[] = [];
	let compared = 0;
	for (let run = 0; run < Number(size); run++) {
		const tables = generate({ leads: 300, activities: 3000, deals: 150 }, Number(seed) + run);
		const refreshed = refresh(bookOf(tables));
		const mine = everyFigure(refreshed).figures;
		const theirs = (await everyMetric(tables, refreshed.result.mqlOn)).figures;
		const metricOf = (key: string) => key.slice(key.lastIndexOf(" ") + 1).replace(/\..*/, "");
		for (const key of theirs.keys()) metrics.add(metricOf(key));
		for (const key of mine.keys()) if (!metrics.has(metricOf(key))) missing.add(metricOf(key));
		for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
			const [ours, sql] = [mine.get(key), theirs.get(key)];
			if (missing.has(metricOf(key)) || (ours === undefined && !isAlwaysShown(key))) continue;
			compared++;
			if (ours !== sql) differences.push(`seed ${Number(seed) + run}: ${key} ours ${ours} SQL ${sql}`);
		}
	}
	return { compared, metrics: [...metrics], missing: [...missing], differences };
}

(implementation === "compare" ? compare() : measure()).then(
	(report) => {
		console.log(JSON.stringify(report));
		process.exit(0);
	},
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);

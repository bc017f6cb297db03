/**
 * `npm run bench`: each implementation in a fresh process, one after the other, several rounds; medians and ratios.
 * Before that every metric is compared with SQL over small workbooks of several seeds; last comes the search for
 * duplicates (duplicates.mjs).
 * Options: --runs 5, --size s,l, --seed 1, --only touch,ours,duplicates, --workbooks 20 (compared with SQL).
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, "../../.cache/bench");
const { values: options } = parseArgs({
	options: {
		runs: { type: "string", default: "5" },
		size: { type: "string", default: "s,l" },
		seed: { type: "string", default: "1" },
		workbooks: { type: "string", default: "20" },
		only: { type: "string", default: "touch,ours,ordinary,duckdb,duplicates" },
	},
});
const parts = options.only.split(",");
const implementations = parts.filter((part) => part !== "duplicates");
const sizes = options.size.split(",");

installPeers();
await build({
	entryPoints: [join(here, "worker.ts")],
	outfile: join(cache, "worker.mjs"),
	bundle: true,
	format: "esm",
	platform: "node",
	target: "es2020",
	logLevel: "warning",
});

/** @type {Map<string, Map<string, Report[]>>} */
const reports = new Map();
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, load ${load()}\n`);
if (implementations.includes("duckdb") && Number(options.workbooks) > 0) compareMetrics();
for (const size of implementations.length === 0 ? [] : sizes) {
	const runs = new Map(implementations.map((name) => [name, []]));
	for (let round = 0; round < Number(options.runs); round++) {
		for (const name of implementations) runs.get(name).push(runOnce(name, size));
	}
	reports.set(size, runs);
	printSize(size, runs);
}
printGoals();
console.log(`load at the end ${load()}`);
if (parts.includes("duplicates")) searchDuplicates();

/** @typedef {{ ms: number, peakMb: number | null, checksum: string, phases: Record<string, number> }} Report */

function load() {
	return loadavg()[0].toFixed(1);
}

/** Its bindings for other platforms are missing in some registries, so the project's own lock does without. */
function installPeers() {
	if (!implementations.includes("duckdb") || existsSync(join(here, "node_modules/@duckdb/node-api"))) return;
	execFileSync("npm", ["install", "--prefix", here, "--no-package-lock", "--no-audit", "--no-fund"], {
		stdio: "inherit",
	});
}

function searchDuplicates() {
	console.log("\nSearch for duplicates");
	const { status } = spawnSync(
		process.execPath,
		[join(here, "duplicates.mjs"), "--runs", options.runs, "--seed", options.seed],
		{ stdio: "inherit" },
	);
	if (status !== 0) process.exitCode = 1;
}

function compareMetrics() {
	const { compared, metrics, missing, differences } = runOnce("compare", options.workbooks);
	console.log(
		`${compared} figures of ${metrics.length} metrics compared with DuckDB SQL over ${options.workbooks} workbooks: ${differences.length} differences`,
	);
	if (missing.length > 0) console.log(`not compared: ${missing.join(", ")}`);
	for (const difference of differences.slice(0, 20)) console.log(difference);
	if (differences.length > 0) process.exitCode = 1;
}

function runOnce(name, size) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		["--expose-gc", "--max-old-space-size=8000", join(cache, "worker.mjs"), name, size, options.seed],
		{
			encoding: "utf8",
			env: { ...process.env, TZ: "Asia/Tokyo", BENCH_PEERS: join(here, "package.json"), BENCH_DUMP: cache },
		},
	);
	if (status !== 0) throw new Error(`${name} ${size} failed\n${stderr}`);
	return JSON.parse(stdout.trim().split("\n").pop() ?? "");
}

function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median of the ratios of runs of the same round. */
function ratio(size, name, other, of = (report) => report.ms) {
	const a = reports.get(size)?.get(name);
	const b = reports.get(size)?.get(other);
	return a === undefined || b === undefined
		? Number.NaN
		: median(a.map((report, i) => of(report) / of(b[i])));
}

function printSize(size, runs) {
	const rows = [...runs].map(([name, list]) => {
		const phase = (id) => Math.round(median(list.map(({ phases }) => phases[id])));
		return {
			size,
			name,
			ms: Math.round(median(list.map(({ ms }) => ms))),
			"/ touch": Number(ratio(size, name, "touch").toFixed(1)),
			"/ ours": Number(ratio(size, name, "ours").toFixed(2)),
			"peak MB": list[0].peakMb === null ? "?" : Math.round(median(list.map(({ peakMb }) => peakMb))),
			checksum: list[0].checksum,
			phases: Object.keys(list[0].phases)
				.map((id) => `${id} ${phase(id)}`)
				.join(", "),
		};
	});
	console.table(rows);
	const sums = new Set([...runs.values()].flat().map(({ checksum }) => checksum));
	sums.delete("");
	console.log(
		sums.size === 1
			? `${size}: all tables and scores agree (${[...sums][0]})\n`
			: `${size}: RESULTS DIFFER: compare .cache/bench/*-${size}.txt\n`,
	);
	if (sums.size > 1) process.exitCode = 1;
}

function printGoals() {
	const goal = (text, value, holds) => {
		if (Number.isFinite(value)) console.log(`${holds ? "met    " : "NOT MET"} ${text}: ${value.toFixed(1)}`);
	};
	const ours = ratio("l", "ours", "touch");
	goal("full refresh at most 7 × the touch", ours, ours <= 7);
	const ordinary = ratio("l", "ordinary", "ours");
	goal("at least 4 × faster than ordinary code", ordinary, ordinary >= 4);
	const duckdb = ratio("l", "duckdb", "ours");
	goal("at least 2.5 × faster than DuckDB with loading", duckdb, duckdb >= 2.5);
	const [small, large] = ["s", "l"].map((size) => reports.get(size)?.get("ours"));
	if (large === undefined) return;
	if (small !== undefined) {
		const growth = median(large.map(({ ms }) => ms)) / median(small.map(({ ms }) => ms));
		goal("at most 12 × the time for 10 × the rows", growth, growth <= 12);
	}
	const peak = median(large.map(({ peakMb }) => peakMb ?? Number.NaN));
	goal("at most 60 MB above the input", peak, peak <= 60);
}

/**
 * The duplicate search against reading each cell's text once: each in a fresh process, one after the other, several
 * rounds; medians and ratios. Then how well it finds the duplicates of a corrupted list of the JPX companies.
 * Options: --runs 5, --size 10000,100000, --seed 1, --companies jpx_listed_companies_20250331.csv (by default
 * that of the folder MIKOMI_DATA)
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const worker = join(here, "../../.cache/bench/duplicates-worker.mjs");
const { values: options } = parseArgs({
	options: {
		runs: { type: "string", default: "5" },
		size: { type: "string", default: "10000,100000" },
		seed: { type: "string", default: "1" },
		companies: {
			type: "string",
			default: join(process.env.MIKOMI_DATA ?? "../shared/data", "jpx_listed_companies_20250331.csv"),
		},
	},
});
const MOST_READINGS = 3;
/** Letters as they stand; normalised; the key of each cell by its reader; the search. */
const implementations = ["letters", "texts", "keys", "search"];
const sizes = options.size.split(",");

if (!existsSync(options.companies)) {
	console.log(`no list of companies at ${options.companies}: nothing measured`);
	process.exit(0);
}
await build({
	entryPoints: [join(here, "duplicates-worker.ts")],
	outfile: worker,
	bundle: true,
	format: "esm",
	platform: "node",
	target: "es2020",
	logLevel: "warning",
});
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, load ${load()}\n`);

const reports = new Map();
for (const size of sizes) {
	const runs = new Map(implementations.map((name) => [name, []]));
	for (let round = 0; round < Number(options.runs); round++)
		for (const name of implementations) runs.get(name).push(runOnce(name, size));
	reports.set(size, runs);
	console.table(
		implementations.map((name) => {
			const list = runs.get(name);
			return {
				rows: list[0].rows,
				name,
				ms: Math.round(median(list.map(({ ms }) => ms))),
				"CPU ms": Math.round(median(list.map(({ cpuMs }) => cpuMs))),
				"/ letters": Number(ratio(size, name, "letters").toFixed(1)),
				"/ texts": Number(ratio(size, name, "texts").toFixed(1)),
				"/ keys": Number(ratio(size, name, "keys").toFixed(1)),
				"pairs compared": list[0].compared,
			};
		}),
	);
}

const largest = sizes[sizes.length - 1];
const { quality, made } = reports.get(largest).get("search")[0];
console.log(
	`${largest} rows made of ${options.companies.split("/").pop()}, seed ${options.seed}: ${JSON.stringify(made)}`,
);
console.table(
	Object.entries(quality).map(([strength, { found, wrong, precision, recall }]) => ({
		pairs: strength,
		found,
		wrong,
		precision: Number(precision.toFixed(4)),
		recall: Number(recall.toFixed(4)),
	})),
);
/** What a search of the same rows is measured by, with what each of them does. */
const READINGS = {
	texts: "reading each cell's text once, normalised",
	keys: "reading each distinct cell once by its column's reader, as any comparison of meanings must",
	letters: "looking once at each cell's letters as they stand",
};
for (const [name, does] of Object.entries(READINGS)) {
	const times = ratio(largest, "search", name);
	const verdict = name !== "texts" ? "       " : times <= MOST_READINGS ? "met    " : "NOT MET";
	const limit = name === "texts" ? ` (at most ${MOST_READINGS})` : "";
	console.log(`${verdict} ${times.toFixed(1)} × ${does}${limit}`);
}
if (sizes.length > 1) {
	const [first] = sizes;
	const growth = cpuOf(largest) / cpuOf(first);
	const rows = Number(largest) / Number(first);
	console.log(
		`${growth <= 1.2 * rows ? "met    " : "NOT MET"} linear: ${growth.toFixed(1)} × the time for ${rows} × the rows`,
	);
}
console.log(`load at the end ${load()}`);

function load() {
	return loadavg()[0].toFixed(1);
}

function runOnce(name, size) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		["--expose-gc", "--max-old-space-size=4000", worker, name, size, options.seed, options.companies],
		{ encoding: "utf8" },
	);
	if (status !== 0) throw new Error(`${name} ${size} failed\n${stderr}`);
	return JSON.parse(stdout.trim().split("\n").pop() ?? "");
}

function cpuOf(size) {
	return median(
		reports
			.get(size)
			.get("search")
			.map(({ cpuMs }) => cpuMs),
	);
}

function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median of the ratios of runs of the same round, by processor time: steadier than the clock where others work too. */
function ratio(size, name, other) {
	const a = reports.get(size).get(name);
	const b = reports.get(size).get(other);
	return median(a.map(({ cpuMs }, i) => cpuMs / b[i].cpuMs));
}

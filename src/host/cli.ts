/**
 * The command line over the local Sheets: opens a workbook (kept, sample, or a team's own files), then serves it to a
 * browser, or refreshes it once, exports and ends. Answers go to stdout, everything else to stderr.
 */

import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkWritable, exportFiles, printed, writeFiles } from "./cli-export";
import { addFileTabs, fillSample, type LoadedFile, readFiles } from "./cli-load";
import { CliError, type CliMessages, cliMessages, messageLanguage } from "./cli-messages";
import { type CliOptions, DEFAULT_PORT, readOptions } from "./cli-options";
import { readState, setStateAside, statePath, writeState } from "./cli-state";
import type { Host, HostOptions, RunResult } from "./contract";
import { parseIsoDay } from "./sample-days";

const TIME_ZONE = "Asia/Tokyo";
/** Japan has had no summer time since 1951. */
const TOKYO_OFFSET_MS = 9 * 3_600_000;
const MS_PER_DAY = 86_400_000;

/** Where a run takes place: what to say in the user's language and how, and which add-on to load. */
interface Terminal {
	readonly messages: CliMessages;
	say(line: string): void;
	readonly dist: string;
}

/**
 * Runs the command line and gives its exit code: 0 well, 1 failed, 2 asked for wrongly.
 * @param dist Folder of the built add-on.
 */
export async function main(argv: readonly string[], dist = join(projectRoot(), "dist")): Promise<number> {
	const messages = cliMessages(messageLanguage(argv, process.env));
	const say = (line: string) => void process.stderr.write(`${line}\n`);
	const terminal: Terminal = { messages, say, dist };
	const giveBack = consoleToStderr();
	try {
		const options = readOptions(argv, messages);
		if (options.help) {
			process.stdout.write(`${messages.usage}\n`);
			return 0;
		}
		return await (options.headless ? runHeadless : runPage)(options, terminal);
	} catch (error) {
		say(error instanceof CliError ? error.message : messages.unexpected(firstLine(error)));
		return error instanceof CliError ? error.exitCode : 1;
	} finally {
		giveBack();
	}
}

async function runHeadless(options: CliOptions, terminal: Terminal): Promise<number> {
	const { messages, say } = terminal;
	const exportDir = options.exportDir === null ? null : fromHere(options.exportDir);
	if (exportDir !== null) checkWritable(exportDir, options.exportDir ?? "", messages);
	const files = readFiles(options.files, fromHere, messages, say);
	// Without --state a headless run neither knows nor leaves a workbook on disk.
	const path = options.stateDir === null ? null : statePath(fromHere(options.stateDir));
	// A formula that names no tab needs no records.
	const bare =
		options.formulas.length > 0 &&
		exportDir === null &&
		files.length === 0 &&
		path === null &&
		!options.formulas.some((formula) => formula.includes("!"));

	const { host, kept } = await openWorkbook(options, path, terminal);
	try {
		if (!bare) {
			if (!kept) fill(host, files, terminal);
			refresh(host, terminal);
		}
		const code = printFormulas(host, options.formulas, terminal);
		if (exportDir !== null) {
			const exported = exportFiles(host);
			writeFiles(exportDir, exported, options.exportDir ?? "", messages);
			say(messages.exported(exported.length, options.exportDir ?? ""));
		}
		if (path !== null) keep(host, path, messages);
		return code;
	} finally {
		host.dispose();
	}
}

async function runPage(options: CliOptions, terminal: Terminal): Promise<number> {
	const { messages, say } = terminal;
	const files = readFiles(options.files, fromHere, messages, say);
	const path = statePath(
		options.stateDir === null ? join(projectRoot(), ".mikomi") : fromHere(options.stateDir),
	);
	const { host, kept } = await openWorkbook(options, path, terminal);
	try {
		if (!kept) {
			fill(host, files, terminal);
			// On the page the clock can be moved on, to watch the refresh every three hours.
			demand(host.run("turnOnRefresh", { kind: "menu" }), "turnOnRefresh", 1, messages);
			refresh(host, terminal);
			setStateAside(path);
			keep(host, path, messages);
		}
		const server = await serve(host, options, path, terminal);
		say(messages.serving());
		process.stdout.write(`${server.url}\n`);
		await interrupted();
		// Closing writes the state.
		await server.close();
		return 0;
	} finally {
		host.dispose();
	}
}

/** The kept workbook, or a new and empty one where there is none or the user wants another. */
async function openWorkbook(
	options: CliOptions,
	path: string | null,
	{ messages, say, dist }: Terminal,
): Promise<{ host: Host; kept: boolean }> {
	if (!existsSync(join(dist, "Code.js"))) throw new CliError(1, messages.notBuilt(join(dist, "Code.js")));
	// Loaded late: a wrong option is answered before the spreadsheet engine is up.
	const { createHost } = await import("./host");
	const wanted = path !== null && !options.fresh && options.files.length === 0;
	const state = wanted ? readState(path) : null;
	if (state !== null && path !== null) {
		try {
			const host = createHost({ dist, state });
			say(messages.opened(path));
			if (options.asOf !== null) say(messages.asOfIgnored());
			return { host, kept: true };
		} catch {
			throw new CliError(2, messages.badState(path));
		}
	}
	const settings: HostOptions = {
		dist,
		locale: options.language === "ja" ? "ja_JP" : "en_US",
		userLocale: options.language,
		timeZone: TIME_ZONE,
		now: startOf(options),
		name: cliMessages(options.language).workbookName(),
	};
	return { host: createHost(settings), kept: false };
}

/** Noon in Tokyo on the day asked for, or now. */
function startOf({ asOf }: CliOptions): number {
	const day = asOf === null ? null : parseIsoDay(asOf);
	return day === null ? Date.now() : day * MS_PER_DAY + MS_PER_DAY / 2 - TOKYO_OFFSET_MS;
}

function fill(host: Host, files: readonly LoadedFile[], { messages, say }: Terminal): void {
	const asked = host.answer;
	// The flags have said everything that set-up would ask.
	host.answer = ({ buttons }) => ({ button: buttons.startsWith("YES") ? "YES" : "OK" });
	try {
		say(messages.settingUp());
		if (files.length > 0) {
			const hints = addFileTabs(host.engine, files);
			demand(host.run("adoptTabs", { kind: "menu", args: [hints] }), "adoptTabs", 2, messages);
			return;
		}
		demand(host.run("setUp", { kind: "menu" }), "setUp", 1, messages);
		say(messages.loadingSample());
		const today = new Date(host.now() + TOKYO_OFFSET_MS).toISOString().slice(0, 10);
		const missing = fillSample(host, today);
		if (missing.length > 0) say(messages.sampleColumnsMissing(missing));
	} finally {
		host.answer = asked;
	}
}

function refresh(host: Host, { messages, say }: Terminal): void {
	say(messages.refreshing());
	demand(host.run("refreshNow", { kind: "menu" }), "refreshNow", 1, messages);
}

/** Goes on only after a run that ended well and whose answer, if it has one, says so. */
function demand(result: RunResult, name: string, refusal: 1 | 2, messages: CliMessages): void {
	if (!result.ok) throw new CliError(1, messages.functionFailed(name, firstLine(result)));
	const answer = result.value as { ok?: unknown; message?: unknown } | null | undefined;
	if (typeof answer === "object" && answer?.ok === false) {
		throw new CliError(refusal, withoutStack(String(answer.message ?? messages.functionFailed(name, ""))));
	}
}

function printFormulas(host: Host, formulas: readonly string[], { messages, say }: Terminal): number {
	let code = 0;
	for (const formula of formulas) {
		const cells = host.evaluate(formula);
		const { lines, errors } = printed(cells);
		const [error] = errors;
		if (error !== undefined) {
			say(messages.formulaFailed(formula, error));
			code = 1;
		}
		// A lone error is no answer; an array with an error in it still is one.
		const lone = cells.length === 1 && cells[0]?.length === 1;
		if (!(lone && error !== undefined)) process.stdout.write(lines.map((line) => `${line}\n`).join(""));
	}
	return code;
}

function keep(host: Host, path: string, messages: CliMessages): void {
	try {
		writeState(path, host.save());
	} catch {
		throw new CliError(2, messages.unwritable(dirname(path)));
	}
}

async function serve(host: Host, options: CliOptions, path: string, { messages, say }: Terminal) {
	const { startServer } = await import("./server");
	const start = (port: number) =>
		startServer({
			host,
			port,
			statePath: path,
			log: say,
			lang: options.language,
			timeZone: TIME_ZONE,
			name: cliMessages(options.language).workbookName(),
		});
	try {
		return await start(options.port ?? DEFAULT_PORT);
	} catch (error) {
		if (options.port === null) return await start(0);
		throw new CliError(2, messages.serverFailed(firstLine(error)));
	}
}

function interrupted(): Promise<void> {
	return new Promise((done) => {
		for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
	});
}

/** Paths are the user's: npm runs the command in the project, and says where it was called. */
function fromHere(path: string): string {
	const called = process.env["npm_lifecycle_event"] === "start" ? process.env["INIT_CWD"] : undefined;
	return resolve(called ?? process.cwd(), path);
}

/** The folder of package.json above this file, bundled or not. */
function projectRoot(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
	return folder;
}

/** The engine's libraries write to the console as they like; stdout is for answers. */
function consoleToStderr(): () => void {
	const { log, info, debug } = console;
	console.log = console.info = console.debug = console.error;
	return () => Object.assign(console, { log, info, debug });
}

/** An answer may name several tabs, a line each; frames of a stack are not for users. */
function withoutStack(message: string): string {
	const lines = message.split("\n").filter((line) => !/^\s+at |^\w*Error: /.test(line));
	return lines.join("\n");
}

function firstLine(error: unknown): string {
	const message = (error as { message?: unknown } | null)?.message;
	return String(message ?? error).split("\n")[0] ?? "";
}

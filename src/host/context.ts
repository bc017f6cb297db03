/**
 * One execution: a fresh context with nothing but the language, the shim, and the built add-on (PLATFORM facts 48, 56).
 * Compiled scripts are shared, so a context costs a few milliseconds.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vm from "node:vm";
import type { RunResult } from "./contract";
import { type EntryPoints, findEntryPoints } from "./parse-entry-points";
import { bridgeFor } from "./service-dispatch";
import type { Execution, World } from "./service-world";
import { SHIM_FILE, shimScript } from "./shim-bundle";

export interface Project extends EntryPoints {
	readonly script: vm.Script | null;
}

const projects = new Map<string, Project>();

/** Compiles dist/Code.js; one compilation for each content. */
export function loadProject(dist: string): Project {
	const code = readFileSync(join(dist, "Code.js"), "utf8");
	let project = projects.get(code);
	if (!project) {
		const entryPoints = findEntryPoints(code);
		const script = entryPoints.syntaxError === null ? new vm.Script(code, { filename: "Code.js" }) : null;
		project = { ...entryPoints, script };
		if (projects.size > 20) projects.clear();
		projects.set(code, project);
	}
	return project;
}

interface Control {
	install(bridge: ReturnType<typeof bridgeFor>): void;
	start(name: string, args: string, mode: string): void;
	outcome(): string;
}

/** Runs in the context, so that V8 drains the context's microtasks before it returns. */
const starter = new vm.Script("{ const start = globalThis.start_; delete globalThis.start_; start(); }", {
	filename: SHIM_FILE,
});

/** A loop that calls no service never moves the host's clock: real time ends it. */
const REAL_LIMIT_MS = 10 * 60_000;

export interface Task {
	readonly functionName: string;
	/** JSON array; markers such as {"$date": ms} become objects inside. */
	readonly args: string;
	readonly mode: "client" | "cell" | "loose";
}

/** The outcome without its duration. */
export type Outcome =
	| { readonly ok: true; readonly value: unknown }
	| { readonly ok: false; readonly name: string; readonly message: string; readonly stack: string };

export function execute(world: World, execution: Execution, project: Project, task: Task): Outcome {
	if (!project.script) return failure("SyntaxError", project.syntaxError ?? "", "");
	let control: Control | null = null;
	try {
		const context = freshContext();
		control = shimScript().runInContext(context) as Control;
		control.install(bridgeFor({ world, execution }));
		project.script.runInContext(context);
		const { start } = control;
		context["start_"] = () => start(task.functionName, task.args, task.mode);
		starter.runInContext(context, { timeout: REAL_LIMIT_MS });
	} catch (thrown) {
		const error = thrown as { code?: unknown; name?: unknown; message?: unknown; stack?: unknown };
		if (error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT")
			return failure("Exception", "Exceeded maximum execution time", "");
		return failure(String(error.name ?? "Error"), String(error.message ?? thrown), String(error.stack ?? ""));
	}
	// A run that was ended cannot be saved by a catch of its own (fact 20).
	if (execution.ended !== null) return failure("Exception", execution.ended, "");
	const outcome = JSON.parse(control.outcome()) as Outcome;
	return outcome.ok ? outcome : failure(outcome.name, outcome.message, outcome.stack);
}

function freshContext(): Record<string, unknown> {
	// A plain global object where Node has it: one with interceptors is many times slower.
	const plain = vm.constants?.DONT_CONTEXTIFY;
	return vm.createContext(plain ?? {}, { microtaskMode: "afterEvaluate" }) as Record<string, unknown>;
}

function failure(name: string, message: string, stack: string): Outcome {
	const lines = stack
		.split("\n")
		.filter((line) => !line.includes(SHIM_FILE) && !/\bnode:|\(file:|\/src\/host\//.test(line));
	return { ok: false, name, message, stack: lines.join("\n") };
}

export function withDuration(outcome: Outcome, durationMs: number): RunResult {
	return { ...outcome, durationMs };
}

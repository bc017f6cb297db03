import { readFileSync, writeFileSync } from "node:fs";
import { createContext, runInContext, Script } from "node:vm";
import { engineScript } from "./bundle";
import type { Bridge, Inside } from "./protocol";

/** Univer in its own vm context whose promises Node settles before each evaluation returns: so it can be synchronous. */
export interface Realm {
	readonly inside: Inside;
	/** Calls into the context and lets its promises settle. */
	drain<T>(work: (inside: Inside) => T): T;
	/** Runs virtual timers until nothing is left to do. */
	settle(): void;
	dispose(): void;
}

interface Globals {
	__bridge: Bridge;
	__inside?: Inside;
	__work?: () => void;
	__tick?: boolean;
}

/** Compiled once for all engines of this process. */
let scripts: { univer: Script; work: Script; tick: Script } | null = null;

function compiled(): NonNullable<typeof scripts> {
	if (scripts !== null) return scripts;
	const { source, cachePath } = engineScript();
	let cachedData: Buffer | undefined;
	try {
		cachedData = readFileSync(cachePath);
	} catch {
		cachedData = undefined;
	}
	const univer = new Script(source, { filename: "engine.js", ...(cachedData ? { cachedData } : {}) });
	if (!cachedData || univer.cachedDataRejected) codeToCache = { script: univer, path: cachePath };
	scripts = { univer, work: new Script("__work()"), tick: new Script("__inside.tick()") };
	return scripts;
}

/** V8's code cache is worth taking only after a first run, when the functions that are really used are compiled. */
let codeToCache: { script: Script; path: string } | null = null;

function keepCode(): void {
	if (codeToCache === null) return;
	const { script, path } = codeToCache;
	codeToCache = null;
	try {
		writeFileSync(path, script.createCachedData());
	} catch {
		// Only speed is lost, for instance on a read-only disk.
	}
}

const MOST_TICKS = 1_000_000;

/** The Promise classes of our contexts; weak, so that an engine nobody disposed of can still go. */
const ourPromises = new WeakSet<object>();
let alive = 0;

/** A rejection that Univer leaves unhandled is its own affair; everything else stays the process's affair. */
function onRejection(reason: unknown, promise: Promise<unknown>): void {
	if (ourPromises.has(promise.constructor)) return;
	if (process.listenerCount("unhandledRejection") === 1) throw reason;
}

export function createRealm(bridge: Bridge): Realm {
	const { univer, work: runWork, tick: runTick } = compiled();
	const context = createContext({ __bridge: bridge } satisfies Globals, { microtaskMode: "afterEvaluate" });
	const globals = context as unknown as Globals;
	if (alive === 0) process.on("unhandledRejection", onRejection);
	alive += 1;
	ourPromises.add(runInContext("Promise", context) as object);
	univer.runInContext(context);
	const inside = globals.__inside;
	if (!inside) throw new Error("The engine's script did not start.");

	const settle = (): void => {
		let ticks = 0;
		while (runTick.runInContext(context) === true) {
			ticks += 1;
			if (ticks > MOST_TICKS) throw new Error("The engine does not come to rest.");
		}
	};
	settle();
	keepCode();
	return {
		inside,
		drain: (work) => {
			let result: { value: ReturnType<typeof work> } | null = null;
			globals.__work = () => {
				result = { value: work(inside) };
			};
			runWork.runInContext(context);
			if (result === null) throw new Error("The engine's context did not run.");
			return (result as { value: ReturnType<typeof work> }).value;
		},
		settle,
		dispose: () => {
			alive -= 1;
			if (alive === 0) process.off("unhandledRejection", onRejection);
		},
	};
}

/**
 * The globals Univer expects, on a virtual clock. Imported first of all: libraries look at these names while they load.
 * Nothing here ever waits; `tick` runs the next due task and moves the clock to it.
 */

import type { Bridge } from "../protocol";

interface Task {
	readonly id: number;
	due: number;
	/** Null for one-shot tasks. */
	readonly every: number | null;
	/** Never waited for: see `isWork`. */
	noise: boolean;
	readonly run: () => void;
}

interface World {
	[name: string]: unknown;
}

const world = globalThis as unknown as World;
const tasks = new Map<number, Task>();
let lastId = 0;
let elapsed = 0;
let running: Task | null = null;
const start = Date.now();

function schedule(run: () => void, delay: unknown, every: boolean): number {
	const wait = Math.max(every ? 1 : 0, Number(delay) || 0);
	const period = every ? wait : null;
	lastId += 1;
	const noise = every && running !== null && running.every === period;
	tasks.set(lastId, { id: lastId, due: elapsed + wait, every: period, noise, run });
	return lastId;
}

function cancel(id: unknown): void {
	if (typeof id === "number") tasks.delete(id);
}

/**
 * Rxjs makes one-shot delays out of intervals, so a fresh interval counts as work. One that fired before, or that the
 * run of an equal interval made, is noise: conditional formatting keeps a buffer of 100 ms going for ever.
 */
function isWork(task: Task): boolean {
	return !task.noise;
}

export function hasWork(): boolean {
	for (const task of tasks.values()) if (isWork(task)) return true;
	return false;
}

/** Runs the next due task; false when nothing is left that counts as work. */
export function tick(): boolean {
	if (!hasWork()) return false;
	let next: Task | null = null;
	for (const task of tasks.values()) {
		if (next === null || task.due < next.due || (task.due === next.due && task.id < next.id)) next = task;
	}
	if (next === null) return false;
	elapsed = Math.max(elapsed, next.due);
	if (next.every === null) tasks.delete(next.id);
	else next.due = elapsed + next.every;
	next.noise = true;
	running = next;
	try {
		next.run();
	} finally {
		running = null;
	}
	return true;
}

type Callback = (...args: readonly unknown[]) => void;

world["setTimeout"] = (run: Callback, delay?: unknown, ...args: readonly unknown[]) =>
	schedule(() => run(...args), delay, false);
world["setInterval"] = (run: Callback, delay?: unknown, ...args: readonly unknown[]) =>
	schedule(() => run(...args), delay, true);
world["setImmediate"] = (run: Callback, ...args: readonly unknown[]) =>
	schedule(() => run(...args), 0, false);
world["clearTimeout"] = cancel;
world["clearInterval"] = cancel;
world["clearImmediate"] = cancel;
world["requestIdleCallback"] = (run: Callback) =>
	schedule(() => run({ didTimeout: true, timeRemaining: () => 1000 }), 0, false);
world["cancelIdleCallback"] = cancel;
world["requestAnimationFrame"] = (run: Callback) => schedule(() => run(start + elapsed), 16, false);
world["cancelAnimationFrame"] = cancel;
world["queueMicrotask"] = (run: () => void) => {
	Promise.resolve()
		.then(run)
		.catch(() => undefined);
};
world["performance"] = { now: () => elapsed, mark: () => undefined, measure: () => undefined };

interface Port {
	onmessage: ((event: { data: unknown }) => void) | null;
	postMessage(data: unknown): void;
	close(): void;
}

function connected(other: () => Port): Port {
	return {
		onmessage: null,
		postMessage: (data) => {
			schedule(() => other().onmessage?.({ data }), 0, false);
		},
		close: () => undefined,
	};
}

world["MessageChannel"] = class {
	readonly port1: Port = connected(() => this.port2);
	readonly port2: Port = connected(() => this.port1);
};

// The calculation controller starts only where it sees Node.
world["process"] = {
	versions: { node: "20.0.0" },
	env: {},
	nextTick: (run: Callback, ...args: readonly unknown[]) => schedule(() => run(...args), 0, false),
};

world["global"] = globalThis;

const quiet = (): void => undefined;
world["console"] = { log: quiet, info: quiet, debug: quiet, warn: quiet, error: quiet, trace: quiet };

let seed = (world["__bridge"] as Bridge).seed;
function randomByte(): number {
	seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
	return seed >>> 24;
}
world["crypto"] = {
	getRandomValues: (bytes: Uint8Array) => {
		for (let i = 0; i < bytes.length; i += 1) bytes[i] = randomByte();
		return bytes;
	},
};

// Rxjs compares due times with Date.now, so it has to run on the same clock.
Date.now = () => start + elapsed;

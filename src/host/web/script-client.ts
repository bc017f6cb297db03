/** Runs inside the sandboxed frame of a sidebar or dialog: `google.script` as HtmlService gives it. */

type Handler = (value: unknown, userObject?: unknown) => void;

interface Runner {
	readonly success: Handler | null;
	readonly failure: Handler | null;
	readonly userObject: unknown;
}
interface Call {
	readonly runner: Runner;
	readonly functionName: string;
	readonly args: unknown[];
}
/** What the page answers. */
interface Reply {
	readonly mikomi: "reply";
	readonly id: number;
	readonly ok: boolean;
	readonly value?: unknown;
	readonly name?: string;
	readonly message?: string;
}

const MOST_AT_ONCE = 10;
const pending = new Map<number, Call>();
const queue: Call[] = [];
let lastId = 0;

function start(call: Call): void {
	if (pending.size >= MOST_AT_ONCE) {
		queue.push(call);
		return;
	}
	lastId += 1;
	pending.set(lastId, call);
	tell({ mikomi: "run", id: lastId, functionName: call.functionName, args: call.args });
}

function tell(message: object): void {
	// The frame has no origin of its own and cannot know the page's; the page checks who speaks.
	parent.postMessage(message, "*");
}

addEventListener("message", (event: MessageEvent<Reply>) => {
	if (event.source !== parent || event.data?.mikomi !== "reply") return;
	const call = pending.get(event.data.id);
	pending.delete(event.data.id);
	const next = queue.shift();
	if (next) start(next);
	if (!call) return;
	const { success, failure, userObject } = call.runner;
	if (event.data.ok) {
		success?.(event.data.value, userObject);
		return;
	}
	const error = new Error(event.data.message ?? "");
	error.name = event.data.name ?? "Error";
	if (failure) failure(error, userObject);
	else console.error(`Uncaught ${error.name}: ${error.message}`);
});

function createRunner(runner: Runner): object {
	const methods: Record<string, unknown> = {
		withSuccessHandler: (success: Handler) => createRunner({ ...runner, success }),
		withFailureHandler: (failure: Handler) => createRunner({ ...runner, failure }),
		withUserObject: (userObject: unknown) => createRunner({ ...runner, userObject }),
	};
	return new Proxy(methods, {
		get: (own, name) => {
			if (typeof name !== "string") return undefined;
			if (name in own) return own[name];
			// Private functions cannot be called from a page; a runner is not a promise either.
			if (name.endsWith("_") || name === "then") return undefined;
			return (...args: unknown[]) => start({ runner, functionName: name, args: convertAll(args) });
		},
	});
}

function convertAll(args: unknown[]): unknown[] {
	const [only] = args;
	if (args.length === 1 && only instanceof HTMLFormElement) return [formValues(only)];
	return args.map((value, index) => convert(value, String(index)));
}

/** Google's type rules for the way to the server. */
function convert(value: unknown, property: string): unknown {
	if (value === undefined || value === null) return null;
	if (typeof value === "string" || typeof value === "boolean") return value;
	if (typeof value === "number") return Number.isFinite(value) ? value : null;
	if (Array.isArray(value)) return value.map((item, index) => convert(item, String(index)));
	if (typeof value === "object" && isPlain(value))
		return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, convert(item, name)]));
	throw new TypeError(`Failed due to illegal value in property: ${property}`);
}

function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || prototype === Object.prototype;
}

function formValues(form: HTMLFormElement): Record<string, unknown> {
	const values: Record<string, unknown> = {};
	for (const [name, value] of new FormData(form)) {
		if (typeof value !== "string") throw new TypeError(`Failed due to illegal value in property: ${name}`);
		const before = values[name];
		values[name] =
			before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
	}
	return values;
}

const noParameters = { hash: "", parameter: {}, parameters: {} };
const google = {
	script: {
		run: createRunner({ success: null, failure: null, userObject: undefined }),
		host: {
			origin: "",
			close: () => tell({ mikomi: "close" }),
			setHeight: (height: number) => tell({ mikomi: "resize", height }),
			setWidth: (width: number) => tell({ mikomi: "resize", width }),
			editor: { focus: () => tell({ mikomi: "focus" }) },
		},
		url: { getLocation: (then: (location: object) => void) => void setTimeout(() => then(noParameters)) },
		history: { push: () => {}, replace: () => {}, setChangeHandler: () => {} },
	},
};
Object.defineProperty(window, "google", { value: google, configurable: true });

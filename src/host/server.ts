import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Answer, Host, HostEvent, Question } from "./contract";
import { bundlePage } from "./page-bundle";
import type { FromThread, ThreadData, ToThread } from "./page-http";
import type {
	ActivateRequest,
	ClockReply,
	ClockRequest,
	ClockState,
	FiredTrigger,
	MutationReply,
	MutationRequest,
	PageEvent,
	PageSnapshot,
	RunRequest,
} from "./page-wire";

export interface ServerOptions {
	readonly host: Host;
	/** 0 takes any free port. */
	readonly port: number;
	readonly statePath: string;
	readonly log: (line: string) => void;
	/** Called after the state was written. */
	readonly onChange?: () => void;
	/** Name of the spreadsheet. Default: Mikomi. */
	readonly name?: string;
	/** Language of the page where its address names none (?lang=en). Default: ja. */
	readonly lang?: "ja" | "en";
	/** The person at the page. Default: the owner of a host without `users`. */
	readonly user?: string;
	/** Zone in which the page shows the clock. Default: Asia/Tokyo. */
	readonly timeZone?: string;
	/**
	 * Who answers ui.alert and ui.prompt: the person at the page (default; the host's thread stands still meanwhile),
	 * or host.answer. A test that drives the page from the host's own process must take "host".
	 */
	readonly questions?: "page" | "host";
}

export interface RunningServer {
	readonly url: string;
	close(): Promise<void>;
}

const SAVE_AFTER_MS = 1000;
/** "To the next update" passes at most this many trigger runs that change nothing. */
const MOST_STEPS = 48;
/** Nobody answers for this long: the box counts as closed. */
const ANSWER_WITHIN_MS = 30 * 60_000;

/** Serves the workbook to a browser on this machine and writes its state to disk after changes. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const { host, log } = options;
	const bundle = await bundlePage();
	if (bundle.built) log(`page built (${Math.round(bundle.bytes / 1024)} kB)`);
	const channel = new MessageChannel();
	const signal = new Int32Array(new SharedArrayBuffer(4));
	const data: ThreadData = { folder: bundle.folder, port: options.port, signal, answers: channel.port2 };
	const thread = new Worker(bundle.serverThread, { workerData: data, transferList: [channel.port2] });
	const tell = (message: ToThread) => thread.postMessage(message);
	const saver = createSaver(options);
	const desk = new Desk(options, tell, saver.changed);

	const stopListening = host.onEvent(desk.pass);
	const ownAnswer = host.answer;
	if (options.questions !== "host") {
		host.answer = (question: Question): Answer => {
			Atomics.store(signal, 0, 0);
			tell({ type: "question", question });
			Atomics.wait(signal, 0, 0, ANSWER_WITHIN_MS);
			const received = receiveMessageOnPort(channel.port1) as { message: Answer | null } | undefined;
			if (!received) return { button: "CLOSE" };
			return received.message ?? ownAnswer(question);
		};
	}
	const release = (): void => {
		stopListening();
		host.answer = ownAnswer;
		channel.port1.close();
	};
	const port = await new Promise<number>((resolve, reject) => {
		thread.on("error", (error) => {
			log(`the page's server failed: ${messageOf(error)}`);
			reject(error);
		});
		thread.on("message", (message: FromThread) => {
			if (message.type === "listening") resolve(message.port);
			else if (message.type === "failed") reject(new Error(message.message));
			else tell({ type: "reply", id: message.id, ...desk.handle(message.path, message.body) });
		});
	}).catch(async (error: unknown) => {
		release();
		await thread.terminate();
		throw error;
	});
	const preparing = setImmediate(() => desk.prepare());
	const closed = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
	return {
		url: `http://127.0.0.1:${port}/`,
		async close() {
			clearImmediate(preparing);
			release();
			tell({ type: "close" });
			await closed;
			saver.now();
		},
	};
}

interface Reply {
	readonly status: number;
	readonly body: string;
}

/** Turns requests into calls of the host, and the host's events into numbered lines for the pages. */
class Desk {
	private seq = 0;
	/** Changes that scripts have made. */
	private writes = 0;
	private readonly host: Host;
	private readonly options: ServerOptions;
	private readonly tell: (message: ToThread) => void;
	private readonly changed: () => void;

	constructor(options: ServerOptions, tell: (message: ToThread) => void, changed: () => void) {
		this.options = options;
		this.host = options.host;
		this.tell = tell;
		this.changed = changed;
	}

	readonly pass = (event: HostEvent): void => {
		if (event.type === "mutation") {
			// What formulas say anew, such as NOW(), has the origin "host".
			if (event.mutation.origin === "script") this.writes += 1;
			this.workbook = null;
		}
		if (event.type !== "busy") this.changed();
		this.send(event, event.type === "mutation" ? event.mutation.origin : null);
	};

	private send(event: PageEvent, origin: string | null): void {
		this.seq += 1;
		this.tell({ type: "event", seq: this.seq, origin, json: JSON.stringify(event) });
	}

	/** After anything that may have computed, or set or removed triggers. */
	private settle(): void {
		this.host.engine.flush();
		const { nextAt } = this.clock();
		if (nextAt !== this.nextAt) this.send({ type: "schedule", nextAt }, null);
		this.nextAt = nextAt;
		this.changed();
	}
	private nextAt: number | null = null;

	/** What the first page will ask for, while the person is still on the way to the browser. */
	prepare(): void {
		this.handle("/snapshot?open=1", "");
	}

	handle(path: string, body: string): Reply {
		try {
			if (path.startsWith("/snapshot")) return { status: 200, body: this.snapshot(path.includes("open=1")) };
			const request: unknown = JSON.parse(body);
			return { status: 200, body: JSON.stringify(this.answer(path, request)) };
		} catch (error) {
			this.options.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
			return { status: 500, body: JSON.stringify({ error: messageOf(error) }) };
		}
	}

	private answer(path: string, request: unknown): unknown {
		switch (path) {
			case "/mutation":
				return this.mutate(request as MutationRequest);
			case "/run":
				return this.run(request as RunRequest);
			case "/clock":
				return this.advance(request as ClockRequest);
			default:
				return this.activate(request as ActivateRequest);
		}
	}

	private snapshot(opening: boolean): string {
		if (opening) this.menus = this.host.open();
		this.host.engine.flush();
		this.workbook ??= this.host.engine.snapshot();
		const rest: Omit<PageSnapshot, "workbook"> = {
			seq: this.seq,
			name: this.options.name ?? "Mikomi",
			menus: this.menus,
			charts: this.host.engine.sheets().flatMap((sheet) => this.host.charts(sheet.id)),
			activeSheet: this.host.engine.activeSheet(),
			locale: this.options.lang ?? "ja",
			timeZone: this.options.timeZone ?? "Asia/Tokyo",
			clock: this.clock(),
		};
		// The workbook is JSON already and large: it is pasted in, not parsed.
		return `${JSON.stringify(rest).slice(0, -1)},"workbook":${this.workbook}}`;
	}
	private menus: PageSnapshot["menus"] = [];
	/** JSON of the workbook as long as it stays as it is: a large one takes a second to write. */
	private workbook: string | null = null;

	private mutate({ origin, mutations }: MutationRequest): MutationReply {
		const before = this.seq;
		let error: string | null = null;
		try {
			for (const { id, params } of mutations)
				this.host.handEdit(id, params, this.options.user ?? "owner@example.com", origin);
		} catch (refusal) {
			error = messageOf(refusal);
			this.options.log(`the host refused a change from the page: ${error}`);
		}
		this.settle();
		return { before, after: this.seq, error };
	}

	private run({ functionName, args, kind }: RunRequest) {
		const result = this.host.run(functionName, { kind, args });
		if (!result.ok) this.options.log(`${functionName}: ${result.name}: ${result.message}\n${result.stack}`);
		this.settle();
		return result;
	}

	private advance(request: ClockRequest): ClockReply {
		const fired: FiredTrigger[] = [];
		const move = (ms: number): void => {
			for (const { trigger, result } of this.host.advance(ms)) {
				if (!result.ok) this.options.log(`${trigger.handler}: ${result.message}\n${result.stack}`);
				fired.push({ handler: trigger.handler, error: result.ok ? null : result.message });
			}
		};
		if ("ms" in request) move(request.ms);
		else {
			// A trigger may look only whether something is due. An update is the first run that changes a cell or fails.
			const start = this.writes;
			for (let step = 0; step < MOST_STEPS; step++) {
				const next = this.clock().nextAt;
				if (next === null) break;
				move(Math.max(0, next - this.host.now()));
				if (this.writes > start || fired.some((each) => each.error !== null)) break;
			}
		}
		this.settle();
		return { ...this.clock(), fired };
	}

	private activate({ sheet, area }: ActivateRequest): { ok: true } {
		if (area) this.host.select(area, this.options.user);
		else if (this.host.engine.activeSheet() !== sheet) this.host.engine.activateSheet(sheet);
		return { ok: true };
	}

	private clock(): ClockState {
		const times = this.host.triggers().flatMap((trigger) => trigger.nextAt ?? []);
		return { now: this.host.now(), nextAt: times.length ? Math.min(...times) : null };
	}
}

function createSaver({ host, statePath, onChange, log }: ServerOptions) {
	let timer: NodeJS.Timeout | null = null;
	let lasted = 0;
	const now = (): void => {
		if (timer) clearTimeout(timer);
		timer = null;
		const start = performance.now();
		try {
			mkdirSync(dirname(statePath), { recursive: true });
			// Written beside and renamed, so that a crash leaves the last whole state.
			writeFileSync(`${statePath}.new`, host.save());
			renameSync(`${statePath}.new`, statePath);
			onChange?.();
		} catch (error) {
			log(`the state could not be saved: ${messageOf(error)}`);
		}
		lasted = performance.now() - start;
	};
	const changed = (): void => {
		if (timer) clearTimeout(timer);
		// Saving holds everything up: the longer it takes, the longer it waits for a pause.
		timer = setTimeout(now, SAVE_AFTER_MS + 8 * lasted);
	};
	return { now, changed };
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

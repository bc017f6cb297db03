import type { RunResult } from "../contract";
import type {
	ActivateRequest,
	AnswerRequest,
	ClockReply,
	ClockRequest,
	MutationReply,
	MutationRequest,
	PageEvent,
	PageMessage,
	PageSnapshot,
	RunRequest,
} from "../page-wire";

/** What the page's first inline script began before this bundle was loaded. */
interface EarlyStart {
	readonly page: string;
	readonly events: EventSource;
	readonly early: string[];
	readonly snapshot: Promise<string>;
}
declare global {
	interface Window {
		mikomiStart: EarlyStart;
	}
}

interface Routes {
	"/mutation": [MutationRequest, MutationReply];
	"/run": [RunRequest, RunResult];
	"/clock": [ClockRequest, ClockReply];
	"/activate": [ActivateRequest, unknown];
	"/answer": [AnswerRequest, unknown];
}

/** The line to the host: requests out, numbered events in. Says when the page has missed something. */
export class Connection {
	readonly page = window.mikomiStart.page;
	/** Number of the last event that is in what the page shows. */
	seen = 0;
	private boot: string | null = null;
	private held: string[] | null = window.mikomiStart.early;
	private readonly onEvent: (event: PageEvent, seq: number) => void;
	private readonly onGap: () => void;
	private readonly onLine: (connected: boolean) => void;

	constructor(handlers: {
		onEvent: (event: PageEvent, seq: number) => void;
		onGap: () => void;
		onLine: (connected: boolean) => void;
	}) {
		this.onEvent = handlers.onEvent;
		this.onGap = handlers.onGap;
		this.onLine = handlers.onLine;
		const { events } = window.mikomiStart;
		events.onmessage = (message: MessageEvent<string>) => {
			if (this.held) this.held.push(message.data);
			else this.receive(message.data);
		};
		events.onopen = () => this.onLine(true);
		events.onerror = () => this.onLine(false);
	}

	firstSnapshot(): Promise<PageSnapshot> {
		return window.mikomiStart.snapshot.then((text) => JSON.parse(text) as PageSnapshot);
	}

	async snapshot(): Promise<PageSnapshot> {
		const reply = await fetch("/snapshot");
		if (!reply.ok) throw new Error(await errorOf(reply));
		return (await reply.json()) as PageSnapshot;
	}

	/** Until `resume`, events wait: a snapshot is being fetched and shown. */
	hold(): void {
		this.held ??= [];
	}

	/** Goes on behind the snapshot with this number. */
	resume(seq: number): void {
		this.seen = seq;
		const waiting = this.held ?? [];
		this.held = null;
		for (const text of waiting) this.receive(text);
	}

	private receive(text: string): void {
		const message = JSON.parse(text) as PageMessage;
		if (message.boot !== undefined) {
			if (this.boot !== null && this.boot !== message.boot) location.reload();
			else if (this.boot !== null && message.seq !== this.seen) this.onGap();
			this.boot = message.boot;
			return;
		}
		const { event, seq } = message;
		if (event?.type === "question" || event?.type === "answered") this.onEvent(event, seq);
		else if (seq > this.seen + 1) this.onGap();
		else if (seq === this.seen + 1) {
			this.seen = seq;
			if (event) this.onEvent(event, seq);
		}
	}

	async post<Path extends keyof Routes>(path: Path, body: Routes[Path][0]): Promise<Routes[Path][1]> {
		const reply = await fetch(path, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(body),
		});
		if (!reply.ok) throw new Error(await errorOf(reply));
		return (await reply.json()) as Routes[Path][1];
	}
}

async function errorOf(reply: Response): Promise<string> {
	try {
		return ((await reply.json()) as { error: string }).error;
	} catch {
		return reply.statusText;
	}
}

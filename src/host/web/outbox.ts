import type { LocalMutation, MutationReply } from "../page-wire";

interface CellMatrixParams {
	readonly subUnitId?: string;
	readonly cellValue?: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
}

/** Foreign changes that are remembered: more than can happen while one request is under way. */
const REMEMBERED = 400;
const SET_VALUES = "sheet.mutation.set-range-values";
const STRUCTURAL = /\.(insert|remove|move|reorder)/;

/**
 * A person's changes on their way to the host, in order, one request at a time. The page has already shown them; where
 * the host put something else on the same cells in between, the two orders differ and the page must start over.
 */
export class Outbox {
	private queue: { mutation: LocalMutation; seen: number }[] = [];
	private sending: Promise<void> | null = null;
	private foreign: { seq: number; mutation: LocalMutation }[] = [];
	private readonly send: (mutations: readonly LocalMutation[]) => Promise<MutationReply>;
	private readonly onConflict: (error: string | null) => void;

	constructor(
		send: (mutations: readonly LocalMutation[]) => Promise<MutationReply>,
		onConflict: (error: string | null) => void,
	) {
		this.send = send;
		this.onConflict = onConflict;
	}

	/** `seen` is the last event the page had shown when the person made the change. */
	add(mutation: LocalMutation, seen: number): void {
		this.queue.push({ mutation, seen });
		this.sending ??= this.drain();
	}

	remember(seq: number, mutation: LocalMutation): void {
		this.foreign.push({ seq, mutation });
		if (this.foreign.length > REMEMBERED) this.foreign.shift();
	}

	/** Resolves when the host has everything. */
	async flush(): Promise<void> {
		while (this.sending) await this.sending;
	}

	private async drain(): Promise<void> {
		// One turn of the event loop lets all mutations of one gesture into one request.
		await new Promise((resolve) => setTimeout(resolve));
		while (this.queue.length > 0) {
			const batch = this.queue;
			this.queue = [];
			try {
				const reply = await this.send(batch.map(({ mutation }) => mutation));
				if (reply.error !== null) this.onConflict(reply.error);
				else if (batch.some((sent) => this.crossed(sent, reply.before))) this.onConflict(null);
			} catch (error) {
				this.onConflict(error instanceof Error ? error.message : String(error));
			}
		}
		this.sending = null;
	}

	private crossed(sent: { mutation: LocalMutation; seen: number }, before: number): boolean {
		return this.foreign.some(
			({ seq, mutation }) => seq > sent.seen && seq <= before && overlap(sent.mutation, mutation),
		);
	}
}

function overlap(one: LocalMutation, other: LocalMutation): boolean {
	const a = one.params as CellMatrixParams;
	const b = other.params as CellMatrixParams;
	if (a.subUnitId !== b.subUnitId) return false;
	if (STRUCTURAL.test(one.id) || STRUCTURAL.test(other.id)) return true;
	if (one.id !== SET_VALUES || other.id !== SET_VALUES) return one.id === other.id;
	for (const [row, cells] of Object.entries(a.cellValue ?? {})) {
		const others = b.cellValue?.[row];
		if (cells && others && Object.keys(cells).some((column) => column in others)) return true;
	}
	return false;
}

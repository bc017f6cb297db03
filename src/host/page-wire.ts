/** What the server and the page say to each other. The page is a view: every fact in here comes from the host. */

import type { Answer, Area, ChartSpec, HostEvent, Menu, Mutation, Question } from "./contract";

/** Everything a page needs to begin; events up to and including `seq` are already in it. */
export interface PageSnapshot {
	readonly seq: number;
	readonly name: string;
	/** The engine's own workbook JSON. */
	readonly workbook: unknown;
	readonly menus: readonly Menu[];
	readonly charts: readonly ChartSpec[];
	readonly activeSheet: string;
	readonly locale: "ja" | "en";
	readonly timeZone: string;
	readonly clock: ClockState;
}

export interface ClockState {
	readonly now: number;
	/** When the next clock trigger fires; null without one. */
	readonly nextAt: number | null;
}

export interface AskedQuestion extends Question {
	readonly id: number;
}

export type PageEvent =
	| HostEvent
	| { readonly type: "question"; readonly question: AskedQuestion }
	/** When the next clock trigger fires. */
	| { readonly type: "schedule"; readonly nextAt: number | null }
	| { readonly type: "answered"; readonly id: number };

/** One line of the event stream. A page's own changes come back without `event`, so that numbers stay gapless. */
export interface PageMessage {
	readonly seq: number;
	readonly event?: PageEvent;
	/** Sent once at each connection: names the server's run, so that a restarted server is noticed. */
	readonly boot?: string;
}

export type LocalMutation = Pick<Mutation, "id" | "params">;

export interface MutationRequest {
	readonly origin: string;
	readonly mutations: readonly LocalMutation[];
}
/** `before` and `after` enclose the events that these changes caused; a page compares them with what it had seen. */
export interface MutationReply {
	readonly before: number;
	readonly after: number;
	/** The host refused: the page must show the host's state again. */
	readonly error: string | null;
}

export interface RunRequest {
	readonly functionName: string;
	readonly args: readonly unknown[];
	readonly kind: "menu" | "sidebar";
}

export type ClockRequest = { readonly ms: number } | { readonly to: "next-update" };
export interface ClockReply extends ClockState {
	readonly fired: readonly FiredTrigger[];
}
export interface FiredTrigger {
	readonly handler: string;
	readonly error: string | null;
}

export interface ActivateRequest {
	readonly sheet: string;
	readonly area: Area | null;
}

export interface AnswerRequest {
	readonly id: number;
	readonly answer: Answer;
}

/**
 * The thread that talks HTTP. It is not the host's thread: an execution is synchronous and may stand still in
 * ui.alert until a person has answered, and meanwhile the page must be served, told and heard.
 */

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Answer, Question } from "./contract";
import type { AnswerRequest, AskedQuestion, PageMessage } from "./page-wire";

export interface ThreadData {
	readonly folder: string;
	readonly port: number;
	/** Set to 1 when an answer lies in `answers`; the host's thread sleeps on it. */
	readonly signal: Int32Array;
	readonly answers: MessagePort;
}
export type ToThread =
	| { readonly type: "event"; readonly seq: number; readonly origin: string | null; readonly json: string }
	| { readonly type: "reply"; readonly id: number; readonly status: number; readonly body: string }
	| { readonly type: "question"; readonly question: Question }
	| { readonly type: "close" };
export type FromThread =
	| { readonly type: "listening"; readonly port: number }
	| { readonly type: "failed"; readonly message: string }
	| { readonly type: "request"; readonly id: number; readonly path: string; readonly body: string };

/** How long a question waits for a page that went away and may be reloading. */
const GRACE_MS = 5000;
const LARGEST_BODY = 64 * 1024 * 1024;
const TYPES: Readonly<Record<string, string>> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
};
const POSTS = new Set(["/mutation", "/run", "/clock", "/activate"]);

const { folder, port, signal, answers } = workerData as ThreadData;
const host = parentPort as MessagePort;
const boot = randomUUID();
const pages = new Map<ServerResponse, string>();
const waiting = new Map<number, ServerResponse>();
const files = new Map<string, Buffer>();
let lastSeq = 0;
let lastRequest = 0;
let question: AskedQuestion | null = null;
let questionNumber = 0;

const server = createServer((request, response) => {
	try {
		handle(request, response);
	} catch (error) {
		end(response, 500, JSON.stringify({ error: String(error) }));
	}
});

function handle(request: IncomingMessage, response: ServerResponse): void {
	const { pathname, search, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
	if (!isOurs(request)) end(response, 403, '{"error":"This server answers its own page only."}');
	else if (request.method === "GET") {
		if (pathname === "/events") openStream(request, response, searchParams.get("page") ?? "");
		else if (pathname === "/snapshot") forward(pathname + search, "", response);
		else sendFile(pathname, response);
	} else if (request.method === "POST" && pathname === "/answer")
		readBody(request, (body) => receiveAnswer(body, response));
	else if (request.method === "POST" && POSTS.has(pathname))
		readBody(request, (body) => forward(pathname, body, response));
	else end(response, 404, '{"error":"Not found."}');
}

/** Other sites in the same browser must not reach the workbook, under whatever name they call 127.0.0.1. */
function isOurs(request: IncomingMessage): boolean {
	const { host: name, origin } = request.headers;
	const own = (server.address() as AddressInfo).port;
	const allowed = [`127.0.0.1:${own}`, `localhost:${own}`];
	if (!allowed.includes(name ?? "")) return false;
	return origin === undefined || allowed.some((each) => origin === `http://${each}`);
}

function readBody(request: IncomingMessage, then: (body: string) => void): void {
	const chunks: Buffer[] = [];
	let size = 0;
	request.on("data", (chunk: Buffer) => {
		size += chunk.length;
		if (size > LARGEST_BODY) request.destroy();
		else chunks.push(chunk);
	});
	request.on("end", () => then(Buffer.concat(chunks).toString("utf8")));
}

function forward(path: string, body: string, response: ServerResponse): void {
	lastRequest += 1;
	waiting.set(lastRequest, response);
	tell({ type: "request", id: lastRequest, path, body });
}

function openStream(request: IncomingMessage, response: ServerResponse, page: string): void {
	response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
	pages.set(response, page);
	const hello: PageMessage = { seq: lastSeq, boot };
	response.write(`data: ${JSON.stringify(hello)}\n\n`);
	if (question)
		response.write(`data: ${JSON.stringify({ seq: lastSeq, event: { type: "question", question } })}\n\n`);
	request.on("close", () => {
		pages.delete(response);
		setTimeout(() => {
			if (question && pages.size === 0) answer({ button: "CLOSE" });
		}, GRACE_MS).unref();
	});
}

/** Questions are outside the numbering: they are told to whoever is there and mean nothing later. */
function tellPages(event: unknown): void {
	const line = `data: ${JSON.stringify({ seq: lastSeq, event })}\n\n`;
	for (const stream of pages.keys()) stream.write(line);
}

function ask(asked: Question): void {
	if (pages.size === 0) {
		// With nobody there to see it, the host's own answer stands.
		answer(null);
		return;
	}
	questionNumber += 1;
	question = { ...asked, id: questionNumber };
	tellPages({ type: "question", question });
}

function receiveAnswer(body: string, response: ServerResponse): void {
	const request = JSON.parse(body) as AnswerRequest;
	if (question?.id === request.id) answer(request.answer);
	end(response, 200, "{}");
}

function answer(given: Answer | null): void {
	if (question) tellPages({ type: "answered", id: question.id });
	question = null;
	answers.postMessage(given);
	Atomics.store(signal, 0, 1);
	Atomics.notify(signal, 0);
}

function sendFile(path: string, response: ServerResponse): void {
	const name = path === "/" ? "index.html" : path.slice(1);
	const type = TYPES[extname(name)];
	const content = type && /^[\w.-]+$/.test(name) ? readPublic(name) : null;
	if (!type || !content) {
		end(response, 404, '{"error":"Not found."}');
		return;
	}
	// Names or queries carry the build's hash, so only the page itself may change.
	const cache = name === "index.html" ? "no-store" : "max-age=31536000, immutable";
	response.writeHead(200, { "content-type": type, "cache-control": cache });
	response.end(content);
}

function readPublic(name: string): Buffer | null {
	const known = files.get(name);
	if (known) return known;
	try {
		const content = readFileSync(join(folder, name));
		files.set(name, content);
		return content;
	} catch {
		return null;
	}
}

function end(response: ServerResponse, status: number, body: string): void {
	response.writeHead(status, {
		"content-type": "application/json; charset=utf-8",
		"cache-control": "no-store",
	});
	response.end(body);
}

function tell(message: FromThread): void {
	host.postMessage(message);
}

host.on("message", (message: ToThread) => {
	switch (message.type) {
		case "event": {
			lastSeq = message.seq;
			const own = `data: {"seq":${message.seq}}\n\n`;
			const full = `data: {"seq":${message.seq},"event":${message.json}}\n\n`;
			for (const [stream, page] of pages) stream.write(page === message.origin ? own : full);
			return;
		}
		case "reply": {
			const response = waiting.get(message.id);
			waiting.delete(message.id);
			if (response) end(response, message.status, message.body);
			return;
		}
		case "question":
			ask(message.question);
			return;
		case "close":
			server.closeAllConnections();
			server.close(() => process.exit());
	}
});

server.on("error", (error) => tell({ type: "failed", message: error.message }));
server.listen(port, "127.0.0.1", () =>
	tell({ type: "listening", port: (server.address() as AddressInfo).port }),
);

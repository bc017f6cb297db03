/** A host around a made-up add-on whose one entry point runs whatever a test hands it. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Area, ExecutionKind, Host, HostOptions, RunResult } from "../../src/host/contract";
import { createHost } from "../../src/host/host";

export const NOON = Date.UTC(2026, 10, 21, 3);

const SCOPES = ["spreadsheets.currentonly", "script.container.ui", "script.scriptapp", "userinfo.email"];

export interface Fixture extends Partial<HostOptions> {
	readonly code?: string;
	readonly scopes?: readonly string[] | null;
	readonly scriptTimeZone?: string;
	readonly files?: Readonly<Record<string, string>>;
}

function writeDist(fixture: Fixture = {}): string {
	const dist = mkdtempSync(join(tmpdir(), "mikomi-host-"));
	mkdirSync(dist, { recursive: true });
	const { scopes = SCOPES, scriptTimeZone = "Asia/Tokyo" } = fixture;
	const manifest = {
		timeZone: scriptTimeZone,
		runtimeVersion: "V8",
		...(scopes && { oauthScopes: scopes.map((scope) => `https://www.googleapis.com/auth/${scope}`) }),
	};
	writeFileSync(join(dist, "appsscript.json"), JSON.stringify(manifest));
	const probe = "function probe(body, argument) { return new Function('argument', body)(argument); }\n";
	writeFileSync(join(dist, "Code.js"), probe + (fixture.code ?? ""));
	for (const [name, text] of Object.entries(fixture.files ?? {})) writeFileSync(join(dist, name), text);
	return dist;
}

export function hostWith(fixture: Fixture = {}): Host {
	const { code: _, scopes: __, scriptTimeZone: ___, files: ____, ...options } = fixture;
	return createHost({ now: NOON, ...options, dist: writeDist(fixture) });
}

/** Runs statements as the add-on would; `sheet` and `book` are at hand. */
export function attempt(host: Host, body: string, kind: ExecutionKind = "editor", user?: string): RunResult {
	const prelude = "const book = SpreadsheetApp.getActive(), sheet = book.getActiveSheet();";
	return host.run("probe", { kind, args: [`${prelude} ${body}`], ...(user !== undefined && { user }) });
}

/** The value of the statements, or a thrown error with the message that the add-on saw. */
export function probe(host: Host, body: string, kind: ExecutionKind = "editor", user?: string): unknown {
	const result = attempt(host, body, kind, user);
	if (!result.ok) throw new Error(`${result.name}: ${result.message}\n${result.stack}`);
	return result.value;
}

/** The message with which the statements fail. */
export function refusal(host: Host, body: string, kind: ExecutionKind = "editor", user?: string): string {
	const result = attempt(host, body, kind, user);
	return result.ok ? `no refusal, but ${JSON.stringify(result.value)}` : result.message;
}

export function firstSheet(host: Host): string {
	return host.engine.sheets()[0]?.id ?? "";
}

export function area(host: Host, row: number, column: number, rows = 1, columns = 1): Area {
	return { sheet: firstSheet(host), row, column, rows, columns };
}

/** An empty tab named "T" and nothing else, so that tests can share a host. */
export function leaveOneSheet(host: Host): void {
	const old = host.engine.sheets();
	const fresh = host.engine.insertSheet(`T${host.now()} ${old[0]?.id}`, 0, 1000, 26);
	host.engine.activateSheet(fresh.id);
	for (const sheet of old) host.engine.deleteSheet(sheet.id);
	host.engine.updateSheet(fresh.id, { name: "T" });
}

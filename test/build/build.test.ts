import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Script } from "node:vm";
import { afterAll, describe, expect, it } from "vitest";
import { build, root } from "../../src/build/build.mjs";
import { DIST } from "../global-setup";

const FILES = ["Code.js", "appsscript.json", "data.html", "dialog.html", "later.html", "sidebar.html"];
const again = mkdtempSync(join(tmpdir(), "mikomi-build-"));
const code = readFileSync(join(DIST, "Code.js"), "utf8");

afterAll(() => rmSync(again, { recursive: true }));

describe("the build", () => {
	it("gives the same bytes twice", async () => {
		await build({ outdir: again });
		for (const file of FILES) {
			expect(readFileSync(join(again, file)).equals(readFileSync(join(DIST, file))), file).toBe(true);
		}
	});

	it("declares each entry point at the top level, with its JSDoc directly above", () => {
		const exported = [
			...readFileSync(join(root, "src/addon/main.ts"), "utf8").matchAll(/^\t(\w+),$|\{ (.*) \} from/gm),
		]
			.flatMap(([, one, list]) => (one === undefined ? (list ?? "").split(",") : [one]))
			.map((name) => name.trim());
		expect(exported.length).toBeGreaterThan(15);
		for (const name of exported) expect(code).toMatch(new RegExp(`\\*/\nfunction ${name}\\(`));
		const footer = code.slice(code.lastIndexOf("})();\n"));
		expect(footer.match(/^function \w+\(/gm)).toHaveLength(exported.length);
	});

	it("keeps custom functions' JSDoc verbatim", () => {
		const source = readFileSync(join(root, "src/addon/custom-functions.ts"), "utf8");
		const docs = source.match(/\/\*\*(?:(?!\*\/)[\s\S])*@customfunction\n \*\/\n/g) ?? [];
		expect(docs).toHaveLength(16);
		for (const doc of docs) expect(code).toContain(doc);
	});

	it("runs nothing but definitions when it is loaded, and needs no service for that", () => {
		expect(() => new Script(code).runInNewContext({})).not.toThrow();
	});

	it("carries the licences of the packages that are in the pages", () => {
		const page = (name: string) => readFileSync(join(DIST, name), "utf8");
		for (const name of ["sidebar.html", "dialog.html"]) expect(page(name)).toContain("Jason Miller");
		expect(page("dialog.html")).toContain("Matthew Holt");
		expect(page("sidebar.html")).not.toContain("Matthew Holt");
		expect(page("dialog.html").match(/The above copyright notice and this permission notice/g)).toHaveLength(
			2,
		);
	});

	it("stays below 300 kB, which every execution parses", () => {
		expect(Buffer.byteLength(code)).toBeLessThan(300_000);
	});

	it("puts into data.html what few executions need, as text that no HTML parser changes", () => {
		const data = readFileSync(join(DIST, "data.html"), "utf8");
		expect(data).not.toMatch(/[<>&]|\/[/*]/);
		const { headerTables, shippedEn, titleTables } = JSON.parse(data);
		expect(headerTables.words.leads.employees).toContain("No. of Employees");
		expect(shippedEn.columns.deals.closes_at).toBe("Close date");
		expect(titleTables.ranks[1]).toEqual(["95", "代表取締役副社長|代表取締役副会長"]);
		for (const text of ["No. of Employees", "代表取締役副社長", "Billing Address"])
			expect(code).not.toContain(text);
	});

	it("asks for no scope that is not in the manifest", () => {
		const { oauthScopes } = JSON.parse(readFileSync(join(DIST, "appsscript.json"), "utf8"));
		expect(oauthScopes).toHaveLength(4);
	});
});

describe("npm run push", () => {
	it("refuses with one sentence while the script id is the placeholder", () => {
		try {
			execFileSync(process.execPath, ["src/build/push.mjs"], { cwd: root, stdio: "pipe" });
			expect.unreachable();
		} catch (error) {
			const { status, stderr } = error as { status: number; stderr: Buffer };
			expect(status).toBe(1);
			expect(stderr.toString().trim().split("\n")).toHaveLength(1);
			expect(stderr.toString()).toContain('.clasp.json as "scriptId"');
		}
	});
});

describe("the rooms", () => {
	it.each([
		["domain", "workbook/schema", "TS6307"],
		["workbook", "addon/state", "TS6307"],
		["locale", "workbook/schema", "TS6307"],
	])(
		"%s cannot import %s: the compiler refuses",
		(room, other, error) => {
			const project = mkdtempSync(join(root, ".cache/room-"));
			const planted = join(root, `src/${room}/planted-import.ts`);
			writeFileSync(
				planted,
				`import type * as other from "../${other}";\nexport type Planted = typeof other;\n`,
			);
			try {
				execFileSync(
					process.execPath,
					["node_modules/typescript/bin/tsc", "-p", `src/${room}`, "--outDir", project],
					{
						cwd: root,
						stdio: "pipe",
					},
				);
				expect.unreachable();
			} catch (failure) {
				expect(String((failure as { stdout?: Buffer }).stdout)).toContain(error);
			} finally {
				rmSync(planted);
				rmSync(project, { recursive: true });
			}
		},
		60_000,
	);
});

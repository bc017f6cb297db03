import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import { dataHtml, withoutShippedData } from "../../src/build/shipped-data.mjs";

const folder = mkdtempSync(join(tmpdir(), "mikomi-shipped-"));
const reader = join(folder, "reader.ts");
mkdirSync(join(folder, "shipped"));
writeFileSync(reader, "export const shippedTable = (name: string) => name;");
afterAll(() => rmSync(folder, { recursive: true }));

async function bundled(modules: Readonly<Record<string, string>>): Promise<[code: string, data: string]> {
	const names = Object.keys(modules);
	for (const name of names) writeFileSync(join(folder, "shipped", `${name}.ts`), modules[name] as string);
	const tables = new Map<string, unknown>();
	const { outputFiles } = await build({
		stdin: {
			contents: names.map((name) => `export * from "./shipped/${name}";`).join("\n"),
			resolveDir: folder,
		},
		bundle: true,
		format: "esm",
		logLevel: "silent",
		plugins: [withoutShippedData(reader, tables)],
		write: false,
	});
	return [outputFiles[0]?.text ?? "", dataHtml(tables)];
}

describe("shipped data", () => {
	it("goes into the data file, under the names of its functions, and leaves the code", async () => {
		const [code, data] = await bundled({
			wines:
				'type Wine = string;\nconst WINES: Wine[] = ["Riesling <2024> & so on"];\nexport const wines = () => WINES;',
			cheeses: 'export const cheeses = () => ({ hard: "Sbrinz" });',
		});
		expect(code).not.toMatch(/Riesling|Sbrinz/);
		expect(data).toBe('{"cheeses":{"hard":"Sbrinz"},"wines":["Riesling \\u003c2024\\u003e \\u0026 so on"]}');
		expect(JSON.parse(data).wines).toEqual(["Riesling <2024> & so on"]);
	});

	it.each([
		["a pattern", "/a/"],
		["a function", "{ of: () => 1 }"],
		["nothing", "{ of: undefined }"],
	])("refuses %s, which JSON cannot hold", async (_, table) => {
		await expect(bundled({ odd: `export const odd = () => (${table});` })).rejects.toThrow(
			/odd of .* is more than JSON can hold/,
		);
	});

	it("refuses two tables of one name", async () => {
		const twice = "export const twice = () => 1;";
		await expect(bundled({ one: twice, two: twice })).rejects.toThrow("two shipped tables are called twice");
	});
});

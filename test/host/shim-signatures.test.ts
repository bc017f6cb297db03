import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as vm from "node:vm";
import { describe, expect, it } from "vitest";
import { shimScript } from "../../src/host/shim-bundle";

interface Catalogue {
	readonly services: readonly {
		readonly name: string;
		readonly methods: string[];
		readonly table: string[];
	}[];
	readonly table: readonly string[];
}

const control = shimScript().runInContext(vm.createContext({})) as { catalogue(): string };
const { services, table } = JSON.parse(control.catalogue()) as Catalogue;

/** Method names of Google's own declarations, by interface. */
function declaredMethods(): Map<string, Set<string>> {
	const folder = dirname(createRequire(import.meta.url).resolve("@types/google-apps-script/package.json"));
	const methods = new Map<string, Set<string>>();
	for (const part of [
		"spreadsheet",
		"base",
		"cache",
		"lock",
		"properties",
		"html",
		"utilities",
		"script",
		"charts",
	]) {
		const text = readFileSync(join(folder, `google-apps-script.${part}.d.ts`), "utf8").replace(
			/\/\*[\s\S]*?\*\//g,
			"",
		);
		for (const [, name = "", body = ""] of text.matchAll(/interface (\w+)[^{]*\{([\s\S]*?)\n {4,8}\}/g)) {
			const known = methods.get(name) ?? new Set();
			for (const [, method = ""] of body.matchAll(/^\s+(\w+)\(/gm)) known.add(method);
			methods.set(name, known);
		}
	}
	return methods;
}

describe("the signature table", () => {
	it("names exactly the services that exist", () => {
		expect(services.map((service) => service.name).sort()).toEqual([...table].sort());
	});

	it.each(services.map((service) => [service.name, service] as const))(
		"of %s names exactly its methods",
		(_name, service) => {
			expect(service.methods.sort()).toEqual(service.table.sort());
		},
	);

	it("holds nothing that Google does not declare", () => {
		const declared = declaredMethods();
		const shared = declared.get("BlobSource") ?? new Set();
		const unknown = services.flatMap(({ name, table: methods }) => {
			const known = declared.get(name.slice(name.lastIndexOf(".") + 1));
			return methods
				.filter((method) => known && !known.has(method) && !shared.has(method))
				.map((method) => `${name}.${method}`);
		});
		expect(unknown).toEqual([]);
	});
});

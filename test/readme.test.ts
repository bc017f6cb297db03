import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../src/build/build.mjs";
import { entryPoints } from "../src/build/entry-points.mjs";
import { defaultRules } from "../src/domain/scoring/shipped/rules";
import { cliMessages } from "../src/host/cli-messages";
import { LANGUAGES, messagesIn } from "../src/locale";
import { enSidebar } from "../src/locale/en-sidebar";
import { jaSidebar } from "../src/locale/ja-sidebar";
import { DIST } from "./global-setup";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const readme = read("README.md");

/** What stands between <!-- name --> and <!-- /name -->. */
function marked(name: string): string {
	const [, rest = ""] = readme.split(`<!-- ${name} -->\n`);
	return rest.split(`<!-- /${name} -->`)[0] ?? "";
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |\n`;
	return [header, header.map(() => "---"), ...rows].map(line).join("");
}

/** The rows of the table of names below a heading: name, text. */
function namesUnder(heading: string): Map<string, string> {
	const section = readme.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
	return new Map(
		[...section.matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(([, name = "", text = ""]) => [name, text]),
	);
}

function allMatches(pattern: RegExp): string[] {
	return [...new Set([...readme.matchAll(pattern)].map((match) => match[1] ?? ""))];
}

/** The functions that cells may call, as their JSDoc tells; in the order of the sources. */
function customFunctions(): string {
	const built = readFileSync(join(DIST, "Code.js"), "utf8");
	const sources = readdirSync(join(root, "src/addon"))
		.filter((file) => file.endsWith(".ts"))
		.map((file) => read(`src/addon/${file}`));
	const names = sources
		.flatMap((source) => [...source.matchAll(/^export function (\w+)/gm)].map(([, name = ""]) => name))
		.filter((name) => built.includes(`\nfunction ${name}(`));
	const rows = entryPoints(names, sources)
		.filter(({ doc }) => doc.includes("@customfunction"))
		.map(({ name, doc, parameters }) => {
			const lines = doc.split("\n").map((line) => line.replace(/^\s*(\/\*\*|\*\/|\*)?\s?/, ""));
			const what = lines.slice(
				0,
				lines.findIndex((line) => line.startsWith("@")),
			);
			const tags = lines.flatMap((line) => [...line.matchAll(/^@param \{[^}]*\} (\w+) (.+)$/g)]);
			const meanings = new Map(tags.map(([, parameter, meaning]) => [parameter, meaning]));
			const listed = parameters.map((parameter) => `\`${parameter}\`: ${meanings.get(parameter)}`);
			return [`\`${name}\``, listed.join("<br>"), what.filter((line) => line !== "").join("<br>")];
		});
	return table(["function", "arguments", "answer"], rows);
}

function pointTable(): string {
	const label = (id: string) => LANGUAGES.map((language) => messagesIn(language).defaults.rules[id] ?? id);
	return table(
		["ルール", "rule", "points"],
		defaultRules().map(({ id, points }) => [...label(id), String(points)]),
	);
}

/** The sidebar's keys as its own help names them; a list, since a table does not flow around the picture. */
function keyList({ keys }: typeof jaSidebar): string {
	return [...keys.rows, keys.always].map(([key, what]) => `- \`${key}\` ${what}\n`).join("");
}

describe("README.md", () => {
	it("has the table of custom functions that their JSDoc gives", () => {
		expect(marked("functions")).toBe(customFunctions());
	});

	it("has the shipped point table", () => {
		expect(marked("points")).toBe(pointTable());
	});

	it("has the keys of the sidebar in both languages", () => {
		expect(marked("keys")).toBe(keyList(enSidebar));
		expect(marked("keys-ja")).toBe(keyList(jaSidebar));
	});

	it("gives a reason for each permission of the manifest, and for no other", () => {
		const { oauthScopes } = JSON.parse(read("appsscript.json")) as { oauthScopes: string[] };
		const reasons = namesUnder("Permissions");
		expect([...reasons.keys()].sort()).toEqual(oauthScopes.map((scope) => scope.replace(/^.*\//, "")).sort());
		for (const reason of reasons.values()) expect(reason.length).toBeGreaterThan(15);
	});

	it("maps every room, and no other", () => {
		const rooms = readdirSync(join(root, "src")).filter((name) =>
			statSync(join(root, "src", name)).isDirectory(),
		);
		const map = /^src\/\n((?: {2}.+\n)+)/m.exec(readme)?.[1] ?? "";
		expect([...map.matchAll(/^ {2}(\w+)\/ +\S/gm)].map(([, room]) => room).sort()).toEqual(rooms.sort());
	});

	it("names only npm commands that there are", () => {
		const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
		const commands = allMatches(/\bnpm ((?:run )?[a-z]+)/g).filter((command) =>
			/^(ci|start|test|run )/.test(command),
		);
		expect(commands).toContain("start");
		for (const command of commands.filter((name) => name !== "ci")) {
			expect(Object.keys(scripts)).toContain(command.replace("run ", ""));
		}
	});

	it("names only options that the command line has", () => {
		const { usage } = cliMessages("en");
		// npm's --silent and clasp's own options are not ours.
		const ours = readme.split("\n").filter((line) => !line.includes("clasp"));
		const options = ours.flatMap((line) =>
			[...line.matchAll(/(?<![\w-])(--[a-z][a-z-]*)/g)].map(([, name]) => name),
		);
		expect(options.length).toBeGreaterThan(5);
		for (const option of options.filter((name) => name !== "--silent")) expect(usage).toContain(option);
	});

	it.each(LANGUAGES)("explains every item of the menu (%s)", (language) => {
		const { tidy, ...menu } = messagesIn(language).menu;
		for (const item of [...Object.values(menu), ...Object.values(tidy)]) expect(readme).toContain(item);
	});

	it("links to nothing that is missing, and its pictures are small", () => {
		const files = allMatches(/(?:\]\(|<img src=")([^)"#:]+)[)"]/g);
		const sources = allMatches(/`((?:src|test)\/[^`*]+)`/g);
		for (const file of [...files, ...sources]) expect(existsSync(join(root, file)), file).toBe(true);
		for (const picture of files.filter((file) => file.endsWith(".png"))) {
			expect(statSync(join(root, picture)).size).toBeLessThan(150_000);
		}
	});
});

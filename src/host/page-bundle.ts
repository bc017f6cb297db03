import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";

/** A built page: a folder of static files, and the script of the thread that serves them. */
export interface PageBundle {
	readonly folder: string;
	readonly serverThread: string;
	/** Size of the page's own scripts and styles, in bytes. */
	readonly bytes: number;
	/** False when an earlier build of the same input was found. */
	readonly built: boolean;
}

/** Builds the page and its server thread, or finds them in .cache/ under the hash of everything that goes in. */
export async function bundlePage(): Promise<PageBundle> {
	const root = projectRoot();
	const hash = hashInput(root);
	const cache = join(root, ".cache");
	const target = join(cache, `page-${hash}`);
	const built = !existsSync(target);
	if (built) {
		// Built beside and renamed at the end: an interrupted build never looks like a finished one.
		const draft = join(cache, `page-${hash}.${process.pid}`);
		rmSync(draft, { recursive: true, force: true });
		mkdirSync(draft, { recursive: true });
		await buildInto(root, draft, hash);
		if (existsSync(target)) rmSync(draft, { recursive: true, force: true });
		else renameSync(draft, target);
		removeOlder(cache, `page-${hash}`);
	}
	const folder = join(target, "public");
	const bytes = readdirSync(folder).reduce((sum, name) => sum + readFileSync(join(folder, name)).length, 0);
	return { folder, serverThread: join(target, "page-http.mjs"), bytes, built };
}

async function buildInto(root: string, draft: string, hash: string): Promise<void> {
	const web = join(root, "src/host/web");
	const shared: BuildOptions = {
		bundle: true,
		write: true,
		minify: true,
		target: "es2022",
		absWorkingDir: root,
		logLevel: "error",
		legalComments: "none",
	};
	const client = await build({
		...shared,
		entryPoints: [join(web, "script-client.ts")],
		format: "iife",
		write: false,
	});
	await Promise.all([
		build({
			...shared,
			entryPoints: { app: join(web, "app.tsx") },
			outdir: join(draft, "public"),
			format: "esm",
			// The interface languages load on demand.
			splitting: true,
			jsx: "automatic",
			define: {
				"process.env.NODE_ENV": '"production"',
				SCRIPT_CLIENT: JSON.stringify(client.outputFiles?.[0]?.text ?? ""),
			},
			plugins: [withoutHyphenation],
		}),
		build({
			...shared,
			entryPoints: [join(root, "src/host/page-http.ts")],
			outfile: join(draft, "page-http.mjs"),
			format: "esm",
			platform: "node",
			target: "node20",
		}),
	]);
	writeFileSync(join(draft, "public", "index.html"), pageHtml(hash));
}

/** Univer can load hyphenation patterns of 77 languages for its documents, 5 MB that cells never use. */
const withoutHyphenation: Plugin = {
	name: "without-hyphenation",
	setup(builder) {
		builder.onResolve({ filter: /^\.\// }, (args) =>
			args.kind === "dynamic-import" && /@univerjs\/engine-render\/lib\/es\/index\.js$/.test(args.importer)
				? { path: "no-hyphenation", namespace: "no-hyphenation" }
				: undefined,
		);
		builder.onLoad({ filter: /.*/, namespace: "no-hyphenation" }, () => ({
			contents: "export default undefined;",
		}));
	},
};

/** The snapshot is asked for while the script is still loading; events are heard from before it was made. */
function pageHtml(hash: string): string {
	return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mikomi</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/app.css?${hash}">
<script>
const page = "page-" + Math.random().toString(36).slice(2);
const early = [];
const events = new EventSource("/events?page=" + page);
events.onmessage = (message) => early.push(message.data);
window.mikomiStart = { page, events, early, snapshot: fetch("/snapshot?open=1").then((reply) => reply.ok ? reply.text() : Promise.reject(new Error(reply.statusText))) };
</script>
<script type="module" src="/app.js?${hash}"></script>
</head>
<body><div id="root"></div></body>
</html>
`;
}

function hashInput(root: string): string {
	const hash = createHash("sha256");
	const web = join(root, "src/host/web");
	const files = readdirSync(web, { recursive: true, encoding: "utf8" })
		.filter((name) => /\.(tsx?|css)$/.test(name))
		.sort()
		.map((name) => join(web, name));
	for (const name of ["page-bundle.ts", "page-http.ts", "page-wire.ts", "contract.ts"])
		files.push(join(root, "src/host", name));
	// The lock file stands for the versions of everything bundled.
	files.push(join(root, "package-lock.json"));
	for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
	return hash.digest("hex").slice(0, 16);
}

function removeOlder(cache: string, keep: string): void {
	for (const name of readdirSync(cache))
		if (/^page-[0-9a-f]{16}$/.test(name) && name !== keep)
			rmSync(join(cache, name), { recursive: true, force: true });
}

/** Works from the sources and from a bundle of them in .cache/ alike. */
function projectRoot(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, "src/host/web"))) {
		const parent = dirname(folder);
		if (parent === folder) throw new Error("The sources of the page (src/host/web) were not found.");
		folder = parent;
	}
	return folder;
}

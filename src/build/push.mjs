/** Pushes dist/ with clasp. --force, since clasp skips a changed manifest without a terminal and says so softly. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build.mjs";

const PLACEHOLDER = "PUT-YOUR-SCRIPT-ID-HERE";

const { scriptId } = JSON.parse(readFileSync(join(root, ".clasp.json"), "utf8"));
if (scriptId === PLACEHOLDER) {
	console.error(
		'Put your script id (Extensions > Apps Script > Project settings) into .clasp.json as "scriptId", then run "npm run push" again.',
	);
	process.exitCode = 1;
} else {
	const shell = process.platform === "win32";
	const checked = spawnSync("npm", ["run", "check"], { cwd: root, shell, stdio: "inherit" });
	if (checked.status !== 0) process.exit(checked.status ?? 1);
	const clasp = spawnSync("npx", ["clasp", "push", "--force"], { cwd: root, encoding: "utf8", shell });
	process.stdout.write(clasp.stdout);
	process.stderr.write(clasp.stderr);
	const skipped = /Skipping push/.test(clasp.stdout + clasp.stderr);
	if (skipped) console.error("clasp skipped the push: the script in the spreadsheet is still the old one.");
	process.exitCode = skipped ? 1 : (clasp.status ?? 1);
}

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The licences of the packages that went into a bundle, as their terms ask for.
 * @param {string} root folder of node_modules
 * @param {import("esbuild").Metafile} metafile
 * @returns {Promise<string>} each package's name with its licence's whole text; "" where there is none
 * @throws Error for a package without a licence file
 */
export async function noticesOf(root, metafile) {
	const packages = new Set(
		Object.keys(metafile.inputs).flatMap(
			(path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? [],
		),
	);
	const notices = [...packages].sort().map(async (name) => {
		const folder = join(root, "node_modules", name);
		const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
		if (file === undefined) throw new Error(`${name} has no licence file, so it cannot be shipped`);
		const text = await readFile(join(folder, file), "utf8");
		return `${name}\n\n${text.replace(/\r/g, "").trim()}`;
	});
	return (await Promise.all(notices)).join("\n\n");
}

/**
 * @typedef {object} EntryPoint
 * @property {string} name
 * @property {string} doc the JSDoc block, verbatim
 * @property {string[]} parameters
 */

/**
 * Finds each exported name's declaration with the JSDoc block directly above it.
 * @param {readonly string[]} names
 * @param {readonly string[]} sources
 * @returns {EntryPoint[]}
 * @throws Error that names the export without a declaration or without JSDoc
 */
export function entryPoints(names, sources) {
	return names.map((name) => {
		for (const source of sources) {
			const declaration = new RegExp(`^export function ${name}\\s*(?:<[^>]*>)?\\(`, "m").exec(source);
			if (declaration === null) continue;
			const above = source.slice(0, declaration.index);
			const doc = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n$/.exec(above);
			if (doc === null) throw new Error(`${name} has no JSDoc directly above its declaration`);
			return { name, doc: doc[0].trimEnd(), parameters: parametersOf(source, declaration) };
		}
		throw new Error(`${name} is not declared as "export function ${name}(" under src/addon`);
	});
}

/**
 * Parameter names of a declaration: the words that stand before ":" , "?" or "=" at the list's own depth.
 * @param {string} source
 * @param {RegExpExecArray} declaration
 */
function parametersOf(source, declaration) {
	let depth = 0;
	let text = "";
	const parts = [];
	for (let i = declaration.index + declaration[0].length - 1; i < source.length; i++) {
		const c = source[i] ?? "";
		if ("([{<".includes(c)) depth++;
		if (")]}".includes(c) || (c === ">" && source[i - 1] !== "=")) depth--;
		if (depth === 0) break;
		if (c === "," && depth === 1) {
			parts.push(text);
			text = "";
		} else if (!(c === "(" && depth === 1)) text += c;
	}
	parts.push(text);
	return parts.map((part) => /^\s*(\w+)/.exec(part)?.[1] ?? "").filter((name) => name !== "");
}

/**
 * One top-level function declaration for each entry point (PLATFORM facts 30, 35).
 * @param {readonly EntryPoint[]} entries
 */
export function footerOf(entries) {
	return entries
		.map(
			({ name, doc, parameters }) =>
				`${doc}\nfunction ${name}(${parameters.join(", ")}) {\n\treturn addon_.${name}(...arguments);\n}\n`,
		)
		.join("\n");
}

/**
 * Refuses what Apps Script's V8 may not know (PLATFORM facts 48-53): one unknown piece of syntax stops the whole
 * project from loading, one unknown built-in fails in a user's hands. What no source vouches for counts as unknown.
 */
import { parse } from "acorn";
import { ancestor, full } from "acorn-walk";

/** @typedef {import("acorn").Node} Node */
/** @typedef {{ at: number; what: string; instead: string }} Finding */

/** ES2020's built-ins; BigInt, Intl, Atomics and SharedArrayBuffer have no firm source (fact 53). */
const LANGUAGE =
	"Array ArrayBuffer Boolean DataView Date Error EvalError Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet WebAssembly arguments console decodeURI decodeURIComponent encodeURI encodeURIComponent globalThis isFinite isNaN parseFloat parseInt undefined";
const SERVICES =
	"BigQuery CacheService CalendarApp CardService Charts ContentService DocumentApp DriveApp FormApp GmailApp HtmlService Jdbc LanguageApp LockService Logger MailApp Maps PropertiesService ScriptApp Session SlidesApp SpreadsheetApp UrlFetchApp Utilities XmlService";
const KNOWN = new Set(`${LANGUAGE} ${SERVICES}`.split(" "));

/** What to use for a global that Apps Script lacks (fact 48). */
const INSTEAD = new Map(
	Object.entries({
		AbortController: "UrlFetchApp's timeoutSeconds",
		Blob: "Utilities.newBlob",
		BigInt: "numbers below 2^53, or digits as text",
		Buffer: "Utilities.newBlob",
		Headers: "the headers option of UrlFetchApp.fetch",
		Intl: "Utilities.formatDate, or formatting of our own",
		Request: "UrlFetchApp.getRequest",
		TextDecoder: "Utilities.newBlob(bytes).getDataAsString",
		TextEncoder: "Utilities.newBlob(text).getBytes",
		Temporal: "domain/calendar",
		URL: "a regular expression over the text",
		URLSearchParams: "encodeURIComponent",
		atob: "Utilities.base64Decode",
		btoa: "Utilities.base64Encode",
		crypto: "Utilities.getUuid or Utilities.computeDigest",
		fetch: "UrlFetchApp.fetch",
		performance: "Date.now",
		process: "PropertiesService",
		queueMicrotask: "Promise.resolve().then",
		require: "an import, which the build bundles",
		setInterval: "a clock trigger",
		setTimeout: "Utilities.sleep",
		structuredClone: "JSON.parse(JSON.stringify(value))",
		window: "globalThis",
	}),
);

/** Static built-ins that came after ES2020. */
const STATICS = new Map(
	Object.entries({
		"Array.fromAsync": "Promise.all",
		"Error.captureStackTrace": "new Error().stack",
		"Map.groupBy": "a loop that fills a Map",
		"Object.groupBy": "a loop that fills a Map",
		"Object.hasOwn": "Object.prototype.hasOwnProperty.call",
		"Promise.any": "Promise.allSettled",
		"Promise.try": "an async function",
		"Promise.withResolvers": "new Promise",
		"RegExp.escape": "a replace of the special characters",
		"Symbol.asyncDispose": "try and finally",
		"Symbol.dispose": "try and finally",
	}),
);

/** Methods that came after ES2020, by name alone; replaceAll is in use un-lowered (fact 52). */
const METHODS = new Map(
	Object.entries({
		at: "list[list.length - 1]",
		findLast: "a loop from the end",
		findLastIndex: "a loop from the end",
		isWellFormed: "encodeURIComponent in a try",
		toLocaleDateString: "Utilities.formatDate",
		toLocaleString: "formatting of our own",
		toLocaleTimeString: "Utilities.formatDate",
		toReversed: "slice().reverse()",
		toSorted: "slice().sort()",
		toSpliced: "slice() and splice()",
		toWellFormed: "a replace of lone surrogates",
		with: "slice() and an assignment",
		isDisjointFrom: "a loop with has()",
		isSubsetOf: "a loop with has()",
		isSupersetOf: "a loop with has()",
		symmetricDifference: "a loop with has()",
	}),
);
/** How many arguments the built-in takes; with more it is a method of our own. */
const MOST_ARGUMENTS = new Map(Object.entries({ at: 1, with: 2 }));
/** Calls of these are safe where the receiver is a call of that name: ClockTriggerBuilder.at. */
const SAFE_AFTER = new Map(Object.entries({ at: ["timeBased"] }));

const LOWER = "code that esbuild lowers to es2020";
const ERRORS = /^(Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error$/;

/**
 * Fails for the first thing in a built script that Apps Script may not know.
 * @param {string} code
 * @param {string} file named in the sentence
 * @throws Error with one sentence: what, where, what to use instead
 */
export function gate(code, file) {
	const tree = parsed(code, file);
	fail(code, file, [...syntaxOf(tree, code), ...builtInsOf(tree)]);
	onlyEs2020(code, file);
}

/**
 * The same for a page's script, where only the syntax is in question: the browser has its own globals.
 * @param {string} code
 * @param {string} file
 * @throws Error with one sentence
 */
export function gateSyntax(code, file) {
	fail(code, file, syntaxOf(parsed(code, file), code));
	onlyEs2020(code, file);
}

/** @param {string} code @param {string} file @param {readonly Finding[]} findings */
function fail(code, file, findings) {
	const [first] = [...findings].sort((a, b) => a.at - b.at);
	if (first !== undefined) {
		throw new Error(`${place(code, file, first.at)}: ${first.what}; use ${first.instead} instead.`);
	}
}

/** Line, column and the text around: lines of a minified file are long. @param {string} code @param {string} file @param {number} at */
function place(code, file, at) {
	const before = code.slice(0, at);
	const line = before.split("\n").length;
	const column = at - before.lastIndexOf("\n");
	const text = code.slice(at, at + 50).split("\n")[0];
	return `${file} line ${line} column ${column}, "${text}"`;
}

/** @param {string} code @param {string} file */
function parsed(code, file) {
	try {
		return parse(code, {
			ecmaVersion: "latest",
			sourceType: "script",
			allowAwaitOutsideFunction: true,
			allowImportExportEverywhere: true,
		});
	} catch (error) {
		throw unreadable(code, file, error, "is not valid JavaScript");
	}
}

/** A net for what the list below does not name. @param {string} code @param {string} file */
function onlyEs2020(code, file) {
	try {
		parse(code, { ecmaVersion: 2020, sourceType: "script" });
	} catch (error) {
		throw unreadable(code, file, error, "is newer than ES2020");
	}
}

/** @param {string} code @param {string} file @param {unknown} error @param {string} why */
function unreadable(code, file, error, why) {
	const { pos = 0, message } = /** @type {SyntaxError & { pos?: number }} */ (error);
	const reason = message.replace(/ \(\d+:\d+\)$/, "");
	return new Error(`${place(code, file, pos)}: this ${why} (${reason}); use ${LOWER} instead.`);
}

/** @param {Node} tree @param {string} code @returns {Finding[]} */
function syntaxOf(tree, code) {
	/** @type {Finding[]} */
	const findings = [];
	const add = (/** @type {number} */ at, /** @type {string} */ what, instead = LOWER) =>
		findings.push({ at, what, instead });
	full(tree, (node) => {
		const { start: at, type } = node;
		if (type === "PropertyDefinition") add(at, "a class field is not safe in Apps Script (fact 50)");
		else if (type === "StaticBlock") add(at, "a static block is not safe in Apps Script (fact 50)");
		else if (hasPrivateName(node)) add(at, "Apps Script refuses private names (fact 50)");
		else if (type === "ImportExpression" || type === "MetaProperty") {
			const isImport = code.startsWith("import", at);
			if (isImport) add(at, "Apps Script has no modules (fact 51)", "one bundle");
		} else if (/^(Import|Export).*Declaration$/.test(type))
			add(at, "Apps Script has no modules (fact 51)", "one bundle");
		else if (type === "AssignmentExpression") {
			const { operator } = /** @type {import("acorn").AssignmentExpression} */ (node);
			if (["??=", "||=", "&&="].includes(operator)) add(at, `${operator} is newer than ES2020 (fact 52)`);
		} else if (type === "VariableDeclaration") {
			const { kind } = /** @type {import("acorn").VariableDeclaration} */ (node);
			if (!["var", "let", "const"].includes(kind))
				add(at, `a ${kind} declaration is newer than ES2020`, "try and finally");
		} else if (type === "Literal")
			for (const { what, instead } of literalOf(/** @type {import("acorn").Literal} */ (node)))
				add(at, what, instead);
	});
	ancestor(tree, {
		AwaitExpression: (node, _state, path) => {
			if (!path.some(({ type }) => /Function/.test(type)))
				add(node.start, "Apps Script refuses top-level await (fact 51)", "an async function");
		},
		ForOfStatement: (node, _state, path) => {
			if (node.await && !path.some(({ type }) => /Function/.test(type)))
				add(node.start, "Apps Script refuses top-level await (fact 51)", "an async function");
		},
	});
	return findings;
}

/** @param {Node} node */
function hasPrivateName(node) {
	const { key, property, left } = /** @type {{ key?: Node; property?: Node; left?: Node }} */ (
		/** @type {unknown} */ (node)
	);
	return [key, property, left].some((part) => part?.type === "PrivateIdentifier");
}

/** @param {import("acorn").Literal} literal @returns {{ what: string; instead: string }[]} */
function literalOf({ bigint, regex, raw = "", value }) {
	if (bigint != null)
		return [{ what: "BigInt has no firm source (fact 53)", instead: INSTEAD.get("BigInt") ?? "" }];
	if (typeof value === "number" && raw.includes("_"))
		return [{ what: "a numeric separator is newer than ES2020", instead: LOWER }];
	if (regex == null) return [];
	const flag = /[dv]/.exec(regex.flags)?.[0];
	if (flag !== undefined) {
		return [{ what: `the regular expression flag ${flag} is newer than ES2020`, instead: "the flag u" }];
	}
	if (/\(\?[ims]*-?[ims]*:/.test(regex.pattern.replace(/\(\?:/g, "")))
		return [{ what: "flags inside a regular expression are newer than ES2020", instead: "flags behind it" }];
	return [];
}

/** @param {Node} tree @returns {Finding[]} */
function builtInsOf(tree) {
	const scopes = scopesOf(tree);
	/** @param {string} name @param {readonly Node[]} path */
	const isGlobal = (name, path) => !path.some((node) => scopes.get(node)?.has(name));
	/** @type {Finding[]} */
	const findings = [];
	const add = (/** @type {number} */ at, /** @type {string} */ what, /** @type {string} */ instead) =>
		findings.push({ at, what, instead });
	const lacks = (/** @type {number} */ at, /** @type {string} */ name) =>
		add(
			at,
			`Apps Script has no ${name} that a source vouches for (facts 48, 53)`,
			INSTEAD.get(name) ?? "an Apps Script service or code of our own",
		);
	ancestor(tree, {
		Identifier: (node, _state, path) => {
			const parent = path[path.length - 2];
			// `typeof name` is how code asks whether a global is there.
			const isAsked =
				parent?.type === "UnaryExpression" &&
				/** @type {import("acorn").UnaryExpression} */ (parent).operator === "typeof";
			if (!isAsked && !KNOWN.has(node.name) && isGlobal(node.name, path)) lacks(node.start, node.name);
		},
		MemberExpression: (node, _state, path) => {
			const name = memberName(node);
			if (name === null) return;
			const { object } = node;
			if (object.type === "Identifier" && KNOWN.has(object.name) && isGlobal(object.name, path)) {
				const instead = STATICS.get(`${object.name}.${name}`);
				if (instead !== undefined) add(node.start, `${object.name}.${name} is newer than ES2020`, instead);
				if (object.name === "globalThis" && INSTEAD.has(name)) lacks(node.start, name);
				return;
			}
			const parent = path[path.length - 2];
			const call =
				parent?.type === "CallExpression" ? /** @type {import("acorn").CallExpression} */ (parent) : null;
			const isCalled =
				call?.callee === node &&
				call.arguments.length <= (MOST_ARGUMENTS.get(name) ?? Number.POSITIVE_INFINITY);
			const isPrototype = object.type === "MemberExpression" && memberName(object) === "prototype";
			const instead = METHODS.get(name);
			if (instead !== undefined && (isCalled || isPrototype) && !isSafeAfter(name, object))
				add(node.start, `the method ${name} has no firm source in Apps Script (fact 53)`, instead);
		},
		NewExpression: (node, _state, path) => checkError(node, path),
		CallExpression: (node, _state, path) => checkError(node, path),
	});
	return findings;

	/** @param {import("acorn").NewExpression | import("acorn").CallExpression} node @param {readonly Node[]} path */
	function checkError(node, path) {
		const { callee } = node;
		if (callee.type !== "Identifier" || !ERRORS.test(callee.name) || !isGlobal(callee.name, path)) return;
		if (node.arguments.length > 1)
			add(node.start, "an error's cause is newer than ES2020 (fact 53)", "the reason in the message");
	}
}

/** @param {import("acorn").MemberExpression} node @returns {string | null} */
function memberName({ property, computed }) {
	if (property.type === "Identifier" && !computed) return property.name;
	if (property.type === "Literal" && typeof property.value === "string") return property.value;
	return null;
}

/** @param {string} name @param {Node} receiver */
function isSafeAfter(name, receiver) {
	if (receiver.type !== "CallExpression") return false;
	const { callee } = /** @type {import("acorn").CallExpression} */ (receiver);
	const called = callee.type === "MemberExpression" ? memberName(callee) : null;
	return called !== null && (SAFE_AFTER.get(name) ?? []).includes(called);
}

/** The names that each scope declares. @param {Node} tree @returns {Map<Node, Set<string>>} */
function scopesOf(tree) {
	/** @type {Map<Node, Set<string>>} */
	const scopes = new Map();
	const declare = (/** @type {Node | undefined} */ scope, /** @type {readonly string[]} */ names) => {
		if (scope === undefined) return;
		const held = scopes.get(scope) ?? new Set();
		for (const name of names) held.add(name);
		scopes.set(scope, held);
	};
	/** @param {readonly Node[]} path @param {RegExp} kind */
	const nearest = (path, kind) => [...path].reverse().find(({ type }) => kind.test(type));
	const BLOCK = /^(Program|BlockStatement|StaticBlock|For.*Statement|SwitchStatement|.*Function.*)$/;
	const FUNCTION = /^(Program|StaticBlock|.*Function.*)$/;
	ancestor(tree, {
		VariableDeclaration: (node, _state, path) => {
			const scope = nearest(path.slice(0, -1), node.kind === "var" ? FUNCTION : BLOCK);
			declare(
				scope,
				node.declarations.flatMap(({ id }) => namesOf(id)),
			);
		},
		Function: (node, _state, path) => {
			declare(node, node.params.flatMap(namesOf));
			if (node.id == null) return;
			declare(node, [node.id.name]);
			if (node.type === "FunctionDeclaration") declare(nearest(path.slice(0, -1), BLOCK), [node.id.name]);
		},
		Class: (node, _state, path) => {
			if (node.id == null) return;
			declare(node, [node.id.name]);
			if (node.type === "ClassDeclaration") declare(nearest(path.slice(0, -1), BLOCK), [node.id.name]);
		},
		// biome-ignore lint/correctness/noComponentHookFactories: a node type of acorn, no component
		CatchClause: (node) => declare(node, node.param == null ? [] : namesOf(node.param)),
	});
	return scopes;
}

/** The names that a pattern binds. @param {import("acorn").Pattern} pattern @returns {string[]} */
function namesOf(pattern) {
	switch (pattern.type) {
		case "Identifier":
			return [pattern.name];
		case "ObjectPattern":
			return pattern.properties.flatMap((property) =>
				namesOf(property.type === "RestElement" ? property.argument : property.value),
			);
		case "ArrayPattern":
			return pattern.elements.flatMap((element) => (element === null ? [] : namesOf(element)));
		case "AssignmentPattern":
			return namesOf(pattern.left);
		case "RestElement":
			return namesOf(pattern.argument);
		default:
			return [];
	}
}

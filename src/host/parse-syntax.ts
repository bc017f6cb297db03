/** Syntax that V8 knows and Apps Script refuses, so that the whole project fails to load (PLATFORM fact 50). */

/** Names what is refused, or null. */
export function findRefusedSyntax(code: string): string | null {
	const bare = blankLiterals(code);
	const privateName = /#[\p{ID_Start}_$][\p{ID_Continue}$]*/u.exec(bare);
	if (privateName) return `Unexpected token: private name ${privateName[0]}`;
	const staticField = /[{};]\s*static\s+[\p{ID_Start}_$][\p{ID_Continue}$]*\s*[=;]/u.exec(bare);
	return staticField ? "Unexpected token: static class field" : null;
}

/** Words after which a slash starts a regular expression. */
const BEFORE_PATTERN = /(?:^|[^\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|else|do|instanceof)$/;

/** The code with the content of strings, templates, patterns and comments taken out; code within `${}` stays. */
function blankLiterals(code: string): string {
	let out = "";
	/** For each open template, how many braces are open in its current `${}`. */
	const templates: number[] = [];
	for (let i = 0; i < code.length; ) {
		const char = code[i]!;
		const two = code.slice(i, i + 2);
		if (two === "//") i = endOf(code, "\n", i);
		else if (two === "/*") i = endOf(code, "*/", i + 2);
		else if (char === '"' || char === "'") i = skipQuoted(code, i, char);
		else if (char === "/" && startsPattern(out)) {
			i = skipPattern(code, i);
			out += "0";
		} else if (char === "`" || (char === "}" && templates.at(-1) === 0)) {
			if (char === "}") templates.pop();
			const end = skipTemplate(code, i + 1);
			if (code[end - 1] === "{") templates.push(0);
			out += " ";
			i = end;
		} else {
			const last = templates.length - 1;
			if (last >= 0 && char === "{") templates[last] = (templates[last] ?? 0) + 1;
			if (last >= 0 && char === "}") templates[last] = (templates[last] ?? 0) - 1;
			out += char;
			i++;
		}
	}
	return out;
}

function endOf(code: string, mark: string, from: number): number {
	const at = code.indexOf(mark, from);
	return at < 0 ? code.length : at + mark.length;
}

function skipQuoted(code: string, start: number, quote: string): number {
	let i = start + 1;
	while (i < code.length && code[i] !== quote) i += code[i] === "\\" ? 2 : 1;
	return i + 1;
}

function startsPattern(before: string): boolean {
	const trimmed = before.slice(-40).trimEnd();
	return trimmed === "" || /[([{};,=:!&|?+\-*%^~<>]$/.test(trimmed) || BEFORE_PATTERN.test(trimmed);
}

function skipPattern(code: string, start: number): number {
	let inClass = false;
	for (let i = start + 1; i < code.length; i++) {
		const char = code[i];
		if (char === "\\") i++;
		else if (char === "[") inClass = true;
		else if (char === "]") inClass = false;
		else if (char === "/" && !inClass) return i + 1;
	}
	return code.length;
}

/** Past the closing backtick, or past the "{" of the next `${`. */
function skipTemplate(code: string, start: number): number {
	for (let i = start; i < code.length; i++) {
		if (code[i] === "\\") i++;
		else if (code[i] === "`") return i + 1;
		else if (code[i] === "$" && code[i + 1] === "{") return i + 2;
	}
	return code.length;
}

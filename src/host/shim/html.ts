/** HtmlService: files of the project, templates with scriptlets, output pages (PLATFORM facts 114, 115). */
import { call, exception } from "./bridge";
import { type EnumValue, SandboxMode, XFrameOptionsMode } from "./enums";
import { outside, ServiceObject, service } from "./guard";

interface Page {
	readonly html: string;
	readonly title: string;
	readonly width: number | null;
	readonly height: number | null;
	readonly metaTags: readonly (readonly [name: string, content: string])[];
}

const PAGE = Symbol("page");

class HtmlOutputMetaTag extends ServiceObject {
	readonly #name: string;
	readonly #content: string;
	constructor(name: string, content: string) {
		super();
		this.#name = name;
		this.#content = content;
	}
	getName(): string {
		return this.#name;
	}
	getContent(): string {
		return this.#content;
	}
}

export class HtmlOutput extends ServiceObject {
	[PAGE]: Page;
	constructor(html: string) {
		super();
		this[PAGE] = { html, title: "", width: null, height: null, metaTags: [] };
	}
	#with(change: Partial<Page>): this {
		this[PAGE] = { ...this[PAGE], ...change };
		return this;
	}
	getContent(): string {
		return this[PAGE].html;
	}
	setContent(html: string): this {
		return this.#with({ html });
	}
	append(added: string): this {
		return this.#with({ html: this[PAGE].html + added });
	}
	appendUntrusted(added: string): this {
		return this.#with({ html: this[PAGE].html + escapeHtml(added) });
	}
	clear(): this {
		return this.#with({ html: "" });
	}
	getTitle(): string {
		return this[PAGE].title;
	}
	setTitle(title: string): this {
		return this.#with({ title });
	}
	getWidth(): number | null {
		return this[PAGE].width;
	}
	setWidth(width: number): this {
		return this.#with({ width });
	}
	getHeight(): number | null {
		return this[PAGE].height;
	}
	setHeight(height: number): this {
		return this.#with({ height });
	}
	addMetaTag(name: string, content: string): this {
		return this.#with({ metaTags: [...this[PAGE].metaTags, [name, content]] });
	}
	getMetaTags(): HtmlOutputMetaTag[] {
		return this[PAGE].metaTags.map(([name, content]) => new HtmlOutputMetaTag(name, content));
	}
	setSandboxMode(_mode: EnumValue): this {
		return this;
	}
	setXFrameOptionsMode(_mode: EnumValue): this {
		return this;
	}
	setFaviconUrl(_url: string): this {
		return this;
	}
	asTemplate(): HtmlTemplate {
		return new HtmlTemplate(this[PAGE].html);
	}
}

/** What a page shows. Title and meta tags in the file itself are ignored (fact 114). */
export function renderOutput(output: HtmlOutput): {
	html: string;
	title: string;
	width: number | null;
	height: number | null;
} {
	const { html, title, width, height } = output[PAGE];
	return { html, title, width, height };
}

function escapeHtml(value: string): string {
	const marks: Readonly<Record<string, string>> = {
		"&": "&amp;",
		"<": "&lt;",
		">": "&gt;",
		'"': "&#34;",
		"'": "&#39;",
	};
	return value.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}

/** The body of a function that prints the page: text as it is, scriptlets as code. */
function compile(source: string): string {
	let code = "var output_ = [];\n";
	let at = 0;
	for (const match of source.matchAll(/<\?(!?=)?([\s\S]*?)\?>/g)) {
		code += `output_.push(${JSON.stringify(source.slice(at, match.index))});\n`;
		const [all, mark, body = ""] = match;
		if (mark === "=") code += `output_.push(escape_(${body.trim().replace(/;$/, "")}));\n`;
		else if (mark === "!=") code += `output_.push(${body.trim().replace(/;$/, "")});\n`;
		else code += `${body}\n`;
		at = match.index + all.length;
	}
	return `${code}output_.push(${JSON.stringify(source.slice(at))});\nreturn output_.join("");`;
}

/** Own properties that the add-on sets become variables of the scriptlets. */
class HtmlTemplate extends ServiceObject {
	readonly #source: string;
	constructor(source: string) {
		super();
		this.#source = source;
	}
	getRawContent(): string {
		return this.#source;
	}
	getCode(): string {
		return compile(this.#source);
	}
	evaluate(): HtmlOutput {
		const names = Object.keys(this);
		const values = names.map((name) => (this as Record<string, unknown>)[name]);
		const print = new Function("escape_", ...names, compile(this.#source)) as (...args: unknown[]) => string;
		return new HtmlOutput(outside(() => print((value: unknown) => escapeHtml(String(value)), ...values)));
	}
}

class HtmlServiceService extends ServiceObject {
	createHtmlOutput(html = ""): HtmlOutput {
		return new HtmlOutput(html);
	}
	/** Scriptlets in the file stay as they are (fact 115). */
	createHtmlOutputFromFile(name: string): HtmlOutput {
		return new HtmlOutput(call("html.file", name));
	}
	createTemplate(html: string): HtmlTemplate {
		return new HtmlTemplate(html);
	}
	createTemplateFromFile(name: string): HtmlTemplate {
		return new HtmlTemplate(call("html.file", name));
	}
	getUserAgent(): never {
		throw exception("HtmlService.getUserAgent is only available in web apps.");
	}
}

service("HtmlService.HtmlOutputMetaTag", HtmlOutputMetaTag);
service("HtmlService.HtmlOutput", HtmlOutput);
service("HtmlService.HtmlTemplate", HtmlTemplate);
service("HtmlService", HtmlServiceService);

export const HtmlService = Object.assign(new HtmlServiceService(), { SandboxMode, XFrameOptionsMode });

/** Ui: menus, questions, sidebars and dialogs (PLATFORM facts 121-123). */
import type { Answer, DialogSpec, MenuItem, Question } from "../contract";
import { ask, call, exception, text } from "./bridge";
import { Button, ButtonSet, type EnumValue } from "./enums";
import { ServiceObject, service } from "./guard";
import { type HtmlOutput, renderOutput } from "./html";

class Menu extends ServiceObject {
	readonly #caption: string;
	readonly #items: MenuItem[] = [];
	constructor(caption: string) {
		super();
		this.#caption = caption;
	}
	/** Takes the function's name: a function itself is refused by the signature (fact 122). */
	addItem(label: string, functionName: string): this {
		this.#items.push({ label, functionName });
		return this;
	}
	addSeparator(): this {
		this.#items.push({ label: "" });
		return this;
	}
	addSubMenu(menu: Menu): this {
		this.#items.push({ label: menu.#caption, items: menu.#items });
		return this;
	}
	addToUi(): void {
		if (this.#items.length === 0) throw exception("The menu must contain at least one item.");
		call("ui.addMenu", text({ caption: this.#caption, items: this.#items }));
	}
}

class PromptResponse extends ServiceObject {
	readonly #answer: Answer;
	constructor(answer: Answer) {
		super();
		this.#answer = answer;
	}
	getSelectedButton(): EnumValue {
		return Button[this.#answer.button];
	}
	getResponseText(): string | null {
		return this.#answer.text ?? "";
	}
}

/** (prompt), (prompt, buttons) and (title, prompt, buttons). */
function question(
	kind: Question["kind"],
	args: readonly [string, (string | EnumValue)?, EnumValue?],
): Question {
	const [first, second, third] = args;
	const titled = typeof second === "string";
	const buttons = (titled ? third : (second as EnumValue | undefined)) ?? ButtonSet.OK;
	return {
		kind,
		title: titled ? first : "",
		text: titled ? second : first,
		buttons: buttons.name() as Question["buttons"],
	};
}

function show(kind: DialogSpec["kind"], output: HtmlOutput, title: string): void {
	const dialog: DialogSpec = { ...renderOutput(output), kind, title };
	call("ui.show", text(dialog));
}

export class Ui extends ServiceObject {
	declare readonly Button: typeof Button;
	declare readonly ButtonSet: typeof ButtonSet;

	createMenu(caption: string): Menu {
		return new Menu(caption);
	}
	createAddonMenu(): Menu {
		return new Menu(ask("settings.get").name);
	}
	alert(...args: [string, (string | EnumValue)?, EnumValue?]): EnumValue {
		return Button[ask("ui.ask", text(question("alert", args))).button];
	}
	prompt(...args: [string, (string | EnumValue)?, EnumValue?]): PromptResponse {
		return new PromptResponse(ask("ui.ask", text(question("prompt", args))));
	}
	showSidebar(output: HtmlOutput): void {
		show("sidebar", output, renderOutput(output).title);
	}
	showModalDialog(output: HtmlOutput, title: string): void {
		show("modal", output, title);
	}
	showModelessDialog(output: HtmlOutput, title: string): void {
		show("modeless", output, title);
	}
}

Object.assign(Ui.prototype, { Button, ButtonSet });

service("Ui.Menu", Menu);
service("Ui.PromptResponse", PromptResponse);
service("Ui", Ui);

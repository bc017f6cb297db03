/** The sidebar's page: the lead of the selected row with its score and reasons. Text only, never markup. */
import type { SidebarState } from "../addon/sidebar-api";
import { type Messages, messagesIn } from "../locale";
import { server } from "./server";

const app = document.getElementById("app") as HTMLElement;

function element(tag: string, className: string, ...content: (string | HTMLElement)[]): HTMLElement {
	const node = document.createElement(tag);
	if (className !== "") node.className = className;
	node.append(...content);
	return node;
}

function figure(value: string, label: string): HTMLElement {
	return element("div", "figure", element("b", "", value === "" ? "—" : value), element("span", "", label));
}

function reason(label: string, text: string): HTMLElement {
	return element("section", "why", element("h2", "", label), element("p", "", text === "" ? "—" : text));
}

function show(state: SidebarState): void {
	const messages = messagesIn(state.language);
	document.documentElement.lang = state.language;
	const words = messages.sidebar;
	const { lead } = state;
	const body =
		lead === null
			? [element("p", "hint", words.noLead)]
			: [
					element("h1", "", lead.name === "" ? lead.company : lead.name),
					element("p", "company", [lead.company, lead.title].filter((part) => part !== "").join(" · ")),
					element(
						"div",
						"figures",
						figure(lead.score, words.score),
						figure(lead.grade, messages.columns.leads.grade),
						figure(lead.fit, words.fit),
					),
					reason(messages.columns.leads.score_why, lead.scoreWhy),
					reason(messages.columns.leads.fit_why, lead.fitWhy),
				];
	app.replaceChildren(...body, footer(messages, state.refreshedAt));
}

function footer(messages: Messages, refreshedAt: string): HTMLElement {
	const words = messages.sidebar;
	const button = element("button", "", words.thisRow) as HTMLButtonElement;
	button.addEventListener("click", () => {
		button.disabled = true;
		load();
	});
	return element(
		"footer",
		"",
		button,
		element("span", "", refreshedAt === "" ? "" : `${words.refreshed} ${refreshedAt}`),
	);
}

function load(): void {
	server.sidebarLead().then(show, () => {
		const messages = messagesIn(navigator.language.startsWith("ja") ? "ja" : "en");
		app.replaceChildren(element("p", "hint", messages.sidebar.failed), footer(messages, ""));
	});
}

load();

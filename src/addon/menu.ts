import { languageOf, type Messages, messagesIn } from "../locale";
import type * as entryPoints from "./main";

/** A menu item names its function as text; the compiler checks that main.ts exports it. */
const named = (name: keyof typeof entryPoints): string => name;

/** The sentences in the language of the person who acts. */
export function userMessages(): Messages {
	return messagesIn(languageOf(Session.getActiveUserLocale()));
}

/** Adds the menu; needs no permission, so that it appears before the add-on was authorised. */
export function addMenu(): void {
	const { menu, product } = userMessages();
	const ui = SpreadsheetApp.getUi();
	const { tidy } = menu;
	ui.createMenu(product)
		.addItem(menu.refreshNow, named("refreshNow"))
		.addItem(menu.openSidebar, named("openSidebar"))
		.addItem(menu.trace, named("traceFigure"))
		.addSeparator()
		.addSubMenu(
			ui
				.createMenu(menu.tidyUp)
				.addItem(tidy.adopt, named("openAdopt"))
				.addItem(tidy.import, named("openImport"))
				.addItem(tidy.duplicates, named("openDuplicates"))
				.addItem(tidy.learn, named("openLearn"))
				.addItem(tidy.reassign, named("openReassign"))
				.addItem(tidy.batches, named("openBatches"))
				.addItem(tidy.erase, named("openErase")),
		)
		.addSeparator()
		.addItem(menu.turnOn, named("turnOnRefresh"))
		.addItem(menu.turnOff, named("turnOffRefresh"))
		.addItem(menu.status, named("showStatus"))
		.addItem(menu.diagnose, named("diagnose"))
		.addSeparator()
		.addItem(menu.setUp, named("setUp"))
		.addToUi();
}

/** Asks yes or no; closing the box is no. */
export function confirm(title: string, question: string): boolean {
	const ui = SpreadsheetApp.getUi();
	return ui.alert(title, question, ui.ButtonSet.YES_NO) === ui.Button.YES;
}

export function tell(title: string, text: string): void {
	const ui = SpreadsheetApp.getUi();
	ui.alert(title, text, ui.ButtonSet.OK);
}

export function toast(text: string, { product } = userMessages()): void {
	SpreadsheetApp.getActiveSpreadsheet().toast(text, product, 6);
}

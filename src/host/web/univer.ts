import {
	DEFAULT_STYLES,
	type ILanguagePack,
	LocaleType,
	LogLevel,
	type Plugin,
	type PluginCtor,
	Univer,
} from "@univerjs/core";
import { UniverSheetsConditionalFormattingPreset } from "@univerjs/preset-sheets-conditional-formatting";
import { CalculationMode, UniverSheetsCorePreset } from "@univerjs/preset-sheets-core";
import { UniverSheetsDataValidationPreset } from "@univerjs/preset-sheets-data-validation";
import { UniverSheetsFilterPreset } from "@univerjs/preset-sheets-filter";
import { UniverSheetsNotePreset } from "@univerjs/preset-sheets-note";
import { UniverSheetsSortPreset } from "@univerjs/preset-sheets-sort";
import { defaultTheme } from "@univerjs/themes";
import "@univerjs/preset-sheets-core/lib/index.css";
import "@univerjs/preset-sheets-conditional-formatting/lib/index.css";
import "@univerjs/preset-sheets-data-validation/lib/index.css";
import "@univerjs/preset-sheets-filter/lib/index.css";
import "@univerjs/preset-sheets-note/lib/index.css";
import "@univerjs/preset-sheets-sort/lib/index.css";

export type Lang = "ja" | "en";

// Arial 10, as in a new Google sheet.
DEFAULT_STYLES.fs = 10;

/** Univer's sheet interface from the single presets' plugins (the umbrella package would bring commercial ones). */
export async function createUniver(container: HTMLElement, lang: Lang): Promise<Univer> {
	const locale = lang === "ja" ? LocaleType.JA_JP : LocaleType.EN_US;
	const univer = new Univer({
		locale,
		locales: { [locale]: await languagePack(lang) },
		theme: { ...defaultTheme, primary: accent },
		logLevel: LogLevel.ERROR,
		logCommandExecution: false,
	});
	const presets = [
		UniverSheetsCorePreset({
			container,
			header: true,
			toolbar: true,
			ribbonType: "simple",
			footer: { addSheetButtonConfig: { defaultRowCount: 1000, defaultColumnCount: 26 } },
			formula: { initialFormulaComputing: CalculationMode.NO_CALCULATION },
			disableTextFormatAlert: true,
			disableTextFormatMark: true,
			menu: hiddenMenus,
		}),
		UniverSheetsFilterPreset(),
		UniverSheetsDataValidationPreset(),
		UniverSheetsConditionalFormattingPreset(),
		UniverSheetsNotePreset(),
		UniverSheetsSortPreset(),
	];
	for (const preset of presets)
		for (const entry of preset.plugins as readonly (PluginCtor<Plugin> | [PluginCtor<Plugin>, object])[]) {
			if (Array.isArray(entry)) univer.registerPlugin(entry[0], entry[1]);
			else univer.registerPlugin(entry);
		}
	return univer;
}

async function languagePack(lang: Lang): Promise<ILanguagePack> {
	return (await (lang === "ja" ? import("./language-ja") : import("./language-en"))).pack;
}

/** One quiet blue for selections and active tabs, readable on white. */
const accent = {
	50: "#eef3fd",
	100: "#dde8fb",
	200: "#bcd2f7",
	300: "#93b5f1",
	400: "#5f90e8",
	500: "#2f6fdd",
	600: "#1a5fd0",
	700: "#164fae",
	800: "#133f8b",
	900: "#0f3168",
};

/** What the host has no counterpart for: protection is the script's, and works there as warnings only. */
const hiddenMenus = Object.fromEntries(
	[
		"sheet.contextMenu.permission",
		"sheet.command.add-range-protection-from-toolbar",
		"sheet.command.add-range-protection-from-context-menu",
		"sheet.command.set-range-protection-from-context-menu",
		"sheet.command.delete-range-protection-from-context-menu",
		"sheet.command.add-range-protection-from-sheet-bar",
		"sheet.command.delete-worksheet-protection-from-sheet-bar",
		"sheet.command.change-sheet-protection-from-sheet-bar",
		"sheet.command.view-sheet-permission-from-sheet-bar",
		"base-ui.operation.toggle-shortcut-panel",
	].map((id) => [id, { hidden: true }]),
);

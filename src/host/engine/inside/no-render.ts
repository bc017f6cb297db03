/**
 * Stands in for @univerjs/engine-render: the headless workbook draws nothing, and the real one brings 6 MB of fonts and
 * hyphenation. Only what Univer's headless packages name is here.
 */

export class SpreadsheetSkeleton {
	dispose(): void {
		/* nothing was laid out */
	}
}

export class SheetExtension {}

export const SpreadsheetExtensionRegistry = { add: (): void => undefined };
export const FIX_ONE_PIXEL_BLUR_OFFSET = 0.5;
export const COLOR_BLACK_RGB = "rgb(0,0,0)";

export function isObject(value: unknown): boolean {
	return value !== null && typeof value === "object";
}

export function hasCJKText(text: string): boolean {
	return /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u.test(text);
}

export function precisionTo(value: number, digits: number): number {
	return Math.round(value * 10 ** digits) / 10 ** digits;
}

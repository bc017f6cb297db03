export const FONT =
	'Roboto, "Noto Sans JP", "Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans CJK JP", system-ui, sans-serif';

let context: CanvasRenderingContext2D | null = null;

export function textWidth(text: string, size: number, weight = 400): number {
	context ??= document.createElement("canvas").getContext("2d");
	if (!context) return text.length * size * 0.6;
	context.font = `${weight} ${size}px ${FONT}`;
	return context.measureText(text).width;
}

/** Cut with "…" to fit. */
export function shorten(text: string, width: number, size: number): string {
	if (textWidth(text, size) <= width) return text;
	const letters = [...text];
	let count = Math.max(1, Math.floor((letters.length * width) / textWidth(text, size)));
	while (count > 1 && textWidth(`${letters.slice(0, count).join("")}…`, size) > width) count--;
	return `${letters.slice(0, count).join("")}…`;
}

/** One or two lines: broken between words, halves as equal as they can be, the second cut where it must. */
export function wrap(text: string, width: number, size: number): string[] {
	const whole = textWidth(text, size);
	if (whole <= width) return [text];
	let best = { cut: 0, loss: Number.POSITIVE_INFINITY };
	for (const { index } of words(text)) {
		const first = textWidth(text.slice(0, index).trim(), size);
		if (index === 0 || first > width) continue;
		const loss = Math.max(first, whole - first);
		if (loss < best.loss) best = { cut: index, loss };
	}
	if (best.cut === 0) return [shorten(text, width, size)];
	return [text.slice(0, best.cut).trim(), shorten(text.slice(best.cut).trim(), width, size)];
}

function words(text: string): Iterable<{ index: number }> {
	// Japanese has no spaces: the browser knows its words.
	return new Intl.Segmenter(undefined, { granularity: "word" }).segment(text);
}

/** Dark or white letters, whichever can be read on this colour. */
export function inkOn(color: string): string {
	const hex = /^#([0-9a-f]{6})$/i.exec(color)?.[1];
	if (!hex) return "#ffffff";
	const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
	return 0.299 * r + 0.587 * g + 0.114 * b > 0.62 ? "#3c4043" : "#ffffff";
}

/**
 * Parts as one sum; one that is taken off begins with a minus.
 * @example sumOf(["展示会来場 10", "−金融 5"]) // => "展示会来場 10 − 金融 5"
 */
export function sumOf(parts: readonly string[]): string {
	let sum = parts[0] ?? "";
	for (let i = 1; i < parts.length; i++) {
		const part = parts[i]!;
		sum += part.startsWith("−") ? ` − ${part.slice(1)}` : ` + ${part}`;
	}
	return sum;
}

import { isPossibleMyNumber } from "../normalize/my-number";

const TWELVE = /(^|[^\d０-９])([\d０-９]{4}[ -]?[\d０-９]{4}[ -]?[\d０-９]{4})(?![\d０-９])/g;

/**
 * A text without what may be somebody's My Number: such digits must not come into any log.
 * @example withoutMyNumbers("控え 1234-5678-9018") // => "控え ************"
 */
export function withoutMyNumbers(text: string): string {
	if (!/[\d０-９]{4}/.test(text)) return text;
	return text.replace(TWELVE, (all: string, before: string, digits: string) =>
		isPossibleMyNumber(digits.normalize("NFKC").replace(/\D/g, "")) ? `${before}************` : all,
	);
}

import { readPostalCode } from "../normalize/postal-code";
import { foldKey } from "../normalize/text";

const DIGITS = "〇一二三四五六七八九";

const PREFECTURE = /^(?:東京都|北海道|(?:京都|大阪)府|(?:神奈川|和歌山|鹿児島|..)県)/;

/** Two keys of one house: either may be missing, and the same one is enough. */
export interface Place {
	/** Postal code and house number. */
	readonly byCode: string | null;
	/** The address without its prefecture, up to the house number. */
	readonly byAddress: string | null;
}

/**
 * Where a house stands. Without a house number nowhere: a street is no proof.
 * @example readPlace("〒530-0001", "大阪府大阪市北区梅田一丁目２番３号 見込ビル5F").byCode // => "530-0001 1-2-3"
 */
export function readPlace(postal: string | null, address: string | null): Place {
	const text = foldKey(address ?? "")
		.replace(/^〒?\d{3}-?\d{4}(?!\d)/, "")
		.replace(/([一二三四五六七八九])(?=丁目)/g, (digit) => String(DIGITS.indexOf(digit)))
		.replace(/(\d)(?:丁目|番地の|番地|番|号|の)(?=\d)/g, "$1-");
	const house = /\d+(?:-\d+)*/.exec(text);
	if (house === null) return { byCode: null, byAddress: null };
	const code = postal === null ? null : readPostalCode(postal).postalCode;
	const area = text.slice(0, house.index).replace(PREFECTURE, "");
	return {
		byCode: code === null ? null : `${code} ${house[0]}`,
		byAddress: area.length < 3 ? null : `${area} ${house[0]}`,
	};
}

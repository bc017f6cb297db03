import { numfmt } from "@univerjs/core";
import type { Lang } from "../univer";

/** Writes numbers of one axis or series. `compact` shortens large amounts to 万 and 億, or K and M. */
export interface NumberText {
	readonly plain: (value: number) => string;
	readonly compact: (value: number) => string;
}

const NAMED: Readonly<Record<string, string>> = {
	decimal: "#,##0.###",
	percent: "0%",
	scientific: "0.00E+0",
	none: "0.###",
};
const STEPS = {
	ja: [
		[1e12, "兆"],
		[1e8, "億"],
		[1e4, "万"],
	],
	en: [
		[1e9, "B"],
		[1e6, "M"],
		[1e3, "K"],
	],
} as const;

/** An axis' own format wins over that of its cells; either may be a name of Google's or a pattern. */
export function numberText(axisFormat: string | null, cellFormat: string | null, lang: Lang): NumberText {
	const chosen = axisFormat ?? cellFormat;
	const short = axisFormat === "short" || axisFormat === "long";
	const pattern =
		chosen === "currency"
			? lang === "ja"
				? "¥#,##0"
				: "$#,##0.##"
			: (NAMED[chosen ?? ""] ?? (short ? null : chosen));
	const plain = (value: number): string => {
		if (pattern && pattern !== "General" && pattern !== "@" && numfmt.isValidFormat(pattern))
			return numfmt.format(pattern, value).trim();
		return trim(value).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
	};
	const shortens =
		short ||
		(axisFormat === null && !(pattern && /[%dyhms]/i.test(pattern.replace(/\[[^\]]*\]|"[^"]*"/g, ""))));
	const sign = /[¥￥$€£]/.exec(pattern ?? "")?.[0] ?? "";
	const compact = (value: number): string => {
		if (!shortens) return plain(value);
		const size = Math.abs(value);
		// Up to 99,999 (ja) or 9,999 (en) a number is as short as it can be.
		if (size < (lang === "ja" ? 1e5 : 1e4)) return plain(value);
		for (const [unit, name] of STEPS[lang])
			if (size >= unit) {
				const scaled = value / unit;
				const digits = Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2;
				const rounded = Number(scaled.toFixed(digits));
				return `${rounded < 0 ? "−" : ""}${sign}${trim(Math.abs(rounded)).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",")}${name}`;
			}
		return plain(value);
	};
	return { plain, compact };
}

function trim(value: number): string {
	return String(Number(value.toPrecision(10)));
}

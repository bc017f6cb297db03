/** Made-up sheets in the shapes that teams give theirs, for looking at thousands of them. */
import fc from "fast-check";
import type { Cell } from "../../../src/workbook/codec";

export interface RandomSheet {
	readonly cells: Cell[][];
	/** 1-based first row of the header and its rows; 0 for sheets without one. */
	readonly head: number;
	readonly headRows: number;
	/** Records below the header. */
	readonly records: number;
}

const LEAD_HEADERS: readonly (readonly [header: string, values: readonly string[]])[] = [
	["会社名", ["北斗電装株式会社", "みなと精機", "㈱さくら印刷", "Acme Inc."]],
	["氏名", ["佐藤 一郎", "鈴木花子", "高橋　健", "Taro Yamada"]],
	["メールアドレス", ["sato@hokuto.example", "suzuki@minato.example", ""]],
	["電話番号", ["03-1234-5678", "090-1234-5678", "", "０４５（２３４）５６７８"]],
	["役職", ["部長", "課長", "代表取締役", ""]],
	["部署", ["営業部", "総務課", ""]],
	["業種", ["製造業", "IT", "建設"]],
	["従業員数", ["約300名", "30〜50", "1,000名"]],
	["流入経路", ["HP", "展示会", "紹介", "テレアポ"]],
	["登録日", ["2026/6/3", "令和8年6月3日", "6/3", "R8.6.3"]],
	["営業担当", ["山田", "木村"]],
	["備考", ["", "折り返し待ち。来週また電話する。", "=1+1", "@memo"]],
	["都道府県", ["東京都", "大阪", "神奈川県"]],
	["住所", ["東京都港区芝1-2-3", "大阪市北区梅田1-1"]],
];
const ODD_HEADERS = ["", "メモ2", "★", "社内用", "Q1", "2026", "(空欄)", "フラグ", "☎", "A/B"];
const ODD_CELLS: readonly Cell[] = [
	"",
	"x",
	"○",
	0,
	-1,
	3.14,
	1e13,
	true,
	false,
	"#N/A",
	"　",
	"'",
	"🙂",
	"2026-02-30",
];

const text = fc.constantFrom("リード管理表", "2026年度", "更新日: 6/3", "※記入例", "営業部", "マル秘");
const oddCell = fc.constantFrom<Cell>(...ODD_CELLS);

/** Titles, blank rows, groups over the header, odd columns, blank records between, a total and notes below. */
const teamSheet: fc.Arbitrary<RandomSheet> = fc
	.record({
		titles: fc.array(fc.option(text, { nil: "" }), { maxLength: 5 }),
		titleAt: fc.nat(2),
		// Somebody's company or name must be there, or the rows are about nobody.
		columns: fc
			.shuffledSubarray([...LEAD_HEADERS.keys()], { minLength: 4 })
			.filter((columns) => columns.some((i) => i < 3)),
		odd: fc.array(fc.tuple(fc.nat(14), fc.constantFrom(...ODD_HEADERS)), { maxLength: 4 }),
		isGrouped: fc.boolean(),
		records: fc.array(fc.nat(1000), { minLength: 3, maxLength: 25 }),
		gaps: fc.array(fc.nat(25), { maxLength: 3 }),
		hasTotal: fc.boolean(),
		ragged: fc.boolean(),
	})
	.map(({ titles, titleAt, columns, odd, isGrouped, records, gaps, hasTotal, ragged }) => {
		const headers: { header: string; values: readonly Cell[] }[] = columns.map((i) => {
			const [header, values] = LEAD_HEADERS[i] as (typeof LEAD_HEADERS)[number];
			return { header, values: values as readonly Cell[] };
		});
		for (const [at, header] of odd)
			headers.splice(at % (headers.length + 1), 0, { header, values: ODD_CELLS });
		const width = headers.length;
		const blank = () => Array<Cell>(width).fill("");
		const cells: Cell[][] = titles.map((title) => {
			const row = blank();
			row[titleAt % width] = title;
			return row;
		});
		const head = cells.length + 1;
		if (isGrouped) {
			const half = Math.max(2, Math.floor(width / 2));
			cells.push(headers.map((_, i) => (i === 0 ? "お客様情報" : i === half ? "そのほか" : "")));
		}
		cells.push(headers.map(({ header }) => header));
		records.forEach((seed, i) => {
			if (gaps.includes(i)) cells.push(blank());
			const row = headers.map(({ values }, at): Cell => values[(seed + at * 7) % values.length] ?? "");
			// Never wholly blank: the first known column always holds something.
			const first = headers.findIndex(({ header }) => header === LEAD_HEADERS[columns[0] ?? 0]?.[0]);
			if (!row.some((cell) => cell !== "" && cell !== false)) row[first] = `x${seed}`;
			cells.push(ragged ? row.slice(0, Math.max(first + 1, width - (seed % 3))) : row);
		});
		if (hasTotal) {
			const total = blank();
			total[headers.findIndex(({ header }) => /^(?:会社名|氏名|メールアドレス)$/.test(header))] = "合計";
			total[width - 1] = total[width - 1] || records.length;
			cells.push(total);
		}
		return { cells, head, headRows: isGrouped ? 2 : 1, records: records.length };
	});

/** Anything at all. */
const junk: fc.Arbitrary<RandomSheet> = fc
	.array(
		fc.array(fc.oneof(oddCell, text, fc.string({ maxLength: 12, unit: "grapheme" }), fc.double()), {
			maxLength: 12,
		}),
		{
			maxLength: 15,
		},
	)
	.map((cells) => ({ cells: cells as Cell[][], head: 0, headRows: 0, records: 0 }));

export const randomSheet: fc.Arbitrary<RandomSheet> = fc.oneof(
	{ weight: 3, arbitrary: teamSheet },
	{ weight: 1, arbitrary: junk },
);
export const randomTeamSheet = teamSheet;

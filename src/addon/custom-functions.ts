/**
 * The functions that cells may call. Everything comes as an argument, so that Sheets recalculates when it changes; a
 * range gives an answer of its own shape or one row for each record, so that one call serves a whole column.
 */

import { directionOf } from "../domain/activity-types";
import { dayOfTime, SECONDS_PER_DAY, type WallTime } from "../domain/calendar/day";
import { fitOf } from "../domain/fit/icp";
import { stepsOf } from "../domain/followup/desk";
import { linkerTo } from "../domain/linking";
import { companyKey } from "../domain/normalize/company";
import { readCorporateNumber } from "../domain/normalize/corporate-number";
import { readDate } from "../domain/normalize/date";
import { mergeDictionary } from "../domain/normalize/dictionary";
import { emailKind } from "../domain/normalize/email";
import { employeeBand } from "../domain/normalize/employees";
import { industrySegment } from "../domain/normalize/industry";
import { readPhone } from "../domain/normalize/phone";
import { readPrefecture } from "../domain/normalize/prefecture";
import { foldKey } from "../domain/normalize/text";
import { titleRank } from "../domain/normalize/title";
import { requiredLeads } from "../domain/planning/required-leads";
import { DEFAULT_QUALIFICATION } from "../domain/qualification/review";
import { DEFAULT_CUTS, grade as gradeOf } from "../domain/scoring/grade";
import { createHitCollector } from "../domain/scoring/hits";
import { DEFAULT_OPERATOR, DEFAULT_THRESHOLD, type ScoringModel } from "../domain/scoring/rules";
import { scoreLeads } from "../domain/scoring/score";
import { type Language, type Messages, messagesIn } from "../locale";
import { criteriaOf, playbookOf, rulesOf } from "../workbook/agreements";
import { leadWords, whyWords } from "../workbook/blocks";
import type { Cell, CellContext } from "../workbook/codec";
import { time } from "../workbook/codec";
import { activitiesOf, deskRecords, leadKeys, leadsOf, linkActivities } from "../workbook/load";
import { nextStepWords } from "../workbook/next-step";
import { Problems } from "../workbook/problems";
import { type TableData, tableOfBlock } from "../workbook/read";
import type { TableId } from "../workbook/schema";
import { contextOf, type DictionaryKind, readSettings } from "../workbook/settings";
import { fill } from "../workbook/views/figures";
import { fitWhy, scoreWhy } from "../workbook/why";
import { GoogleBook } from "./google-book";

type Block = readonly (readonly Cell[])[];

/** What a cell can know of the team's definition: shipped words, no own staff; a threshold plays no part in a score. */
const BARE_MODEL: ScoringModel = {
	rules: [],
	ownDomains: [],
	threshold: DEFAULT_THRESHOLD,
	operator: DEFAULT_OPERATOR,
	dictionaries: {},
	deputyCountsAsHead: false,
	direction: directionOf,
};

/**
 * Lead scores: attribute points plus behaviour points inside each rule's window, one row per lead.
 * リードのスコアを1行に1件ずつ返します。
 * @param {Array<Array<any>>} leads Leads with their header row. 見出し行を含むリードの範囲
 * @param {Array<Array<any>>} activities Activities with their header row. 見出し行を含む活動の範囲
 * @param {Array<Array<any>>} rules Score rules with their header row. 見出し行を含むスコア表の範囲
 * @param {Date} asOf The day to score for, as a cell. 基準日のセル(TODAY()は使えません)
 * @return {Array<Array<number>>} one score per lead row
 * @customfunction
 */
export function LEAD_SCORE(leads: Block, activities: Block, rules: Block, asOf: Cell): (number | string)[][] {
	const { data, scores } = scoreBlocks(leads, activities, rules, asOf, "ja");
	return byRow(leads, data, (i) => scores.score[i] ?? "");
}

/**
 * Why each lead has its score: points per rule, with dates, adding up to the score.
 * スコアの内訳を1行に1件ずつ返します。
 * @param {Array<Array<any>>} leads Leads with their header row. 見出し行を含むリードの範囲
 * @param {Array<Array<any>>} activities Activities with their header row. 見出し行を含む活動の範囲
 * @param {Array<Array<any>>} rules Score rules with their header row. 見出し行を含むスコア表の範囲
 * @param {Date} asOf The day to score for, as a cell. 基準日のセル
 * @param {string} language "ja" or "en"; ja if omitted. 省略すると ja
 * @return {Array<Array<string>>} one reason per lead row
 * @customfunction
 */
export function LEAD_SCORE_WHY(
	leads: Block,
	activities: Block,
	rules: Block,
	asOf: Cell,
	language?: string,
): string[][] {
	const chosen = languageArgument(language);
	const { data, scores, model, table } = scoreBlocks(leads, activities, rules, asOf, chosen);
	const words = whyWords({ model, criteria: [] }, messagesIn(chosen));
	return byRow(leads, data, (i) => scoreWhy(scores.card(i), words, leadWords(table, i)));
}

/**
 * Grade of each lead: fit band A-C beside behaviour band 1-3; "?" while too little is known.
 * リードの評価(A1〜C3、情報不足は ?)を返します。
 * @param {Array<Array<any>>} leads Leads with their header row. 見出し行を含むリードの範囲
 * @param {Array<Array<any>>} activities Activities with their header row. 見出し行を含む活動の範囲
 * @param {Array<Array<any>>} rules Score rules with their header row. 見出し行を含むスコア表の範囲
 * @param {Array<Array<any>>} icp ICP criteria with their header row. 見出し行を含む理想顧客の範囲
 * @param {Date} asOf The day to score for, as a cell. 基準日のセル
 * @param {Array<Array<any>>} settings Settings with their header row; default cuts if omitted. 設定の範囲。省略できます
 * @return {Array<Array<string>>} one grade per lead row
 * @customfunction
 */
export function LEAD_GRADE(
	leads: Block,
	activities: Block,
	rules: Block,
	icp: Block,
	asOf: Cell,
	settings?: Block,
): string[][] {
	const { data, scores, model, table, context } = scoreBlocks(leads, activities, rules, asOf, "ja");
	const fits = fitOf(table, criteriaOf(blockTable("icp", icp, context, "ja")), model);
	const cuts = Array.isArray(settings)
		? readSettings(blockTable("settings", settings, context, "ja"), () => "ja").cuts
		: DEFAULT_CUTS;
	return byRow(leads, data, (i) =>
		gradeOf(
			fits.fit[i] ?? null,
			fits.coverage[i] ?? 0,
			fits.knockedOut[i] === 1,
			scores.behaviour[i] ?? 0,
			cuts,
		),
	);
}

/**
 * Fit with the ideal customer profile, 0 to 100 over what is known; blank where nothing is known.
 * 理想顧客への適合度(0〜100)を返します。不明な項目は分母に入れません。
 * @param {Array<Array<any>>} leads Leads with their header row. 見出し行を含むリードの範囲
 * @param {Array<Array<any>>} icp ICP criteria with their header row. 見出し行を含む理想顧客の範囲
 * @return {Array<Array<number>>} one fit per lead row
 * @customfunction
 */
export function ICP_FIT(leads: Block, icp: Block): (number | string)[][] {
	const { data, fits } = fitBlocks(leads, icp);
	return byRow(leads, data, (i) => fits.fit[i] ?? "");
}

/**
 * Why each lead fits or not: every criterion with what was read, and how much is known.
 * 適合度の理由と充足率を返します。
 * @param {Array<Array<any>>} leads Leads with their header row. 見出し行を含むリードの範囲
 * @param {Array<Array<any>>} icp ICP criteria with their header row. 見出し行を含む理想顧客の範囲
 * @param {string} language "ja" or "en"; ja if omitted. 省略すると ja
 * @return {Array<Array<string>>} one reason per lead row
 * @customfunction
 */
export function ICP_FIT_WHY(leads: Block, icp: Block, language?: string): string[][] {
	const chosen = languageArgument(language);
	const { data, fits, criteria, model } = fitBlocks(leads, icp);
	const words = whyWords({ model, criteria }, messagesIn(chosen));
	return byRow(leads, data, (i) => fitWhy(fits.card(i), words));
}

/**
 * What to do with each lead and why, in one sentence: verdicts, BANT, last touch, promise, then the Playbook's action.
 * リードごとの次の一手を1行の文で返します。
 * @param {Array<Array<any>>} leads Leads with their header row. 見出し行を含むリードの範囲
 * @param {Array<Array<any>>} activities Activities with their header row. 見出し行を含む活動の範囲
 * @param {Array<Array<any>>} playbook Playbook with its header row. 見出し行を含む打ち手の範囲
 * @param {Date} asOf The day to look from, as a cell. 基準日のセル
 * @param {string} language "ja" or "en"; ja if omitted. 省略すると ja
 * @return {Array<Array<string>>} one sentence per lead row
 * @customfunction
 */
export function NEXT_ACTION(
	leads: Block,
	activities: Block,
	playbook: Block,
	asOf: Cell,
	language?: string,
): string[][] {
	const chosen = languageArgument(language);
	const context = contextFor(chosen);
	const moment = asOfArgument(asOf, context, chosen);
	const data = blockTable("leads", leads, context, chosen);
	const events = blockTable("activities", activities, context, chosen);
	const book = playbookOf(blockTable("playbook", playbook, context, chosen), context);
	const desk = stepsOf({
		...deskRecords(data, context),
		activities: activitiesOf(events, linkActivities(events, linkerTo(leadKeys(data))), new Problems()),
		settings: DEFAULT_QUALIFICATION,
		asOf: moment,
		previousRefresh: null,
	});
	return byRow(leads, data, (i) => nextStepWords(desk.step(i), book, messagesIn(chosen)));
}

/**
 * Rank of a job title, 0 to 100 (60 = department head); 0 off the line, "?" if unknown.
 * 役職のランク(部長=60)を返します。顧問などは0、辞書にない役職は「?」です。
 * @param {string} titles One title or a range. 役職のセルまたは範囲
 * @param {Array<Array<any>>} dictionary Own words and ranks; the shipped dictionary if omitted. 自社の辞書。省略できます
 * @return {number} the rank, in the shape of the argument
 * @customfunction
 */
export function TITLE_RANK(titles: Cell | Block, dictionary?: Block): Cell | Cell[][] {
	const own = dictionaryArgument(dictionary, "title");
	return each(titles, (cell) => {
		const reading = titleRank(String(cell), { own });
		if (reading.offLine) return 0;
		return reading.rank ?? "?";
	});
}

/**
 * Industry segment as sales teams say it (自動車, IT・SaaS …); "?" if unknown.
 * 業種を営業の言葉の区分にそろえます。
 * @param {string} industries One industry or a range. 業種のセルまたは範囲
 * @param {Array<Array<any>>} dictionary Own words and segments. 自社の辞書。省略できます
 * @return {string} the segment, in the shape of the argument
 * @customfunction
 */
export function INDUSTRY_SEGMENT(industries: Cell | Block, dictionary?: Block): Cell | Cell[][] {
	const own = dictionaryArgument(dictionary, "industry");
	return each(industries, (cell) => industrySegment(String(cell), own).segment ?? "?");
}

/**
 * Employee band of a head count or a text such as 約300名; "?" if unreadable.
 * 従業員数を規模の帯(1-9、10-29 … 5000+)にします。
 * @param {string} employees One head count or a range. 従業員数のセルまたは範囲
 * @return {string} the band, in the shape of the argument
 * @customfunction
 */
export function EMPLOYEE_BAND(employees: Cell | Block): Cell | Cell[][] {
	return each(employees, (cell) => employeeBand(numberOrText(cell)).band ?? "?");
}

/**
 * Kind of an e-mail address: corporate, free, carrier, isp, disposable, education, public …; "?" if it is none.
 * メールアドレスの種類を返します。
 * @param {string} emails One address or a range. メールのセルまたは範囲
 * @param {Array<Array<any>>} dictionary Own domains and kinds. 自社の辞書。省略できます
 * @return {string} the kind, in the shape of the argument
 * @customfunction
 */
export function EMAIL_KIND(emails: Cell | Block, dictionary?: Block): Cell | Cell[][] {
	const own = dictionaryArgument(dictionary, "email");
	return each(emails, (cell) => emailKind(String(cell), own).kind ?? "?");
}

/**
 * Key of a company name for comparing: without legal form, branch, spaces and old characters.
 * 会社名を突き合わせ用のキーにします。法人格、支店名、空白、旧字体の違いを除きます。
 * @param {string} names One company name or a range. 会社名のセルまたは範囲
 * @return {string} the key, in the shape of the argument
 * @customfunction
 */
export function COMPANY_KEY(names: Cell | Block): Cell | Cell[][] {
	return each(names, (cell) => companyKey(String(cell)).key);
}

/**
 * Whether a corporate number (13 digits) is right: "OK", or what is wrong with it.
 * 法人番号の検査数字を確かめます。正しければ OK、違えばどこがおかしいかを返します。
 * @param {string} numbers One number or a range. 法人番号のセルまたは範囲
 * @param {string} language "ja" or "en"; ja if omitted. 省略すると ja
 * @return {string} OK or one sentence, in the shape of the argument
 * @customfunction
 */
export function CORPORATE_NUMBER_CHECK(numbers: Cell | Block, language?: string): Cell | Cell[][] {
	const words = messagesIn(languageArgument(language)).corporateNumber;
	return each(numbers, (cell) => corporateNumberWords(cell, words));
}

/**
 * Prefecture that an address, a city or a branch tells; "?" if none.
 * 住所や支社名から都道府県を返します。わからなければ「?」です。
 * @param {string} addresses One address or a range. 住所のセルまたは範囲
 * @return {string} the prefecture, in the shape of the argument
 * @customfunction
 */
export function PREFECTURE(addresses: Cell | Block): Cell | Cell[][] {
	return each(addresses, (cell) => readPrefecture(String(cell)).prefecture ?? "?");
}

/**
 * Phone number with the hyphens of its area code (03-1234-5678); "?" if it is none.
 * 電話番号を市外局番どおりのハイフン区切りにそろえます。読めなければ「?」です。
 * @param {string} phones One phone number or a range. 電話番号のセルまたは範囲
 * @return {string} the phone number, in the shape of the argument
 * @customfunction
 */
export function PHONE_FORMAT(phones: Cell | Block): Cell | Cell[][] {
	return each(phones, (cell) => readPhone(numberOrText(cell)).phone ?? "?");
}

/**
 * Date that a text means, in all Japanese habits (令和6年6月3日, R6.6.3, 6/3, 20240603); "?" if it is none.
 * 和暦や月日だけの書き方も含めて、文字列の日付を読み取ります。読めなければ「?」です。
 * @param {string} texts One text or a range. 日付の文字列のセルまたは範囲
 * @param {Date} baseDate Gives 6/3 its year: the latest such day up to half a year later. 年のない日付の年を決める基準日。省略できます
 * @return {Date} the date, in the shape of the argument
 * @customfunction
 */
export function DATE_READ(texts: Cell | Block, baseDate?: Cell): Cell | Cell[][] {
	const context = contextFor("ja");
	const isOmitted = baseDate === undefined || baseDate === "";
	const nearDay = isOmitted ? undefined : dayOfTime(asOfArgument(baseDate, context, "ja"));
	return each(texts, (cell) => {
		if (cell instanceof Date) return cell;
		const { time: moment } = readDate(numberOrText(cell), { nearDay, dayFirst: context.dayFirst });
		return moment === null ? "?" : context.dateOfTime(moment);
	});
}

/**
 * How many workable leads a team needs: activities per rep and day × business days × reps ÷ touches per lead.
 * 必要リード数(1日の営業活動数 × 営業日 × 営業人員数 ÷ 月の接触回数)を返します。
 * @param {number} activitiesPerDay Activities a rep does in a day. 1人1日の営業活動数
 * @param {number} businessDays Business days of the month. 月の営業日数
 * @param {number} reps Reps; fractions for members in ramp. 営業人員数(立ち上がり中は小数)
 * @param {number} touchesPerLead Touches a lead gets in the month; 1 if omitted. 1件あたりの接触回数。省略すると1
 * @return {number} the number of leads; blank where nobody sells
 * @customfunction
 */
export function REQUIRED_LEADS(
	activitiesPerDay: number,
	businessDays: number,
	reps: number,
	touchesPerLead?: number,
): number | string {
	const touches = typeof touchesPerLead === "number" ? touchesPerLead : 1;
	if (![activitiesPerDay, businessDays, reps].every((value) => typeof value === "number")) {
		throw new Error(messagesIn("ja").formula.noNumbers);
	}
	return requiredLeads({ activitiesPerDay, businessDays, reps, touchesPerLead: touches }) ?? "";
}

function each(argument: Cell | Block, answer: (cell: Cell) => Cell): Cell | Cell[][] {
	const held = new Map<Cell, Cell>();
	const one = (cell: Cell): Cell => {
		if (cell === "" || cell === null || cell === undefined) return "";
		let value = held.get(cell);
		if (value === undefined) {
			value = answer(cell);
			held.set(cell, value);
		}
		return value;
	};
	return isBlock(argument) ? argument.map((row) => row.map(one)) : one(argument);
}

function numberOrText(cell: Cell): number | string {
	return typeof cell === "number" ? cell : String(cell);
}

function corporateNumberWords(cell: Cell, words: Messages["corporateNumber"]): string {
	const { number, rule, problem } = readCorporateNumber(numberOrText(cell));
	if (number !== null)
		return fill(rule === "invoice" || rule === "completed" ? words[rule] : words.ok, { number });
	if (problem === null || problem.code === "blank") return "";
	const sentence = fill(words[problem.code], { ...problem, swapped: "" });
	if (problem.code !== "check-digit" || problem.swapped.length === 0) return sentence;
	return sentence + fill(words.swapped, { numbers: problem.swapped.join(words.or) });
}

function isBlock(argument: unknown): argument is Block {
	return Array.isArray(argument);
}

/** A range of (word, meaning), or the Settings table with its header. */
function dictionaryArgument(block: Block | undefined, kind: DictionaryKind) {
	if (!isBlock(block)) return mergeDictionary([], []);
	const settings = blockTable("settings", block, contextFor("ja"), "ja", true);
	const own =
		settings === null
			? block.map((row): [string, string] => [String(row[0] ?? ""), String(row[1] ?? "")])
			: readSettings(settings, () => "ja").dictionaries[kind];
	return mergeDictionary(
		[],
		own.filter(([word]) => foldKey(word) !== ""),
	);
}

/** One answer for each row below the header; a blank row's answer is blank. */
function byRow<V extends number | string>(
	block: Block,
	data: TableData<TableId>,
	answer: (index: number) => V | "",
): (V | "")[][] {
	const answers: (V | "")[][] = Array.from({ length: Math.max(1, block.length - 1) }, () => [""]);
	for (const part of data.parts) {
		part.rows.forEach((row, i) => {
			answers[row - 2] = [answer(part.first + i)];
		});
	}
	return answers;
}

function contextFor(language: Language): CellContext {
	const book = new GoogleBook(SpreadsheetApp.getActiveSpreadsheet());
	return contextOf(book, { ...readSettings(null, () => book.locale), language }, 0 as never);
}

/** A table argument. @throws one sentence when it is no range with a header row that says what it is */
function blockTable<T extends TableId>(
	table: T,
	block: Block,
	context: CellContext,
	language: Language,
): TableData<T>;
function blockTable<T extends TableId>(
	table: T,
	block: Block,
	context: CellContext,
	language: Language,
	optional: true,
): TableData<T> | null;
function blockTable<T extends TableId>(
	table: T,
	block: Block,
	context: CellContext,
	language: Language,
	optional = false,
): TableData<T> | null {
	const messages = messagesIn(language);
	if (!isBlock(block)) throw new Error(messages.formula.noHeader);
	const data = tableOfBlock(table, block, context, new Problems());
	const known = [...(data.parts[0]?.mapped.columns.keys() ?? [])].filter((column) => !column.startsWith("~"));
	if (known.length >= 2) return data;
	if (optional) return null;
	throw new Error(messages.formula.noColumns(messages.tabs[table]));
}

/** The end of a bare day, else the very moment. */
function asOfArgument(asOf: Cell, context: CellContext, language: Language): WallTime {
	const moment = asOf === undefined || asOf === "" ? null : time.decode(asOf, context);
	if (typeof moment !== "number") throw new Error(messagesIn(language).formula.noAsOf);
	return (moment % SECONDS_PER_DAY === 0 ? moment + SECONDS_PER_DAY - 1 : moment) as WallTime;
}

function languageArgument(language: string | undefined): Language {
	if (language === undefined || language === "" || language === "ja") return "ja";
	if (language === "en") return "en";
	throw new Error(messagesIn("ja").formula.language);
}

function scoreBlocks(leads: Block, activities: Block, rules: Block, asOf: Cell, language: Language) {
	const context = contextFor(language);
	const moment = asOfArgument(asOf, context, language);
	const data = blockTable("leads", leads, context, language);
	const table = leadsOf(data, null);
	const events = blockTable("activities", activities, context, language);
	const model = {
		...BARE_MODEL,
		rules: rulesOf(blockTable("score_rules", rules, context, language), context),
	};
	const collector = createHitCollector(model, table);
	collector.add(activitiesOf(events, linkActivities(events, linkerTo(leadKeys(data))), new Problems()));
	return { data, table, model, context, scores: scoreLeads(collector.finish(), moment) };
}

function fitBlocks(leads: Block, icp: Block) {
	const context = contextFor("ja");
	const data = blockTable("leads", leads, context, "ja");
	const criteria = criteriaOf(blockTable("icp", icp, context, "ja"));
	return { data, criteria, model: BARE_MODEL, fits: fitOf(leadsOf(data, null), criteria, BARE_MODEL) };
}

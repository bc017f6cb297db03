/** What the command line says, in Japanese and English. One sentence each. */

import type { CsvProblem } from "./csv";

export type CliLanguage = "ja" | "en";

const en = {
	usage: `Usage: npm start -- [options]

Opens the workbook in a browser, with sample data on the first start.

  --leads FILE, --companies FILE, --activities FILE, --deals FILE
                     load your own exports (CSV, TSV; UTF-8 or Shift_JIS); repeatable
  --lang ja|en       language of the tabs (default: ja)
  --as-of DATE       the day to start on, such as 2026-04-15 (default: today)
  --port N           port of the page (default: ${"3210"}, or a free one)
  --state DIR        where the workbook is kept between starts (default: .mikomi)
  --fresh            start anew; the old workbook is kept as state.previous.json
  --headless         no browser: set up, refresh once, and end
  --export DIR       write every tab as CSV into DIR, and end
  --eval FORMULA     print what a formula gives, and end; repeatable
  --help             show this`,
	unknownOption: (option: string) => `There is no option ${option}; --help lists those there are.`,
	optionValue: (option: string) => `The option ${option} needs a value.`,
	noOptionValue: (option: string) => `The option ${option} takes no value.`,
	strayArgument: (text: string) => `"${text}" belongs to no option; name each file as in --leads FILE.`,
	badDate: (text: string) => `--as-of needs a day such as 2026-04-15, not "${text}".`,
	badLanguage: (text: string) => `--lang is ja or en, not "${text}".`,
	badPort: (text: string) => `--port needs a number from 0 to 65535, not "${text}".`,
	emptyFormula: () => "--eval needs a formula.",
	missingFile: (path: string) => `There is no file ${path}.`,
	unreadableFile: (path: string) => `The file ${path} cannot be read.`,
	emptyFile: (path: string) => `The file ${path} holds no table.`,
	notTextFile: (path: string) => `The file ${path} is no text; save it as CSV first.`,
	unclosedQuote: (path: string) => `The file ${path} has a quotation mark that is never closed.`,
	unwritable: (path: string) => `Nothing can be written into ${path}.`,
	badState: (path: string) => `The kept workbook ${path} cannot be opened; --fresh starts a new one.`,
	notBuilt: (path: string) => `The add-on is not built: ${path} is missing.`,
	functionFailed: (name: string, message: string) => `${name} failed: ${message}`,
	formulaFailed: (formula: string, error: string) => `${formula} gives ${error}.`,
	serverFailed: (message: string) => `The page cannot be served: ${message}`,
	unexpected: (message: string) => `Something went wrong: ${message}`,
	fileRead: (path: string, rows: number, encoding: string) => `${path}: ${rows} rows, ${encoding}`,
	fileProblem: (path: string, { code, line, count, text }: CsvProblem) => {
		const what = {
			preamble: `line ${line} above the header was skipped: ${text}`,
			blankRows: `${count} blank rows were skipped`,
			shortRows: `${count} rows are shorter than the header, first on line ${line}`,
			longRows: `${count} rows are longer than the header, first on line ${line}; nothing was cut`,
			emptyHeader: `a column without a header is called "${text}"`,
			duplicateHeader: `a header that stands twice is called "${text}"`,
			undecodable: `${count} characters could not be decoded`,
		}[code];
		return `${path}: ${what}`;
	},
	workbookName: () => "Sales team lead desk",
	settingUp: () => "setting up",
	loadingSample: () => "filling in the sample",
	sampleColumnsMissing: (columns: readonly string[]) =>
		`the workbook lacks columns, so these parts of the sample are left out: ${columns.join(", ")}`,
	refreshing: () => "refreshing",
	exported: (files: number, dir: string) => `${files} files written to ${dir}`,
	opened: (path: string) => `opened ${path}`,
	asOfIgnored: () => "--as-of has no effect on a kept workbook; use --fresh with it",
	serving: () => "open this address in a browser; Ctrl+C ends",
	column: (number: number) => `column ${number}`,
};

export type CliMessages = typeof en;

const ja: CliMessages = {
	usage: `使い方: npm start -- [オプション]

ブラウザーでブックを開きます。初回はサンプルデータが入ります。

  --leads FILE, --companies FILE, --activities FILE, --deals FILE
                     自分のデータを読み込む(CSV・TSV、UTF-8・Shift_JIS)。何度でも指定可
  --lang ja|en       タブの言語(既定: ja)
  --as-of DATE       基準日。例 2026-04-15(既定: 今日)
  --port N           ページのポート(既定: 3210、使用中なら空きポート)
  --state DIR        ブックの保存先(既定: .mikomi)
  --fresh            新しく始める。前のブックは state.previous.json に残ります
  --headless         ブラウザーなしで、セットアップと更新を1回行って終わる
  --export DIR       すべてのタブをCSVでDIRに書き出して終わる
  --eval FORMULA     数式の値を表示して終わる。何度でも指定可
  --help             この説明を表示する`,
	unknownOption: (option) => `${option} というオプションはありません。--help で一覧を表示します。`,
	optionValue: (option) => `${option} には値が必要です。`,
	noOptionValue: (option) => `${option} に値は付けられません。`,
	strayArgument: (text) =>
		`「${text}」はどのオプションの値でもありません。ファイルは --leads FILE のように1つずつ指定してください。`,
	badDate: (text) => `--as-of には 2026-04-15 のような日付を指定してください(「${text}」は読めません)。`,
	badLanguage: (text) => `--lang には ja か en を指定してください(「${text}」は使えません)。`,
	badPort: (text) => `--port には 0〜65535 の数を指定してください(「${text}」は使えません)。`,
	emptyFormula: () => "--eval には数式を指定してください。",
	missingFile: (path) => `ファイル ${path} がありません。`,
	unreadableFile: (path) => `ファイル ${path} を読めません。`,
	emptyFile: (path) => `ファイル ${path} に表がありません。`,
	notTextFile: (path) => `ファイル ${path} はテキストではありません。CSVで保存し直してください。`,
	unclosedQuote: (path) => `ファイル ${path} に閉じられていない引用符があります。`,
	unwritable: (path) => `${path} に書き込めません。`,
	badState: (path) => `保存したブック ${path} を開けません。--fresh で新しく始められます。`,
	notBuilt: (path) => `アドオンがまだビルドされていません(${path} がありません)。`,
	functionFailed: (name, message) => `${name} が失敗しました: ${message}`,
	formulaFailed: (formula, error) => `${formula} の結果はエラー ${error} です。`,
	serverFailed: (message) => `ページを開始できません: ${message}`,
	unexpected: (message) => `処理できませんでした: ${message}`,
	fileRead: (path, rows, encoding) => `${path}: ${rows}行(${encoding})`,
	fileProblem: (path, { code, line, count, text }) => {
		const what = {
			preamble: `見出しより上の${line}行目を読み飛ばしました: ${text}`,
			blankRows: `空行${count}行を読み飛ばしました`,
			shortRows: `見出しより短い行が${count}行あります(最初は${line}行目)`,
			longRows: `見出しより長い行が${count}行あります(最初は${line}行目)。値はすべて残しました`,
			emptyHeader: `見出しのない列を「${text}」としました`,
			duplicateHeader: `重複する見出しを「${text}」としました`,
			undecodable: `読めない文字が${count}字あります`,
		}[code];
		return `${path}: ${what}`;
	},
	workbookName: () => "営業部 リード管理",
	settingUp: () => "セットアップ中",
	loadingSample: () => "サンプルを入力中",
	sampleColumnsMissing: (columns) =>
		`ブックに列がないため、サンプルの次の部分を省きました: ${columns.join("、")}`,
	refreshing: () => "更新中",
	exported: (files, dir) => `${files}個のファイルを ${dir} に書き出しました`,
	opened: (path) => `${path} を開きました`,
	asOfIgnored: () => "保存したブックに --as-of は効きません。--fresh と一緒に使ってください",
	serving: () => "ブラウザーで次のアドレスを開いてください。Ctrl+C で終わります",
	column: (number) => `列 ${number}`,
};

export function cliMessages(language: CliLanguage): CliMessages {
	return { ja, en }[language];
}

/** The language to complain in: what --lang asks for, else what the terminal speaks. */
export function messageLanguage(
	argv: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
): CliLanguage {
	const flag = argv.findIndex((argument) => argument === "--lang" || argument.startsWith("--lang="));
	const asked = flag === -1 ? undefined : (argv[flag]?.split("=")[1] ?? argv[flag + 1]);
	if (asked === "ja" || asked === "en") return asked;
	const terminal = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || "";
	return terminal.toLowerCase().startsWith("ja") ? "ja" : "en";
}

/** An end that the user can understand: one sentence on stderr and an exit code. */
export class CliError extends Error {
	override readonly name = "CliError";
	readonly exitCode: number;

	constructor(exitCode: 1 | 2, sentence: string) {
		super(sentence);
		this.exitCode = exitCode;
	}
}

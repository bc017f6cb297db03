import { changesTo, type Dictionary, type Entry, entriesOf } from "./dictionary";
import { createScanner, type Scanner } from "./scan";
import { titleTables } from "./shipped/titles";
import { foldKey, normalizeText } from "./text";
import { OFFICER_RANK, type Post, postsIn, type Segment, STAFF_RANK, type Word } from "./title-posts";

/** One of the posts that a title names. */
export interface TitlePost {
	/** As written, in one spelling and without the department: 本部長, 室長代理. */
	readonly title: string;
	/** 10 (staff) to 100 (head of the company); null where the post has none (顧問). */
	readonly rank: number | null;
	/** Outside the line of command: advisors, auditors, outside directors, secretaries, former posts. */
	readonly offLine: boolean;
}

export interface TitleReading {
	/** Rank of the post that decided. */
	readonly rank: number | null;
	/** The post that decided: the highest in the line, else the first outside it. */
	readonly title: string | null;
	readonly offLine: boolean;
	/** All concurrent posts in their order; staff only where nothing else is named. */
	readonly posts: readonly TitlePost[];
	/**
	 * 職種 of the deciding post's department: sales, marketing, it, hr, general_affairs, finance, legal, manufacturing,
	 * rnd, quality, purchasing, logistics, support, management; null where no word says.
	 */
	readonly function: string | null;
	/**
	 * own, table, modifier (副, 代理, 担当 …), role (プロジェクトマネージャー), director (a functional Director), attached
	 * (社長付), former; or why nothing was read: blank, none (その他), department, unknown.
	 */
	readonly rule: string;
	/** Whether the dictionary decided; what it did not belongs on the list of titles to look at. */
	readonly known: boolean;
}

export interface TitleOptions {
	/** The team's words with a rank or "off". */
	readonly own?: Dictionary | undefined;
	/** Whether 次長, 部長代理, 副部長 and 担当部長 rank as the 部長 they stand in for. */
	readonly deputyCountsAsHead?: boolean | undefined;
}

interface Tables {
	readonly words: Scanner<Word>;
	readonly functions: Scanner<string>;
	/** The team's entries, for whole titles. */
	readonly own: ReadonlyMap<string, Word>;
}

/** Every shipped word with its rank, or "off": what a team sees and overrides. */
export function shippedTitles(): readonly Entry[] {
	const { ranks, roleRank, roleWords, roleFields } = titleTables();
	const roles = roleFields.replace(/[^|]+/g, (field) => field + (field < "~" ? " manager" : "マネージャー"));
	return entriesOf([...ranks, [roleRank, roleWords], [roleRank, roles]]);
}

const NOTHING = /^(?:その他|役職なし|なし|無し|不明|未設定|未定|n\/a|none|others?|unknown|select|[-*・ ]*)$/;
const DEPARTMENT = /[部課室係局]$|グループ|チーム|センター|支店|支社|office|department/;
const COMPANY_FORM = /(?:株式|有限|合同|合資|合名|相互)会社|\([株有同]\)/g;
const OPENING = "([【〔〈《「";
const CLOSING = ")]】〕〉》」";
const SEPARATOR = /兼[務任]?|及び|および|並びに|[/,、;:|\n\t]| and /y;
const INSIDE_WORD = /[a-z]&[a-z]|[ァ-ヺー]・[ァ-ヺー]/;

let shipped: Tables | undefined;
const withOwn = /* @__PURE__ */ new WeakMap<Dictionary, Tables>();

/**
 * How high a title stands, on a scale of 10 (staff) to 100 (head of the company). Of concurrent posts the highest in
 * the line decides. What a longer word contains never counts (社長 in 社長室長, 部長 in 部長代理); modifiers move the
 * rank by five down (副, 代理, 補佐, 心得, 担当) or two up (上席, シニア). "Director" alone is a board member, with a field
 * (Sales Director) the head of a division.
 * @example titleRank("取締役 兼 営業本部長").rank // => 75
 * @example titleRank("社長室長").title // => "室長"
 */
export function titleRank(text: string, options: TitleOptions = {}): TitleReading {
	const folded = spell(text);
	if (NOTHING.test(folded)) return unread(folded === "" ? "blank" : "none", null);
	const { words, functions, own } = tablesOf(options.own);
	const way = { words, functions, deputyCountsAsHead: options.deputyCountsAsHead === true };

	const whole = own.get(foldKey(text)) ?? own.get(folded.replace(/ /g, ""));
	const segments = whole === undefined ? segmentsOf(folded) : [{ main: folded, aside: "" }];
	let posts: (Post & { readonly segment: Segment })[] = [];
	for (const segment of segments) {
		const entry = whole ?? own.get(segment.main.replace(/ /g, ""));
		const found = entry === undefined ? postsIn(segment, way) : [ownPost(segment.main, entry)];
		for (const post of found) posts.push({ ...post, segment });
	}
	const aboveStaff = posts.filter((post) => post.offLine || post.rank !== STAFF_RANK || post.rule === "own");
	if (aboveStaff.length > 0) posts = aboveStaff;

	let decisive = posts[0];
	for (const post of posts) {
		if (decisive === undefined || post.offLine) continue;
		if (decisive.offLine || (post.rank ?? 0) > (decisive.rank ?? 0)) decisive = post;
	}
	const department = functionOf(segments, decisive?.segment, functions);
	if (decisive === undefined) {
		return unread(department !== null || DEPARTMENT.test(folded) ? "department" : "unknown", department);
	}
	const { rank, title, offLine, rule } = decisive;
	const isOfficer = !offLine && rank !== null && rank >= OFFICER_RANK;
	return {
		rank,
		title,
		offLine,
		posts: posts.map((post) => ({ title: post.title, rank: post.rank, offLine: post.offLine })),
		function: department ?? (isOfficer ? "management" : null),
		rule,
		known: true,
	};
}

/**
 * Whether a title reaches a rank in the line of command: 部長以上 is 60 or more and not off the line. Unknown is no.
 * @example isRankAtLeast(titleRank("次長"), 60) // => false
 */
export function isRankAtLeast(reading: TitleReading, rank: number): boolean {
	return reading.rank !== null && !reading.offLine && reading.rank >= rank;
}

/**
 * The rank that a rule's word names, or null when it names none: 部長, 部長以上 and 部長クラス are 60.
 * @example rankOfWord("部長以上") // => 60
 */
export function rankOfWord(word: string): number | null {
	const reading = titleRank(normalizeText(word).replace(/(?:以上|以下|未満|クラス|レベル|相当|級|職)+$/, ""));
	return reading.offLine ? null : reading.rank;
}

function unread(rule: string, department: string | null): TitleReading {
	const known = rule === "none";
	return { rank: null, title: null, offLine: false, posts: [], function: department, rule, known };
}

function ownPost(title: string, { rank }: Word): Post {
	return { title, rank, offLine: rank === null, rule: "own" };
}

function tablesOf(own: Dictionary | undefined): Tables {
	if (own === undefined || own.size === 0) {
		shipped ??= createTables([]);
		return shipped;
	}
	const tables = withOwn.get(own) ?? createTables(changesTo(shippedTitles(), own));
	withOwn.set(own, tables);
	return tables;
}

function createTables(ownEntries: readonly Entry[]): Tables {
	const { ranks, functions } = titleTables();
	const firstRole = entriesOf(ranks).length;
	const words = shippedTitles().map(([word, rank], index): [string, Word] => [
		word,
		{ rank: rank === "off" ? null : Number(rank), kind: index < firstRole ? "table" : "role" },
	]);
	const own = new Map<string, Word>();
	for (const [word, value] of ownEntries) {
		const rank = /^(?:off|ライン外)$/.test(value) ? null : Number(value);
		if (rank !== null && !(rank >= 0 && rank <= 100)) continue;
		const entry: Word = { rank, kind: "own" };
		own.set(foldKey(word), entry);
		own.set(spell(word).replace(/ /g, ""), entry);
		words.push([spell(word), entry]);
	}
	return { words: createScanner(words), functions: createScanner(entriesOf(functions)), own };
}

/** Lower case, one spelling of マネージャー and its like, no spaces inside 部　長. Line breaks stay separators. */
function spell(text: string): string {
	const folded = text
		.split(/[\r\n]+/)
		.map(normalizeText)
		.filter((line) => line !== "")
		.join("\n")
		.toLowerCase();
	if (/^[\x20-\x7e]*$/.test(folded)) return folded;
	return (/^[^ ](?: [^ ])+$/.test(folded) ? folded.replace(/ /g, "") : folded)
		.replace(/(\S) 長(?=$|[ (/]|代|補)/g, "$1長")
		.replace(/([ァ-ヺー])[・ -](?=[ァ-ヺ])/g, "$1")
		.replace(/マネー?ジ[ャヤ]ー?/g, "マネージャー")
		.replace(/ジェネラル/g, "ゼネラル")
		.replace(/(リーダ|センタ|ディレクタ|オーナ|プロデューサ|メンバ|スーパーバイザ)(?!ー)/g, "$1ー")
		.replace(COMPANY_FORM, " ")
		.trim();
}

/** Concurrent posts apart, each with what stood in its brackets; 部長(兼 人事課長) is two posts. */
function segmentsOf(text: string): Segment[] {
	const segments: Segment[] = [];
	let main = "";
	let aside = "";
	let depth = 0;
	const close = () => {
		if (`${main}${aside}`.trim() !== "") segments.push({ main: main.trim(), aside: aside.trim() });
		main = "";
		aside = "";
	};
	for (let i = 0; i < text.length; i++) {
		const letter = text.charAt(i);
		if (OPENING.includes(letter)) {
			const concurrent = /^.兼[務任]?[)\]】]?/.exec(text.slice(i, i + 4));
			if (concurrent === null) {
				depth++;
				aside += " ";
			} else {
				close();
				i += concurrent[0].length - 1;
			}
		} else if (CLOSING.includes(letter)) depth = Math.max(0, depth - 1);
		else if (depth > 0) aside += letter;
		else {
			const separator = separatorAt(text, i);
			if (separator === 0) main += letter;
			else {
				close();
				i += separator - 1;
			}
		}
	}
	close();
	return segments;
}

/** Length of the separator at a position, 0 where there is none. R&D is one word. */
function separatorAt(text: string, position: number): number {
	const letter = text.charAt(position);
	if (letter === "&" || letter === "・")
		return INSIDE_WORD.test(text.slice(position - 1, position + 2)) ? 0 : 1;
	SEPARATOR.lastIndex = position;
	return SEPARATOR.exec(text)?.[0].length ?? 0;
}

/** The last department word beside the deciding post, else beside any other. */
function functionOf(
	segments: readonly Segment[],
	decisive: Segment | undefined,
	functions: Scanner<string>,
): string | null {
	const ordered = decisive === undefined ? segments : [decisive, ...segments];
	for (const { main, aside } of ordered) {
		for (const text of [main, aside]) {
			const found = functions.all(text);
			if (found.length > 0) return found[found.length - 1]!.value;
		}
	}
	return null;
}

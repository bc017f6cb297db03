import { type Dictionary, type Entry, entriesOf } from "./dictionary";
import { createScanner, type Found, type Scanner } from "./scan";
import { foldKey, normalizeText } from "./text";
import { FUNCTION_ROWS, NOT_A_POST, ROLE_FIELDS, ROLE_RANK, ROLE_WORDS, TITLE_ROWS } from "./title-words";

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
	/** All concurrent posts in their order. */
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
	/** Whether the dictionary decided; false belongs on the list of titles to look at. */
	readonly known: boolean;
}

export interface TitleOptions {
	/** The team's words with a rank or "off". */
	readonly own?: Dictionary | undefined;
	/** Whether 次長, 部長代理, 副部長 and 担当部長 rank as the 部長 they stand in for. */
	readonly deputyCountsAsHead?: boolean | undefined;
}

type Word = { readonly rank: number | null; readonly kind: "own" | "role" | "table" };
type Post = TitlePost & { readonly rule: string };

interface Segment {
	readonly main: string;
	/** What stood in brackets. */
	readonly aside: string;
}

interface Tables {
	readonly words: Scanner<Word>;
	readonly functions: Scanner<string>;
	/** The team's entries by foldKey, for whole titles. */
	readonly own: ReadonlyMap<string, Word>;
}

/** Every shipped word with its rank, or "off": what a team sees and overrides. */
export const SHIPPED_TITLES: readonly Entry[] = /* @__PURE__ */ entriesOf([
	...TITLE_ROWS,
	[ROLE_RANK, ROLE_WORDS],
	[ROLE_RANK, /* @__PURE__ */ ROLE_FIELDS.replace(/[^|]+/g, (field) => field + (field < "~" ? " manager" : "マネージャー"))],
]);

const STAND_IN_STEP = 5;
const SENIOR_STEP = 2;
const STAFF_RANK = 10;
const SENIOR_STAFF_RANK = 30;
/** From here on 担当 names a field (営業担当役員) instead of lowering the post. */
const OFFICER_RANK = 70;
const CHIEF_OFFICER_RANK = 90;

const NOTHING =
	/^(?:その他|なし|無し|不明|未設定|未定|役職なし|n\/a|none|other|others|unknown|select|[-*・ ]*)$/;
const OPENING = "([【〔〈《「";
const CLOSING = ")]】〕〉》」";
const SEPARATOR = /^(?:兼務|兼任|兼|及び|および|並びに|[/,、;:|\n\t]| and )/;
const KATAKANA = /[ァ-ヺー]/;
const LATIN_STRETCH = /[a-z][a-z0-9&'. -]*/g;
const COMPANY_FORM = /(?:株式|有限|合同|合資|合名|相互)会社|\((?:株|有|同)\)/g;
const FORMER_START =
	/^(?:元(?![町住請気浅箱])|旧(?!居留地)|前(?=職| |・|第|代表|常務|専務|社長|会長|総)|ex[- ]|former\b|retired\b|past\b)/;
const FORMER_BEFORE = /(?:^|[ ・])[元前旧][・ ]?$/;
const OFF_ASIDE = /社外|非常勤|監査等委員|退職|退任|^[元前]職?$|outside|independent/;
const STAND_IN_AFTER = /^ ?(?:職務)?(?:代理(?!店)|補佐|心得|代行|待遇|格(?!付))/;
const STAND_IN_BEFORE = /(?:担当|専任|専門|付|アシスタント|サブ|アソシエイト)$/;
const SENIOR_BEFORE = /(?:上席|筆頭|上級|シニア|統括|総括|首席)$/;
const LEVEL_AFTER = /^ ?(?:クラス|相当職?|級|職(?!員|種)|以上)/;
const TITLE_END = /^(?:$|[ ・.:~+*!?-]|様|殿|さん|氏)/;
const PLACE_AFTER = /^(?:[野崎岡]|谷[川部])/;
const STAND_IN_WORD = /^(?:副|担当|次長|deputy |assistant |associate )|(?:代理|補佐)$/;
const ENGLISH_CUT = /^(.*?)(?: (?:of|for|in|at|to|the) | - )/;

let shipped: Tables | undefined;
const withOwn = new WeakMap<Dictionary, Tables>();

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
	if (NOTHING.test(folded)) return empty(folded === "" ? "blank" : "none", folded !== "", null);
	const tables = tablesOf(options.own);
	const deputyCountsAsHead = options.deputyCountsAsHead === true;

	const whole = tables.own.get(foldKey(text));
	const segments = whole === undefined ? segmentsOf(folded) : [{ main: folded, aside: "" }];
	let posts: (Post & { segment: Segment })[] = [];
	for (const segment of segments) {
		const own = whole ?? tables.own.get(segment.main.replace(/ /g, ""));
		const found: Post[] =
			own === undefined
				? postsIn(segment, tables.words, deputyCountsAsHead)
				: [{ title: segment.main, rank: own.rank, offLine: own.rank === null, rule: "own" }];
		for (const post of found) posts.push({ ...post, segment });
	}
	const named = posts.filter((post) => post.offLine || post.rank !== STAFF_RANK || post.rule === "own");
	if (named.length > 0) posts = named;

	let decisive = posts[0];
	for (const post of posts) {
		if (decisive === undefined || post.offLine) continue;
		if (decisive.offLine || (post.rank ?? 0) > (decisive.rank ?? 0)) decisive = post;
	}
	if (decisive === undefined) {
		const department = functionOf(segments, undefined, tables.functions);
		const isDepartment =
			department !== null ||
			/[部課室係局]$|グループ|チーム|センター|支店|支社|office|department/.test(folded);
		return empty(isDepartment ? "department" : "unknown", false, department);
	}
	const department = functionOf(segments, decisive.segment, tables.functions);
	return {
		rank: decisive.rank,
		title: decisive.title,
		offLine: decisive.offLine,
		posts: posts.map(({ title, rank, offLine }) => ({ title, rank, offLine })),
		function: department ?? (!decisive.offLine && (decisive.rank ?? 0) >= OFFICER_RANK ? "management" : null),
		rule: decisive.rule,
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

function empty(rule: string, known: boolean, department: string | null): TitleReading {
	return { rank: null, title: null, offLine: false, posts: [], function: department, rule, known };
}

function tablesOf(own: Dictionary | undefined): Tables {
	if (own === undefined || own.size === 0) {
		shipped ??= createTables([]);
		return shipped;
	}
	let tables = withOwn.get(own);
	if (tables === undefined) {
		tables = createTables(Array.from(own));
		withOwn.set(own, tables);
	}
	return tables;
}

function createTables(ownEntries: readonly Entry[]): Tables {
	const words: [string, Word][] = [];
	const firstRole = entriesOf(TITLE_ROWS).length;
	SHIPPED_TITLES.forEach(([word, rank], index) => {
		words.push([word, { rank: rank === "off" ? null : Number(rank), kind: index < firstRole ? "table" : "role" }]);
	});
	const own = new Map<string, Word>();
	for (const [word, value] of ownEntries) {
		const rank = /^(?:off|ライン外)$/.test(value) ? null : Number(value);
		if (rank !== null && !(rank >= 0 && rank <= 100)) continue;
		const entry: Word = { rank, kind: "own" };
		own.set(foldKey(word), entry);
		words.push([spell(word), entry]);
	}
	const functions = entriesOf(FUNCTION_ROWS).map(([word, code]): Entry => [word, code]);
	return { words: createScanner(words), functions: createScanner(functions), own };
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
	const joined = /^[^ ](?: [^ ])+$/.test(folded) ? folded.replace(/ /g, "") : folded;
	return joined
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
	const segments: { main: string; aside: string }[] = [];
	let main = "";
	let aside = "";
	let depth = 0;
	const close = () => {
		if (main.trim() !== "" || aside.trim() !== "") segments.push({ main: main.trim(), aside: aside.trim() });
		main = "";
		aside = "";
	};
	for (let i = 0; i < text.length; i++) {
		const letter = text.charAt(i);
		if (OPENING.includes(letter)) {
			depth++;
			if (text.charAt(i + 1) === "兼") {
				close();
				depth = 0;
				const rest = /^兼[務任]?[)\]】]?/.exec(text.slice(i + 1));
				i += (rest as RegExpExecArray)[0].length;
			} else if (aside !== "") aside += " ";
			continue;
		}
		if (CLOSING.includes(letter)) {
			depth = Math.max(0, depth - 1);
			continue;
		}
		const separator = depth === 0 ? separatorAt(text, i) : 0;
		if (separator > 0) {
			close();
			i += separator - 1;
		} else if (depth === 0) main += letter;
		else aside += letter;
	}
	close();
	return segments;
}

/** Length of the separator at a position, 0 where there is none. */
function separatorAt(text: string, position: number): number {
	const letter = text.charAt(position);
	const before = text.charAt(position - 1);
	const after = text.charAt(position + 1);
	// R&D is one word, エグゼクティブ・プロデューサー one title.
	if (letter === "&") return /[a-z]/.test(before) && /[a-z]/.test(after) ? 0 : 1;
	if (letter === "・") return KATAKANA.test(before) && KATAKANA.test(after) ? 0 : 1;
	if (!"兼及お並/,、;:|\n\t ".includes(letter)) return 0;
	return SEPARATOR.exec(text.slice(position, position + 5))?.[0].length ?? 0;
}

function postsIn(segment: Segment, words: Scanner<Word>, deputyCountsAsHead: boolean): Post[] {
	const { main, aside } = segment;
	let posts = postsOf(main, words, deputyCountsAsHead);
	if (posts.length === 0 && aside !== "") posts = postsOf(aside, words, deputyCountsAsHead);
	else if (aside !== "" && posts.length > 0) {
		if (OFF_ASIDE.test(aside)) {
			posts = posts.map((post) => ({
				...post,
				offLine: true,
				rule: /^[元前]|退/.test(aside) ? "former" : post.rule,
			}));
		} else if (/^(?:代理|補佐|心得|代行|待遇|担当)$/.test(aside) && !deputyCountsAsHead) {
			posts = posts.map((post) => ({
				...post,
				rank: post.rank === null ? null : post.rank - STAND_IN_STEP,
				rule: "modifier",
			}));
		}
	}
	return posts;
}

function postsOf(text: string, words: Scanner<Word>, deputyCountsAsHead: boolean): Post[] {
	const isFormer = FORMER_START.test(text) || isFormerField(text);
	const posts: Post[] = [];
	let done = 0;
	LATIN_STRETCH.lastIndex = 0;
	for (let match = LATIN_STRETCH.exec(text); match !== null; match = LATIN_STRETCH.exec(text)) {
		// A stretch that runs into Japanese is a prefix there (webディレクター, it部長).
		const joined = match.index + match[0].length < text.length && !match[0].endsWith(" ");
		if (joined) continue;
		posts.push(...japanesePosts(text.slice(done, match.index), words, deputyCountsAsHead));
		posts.push(...englishPosts(match[0], words, deputyCountsAsHead));
		done = match.index + match[0].length;
	}
	posts.push(...japanesePosts(text.slice(done), words, deputyCountsAsHead));
	return isFormer ? posts.map((post) => ({ ...post, offLine: true, rule: "former" })) : posts;
}

/** 前営業部長 is a former one, 前橋支店長 is not. */
function isFormerField(text: string): boolean {
	return text.startsWith("前") && tablesOf(undefined).functions.at(text, 1) !== null;
}

/** Reads from the right: a Japanese title stands at the end of what it governs. */
function japanesePosts(text: string, words: Scanner<Word>, deputyCountsAsHead: boolean): Post[] {
	if (text.trim() === "") return [];
	const tokens = words.all(text);
	const posts: Post[] = [];
	let nextStart = -1;
	for (let i = tokens.length - 1; i >= 0; i--) {
		const token = tokens[i]!;
		const post = japanesePost(text, token, nextStart, deputyCountsAsHead);
		if (post === null) continue;
		const isLast = posts.length === 0;
		// 秘書課長 is a 課長, 代表弁護士 a head: only the last word takes a post off the line.
		const { rank: base, kind } = token.value;
		if (kind === "table" && !isLast && (base === null || base === STAFF_RANK)) continue;
		if (isLast || !(posts[0]!.offLine && posts[0]!.rank === null) || token.word.startsWith("代表")) {
			if (token.word === "代表" && posts[0]?.offLine === true) posts.shift();
			posts.unshift(post);
		}
		nextStart = token.start;
	}
	return posts;
}

function japanesePost(
	text: string,
	token: Found<Word>,
	nextStart: number,
	deputyCountsAsHead: boolean,
): Post | null {
	const { rank: base, kind } = token.value;
	const before = text.slice(0, token.start);
	let after = text.slice(token.end);
	let end = token.end;
	if (kind !== "own") {
		if (NOT_A_POST.test(after)) return null;
		if (token.word.endsWith("長") && PLACE_AFTER.test(after)) return null;
		if (token.word === "代表" && /^(?:電話|番号|窓口|メール|アドレス|取引|企業|的)/.test(after)) return null;
		if (token.word === "理事" && /^[務業項案件例故象情態]/.test(after)) return null;
	}
	if (/^付(?![けき属])/.test(after) && token.end + 1 !== nextStart) {
		return { title: `${token.word}付`, rank: null, offLine: true, rule: "attached" };
	}
	if (/^付/.test(after)) return null;

	let start = token.start;
	let rank = base;
	let rule: string = kind;
	let offLine = base === null;
	let steps = 0;
	const chief = token.word === "責任者" ? /最高[^ ]+$/.exec(before) : null;
	if (chief !== null) {
		rank = CHIEF_OFFICER_RANK;
		start = chief.index;
	}
	for (let match = STAND_IN_AFTER.exec(after); match !== null; match = STAND_IN_AFTER.exec(after)) {
		if (rank !== null && rank >= OFFICER_RANK && match[0].includes("補佐")) offLine = true;
		steps++;
		end += match[0].length;
		after = text.slice(end);
	}
	const level = LEVEL_AFTER.exec(after);
	if (level !== null) after = after.slice(level[0].length);
	if (/^ ?(?:候補|見習)/.test(after) && rank !== null) {
		return {
			title: `${text.slice(token.start, end)}候補`,
			rank: STAFF_RANK,
			offLine: false,
			rule: "modifier",
		};
	}
	// Weak words are posts only where the title ends; 営業 in 営業部 or パートナー in パートナー営業部 is none.
	const isWeak = kind !== "own" && (KATAKANA.test(token.word) || rank === null || rank <= STAFF_RANK);
	if (isWeak && !TITLE_END.test(after) && end !== nextStart) return null;

	if (rank !== null && kind !== "own") {
		const prefix = /副 ?$/.exec(before) ?? (rank < OFFICER_RANK ? STAND_IN_BEFORE.exec(before) : null);
		if (prefix !== null && rank > STAFF_RANK) {
			steps++;
			start -= prefix[0].length;
		}
		const senior = SENIOR_BEFORE.exec(before);
		if (senior !== null && rank < OFFICER_RANK) {
			rank = rank <= SENIOR_STAFF_RANK ? SENIOR_STAFF_RANK : rank + SENIOR_STEP;
			start -= senior[0].length;
			rule = "modifier";
		}
		if (deputyCountsAsHead && rank <= 60 && STAND_IN_WORD.test(token.word)) rank += STAND_IN_STEP;
	}
	if (steps > 0) {
		rule = "modifier";
		if (rank !== null && !deputyCountsAsHead) rank = Math.max(STAFF_RANK, rank - steps * STAND_IN_STEP);
	}
	if (/(?:名誉|非常勤|社外)$/.test(before)) offLine = true;
	if (FORMER_BEFORE.test(before)) {
		offLine = true;
		rule = "former";
	}
	return { title: text.slice(start, end).replace(/ /g, ""), rank, offLine, rule };
}

/** The last title of the phrase before "of", "for" or "to": Assistant to the President is an assistant. */
function englishPosts(stretch: string, words: Scanner<Word>, deputyCountsAsHead: boolean): Post[] {
	const phrase = stretch
		.replace(/\./g, "")
		.replace(/^ex[- ]|'s\b/g, " ")
		.replace(/-/g, " ")
		.replace(/\b(?:sr|snr)\b/g, "senior")
		.replace(/\basst\b/g, "assistant")
		.replace(/\bexec\b/g, "executive")
		.replace(/\bdir\b/g, "director")
		.replace(/\bmgr\b/g, "manager")
		.replace(/\bdept\b/g, "department")
		.replace(/\bdiv\b/g, "division")
		.replace(/ +/g, " ")
		.trim();
	if (/\boffice$|^office of/.test(phrase)) return [];
	const chief = /\bchief (?:[a-z&]+ ){1,4}officer\b/.exec(phrase);
	if (chief !== null) {
		const rank = chief[0] === "chief executive officer" ? 100 : CHIEF_OFFICER_RANK;
		return [{ title: chief[0], rank, offLine: false, rule: "table" }];
	}
	const cut = ENGLISH_CUT.exec(`${phrase} `);
	const all = words.all(phrase);
	// VP Sales is no salesperson.
	const tokens = all.length > 1 ? all.filter(({ word }) => word !== "sales") : all;
	const board = tokens.find(({ word }) => word === "member of the board" || word === "chief of staff");
	const inHead = cut === null ? tokens : tokens.filter(({ end }) => end <= cut[1]!.length);
	const token = board ?? inHead[inHead.length - 1] ?? (cut === null ? tokens[tokens.length - 1] : undefined);
	if (token === undefined) return [];

	const before = phrase.slice(0, token.start);
	const { kind } = token.value;
	let { rank } = token.value;
	let rule: string = kind;
	if (token.word === "director" && (before.trim() !== "" || / of /.test(phrase))) {
		rank = 65;
		rule = "director";
	}
	if (rank !== null && kind !== "own") {
		if (/\b(?:assistant|deputy|vice|associate|sub|junior) $/.test(before) && rank > STAFF_RANK) {
			rule = "modifier";
			if (!deputyCountsAsHead) rank -= STAND_IN_STEP;
		} else if (/\b(?:senior|chief|lead|principal|staff)\b/.test(before) && rank < OFFICER_RANK) {
			rule = kind === "role" ? kind : "modifier";
			rank = rank <= SENIOR_STAFF_RANK ? SENIOR_STAFF_RANK : rank + SENIOR_STEP;
		}
		if (deputyCountsAsHead && rank <= 60 && STAND_IN_WORD.test(token.word)) rank += STAND_IN_STEP;
	}
	return [{ title: token.word, rank, offLine: rank === null, rule }];
}

/** The last department word of the deciding post, else of any other; English puts it behind "of". */
function functionOf(
	segments: readonly Segment[],
	decisive: Segment | undefined,
	functions: Scanner<string>,
): string | null {
	const ordered =
		decisive === undefined ? segments : [decisive, ...segments.filter((other) => other !== decisive)];
	for (const { main, aside } of ordered) {
		for (const text of [main, aside]) {
			const found = functions.all(text);
			const last = found[found.length - 1];
			if (last !== undefined) return last.value;
		}
	}
	return null;
}

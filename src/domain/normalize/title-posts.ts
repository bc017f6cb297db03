/**
 * The posts that one part of a title names (営業本部 副本部長, Vice President of Sales), with what their modifiers do to
 * the rank. Japanese is read from the right, where a title stands; English up to the first "of".
 */
import type { Found, Scanner } from "./scan";
import { titlePatterns } from "./shipped/titles";

export interface Post {
	readonly title: string;
	readonly rank: number | null;
	readonly offLine: boolean;
	readonly rule: string;
}

export interface Word {
	/** Null is off the line. */
	readonly rank: number | null;
	readonly kind: "own" | "role" | "table";
}

export interface Segment {
	readonly main: string;
	/** What stood in brackets. */
	readonly aside: string;
}

/** How posts are read. */
export interface Way {
	readonly words: Scanner<Word>;
	readonly functions: Scanner<string>;
	readonly deputyCountsAsHead: boolean;
}

export const STAFF_RANK = 10;
/** From here on 担当 names a field (営業担当役員) instead of lowering the post. */
export const OFFICER_RANK = 70;
const HEAD_RANK = 100;
const CHIEF_OFFICER_RANK = 90;
const DIVISION_HEAD_RANK = 65;
const DEPARTMENT_HEAD_RANK = 60;
const SENIOR_STAFF_RANK = 30;
const STAND_IN_STEP = 5;
const SENIOR_STEP = 2;

const KATAKANA = /[ァ-ヺー]/;
const LATIN_STRETCH = /[a-z][a-z0-9&'. -]*/g;
const CHIEF_OFFICER = /\bchief (?:[a-z&]+ ){1,4}officer\b/;
const ENGLISH_CUT = /^(.*?)(?: (?:of|for|in|at|to|the) | - )/;
const ENGLISH_SHORT: readonly (readonly [short: RegExp, word: string])[] = [
	[/\./g, ""],
	[/-|^ex[- ]|'s\b/g, " "],
	[/\bsn?r\b/g, "senior"],
	[/\basst\b/g, "assistant"],
	[/\bexec\b/g, "executive"],
	[/\bdir\b/g, "director"],
	[/\bmgr\b/g, "manager"],
	[/\bdept\b/g, "department"],
	[/\bdiv\b/g, "division"],
	[/ +/g, " "],
];

const patterns = /* @__PURE__ */ new Map<string, RegExp>();

/** A shipped pattern, made when it is first asked for. */
function pattern(name: keyof ReturnType<typeof titlePatterns>): RegExp {
	const made = patterns.get(name) ?? new RegExp(titlePatterns()[name]);
	patterns.set(name, made);
	return made;
}

/** All posts of a segment in their order. Brackets may hold the post itself, a modifier, or a field. */
export function postsIn({ main, aside }: Segment, way: Way): Post[] {
	const posts = postsOf(main, way);
	if (aside === "") return posts;
	if (posts.length === 0) return postsOf(aside, way);
	if (pattern("offAside").test(aside)) {
		const isFormer = /^[元前]|退/.test(aside);
		return posts.map((post) => ({ ...post, offLine: true, rule: isFormer ? "former" : post.rule }));
	}
	if (!pattern("standInAside").test(aside)) return posts;
	return posts.map((post) => ({ ...post, rank: lowered(post.rank, 1, way), rule: "modifier" }));
}

function postsOf(text: string, way: Way): Post[] {
	const posts: Post[] = [];
	let done = 0;
	LATIN_STRETCH.lastIndex = 0;
	for (let match = LATIN_STRETCH.exec(text); match !== null; match = LATIN_STRETCH.exec(text)) {
		const end = match.index + match[0].length;
		// What runs into Japanese letters is their prefix: webディレクター, it部長.
		if (end < text.length && !match[0].endsWith(" ")) continue;
		posts.push(...japanesePosts(text.slice(done, match.index), way), ...englishPosts(match[0], way));
		done = end;
	}
	posts.push(...japanesePosts(text.slice(done), way));
	// 前営業部長 is a former one, 前橋支店長 is not.
	const isFormer =
		pattern("formerStart").test(text) || (text.startsWith("前") && way.functions.at(text, 1) !== null);
	return isFormer ? posts.map((post) => ({ ...post, offLine: true, rule: "former" })) : posts;
}

function japanesePosts(text: string, way: Way): Post[] {
	const posts: Post[] = [];
	const tokens = way.words.all(
		text,
		({ word, end }) => !pattern("byChance").test(word + text.slice(end, end + 4)),
	);
	let nextStart = -1;
	for (let i = tokens.length - 1; i >= 0; i--) {
		const token = tokens[i]!;
		const { rank, kind } = token.value;
		const next = posts[0];
		const post = japanesePost(text, token, nextStart, way);
		// 秘書課長 is a 課長, and 営業 in 営業担当部長 no second post.
		if (post === null || (next !== undefined && kind === "table" && (rank === null || rank === STAFF_RANK)))
			continue;
		nextStart = token.start;
		if (next?.offLine === true && next.rank === null) {
			// 取締役相談役 is an advisor; 代表弁護士 and 所長 税理士 are heads with a licence.
			if (next.title.endsWith("士")) posts.shift();
			else if (!token.word.startsWith("代表")) continue;
		}
		posts.unshift(post);
	}
	return posts;
}

function japanesePost(text: string, token: Found<Word>, nextStart: number, way: Way): Post | null {
	const { word, value } = token;
	const before = text.slice(0, token.start);
	let { start, end } = token;
	let after = text.slice(end);
	if (pattern("notAPost").test(after)) return null;
	if (/^付(?![けき属])/.test(after)) {
		// 社長付部長 is a 部長 without a line; 社長付 alone is nobody's head.
		return end + 1 === nextStart ? null : { title: `${word}付`, rank: null, offLine: true, rule: "attached" };
	}

	let { rank } = value;
	let offLine = rank === null || pattern("offBefore").test(before);
	let steps = 0;
	let isModified = false;
	const chief = word === "責任者" ? /最高[^ ]+$/.exec(before) : null;
	if (chief !== null) {
		rank = CHIEF_OFFICER_RANK;
		start = chief.index;
	}
	for (
		let match = pattern("standInAfter").exec(after);
		match !== null;
		match = pattern("standInAfter").exec(after)
	) {
		if (match[0].includes("補佐") && rank !== null && rank >= OFFICER_RANK) offLine = true;
		steps++;
		end += match[0].length;
		after = text.slice(end);
	}
	after = after.replace(pattern("levelAfter"), "");
	if (/^ ?(?:候補|見習)/.test(after)) {
		return { title: `${text.slice(start, end)}候補`, rank: STAFF_RANK, offLine: false, rule: "modifier" };
	}
	// A weak word is a post only where the title ends: 営業 in 営業部 or パートナー in パートナー営業部 is none.
	const isWeak = value.kind !== "own" && (KATAKANA.test(word) || rank === null || rank <= STAFF_RANK);
	if (isWeak && !pattern("titleEnd").test(after) && end !== nextStart) return null;

	if (rank !== null && rank > STAFF_RANK) {
		const prefix =
			/副 ?$/.exec(before) ?? (rank < OFFICER_RANK ? pattern("standInBefore").exec(before) : null);
		if (prefix !== null) {
			steps++;
			start -= prefix[0].length;
		}
	}
	const senior = pattern("seniorBefore").exec(before);
	if (senior !== null && rank !== null && rank < OFFICER_RANK) {
		rank = raised(rank);
		start -= senior[0].length;
		isModified = true;
	}
	if (steps > 0 && /副 ?$/.test(before) && rank === HEAD_RANK) rank -= STAND_IN_STEP;
	rank = lowered(asHead(rank, word, way), steps, way);
	const isFormer = pattern("formerBefore").test(before);
	return {
		title: text.slice(start, end).replace(/ /g, ""),
		rank,
		offLine: offLine || isFormer,
		rule: isFormer ? "former" : isModified || steps > 0 ? "modifier" : value.kind,
	};
}

/** The last title of the phrase before "of", "for" or "to": Assistant to the President is an assistant. */
function englishPosts(stretch: string, way: Way): Post[] {
	let phrase = stretch;
	for (const [short, word] of ENGLISH_SHORT) phrase = phrase.replace(short, word);
	phrase = phrase.trim();
	if (/\boffice$|^office of/.test(phrase)) return [];
	const chief = CHIEF_OFFICER.exec(phrase)?.[0];
	if (chief !== undefined) {
		const rank = chief === "chief executive officer" ? HEAD_RANK : CHIEF_OFFICER_RANK;
		return [{ title: chief, rank, offLine: false, rule: "table" }];
	}
	const all = way.words.all(phrase);
	// VP Sales is no salesperson.
	const tokens = all.length > 1 ? all.filter(({ word }) => word !== "sales") : all;
	const headEnd = ENGLISH_CUT.exec(`${phrase} `)?.[1]?.length ?? phrase.length;
	const heads = tokens.filter(({ word, end }) => end <= headEnd || / of /.test(word));
	const token = heads[heads.length - 1];
	if (token === undefined) return [];

	const { word, value } = token;
	const before = phrase.slice(0, token.start);
	let { rank } = value;
	if (rank === null) return [{ title: word, rank, offLine: rank === null, rule: value.kind }];
	let rule: string = value.kind;
	if (word === "director" && value.kind !== "own" && (before !== "" || / of /.test(phrase))) {
		rank = DIVISION_HEAD_RANK;
		rule = "director";
	}
	const modifier =
		/\b(?:(assistant|deputy|vice|associate|sub|junior)|senior|chief|lead|principal|staff) $/.exec(before);
	const isLower = modifier?.[1] !== undefined;
	if (isLower && rank > STAFF_RANK) {
		if (rank === HEAD_RANK) rank -= STAND_IN_STEP;
		rank = lowered(rank, 1, way) as number;
		rule = "modifier";
	} else if (!isLower && rank < OFFICER_RANK && /\b(?:senior|chief|lead|principal)\b/.test(before)) {
		rank = raised(rank);
		if (rule !== "role") rule = "modifier";
	}
	return [{ title: (modifier?.[0] ?? "") + word, rank: asHead(rank, word, way), offLine: false, rule }];
}

/** 課長補佐心得 is two steps down; where deputies count as heads, only officers' deputies are lowered. */
function lowered(rank: number | null, steps: number, { deputyCountsAsHead }: Way): number | null {
	if (rank === null || (deputyCountsAsHead && rank < OFFICER_RANK)) return rank;
	return Math.max(STAFF_RANK, rank - steps * STAND_IN_STEP);
}

function raised(rank: number): number {
	return rank <= SENIOR_STAFF_RANK ? SENIOR_STAFF_RANK : rank + SENIOR_STEP;
}

/** Deputies that have a rank of their own in the table (次長, 部長代理). */
function asHead<R extends number | null>(rank: R, word: string, { deputyCountsAsHead }: Way): R | number {
	const isDeputy =
		deputyCountsAsHead && pattern("standInWord").test(word) && rank !== null && rank <= DEPARTMENT_HEAD_RANK;
	return isDeputy ? (rank as number) + STAND_IN_STEP : rank;
}

/** Classes of channels: what kind of effort brings a lead, and how long a channel must be given before it is judged. */
import type { Month } from "../calendar/day";
import { foldKey, normalizeText } from "../normalize/text";
import type { KpiCosts } from "./fold";

/** In the order in which they are shown. */
export const CHANNEL_CLASSES = ["event", "ads", "owned", "outbound", "referral"] as const;
export type ChannelClass = (typeof CHANNEL_CLASSES)[number];

export interface ChannelKind {
	/** "" where neither the team nor the words of the name tell. */
	readonly class: ChannelClass | "";
	/** It takes one to three years until it pays: nobody should stop it before. */
	readonly isLongTerm: boolean;
}

/** What is known of a team's channels. */
export interface ChannelMaster {
	kindOf(channel: string): ChannelKind;
	/** The month from which on a long-term channel may be questioned; null where it may be now, and for the others. */
	sparedUntil(channel: string): Month | null;
}

/**
 * What names are made of, of several the first: 「Web広告」 is an ad, 「電話の問い合わせ」 no outbound call. Latin words
 * must stand alone.
 */
const WORDS: readonly (readonly [ChannelClass, RegExp])[] = [
	[
		"ads",
		/広告|リスティング|listing|バナー|アフィリエイト|ポータル|比較サイト|媒体|paid ?search|paid ?social|adwords|advert|sponsor|(^|[^a-z])(ads?|ppc|sem|cpc)($|[^a-z])/,
	],
	[
		"referral",
		/紹介|リファラル|代理店|販売店|取次|パートナー|アライアンス|口コミ|クチコミ|refer|partner|reseller|word ?of ?mouth|affiliate/,
	],
	[
		"event",
		/展示会|セミナー|ウェビナー|イベント|勉強会|説明会|カンファレンス|フェア|エキスポ|(^|[^a-z])expo|展$|exhibition|trade ?show|webinar|seminar|event|conference/,
	],
	[
		"owned",
		/問い?合わ?せ|資料|ホワイトペーパー|インバウンド|inbound|inquiry|contact ?form|web ?form|whitepaper|ebook|download/,
	],
	[
		"outbound",
		/テレアポ|テレマ|架電|電話|コール|アウトバウンド|飛び込み|訪問|手紙|フォーム営業|営業メール|メール営業|リスト|ダイレクトメール|outbound|telemarketing|call|direct ?mail|walk-?in|list|(^|[^a-z])(dm|fax|bdr)($|[^a-z])/,
	],
	[
		"owned",
		/自社|オウンド|ブログ|検索|オーガニック|メルマガ|メールマガジン|メール配信|ホームページ|サイト|ウェブ|ソーシャル|動画|organic|newsletter|email|blog|web|search|social|owned|google|facebook|twitter|linkedin|instagram|youtube|^x$|(^|[^a-z])(seo|hp|sns)($|[^a-z])/,
	],
];

/** By the words of its name. A company's own media take long. */
function kindByName(channel: string): ChannelKind {
	const name = normalizeText(channel).toLowerCase();
	const found = WORDS.find(([, words]) => words.test(name));
	return kindOfClass(found?.[0] ?? "");
}

export function kindOfClass(of: ChannelClass | ""): ChannelKind {
	return { class: of, isLongTerm: of === "owned" };
}

/**
 * @param own the team's word on channels, by `foldKey` of their names
 * @param months how long after the first cost a long-term channel is spared
 */
export function channelMaster(
	own: ReadonlyMap<string, ChannelKind>,
	costs: Pick<KpiCosts, "size" | "month" | "channel">,
	months: number,
	asOf: Month,
): ChannelMaster {
	const kinds = new Map<string, ChannelKind>();
	const kindOf = (channel: string): ChannelKind => {
		const kind = kinds.get(channel) ?? own.get(foldKey(channel)) ?? kindByName(channel);
		kinds.set(channel, kind);
		return kind;
	};
	return {
		kindOf,
		sparedUntil(channel) {
			if (!kindOf(channel).isLongTerm) return null;
			let first = Number.POSITIVE_INFINITY;
			for (let i = 0; i < costs.size; i++) {
				if (costs.channel[i] === channel) first = Math.min(first, costs.month[i] ?? first);
			}
			const until = first + months;
			return Number.isFinite(first) && until > asOf ? (until as Month) : null;
		},
	};
}

import { describe, expect, it } from "vitest";
import type { Month } from "../../../src/domain/calendar/day";
import { channelMaster, kindOfClass } from "../../../src/domain/kpi/channel-classes";

const NOV = (2026 * 12 + 10) as Month;
const NO_COSTS = { size: 0, month: [], channel: [] };

function kindOf(channel: string) {
	return channelMaster(new Map(), NO_COSTS, 24, NOV).kindOf(channel);
}

describe("the class of a channel by its name", () => {
	// The five classes of REQUIREMENTS row 88; names as CRM exports and Japanese sheets have them.
	it.each([
		["展示会", "event"],
		["第3回ものづくり展", "event"],
		["セミナー", "event"],
		["ｳｪﾋﾞﾅｰ共催", "event"],
		["Trade Show", "event"],
		["Webinar", "event"],
		["Web広告", "ads"],
		["Google広告", "ads"],
		["リスティング", "ads"],
		["ポータルサイト掲載", "ads"],
		["Google Ads", "ads"],
		["Paid Search", "ads"],
		["Advertisement", "ads"],
		["業界紙 広告", "ads"],
		["自社サイト", "owned"],
		["ホームページ", "owned"],
		["HP", "owned"],
		["お問い合わせ", "owned"],
		["電話問い合わせ", "owned"],
		["資料DL", "owned"],
		["SEO", "owned"],
		["自然検索", "owned"],
		["メルマガ", "owned"],
		["LinkedIn", "owned"],
		["Organic Search", "owned"],
		["Website", "owned"],
		["テレアポ", "outbound"],
		["架電", "outbound"],
		["DM", "outbound"],
		["飛び込み営業", "outbound"],
		["リスト購入", "outbound"],
		["Cold Call", "outbound"],
		["Outbound", "outbound"],
		["紹介", "referral"],
		["お客様紹介", "referral"],
		["代理店", "referral"],
		["パートナー", "referral"],
		["Employee Referral", "referral"],
		["External Referral", "referral"],
		["Partner", "referral"],
		["名刺交換", ""],
		["その他", ""],
		["Other", ""],
		["", ""],
	])("%s: %s", (channel, expected) => {
		expect(kindOf(channel).class).toBe(expected);
	});

	it("takes owned media alone for long-term", () => {
		expect(kindOf("SEO").isLongTerm).toBe(true);
		expect(kindOf("展示会").isLongTerm).toBe(false);
	});
});

describe("channelMaster", () => {
	const costs = {
		size: 4,
		month: [(NOV - 5) as Month, (NOV - 23) as Month, (NOV - 24) as Month, null],
		channel: ["SEO", "ブログ", "メルマガ", "オウンドメディア"],
	};

	it("goes by the team's word first, however the name is spelled", () => {
		const own = new Map([["展示会", kindOfClass("ads")]]);
		const { kindOf: of } = channelMaster(own, NO_COSTS, 24, NOV);
		expect(of("展示会 ").class).toBe("ads");
		expect(of("展示会A").class).toBe("event");
	});

	it("gives a long-term channel so many months after its first cost", () => {
		const { sparedUntil } = channelMaster(new Map(), costs, 24, NOV);
		expect(sparedUntil("SEO")).toBe(NOV + 19);
		expect(sparedUntil("ブログ")).toBe(NOV + 1);
		expect(sparedUntil("メルマガ")).toBeNull();
		// Without a month of a cost nobody knows since when.
		expect(sparedUntil("オウンドメディア")).toBeNull();
		expect(sparedUntil("展示会")).toBeNull();
	});
});

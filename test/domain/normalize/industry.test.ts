import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeDictionary } from "../../../src/domain/normalize/dictionary";
import { industrySegment, sameIndustry, shippedIndustries } from "../../../src/domain/normalize/industry";

/** 日本標準産業分類, 14th revision: the 20 divisions. */
const DIVISIONS: readonly (readonly [letter: string | null, name: string])[] = [
	["A", "農業，林業"],
	["B", "漁業"],
	["C", "鉱業，採石業，砂利採取業"],
	["D", "建設業"],
	["E", "製造業"],
	["F", "電気・ガス・熱供給・水道業"],
	["G", "情報通信業"],
	["H", "運輸業，郵便業"],
	["I", "卸売業，小売業"],
	["J", "金融業，保険業"],
	["K", "不動産業，物品賃貸業"],
	["L", "学術研究，専門・技術サービス業"],
	["M", "宿泊業，飲食サービス業"],
	["N", "生活関連サービス業，娯楽業"],
	["O", "教育，学習支援業"],
	["P", "医療，福祉"],
	["Q", "複合サービス事業"],
	["R", "サービス業（他に分類されないもの）"],
	["S", "公務（他に分類されるものを除く）"],
	[null, "分類不能の産業"],
];

/** The same classification's major groups, with their division; from memory of the published table. */
const GROUPS: readonly (readonly [letter: string, names: string])[] = [
	["A", "農業|林業"],
	["B", "漁業（水産養殖業を除く）|水産養殖業"],
	["C", "鉱業，採石業，砂利採取業"],
	["D", "総合工事業|職別工事業（設備工事業を除く）|設備工事業"],
	[
		"E",
		"食料品製造業|飲料・たばこ・飼料製造業|繊維工業|木材・木製品製造業（家具を除く）|家具・装備品製造業|パルプ・紙・紙加工品製造業|印刷・同関連業|化学工業|石油製品・石炭製品製造業|プラスチック製品製造業|ゴム製品製造業|なめし革・同製品・毛皮製造業|窯業・土石製品製造業|鉄鋼業|非鉄金属製造業|金属製品製造業|はん用機械器具製造業|生産用機械器具製造業|業務用機械器具製造業|電子部品・デバイス・電子回路製造業|電気機械器具製造業|情報通信機械器具製造業|輸送用機械器具製造業|その他の製造業",
	],
	["F", "電気業|ガス業|熱供給業|水道業"],
	["G", "通信業|放送業|情報サービス業|インターネット附随サービス業|映像・音声・文字情報制作業"],
	["H", "鉄道業|道路旅客運送業|道路貨物運送業|水運業|航空運輸業|倉庫業|運輸に附帯するサービス業"],
	[
		"I",
		"各種商品卸売業|繊維・衣服等卸売業|飲食料品卸売業|建築材料，鉱物・金属材料等卸売業|機械器具卸売業|その他の卸売業|各種商品小売業|織物・衣服・身の回り品小売業|飲食料品小売業|機械器具小売業|その他の小売業|無店舗小売業",
	],
	[
		"J",
		"銀行業|協同組織金融業|金融商品取引業，商品先物取引業|補助的金融業等|保険業（保険媒介代理業，保険サービス業を含む）",
	],
	["K", "不動産取引業|不動産賃貸業・管理業|物品賃貸業"],
	[
		"L",
		"学術・開発研究機関|専門サービス業（他に分類されないもの）|広告業|技術サービス業（他に分類されないもの）",
	],
	["M", "宿泊業|飲食店|持ち帰り・配達飲食サービス業"],
	["N", "洗濯・理容・美容・浴場業|その他の生活関連サービス業|娯楽業"],
	["O", "学校教育|その他の教育，学習支援業"],
	["P", "医療業|保健衛生|社会保険・社会福祉・介護事業"],
	["Q", "郵便局|協同組合（他に分類されないもの）"],
	[
		"R",
		"廃棄物処理業|自動車整備業|機械等修理業|職業紹介・労働者派遣業|その他の事業サービス業|政治・経済・文化団体|宗教|その他のサービス業",
	],
	["S", "国家公務|地方公務"],
];

/** 東証33業種 with the segment that a sales team would say. */
const EXCHANGE: readonly (readonly [name: string, segment: string])[] = [
	["水産・農林業", "農林水産"],
	["鉱業", "鉱業"],
	["建設業", "建設"],
	["食料品", "食品・飲料"],
	["繊維製品", "繊維・アパレル"],
	["パルプ・紙", "素材"],
	["化学", "化学"],
	["医薬品", "製薬"],
	["石油・石炭製品", "石油・石炭"],
	["ゴム製品", "素材"],
	["ガラス・土石製品", "素材"],
	["鉄鋼", "鉄鋼・金属"],
	["非鉄金属", "鉄鋼・金属"],
	["金属製品", "鉄鋼・金属"],
	["機械", "機械"],
	["電気機器", "電機・電子"],
	["輸送用機器", "自動車"],
	["精密機器", "精密機器"],
	["その他製品", "製造"],
	["電気・ガス業", "エネルギー"],
	["陸運業", "運輸・物流"],
	["海運業", "運輸・物流"],
	["空運業", "運輸・物流"],
	["倉庫・運輸関連業", "運輸・物流"],
	["情報・通信業", "IT・SaaS"],
	["卸売業", "商社"],
	["小売業", "小売"],
	["銀行業", "銀行"],
	["証券、商品先物取引業", "証券"],
	["保険業", "保険"],
	["その他金融業", "金融"],
	["不動産業", "不動産"],
	["サービス業", "サービス"],
];

/** Picklists of HubSpot, Salesforce and Zoho, and of the Maven and Zoho demo data. */
const CRM: readonly (readonly [value: string, segment: string])[] = [
	["Technology", "IT・SaaS"],
	["technolgy", "IT・SaaS"],
	["Pharma", "製薬"],
	["Financial Services", "金融"],
	["FINANCIAL_SERVICES", "金融"],
	["Government/Military", "自治体・公共"],
	["GOVERNMENT_ADMINISTRATION", "自治体・公共"],
	["Communications", "通信"],
	["Telecommunications", "通信"],
	["Data/Telecom OEM", "通信"],
	["Wireless Industry", "通信"],
	["Consulting", "コンサル"],
	["MANAGEMENT_CONSULTING", "コンサル"],
	["Education", "教育"],
	["HIGHER_EDUCATION", "教育"],
	["Service Provider", "サービス"],
	["IT Services", "IT・SaaS"],
	["INFORMATION_TECHNOLOGY_AND_SERVICES", "IT・SaaS"],
	["COMPUTER_SOFTWARE", "IT・SaaS"],
	["Systems Integrator", "SIer"],
	["ManagementISV", "IT・SaaS"],
	["ASP (Application Service Provider)", "IT・SaaS"],
	["Manufacturing", "製造"],
	["Machinery", "機械"],
	["Automotive", "自動車"],
	["Chemicals", "化学"],
	["Biotechnology", "製薬"],
	["Electronics", "電機・電子"],
	["SEMICONDUCTORS", "半導体"],
	["MEDICAL_DEVICES", "医療機器"],
	["Food & Beverage", "食品・飲料"],
	["Apparel", "繊維・アパレル"],
	["Construction", "建設"],
	["Energy", "エネルギー"],
	["Utilities", "エネルギー"],
	["OIL_ENERGY", "エネルギー"],
	["Retail", "小売"],
	["WHOLESALE", "商社"],
	["Banking", "銀行"],
	["Insurance", "保険"],
	["Healthcare", "医療"],
	["HOSPITAL_HEALTH_CARE", "医療"],
	["medical", "医療"],
	["Hospitality", "宿泊・旅行"],
	["Transportation", "運輸・物流"],
	["Shipping", "運輸・物流"],
	["LOGISTICS_AND_SUPPLY_CHAIN", "運輸・物流"],
	["Media", "メディア"],
	["Entertainment", "娯楽・エンタメ"],
	["Recreation", "娯楽・エンタメ"],
	["MARKETING_AND_ADVERTISING", "広告"],
	["marketing", "広告"],
	["employment", "人材"],
	["STAFFING_AND_RECRUITING", "人材"],
	["finance", "金融"],
	["services", "サービス"],
	["software", "IT・SaaS"],
	["REAL_ESTATE", "不動産"],
	["LAW_PRACTICE", "士業"],
	["Not For Profit", "団体・NPO"],
	["Agriculture", "農林水産"],
	["Engineering", "設計・エンジニアリング"],
	["Environmental", "環境・廃棄物"],
];

const SPOKEN: readonly (readonly [
	text: string,
	segment: string | null,
	jsic?: string,
	sector?: string | null,
])[] = [
	["自動車", "自動車", "E", "製造"],
	["自動車部品", "自動車", "E", "製造"],
	["自動車部品メーカー", "自動車", "E", "製造"],
	["車載機器", "自動車", "E", "製造"],
	["カーメーカー", "自動車", "E", "製造"],
	["Tier1サプライヤー", "自動車", "E", "製造"],
	["自動車ディーラー", "自動車", "I", "小売"],
	["中古車販売", "自動車", "I", "小売"],
	["自動車整備業", "自動車", "R", "サービス"],
	["レンタカー", "自動車", "K", "リース・レンタル"],
	["自動車保険", "保険", "J", "金融"],
	["自動車教習所", "教育", "O"],
	["メーカー", "製造", "E", null],
	["化学メーカー", "化学", "E", "製造"],
	["食品メーカー", "食品・飲料", "E", "製造"],
	["半導体", "半導体", "E", "電機・電子"],
	["IT", "IT・SaaS", "G", "情報通信"],
	["ＩＴ・ＳａａＳ", "IT・SaaS", "G"],
	["SIer", "SIer", "G", "IT・SaaS"],
	["ソフトウェア開発", "IT・SaaS", "G"],
	["通信販売", "EC", "I", "小売"],
	["商社", "商社", "I", "流通"],
	["食品商社", "商社", "I"],
	["半導体商社", "商社", "I"],
	["人材", "人材", "R", "サービス"],
	["人材紹介サービス", "人材", "R"],
	["広告代理店", "広告", "L"],
	["ITコンサルティング", "コンサル", "L"],
	["ハウスメーカー", "建設", "D"],
	["建設・不動産", "建設", "D"],
	["不動産", "不動産", "K"],
	["自治体", "自治体・公共", "S"],
	["市役所", "自治体・公共", "S"],
	["製造業向けSaaS", "IT・SaaS", "G"],
	["医療機関向けコンサル", "コンサル", "L"],
	["製造業（自動車）", "自動車", "E", "製造"],
	["製造業、IT", "製造", "E"],
	["E 製造業", "製造", "E"],
	["31 輸送用機械器具製造業", "自動車", "E"],
	["謎業界", null],
];

describe("industrySegment", () => {
	it.each(DIVISIONS)("reads JSIC division %s from %s", (letter, name) => {
		expect(industrySegment(name).jsic).toBe(letter);
	});

	it.each(GROUPS)("reads the groups of JSIC division %s", (letter, names) => {
		for (const name of names.split("|")) {
			// Car repair is 自動車 in division R; that is the point of its own row.
			expect([name, industrySegment(name).jsic]).toEqual([name, letter]);
		}
	});

	it.each(EXCHANGE)("reads 東証 %s as %s", (name, segment) => {
		expect(industrySegment(name).segment).toBe(segment);
	});

	it.each(CRM)("reads the CRM value %s as %s", (value, segment) => {
		expect(industrySegment(value).segment).toBe(segment);
	});

	for (const [text, segment, jsic, sector] of SPOKEN) {
		it(`reads ${text} as ${segment}`, () => {
			const reading = industrySegment(text);
			expect(reading.segment).toBe(segment);
			if (jsic !== undefined) expect(reading.jsic).toBe(jsic);
			if (sector !== undefined) expect(reading.sector).toBe(sector);
		});
	}

	it("tells why nothing was read", () => {
		expect(industrySegment("").rule).toBe("blank");
		expect(industrySegment("その他")).toMatchObject({ rule: "none", known: true });
		expect(industrySegment("謎業界")).toMatchObject({ rule: "unknown", known: false });
		expect(industrySegment("内国法人・組合（有価証券報告書等の提出義務者以外）").segment).toBeNull();
	});

	it("lets a team's dictionary win, also with segments of its own", () => {
		const own = mergeDictionary(
			[],
			[
				["宇宙", "宇宙ビジネス"],
				["テスラ", "自動車"],
				["自動車部品", "重点業界"],
			],
		);
		expect(industrySegment("宇宙ベンチャー", own)).toMatchObject({
			segment: "宇宙ビジネス",
			jsic: null,
			rule: "own",
		});
		expect(industrySegment("テスラ", own)).toMatchObject({ segment: "自動車", jsic: "E", sector: "製造" });
		expect(industrySegment("自動車部品", own).segment).toBe("重点業界");
		expect(sameIndustry("重点業界", industrySegment("自動車部品", own), "自動車部品", own)).toBe(true);
	});

	it("reads the same with the shipped words given as the team's", () => {
		const own = mergeDictionary(shippedIndustries(), []);
		for (const [text] of [...SPOKEN, ...EXCHANGE, ...CRM]) {
			expect(industrySegment(text, own)).toEqual(industrySegment(text));
		}
	});

	it("knows every shipped word by itself", () => {
		for (const [word, segment] of shippedIndustries()) {
			expect([word, industrySegment(word).segment]).toEqual([word, segment]);
		}
	});

	it("never throws and keeps to known letters", () => {
		const words = shippedIndustries().map(([word]) => word);
		const piece = fc.oneof(
			fc.constantFrom(...words, "・", "、", "向け", "(", ")", " & "),
			fc.string({ maxLength: 3 }),
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
				expect(industrySegment(pieces.join("")).jsic ?? "A").toMatch(/^[A-S]$/);
			}),
		);
	});
});

describe("sameIndustry", () => {
	it.each([
		["自動車", "自動車部品", true],
		["自動車", "車載", true],
		["自動車", "カーメーカー", true],
		["自動車", "Tier1", true],
		["自動車", "輸送用機器", true],
		["自動車", "自動車ディーラー", true],
		["自動車", "自動車整備業", true],
		["自動車", "レンタカー", true],
		["自動車", "Automotive", true],
		["自動車", "金属加工、自動車部品", true],
		["自動車", "自動車保険", false],
		["自動車", "製造業", false],
		["自動車ディーラー", "自動車部品", false],
		["自動車ディーラー", "中古車販売", true],
		["製造", "自動車", true],
		["製造業", "食品メーカー", true],
		["製造", "半導体", true],
		["メーカー", "化学", true],
		["製造", "自動車ディーラー", false],
		["製造", "製造業向けSaaS", false],
		["E", "化学", true],
		["E", "銀行", false],
		["小売", "自動車ディーラー", true],
		["小売", "食品小売", true],
		["食品", "食品小売", false],
		["IT", "SIer", true],
		["SIer", "IT", false],
		["情報通信", "通信", true],
		["情報通信", "SIer", true],
		["金融", "地銀", true],
		["銀行", "金融", false],
		["流通", "商社", true],
		["サービス", "人材", true],
		["ブロックチェーン", "ブロックチェーン開発", true],
		["ブロックチェーン", "化学", false],
		["", "化学", false],
	])("rule %s on %s is %s", (rule, text, expected) => {
		expect(sameIndustry(rule, industrySegment(text), text)).toBe(expected);
	});
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeDictionary } from "../../../src/domain/normalize/dictionary";
import { isRankAtLeast, rankOfWord, shippedTitles, titleRank } from "../../../src/domain/normalize/title";

/** Titles as they stand on business cards and forms; ranks after DOMAIN §5. */
const CASES: readonly (readonly [title: string, rank: number | null, note?: string])[] = [
	// Heads.
	["代表取締役社長", 100],
	["代表取締役会長", 100],
	["代表取締役", 100],
	["取締役社長", 100],
	["社長", 100],
	["会長", 100],
	["代表", 100],
	["代表者", 100],
	["代表社員", 100],
	["代表理事", 100],
	["理事長", 100],
	["頭取", 100],
	["院長", 100],
	["学長", 100],
	["市長", 100],
	["オーナー", 100],
	["個人事業主", 100],
	["最高経営責任者", 100],
	["会長兼社長", 100],
	["代表取締役社長 兼 CEO", 100],
	["代表取締役/CEO", 100],
	["代表弁護士", 100],
	["自営業", 100],
	["経営者・役員", 100],
	["CEO", 100],
	["ceo", 100],
	["President", 100],
	["President & CEO", 100],
	["Founder and CEO", 100],
	["Co-Founder", 100],
	["Chairman of the Board", 100],
	["Owner", 100],
	["Chief Executive Officer", 100],
	["Representative Director", 100],
	// Next to the head, and the board.
	["代表取締役副社長", 95],
	["副社長", 90],
	["副会長", 90],
	["副院長", 90],
	["副理事長", 90],
	["CFO", 90],
	["ＣＴＯ", 90],
	["CISO", 90],
	["執行役員CTO", 90],
	["最高財務責任者", 90],
	["最高マーケティング責任者(CMO)", 90],
	["Chief Technology Officer", 90],
	["Chief Human Resources Officer", 90],
	["Vice Chairman", 90],
	["専務取締役", 85],
	["専務", 85],
	["取締役 専務執行役員", 85],
	["Executive Vice President", 85],
	["Senior Managing Director", 85],
	["常務取締役営業本部長", 80],
	["常務執行役員", 80],
	["Managing Director", 80],
	["取締役", 75],
	["取締役 兼 営業本部長", 75],
	["取締役 管理本部長", 75],
	["営業担当取締役", 75, "担当 names the field of an officer"],
	["理事", 75],
	["Director", 75, "a board member, unless a field is named"],
	["Member of the Board", 75],
	["上席執行役員", 72],
	["執行役員", 70],
	["執行役員 人事部長", 70],
	["営業担当役員", 70],
	["Executive Officer", 70],
	["Senior Vice President", 70],
	// Heads of divisions and departments.
	["本部長", 65],
	["事業本部長", 65],
	["支社長", 65],
	["Vice President", 65],
	["Vice President of Sales", 65],
	["VP, Marketing", 65],
	["Sales Director", 65],
	["Director of Marketing", 65],
	["事業部長", 63],
	["営業本部 副本部長", 62],
	["統括部長", 62],
	["部長", 60],
	["部　長", 60],
	["ﾌﾞ長", null, "no such word"],
	["第一営業部 部長", 60],
	["営業部 部長 兼 経営企画室 室長", 60],
	["情報システム部長", 60],
	["部長（営業担当）", 60, "in brackets it is the field"],
	["総務部長（兼）人事部長", 60],
	["営業部長（兼 マーケティング部長）", 60],
	["企画部／部長", 60],
	["部長クラス", 60],
	["部長級", 60],
	["部長職", 60],
	["R&D部長", 60],
	["IT部長", 60],
	["社長室長", 60, "the head of a room, not of the company"],
	["M&A推進室長", 60],
	["秘書室長", 60],
	["監査役室長", 60],
	["CEO室 室長", 60],
	["東京支店 支店長", 60],
	["所長 税理士", 60],
	["前橋支店長", 60, "a city"],
	["工場長", 60],
	["営業所長", 60],
	["センター長", 60],
	["センタ長", 60],
	["事務局長", 60],
	["株式会社長野支店 部長", 60, "no 社長 in 会社長野"],
	["パートナー営業部長", 60, "partner sales, no partner"],
	["管理事業部長", 63, "no 理事 in 管理事業"],
	["General Manager", 60],
	["General Manager, Sales Division", 60],
	["Head of Sales", 60],
	["Branch Manager", 60],
	["支社長代理", 60],
	// Deputies and staff heads.
	["次長", 55],
	["副部長", 55],
	["部長代理", 55],
	["部 長 代 理", 55],
	["部長補佐", 55],
	["部長待遇", 55],
	["担当部長", 55],
	["営業担当部長", 55],
	["部長（担当）", 55],
	["本部付部長", 55],
	["社長付部長", 55],
	["DX推進室 室長代理", 55],
	["室長 代理", 55],
	["工場長代理", 55],
	["参事", 55],
	["Deputy General Manager", 55],
	// Sections.
	["シニアマネージャー", 52],
	["Sr. Manager", 52],
	["統括マネージャー", 52],
	["課長", 50],
	["課 長", 50],
	["営業1課 課長", 50],
	["課長クラス", 50],
	["マネージャー", 50],
	["マネジャー", 50],
	["マネ－ジャ－", 50],
	["グループ長", 50],
	["グループリーダー", 50],
	["店長", 50],
	["元町店長", 50, "a place"],
	["駅前店長", 50, "no former post"],
	["秘書課長", 50],
	["Manager", 50],
	["Sales Manager", 50],
	["Section Chief", 50],
	["課長代理", 45],
	["課長補佐", 45],
	["副課長", 45],
	["副店長", 45],
	["担当課長（営業）", 45],
	["課長心得", 45],
	["アシスタントマネジャー", 45],
	["マネージャー代理", 45],
	["Assistant Manager", 45],
	["課長補佐心得", 40],
	["係長", 40],
	["係長・主任クラス", 40],
	["主査", 40],
	["チームリーダー", 40],
	["スーパーバイザー", 40],
	["テックリード", 40],
	["Supervisor", 40],
	// Staff and roles.
	["主任", 30],
	["開発部 主任技師", 30],
	["チーフエンジニア", 30],
	["シニアコンサルタント", 30],
	["上席研究員", 30],
	["プロジェクトマネージャー", 30, "a role, no 課長"],
	["プロジェクト・マネージャー", 30],
	["プロダクトマネジャー", 30],
	["アカウントマネージャー", 30],
	["カスタマーサクセス マネージャー", 30],
	["Product Manager", 30],
	["Key Account Manager", 30],
	["Webディレクター", 30],
	["プロダクトオーナー", 30],
	["一般社員", 10],
	["担当者", 10],
	["営業担当", 10],
	["営業", 10],
	["エンジニア", 10],
	["店長候補", 10],
	["購買部 バイヤー", 10],
	["Account Executive", 10],
	["Assistant to the President", 10],
	["Executive Assistant to CEO", 10],
	// No title in it.
	["営業部", null],
	["社長室", null],
	["取締役会事務局", null],
	["部長会", null],
	["経理事務所", null, "no 理事 in it"],
	["代表電話", null],
	["営業部長野支店", null, "no 部長 in it"],
	["Office of the President", null],
	["ミライ創造師", null],
];

const OFF_LINE = [
	"顧問",
	"技術顧問",
	"顧問弁護士",
	"相談役",
	"取締役相談役",
	"名誉会長",
	"監査役",
	"常勤監査役",
	"社外取締役",
	"取締役（社外）",
	"取締役(監査等委員)",
	"非常勤取締役",
	"アドバイザー",
	"フェロー",
	"社長秘書",
	"会長付",
	"社長付",
	"部長付",
	"社長補佐",
	"嘱託",
	"派遣社員",
	"学生",
	"大学院生",
	"インターン",
	"税理士",
	"元部長",
	"元 株式会社ABC 部長",
	"前社長",
	"前営業部長",
	"旧代表取締役",
	"顧問（元代表取締役）",
	"Advisor",
	"Auditor",
	"Outside Director",
	"Non-Executive Director",
	"Former VP Sales",
	"Ex-CEO",
	"Student",
];

describe("titleRank", () => {
	for (const [title, rank, note] of CASES) {
		it(`ranks ${title} as ${rank}${note === undefined ? "" : ` (${note})`}`, () => {
			expect(titleRank(title)).toMatchObject({ rank, offLine: false, known: rank !== null });
		});
	}

	it.each(OFF_LINE)("puts %s off the line", (title) => {
		const reading = titleRank(title);
		expect(reading.offLine).toBe(true);
		expect(reading.known).toBe(true);
		expect(isRankAtLeast(reading, 0)).toBe(false);
	});

	it("keeps every concurrent post and lets the highest in the line decide", () => {
		const reading = titleRank("取締役　営業本部長　兼　東京支店長");
		expect(reading.posts.map(({ title, rank }) => [title, rank])).toEqual([
			["取締役", 75],
			["本部長", 65],
			["支店長", 60],
		]);
		expect(reading.title).toBe("取締役");
		expect(titleRank("顧問 兼 営業部長")).toMatchObject({ rank: 60, offLine: false, title: "部長" });
		expect(titleRank("営業部長\n人事部長").posts).toHaveLength(2);
	});

	it("ignores in brackets what a person was before", () => {
		expect(titleRank("取締役 営業部長（元常務）")).toMatchObject({ rank: 75, offLine: false });
	});

	it.each([
		["部長", 60],
		["本部長", 65],
		["執行役員", 70],
		["社長室長", 60],
	])("counts %s as 部長以上", (title, rank) => {
		expect(isRankAtLeast(titleRank(title), 60)).toBe(true);
		expect(titleRank(title).rank).toBe(rank);
	});

	it.each(["次長", "部長代理", "担当部長", "副部長", "部長補佐", "営業担当部長"])(
		"counts %s as 部長以上 only where deputies count as heads",
		(title) => {
			expect(isRankAtLeast(titleRank(title), 60)).toBe(false);
			expect(isRankAtLeast(titleRank(title, { deputyCountsAsHead: true }), 60)).toBe(true);
		},
	);

	it("lets deputies of a 課長 count as that only", () => {
		expect(titleRank("課長代理", { deputyCountsAsHead: true }).rank).toBe(50);
		expect(titleRank("副社長", { deputyCountsAsHead: true }).rank).toBe(90);
		expect(titleRank("副院長", { deputyCountsAsHead: true }).rank).toBe(90);
	});

	it.each([
		["営業部 部長 兼 経営企画室 室長", "sales"],
		["情報システム部長", "it"],
		["マーケティング本部長", "marketing"],
		["営業本部 マーケティング部長", "marketing"],
		["人事部長", "hr"],
		["総務課長", "general_affairs"],
		["経理部長", "finance"],
		["法務室長", "legal"],
		["生産技術部 課長代理", "manufacturing"],
		["工場長", "manufacturing"],
		["研究開発本部長", "rnd"],
		["品質保証部長", "quality"],
		["購買部 バイヤー", "purchasing"],
		["物流センター長", "logistics"],
		["カスタマーサクセス部長", "support"],
		["経営企画室長", "management"],
		["代表取締役社長", "management"],
		["部長（営業担当）", "sales"],
		["CFO", "finance"],
		["CTO室長", "rnd"],
		["VP of Sales", "sales"],
		["営業部", "sales"],
		["部長", null],
	])("reads the function of %s as %s", (title, code) => {
		expect(titleRank(title).function).toBe(code);
	});

	it("lets a team's dictionary win, for whole titles and for words inside them", () => {
		const own = mergeDictionary(
			[],
			[
				["室長", "52"],
				["マイスター", "45"],
				["参与", "off"],
				["ヴァイス プレジデント", "50"],
				["部長代理", "60"],
				["broken", "abc"],
			],
		);
		expect(titleRank("開発室 室長", { own })).toMatchObject({ rank: 52, rule: "own" });
		expect(titleRank("第一マイスター", { own })).toMatchObject({ rank: 45, rule: "own" });
		expect(titleRank("参与", { own })).toMatchObject({ rank: null, offLine: true, rule: "own" });
		expect(titleRank("ヴァイス・プレジデント", { own }).rank).toBe(50);
		expect(titleRank("営業部長代理", { own }).rank).toBe(60);
		expect(titleRank("broken", { own }).known).toBe(false);
		expect(titleRank("室長").rank).toBe(60);
	});

	it("puts modifiers on a team's ranks, and sees through its words to what is no post", () => {
		const own = mergeDictionary(shippedTitles(), [
			["課長", "52"],
			["マイスター", "45"],
		]);
		expect(titleRank("営業課 課長", { own })).toMatchObject({ rank: 52, rule: "own" });
		expect(titleRank("営業課 副課長", { own })).toMatchObject({ rank: 47, rule: "modifier" });
		expect(titleRank("副マイスター", { own }).rank).toBe(40);
		expect(titleRank("マイスター会", { own }).rank).toBeNull();
		expect(titleRank("元課長", { own }).offLine).toBe(true);
	});

	it("reads the same with the shipped words given as the team's", () => {
		const own = mergeDictionary(shippedTitles(), []);
		for (const title of [...CASES.map(([word]) => word), ...OFF_LINE]) {
			expect(titleRank(title, { own })).toEqual(titleRank(title));
		}
	});

	it("tells why nothing was read", () => {
		expect(titleRank("").rule).toBe("blank");
		expect(titleRank(" 　").rule).toBe("blank");
		expect(titleRank("その他")).toMatchObject({ rule: "none", known: true, rank: null });
		expect(titleRank("営業部").rule).toBe("department");
		expect(titleRank("ミライ創造師").rule).toBe("unknown");
	});

	it("knows every shipped word by itself, at its rank", () => {
		for (const [word, rank] of shippedTitles()) {
			const reading = titleRank(word);
			expect([word, reading.offLine ? "off" : String(reading.rank)]).toEqual([word, rank]);
		}
	});

	it("never throws and keeps ranks within 10 and 100", () => {
		const words = shippedTitles().map(([word]) => word);
		const piece = fc.oneof(
			fc.constantFrom(...words),
			fc.constantFrom(
				"兼",
				"代理",
				"副",
				"元",
				"(",
				")",
				"付",
				" ",
				"・",
				"/",
				"営業",
				"of",
				"\n",
				"担当",
				"室",
			),
			fc.string({ maxLength: 3 }),
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
				const { rank, posts } = titleRank(pieces.join(""));
				for (const value of [rank, ...posts.map((post) => post.rank)]) {
					if (value !== null) expect(value >= 10 && value <= 100).toBe(true);
				}
			}),
		);
	});
});

describe("rankOfWord", () => {
	it.each([
		["部長", 60],
		["部長以上", 60],
		["課長クラス", 50],
		["役員", 70],
		["Manager", 50],
		["顧問", null],
		["ミライ創造師", null],
	])("reads %s as %s", (word, rank) => {
		expect(rankOfWord(word)).toBe(rank);
	});
});

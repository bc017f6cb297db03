import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phoneKey, readPhone } from "../../../src/domain/normalize/phone";

describe("readPhone", () => {
	// Area codes and their places: 総務省 市外局番の一覧.
	it.each([
		["0312345678", "03-1234-5678"], // 東京
		["0662081234", "06-6208-1234"], // 大阪
		["0429231234", "04-2923-1234"], // 所沢
		["0471231234", "04-7123-1234"], // 柏
		["0429731234", "042-973-1234"], // 飯能
		["0425231234", "042-523-1234"], // 立川
		["0422471234", "0422-47-1234"], // 武蔵野
		["0428221234", "0428-22-1234"], // 青梅
		["0112112111", "011-211-2111"], // 札幌
		["0123421234", "0123-42-1234"], // 千歳
		["0126721234", "01267-2-1234"], // 岩見沢 (三笠)
		["0126221234", "0126-22-1234"], // 岩見沢
		["0154231234", "0154-23-1234"], // 釧路
		["0154721234", "01547-2-1234"], // 弟子屈 (白糠)
		["0222211234", "022-221-1234"], // 仙台
		["0223221234", "0223-22-1234"], // 岩沼
		["0452101234", "045-210-1234"], // 横浜
		["0466251234", "0466-25-1234"], // 藤沢
		["0473661234", "047-366-1234"], // 船橋 (松戸)
		["0475501234", "0475-50-1234"], // 茂原
		["0480221234", "0480-22-1234"], // 久喜
		["0488311234", "048-831-1234"], // 浦和
		["0499221234", "04992-2-1234"], // 伊豆大島
		["0499821234", "04998-2-1234"], // 小笠原
		["0529611234", "052-961-1234"], // 名古屋
		["0532511234", "0532-51-1234"], // 豊橋
		["0539621234", "0539-62-1234"], // 浜松 (天竜)
		["0539251234", "053-925-1234"], // 浜松
		["0576921234", "05769-2-1234"], // 荘川
		["0746821234", "07468-2-1234"], // 上北山
		["0798351234", "0798-35-1234"], // 西宮
		["0838221234", "0838-22-1234"], // 萩
		["0838821234", "08388-2-1234"], // 田万川
		["0851221234", "08512-2-1234"], // 西郷
		["0877221234", "0877-22-1234"], // 丸亀
		["0886211234", "088-621-1234"], // 徳島
		["0927331234", "092-733-1234"], // 福岡
		["0942301234", "0942-30-1234"], // 久留米
		["0949231234", "0949-23-1234"], // 直方
		["0949621234", "09496-2-1234"], // 直方 (小竹)
		["0980521234", "0980-52-1234"], // 名護
		["0980221234", "09802-2-1234"], // 南大東
		["0988661234", "098-866-1234"], // 那覇
		["0992161234", "099-216-1234"], // 鹿児島
		["0996921234", "09969-2-1234"], // 中甑
	])("parts %s behind its area code: %s", (digits, phone) => {
		expect(readPhone(digits)).toMatchObject({ phone, key: digits, kind: "landline", rule: "spelling" });
	});

	it.each([
		["09012345678", "090-1234-5678", "mobile"],
		["08012345678", "080-1234-5678", "mobile"],
		["07012345678", "070-1234-5678", "mobile"],
		["06012345678", "060-1234-5678", "mobile"],
		["05012345678", "050-1234-5678", "ip"],
		["0120123456", "0120-123-456", "toll_free"],
		["08001234567", "0800-123-4567", "toll_free"],
		["0570012345", "0570-012-345", "service"],
	])("knows %s as %s, %s", (digits, phone, kind) => {
		expect(readPhone(digits)).toMatchObject({ phone, key: digits, kind });
	});

	it.each([
		["03-1234-5678", "as-is"],
		["03(1234)5678", "spelling"],
		["（03）1234-5678", "spelling"],
		["０３ー１２３４ー５６７８", "spelling"],
		["０３－１２３４－５６７８", "spelling"],
		["03 1234 5678", "spelling"],
		["03.1234.5678", "spelling"],
		["03-12345678", "spelling"],
		["TEL:03-1234-5678", "spelling"],
		["03-1234-5678(代表)", "spelling"],
		["+81 3-1234-5678", "international"],
		["+81(0)3-1234-5678", "international"],
		["＋８１－３－１２３４－５６７８", "international"],
		["81-3-1234-5678", "international"],
		["010-81-3-1234-5678", "international"],
		["0081312345678", "international"],
		["312345678", "lost-zero"],
		["3-1234-5678", "lost-zero"],
		[312345678, "lost-zero"],
		["03-1234-5678 / 090-1111-2222", "several"],
		["03-1234-5678 090-1111-2222", "several"],
		["03-1234-5678、03-1234-5679", "several"],
		["03-1234-5678\n03-1234-5679", "several"],
		["TEL 03-1234-5678 FAX 03-1234-5679", "several"],
	])("reads %j by %s", (value, rule) => {
		expect(readPhone(value)).toMatchObject({ phone: "03-1234-5678", key: "0312345678", rule, problem: null });
		expect(phoneKey(value)).toBe("0312345678");
	});

	it.each([
		[9012345678, "090-1234-5678"],
		["9012345678", "090-1234-5678"],
		["90-1234-5678", "090-1234-5678"],
		[120123456, "0120-123-456"],
		[8001234567, "0800-123-4567"],
		[5012345678, "050-1234-5678"],
		[112112111, "011-211-2111"],
	])("suggests the zero that a sheet took from %j", (value, phone) => {
		expect(readPhone(value)).toMatchObject({ phone, rule: "lost-zero" });
	});

	it.each([
		["03-1234-5678 内線123", "123"],
		["03-1234-5678(内線 12)", "12"],
		["03-1234-5678 （内）45", "45"],
		["03-1234-5678 ext. 99", "99"],
		["03-1234-5678 #7", "7"],
		["03-1234-5678", null],
	])("takes the extension off %s", (value, extension) => {
		expect(readPhone(value)).toMatchObject({ phone: "03-1234-5678", extension });
	});

	it.each([
		["+1 415-555-2671", "+1 415-555-2671", "+14155552671"],
		["＋４４ ２０ ７９４６ ０９５８", "+44 20 7946 0958", "+442079460958"],
		["010-1-415-555-2671", "+14155552671", "+14155552671"],
	])("keeps the foreign %s", (value, phone, key) => {
		expect(readPhone(value)).toMatchObject({ phone, key, kind: "foreign" });
	});

	it.each([
		["", "blank"],
		["なし", "unreadable"],
		["内線123", "blank"],
		["110", "too-short"],
		["1234-5678", "no-area-code"],
		["03-1234-567", "too-short"],
		["090-1234-567", "too-short"],
		["03-1234-56789", "too-long"],
		["0120-123-4567", "too-long"],
		["090-0123-4567", "no-such"],
		["000-0000-0000", "too-long"],
		["00-0000-0000", "no-such"],
		["+81 3-1234", "too-short"],
		[Number.NaN, "unreadable"],
	])("says of %j: %s", (value, problem) => {
		expect(readPhone(value)).toMatchObject({ phone: null, key: null, kind: null, rule: "none", problem });
		expect(phoneKey(value)).toBeNull();
	});

	it("only puts hyphens in, and reads its own answer as it is", () => {
		const number = fc
			.tuple(fc.constantFrom(..."123456789"), fc.integer({ min: 0, max: 99_999_999 }))
			.map(([first, rest]) => `0${first}${String(rest).padStart(8, "0")}`);
		fc.assert(
			fc.property(number, (digits) => {
				const { phone, key } = readPhone(digits);
				fc.pre(phone !== null);
				expect(phone!.replace(/-/g, "")).toBe(digits);
				expect(key).toBe(digits);
				expect(readPhone(phone!)).toMatchObject({ phone, key, rule: "as-is" });
				expect(readPhone(Number(digits))).toMatchObject({ phone, rule: "lost-zero" });
				expect(readPhone(`+81 ${digits.slice(1)}`)).toMatchObject({ phone, key });
			}),
			{ numRuns: 1000 },
		);
	});
});

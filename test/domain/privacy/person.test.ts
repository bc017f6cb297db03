import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutLeads } from "../../../src/domain/privacy/drafts";
import { isTellingName, ownTraits, REMOVED, Redaction } from "../../../src/domain/privacy/person";

const aoki = new Redaction({
	names: ["青木 一郎"],
	emails: ["Aoki.Ichiro+x@aozora.example"],
	phones: ["090-1234-5678"],
});

describe("a redaction", () => {
	it.each([
		["青木一郎さんも同席", `${REMOVED}さんも同席`],
		["青木　一郎 / 青 木 一 郎", `${REMOVED} / ${REMOVED}`],
		["aoki.ichiro+x@AOZORA.example へ", `${REMOVED} へ`],
		["ａｏｋｉ．ichiro+x@aozora.example", REMOVED],
		["電話 09012345678", `電話 ${REMOVED}`],
		["電話 (090)1234-5678", `電話 (${REMOVED}`],
		["+81 90 1234 5678", REMOVED],
		["９０－１２３４－５６７８", REMOVED],
		["青木さん", "青木さん"],
		["aoki@aozora.example", "aoki@aozora.example"],
		["番号 1090123456789", "番号 1090123456789"],
		["", ""],
	])("of 「%s」 reads %s", (text, left) => {
		expect(aoki.of(text)).toBe(left);
		expect(aoki.isIn(text)).toBe(left !== text);
	});

	it("of nobody changes nothing, and of a redacted text neither", () => {
		const nobody = new Redaction({ names: [""], emails: [], phones: ["12"] });
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), (text) => {
				expect(nobody.of(text)).toBe(text);
				expect(aoki.of(aoki.of(text))).toBe(aoki.of(text));
			}),
		);
	});

	it("leaves nothing of any name, address and number in any text around it", () => {
		const name = fc.stringMatching(/^[一-龠]{1,3} [一-龠ァ-ン]{1,3}$/);
		const email = fc.stringMatching(/^[a-z.+*()]{1,8}@[a-z]{2,6}\.example$/);
		const phone = fc.stringMatching(/^0\d{2}-\d{4}-\d{4}$/);
		fc.assert(
			fc.property(name, email, phone, fc.stringMatching(/^[ぁ-んA-Z、 ]*$/), (n, e, p, around) => {
				const all = new Redaction({ names: [n], emails: [e], phones: [p] });
				for (const trait of [n, n.replace(" ", ""), e, e.toUpperCase(), p, p.replace(/-/g, "")])
					expect(all.of(`${around}「${trait}」${around}`)).toBe(`${around}「${REMOVED}」${around}`);
			}),
		);
	});
});

describe("a person's own traits", () => {
	const person = {
		names: ["青木 一郎", "有田"],
		emails: ["aoki@a.example", "info@a.example"],
		phones: ["03-1111-2222", "090-1234-5678"],
	};

	it("leave out names that tell nobody, and what others bear too in whatever spelling", () => {
		const others = [
			{ name: "馬場", email: "INFO@a.example", phone: "0311112222" },
			{ name: "", email: "", phone: "" },
		];
		expect(ownTraits(person, others)).toEqual({
			names: ["青木 一郎"],
			emails: ["aoki@a.example"],
			phones: ["090-1234-5678"],
		});
	});

	it("leave out the name of a namesake", () => {
		expect(ownTraits(person, [{ name: "青木一郎", email: "", phone: "" }]).names).toEqual([]);
	});

	it.each([
		["青木 一郎", true],
		["青木一郎", true],
		["有田", false],
		["森 海", true],
		["有田様", false],
	])("count %s as telling: %s", (name, isTelling) => {
		expect(isTellingName(name)).toBe(isTelling);
	});
});

describe("a draft without some leads", () => {
	const draft = (edits: Record<string, unknown>, outbox: unknown[] = []) =>
		JSON.stringify({ version: 1, edits, outbox });

	it.each([
		["the others", draft({ L1: {}, L2: { a: 1 } }), draft({ L2: { a: 1 } })],
		[
			"those that are on their way",
			draft({}, [{ request: { leadId: "L1" } }, { request: { leadId: "L2" } }]),
			draft({}, [{ request: { leadId: "L2" } }]),
		],
		["nothing where no other is left", draft({ L1: {} }), ""],
		["what does not speak of them as it is", draft({ L3: {} }), draft({ L3: {} })],
		["nothing of what is no draft", "L1 {", ""],
	])("keeps %s", (_, before, after) => {
		const left = withoutLeads(before, ["L1"]);
		expect(left === "" ? "" : JSON.parse(left)).toEqual(after === "" ? "" : JSON.parse(after));
	});
});

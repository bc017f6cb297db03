import { describe, expect, it } from "vitest";
import { mergeDictionary } from "../../../src/domain/normalize/dictionary";
import { domainOf, emailKey, emailKind, shippedEmailDomains } from "../../../src/domain/normalize/email";

describe("emailKind", () => {
	it.each([
		["taro@gmail.com", "free"],
		["taro@yahoo.co.jp", "free"],
		["taro@yahoo.co.uk", "free"],
		["taro@outlook.jp", "free"],
		["taro@gmx.de", "free"],
		["taro@yandex.com.tr", "free"],
		["taro@qq.com", "free"],
		["taro@docomo.ne.jp", "carrier"],
		["a..b.@docomo.ne.jp", "carrier"],
		["taro@t.vodafone.ne.jp", "carrier"],
		["taro@i.softbank.jp", "carrier"],
		["taro@di.pdx.ne.jp", "carrier"],
		["taro@au.com", "carrier"],
		["taro@nifty.com", "isp"],
		["taro@abc.ocn.ne.jp", "isp"],
		["taro@x1.so-net.ne.jp", "isp"],
		["taro@jcom.home.ne.jp", "isp"],
		["taro@abc.sakura.ne.jp", "isp"],
		["taro@mailinator.com", "disposable"],
		["taro@u-tokyo.ac.jp", "education"],
		["taro@school.ed.jp", "education"],
		["taro@stanford.edu", "education"],
		["taro@mhlw.go.jp", "public"],
		["taro@city.yokohama.lg.jp", "public"],
		["taro@city.kobe.jp", "public"],
		["taro@pref.aichi.jp", "public"],
		["taro@city.co.jp", "corporate"],
		["taro@softbank.co.jp", "corporate"],
		["taro@example.co.jp", "corporate"],
		["taro@mygmail.com", "corporate"],
	])("calls %s %s", (address, kind) => {
		expect(emailKind(address).kind).toBe(kind);
	});

	it("reads the first address out of what was pasted", () => {
		for (const text of [
			"見込 太郎 <Taro@Example.co.jp>",
			"mailto:taro@example.co.jp",
			"ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ",
			"taro@example.co.jp; jiro@example.com",
		]) {
			expect(emailKind(text)).toMatchObject({ domain: "example.co.jp", key: "taro@example.co.jp" });
		}
	});

	it.each(["", "bad", "a@b", "@example.com", "taro.example.com"])("finds no address in %j", (text) => {
		expect(emailKind(text)).toMatchObject({ kind: null, domain: null, key: null, known: false });
	});

	it("lets a team's own and competitors' domains win, sub-domains included", () => {
		const own = mergeDictionary(
			[],
			[
				["rival.co.jp", "competitor"],
				["@mikomi.example", "own"],
				["gmail.com", "corporate"],
				["broken.jp", "friend"],
			],
		);
		expect(emailKind("a@sales.rival.co.jp", own)).toMatchObject({
			kind: "competitor",
			rule: "own",
			known: true,
		});
		expect(emailKind("a@mikomi.example", own).kind).toBe("own");
		expect(emailKind("a@gmail.com", own).kind).toBe("corporate");
		expect(emailKind("a@broken.jp", own).kind).toBe("corporate");
	});

	it("knows every shipped domain by itself", () => {
		for (const [domain, kind] of shippedEmailDomains()) {
			expect([domain, emailKind(`a@x.${domain.replace("*", "com")}`).kind]).toEqual([domain, kind]);
		}
	});
});

describe("emailKey", () => {
	it.each([
		["Taro.Yamada+news@GoogleMail.com", "taroyamada@gmail.com"],
		["t.a.r.o@gmail.com", "taro@gmail.com"],
		["taro.yamada+x@example.co.jp", "taro.yamada@example.co.jp"],
		["+tag@example.com", "+tag@example.com"],
		["nobody", null],
	])("folds %s to %s", (text, key) => {
		expect(emailKey(text)).toBe(key);
	});
});

describe("emailKey of usual addresses", () => {
	it.each([
		"taro.yamada@gmail.com",
		"taro.yamada@googlemail.com",
		"t.y@mail.gmail.com",
		"a_b-c.1@sub-1.example.co.jp",
		"a@b.c1",
		"a@b",
		"a@@b.jp",
		"mailto:a@b.jp",
	])("is the same in capitals: %s", (text) => {
		expect(emailKey(text)).toBe(emailKey(text.toUpperCase()));
	});
});

describe("domainOf", () => {
	it.each([
		["taro@Example.co.jp", "example.co.jp"],
		["https://www.example.co.jp/about?x=1", "example.co.jp"],
		["example.com", "example.com"],
		["株式会社ミコミ", null],
		["localhost", null],
	])("takes %s to %s", (text, domain) => {
		expect(domainOf(text)).toBe(domain);
	});
});

import type { Doubt, Reason } from "../../domain/duplicates/evidence";

/** What Japanese says of rows that may be one. */
const JA = {
	sentence: "重複かもしれない組が{total}組あります(確実{certain}、有力{strong}、可能性{possible})。",
	more: "確かなものから{shown}組を出しています。残りは、まとめたあとに出ます。",
	none: "{rows}件のリードを調べました。",
	moved: "転職・異動した本人かもしれない",
	but: "ただし{doubts}",
	comma: "、",
	findings: {
		mail: "メールが同じ",
		sharedMail: "共用のメールが同じ",
		freeMail: "フリーメールが同じ",
		nearMail: "メールが1文字違い",
		localPart: "メールの@より前が同じ",
		mailDomain: "ドメインが同じ",
		name: "氏名が同じ",
		nearName: "氏名が1文字違い",
		familyName: "姓が同じ",
		phone: "電話が同じ",
		mobile: "携帯電話が同じ",
		corporateNumber: "法人番号が同じ",
		company: "会社名が同じ",
		likeCompany: "会社名が似ている",
		place: "所在地が同じ",
		otherName: "氏名が違う",
		otherCompany: "会社が違う",
		otherNumber: "法人番号が違う",
		otherMail: "メールが違う",
		otherDomain: "ドメインが違う",
		otherForm: "法人格が違う",
		namesakes: "同姓同名がほかにもいる",
		otherPlace: "所在地と電話が違う",
	} satisfies Readonly<Record<Reason | Doubt, string>>,
};

export const duplicatesJa = () => JA;

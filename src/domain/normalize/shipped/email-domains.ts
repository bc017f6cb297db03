import type { EmailKind } from "../email";

/** Each domain stands for its sub-domains too; a star stands for any country ending. */
const DOMAINS: readonly (readonly [kind: EmailKind, domains: string])[] = [
	[
		"free",
		"gmail.com|googlemail.com|yahoo.*|yahoo.co.jp|ymail.ne.jp|ymail.com|outlook.*|hotmail.*|hotmail.co.jp|live.*|live.jp|msn.com|icloud.com|me.com|mac.com|aol.*|proton.me|protonmail.com|gmx.*|mail.com|zoho.com|fastmail.com|tutanota.com|excite.co.jp|infoseek.jp|goo.jp|livedoor.com|freemail.ne.jp|auone.jp|kakao.com|hanmail.net|qq.com|163.com|126.com|naver.com|daum.net|mail.ru|yandex.*|web.de",
	],
	[
		"carrier",
		"docomo.ne.jp|ezweb.ne.jp|au.com|i.softbank.jp|softbank.ne.jp|vodafone.ne.jp|ymobile.ne.jp|ymobile1.ne.jp|y-mobile.ne.jp|emnet.ne.jp|willcom.com|pdx.ne.jp|disney.ne.jp|disneymobile.ne.jp|uqmobile.jp|rakumail.jp|rakuten.jp|mineo.jp|tu-ka.ne.jp",
	],
	[
		"isp",
		"nifty.com|nifty.ne.jp|so-net.ne.jp|so-net.jp|biglobe.ne.jp|mesh.ne.jp|ocn.ne.jp|plala.or.jp|plala.to|dion.ne.jp|jcom.home.ne.jp|zaq.ne.jp|zaq.jp|home.ne.jp|itscom.net|eonet.ne.jp|asahi-net.or.jp|asahi-net.jp|hi-ho.ne.jp|dti.ne.jp|dream.jp|wakwak.com|sakura.ne.jp|odn.ne.jp|ybb.ne.jp|tokai.or.jp|tnc.ne.jp|commufa.jp|starcat.ne.jp|bbiq.jp|pikara.ne.jp|enjoy.ne.jp|megaegg.ne.jp|lolipop.jp|synapse.ne.jp",
	],
	[
		"disposable",
		"mailinator.com|guerrillamail.com|sharklasers.com|10minutemail.com|temp-mail.org|tempmail.com|temp-mail.io|throwawaymail.com|yopmail.com|getnada.com|trashmail.com|maildrop.cc|dispostable.com|fakeinbox.com|mailnesia.com|sute.jp|kuku.lu|dayrep.com|cuvox.de|armyspy.com|rhyta.com|einrot.com|fleckens.hu|gustr.com|jourrapide.com|superrito.com|teleworm.us",
	],
	["education", "ac.jp|ed.jp|edu|ac.uk"],
	["public", "go.jp|lg.jp|metro.tokyo.jp|gov|mil|gov.uk"],
];

export const domainTable = () => DOMAINS;

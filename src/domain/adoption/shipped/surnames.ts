/** The most common Japanese family names, and the ends of company names without a legal form: they tell what a column holds. */
const SURNAMES =
	"佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 斉藤 齋藤 清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 岡本 金子 藤原 中野 三浦 原田 中川 松田 竹内 小野 田村 中山 和田 石田 森田 上田 原 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島 谷口 今井 工藤 高田 増田 丸山 杉山 村田 大塚 新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 菅原 岩崎 久保 木下 野村 松尾 菊地 佐野 大西 杉本 島田 桜井 古川 市川 小松 水野 高野 渡部 吉川 山内 西田 西川 菊池 飯田 本田 久保田 吉村 北村 安田 関 川口 浜田 平田 岩田 五十嵐 中田 辻 秋山 田口 川崎 樋口 早川 望月 永井 服部 森本 矢野 土屋 大久保 松岡 星野 大橋";

export const surnames = () => SURNAMES.split(" ");

import { duplicatesJa } from "./duplicates-ja";

/** What Japanese says of an import. */
const JA = {
	comma: "、",
	and: "。",
	space: "",
	/** Before the import. */
	summary: "{rows}行のうち、新しい{created}件を追加します。登録済みは{matched}件です。",
	filling: "登録済みの行の空欄{filled}個を埋めます。",
	keeping: "値が食い違う{rows}件は、今の値のままにします。",
	replacing: "値が食い違う{rows}件は、ファイルの値に置き換えます。",
	repeating: "ファイルの中で重なる{rows}行は1件にまとめます。",
	unreadable: "読み取れないところが{rows}行にあります。",
	possibleRows: "登録済みの行と同じかもしれない{rows}件も、新しい行として追加します。",
	undated: "作成日のない{rows}件は、今の日時を作成日にします。",
	dated: "作成日のない行は、{day}を作成日にします。",
	visits: "「{name}」への来場を{rows}人の活動に記録します。",
	due: "新しい行のネクストアクションの期日は{day}です。",
	cost: "「{name}」の費用{cost}円を「費用」に記録します。",
	words: "{words}個の言葉の意味を「設定」に覚えます。",
	leftOut: "取り込まない列: {headers}。",
	/** Lines of the preview. */
	known: "登録済みの「{who}」({reasons})",
	fills: "空欄を埋める: {columns}",
	keeps: "{column}は今の「{present}」のまま(ファイルは「{incoming}」)",
	replaces: "{column}を「{present}」から「{incoming}」に置き換える",
	aside: "メモに残す: {cells}",
	repeats: "{line}行目と同じ",
	possible: "登録済みの「{who}」かもしれない({reasons})",
	possibleBut: "登録済みの「{who}」かもしれない({reasons}。ただし{doubts})",
	nobody: "誰のことか分かる値(会社名・氏名・メールなど)がないため、取り込まない",
	flaws: {
		not_a_date: "{header}「{value}」は日付として読めないため、メモに残す",
		not_a_number: "{header}「{value}」は数として読めないため、メモに残す",
		not_an_amount: "{header}「{value}」は金額として読めないため、メモに残す",
		unknown_word: "{header}「{value}」は意味の分からない言葉のため、メモに残す",
		error_value: "{header}「{value}」は数式のエラーのため、メモに残す",
		spoiled: "{header}「{value}」は表計算ソフトで桁が失われているため、メモに残す",
		my_number: "{header}にマイナンバーかもしれない12桁があるため、伏せ字にする",
	},
	reasons: {
		same: "同じ内容",
		number: "番号が同じ",
		moment: "日時・種別・相手などが同じ",
		...duplicatesJa().findings,
	},
	followUp: "「{name}」ご来場のお礼と聞き取り",
	/** After it. */
	done: "{created}件を追加し、{written}件に書き足しました。",
	added: "{created}件を追加しました。",
	wrote: "{written}件に書き足しました。",
	visited: "来場を{rows}人の活動に記録しました。",
	noted: "費用を記録しました。",
	scores: "スコアは次の更新で付きます。",
	nothing: "すべて登録済みのため、書き込むところはありませんでした。",
	/** Why not. */
	empty: "取り込む行がありません。",
	noTable: "「{table}」のタブがありません。セットアップをもう一度実行してください。",
	noColumns: "どの列も割り当てられていません。取り込む列を1つ以上選んでください。",
	tooMany:
		"書き込む行が{rows}行あります。一度に取り込めるのは{most}行までです。ファイルを分けて取り込んでください。",
	tooLong: "{line}行目の「{header}」が5万文字を超えています。短くしてから取り込んでください。",
	badDefault: "{columns}に選んだ値が読み取れません。選び直してください。",
	noName: "展示会またはリストの名前を入れてください。",
	badDay: "展示会またはリストの日付を入れてください。",
	badCost: "リストの費用「{cost}」が金額として読めません。数字で入れてください。",
	noTeam: "担当を振り分ける相手がいません。「メンバー」に在籍中の人を登録してください。",
};

export const importJa = () => JA;

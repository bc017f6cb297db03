import { learnedWords, wordKey } from "../state";
import { isBusy, type View } from "./context";
import { Ask, cut, Done, Empty, More, Pane, Select, Skeleton, Why } from "./parts";

export function Learn({ view }: { view: View }) {
	const { words, state, send } = view;
	const { step, words: unknown, meanings, why, answer } = state.learn;
	if (step === "done") return <Done view={view} title={words.learn.done} next={words.next} answer={answer} />;
	const known = learnedWords(state.learn).length;
	const { reason } = words.learn;
	return (
		<Pane
			view={view}
			title={words.learn.title}
			body={words.learn.body}
			actions={
				unknown !== null &&
				unknown.length > 0 && <Ask view={view} name="learn" label={words.learn.apply(known)} why={reason} />
			}
		>
			{unknown === null && isBusy(view) && <Skeleton />}
			{unknown?.length === 0 && <Empty text={words.learn.none} />}
			{unknown !== null && unknown.length > 0 && (
				<>
					<table id="words" class="words">
						<caption class="unseen">{words.learn.title}</caption>
						<colgroup>
							<col style={{ width: "18%" }} />
							<col style={{ width: "30%" }} />
							<col style={{ width: "10%" }} />
							<col style={{ width: "42%" }} />
						</colgroup>
						<thead>
							<tr>
								<th scope="col">{words.learn.kind}</th>
								<th scope="col">{words.learn.word}</th>
								<th scope="col" class="number">
									{words.learn.count}
								</th>
								<th scope="col">{words.learn.meaning}</th>
							</tr>
						</thead>
						<tbody>
							{cut(unknown).map((word) => {
								const key = wordKey(word);
								const meaning = meanings[key] ?? word.meaning;
								return (
									<tr key={key}>
										<td class="faint">{word.kindLabel}</td>
										<td>
											<b>{word.word}</b>
										</td>
										<td class="number">{word.count.toLocaleString()}</td>
										<td>
											<div class="with-sign">
												<Select
													id={`meaning-${key}`}
													value={meaning}
													options={word.options}
													blank={words.learn.later}
													label={words.learn.meaningOf(word.word)}
													onChange={(value) =>
														send({
															type: "edit",
															view: "learn",
															change: { meanings: { ...meanings, [key]: value } },
														})
													}
												/>
												<span class="small">
													{meaning !== "" && meaning === word.meaning ? words.learn.proposed : ""}
												</span>
											</div>
										</td>
									</tr>
								);
							})}
						</tbody>
					</table>
					<More view={view} total={unknown.length} />
					<Why
						label={words.why}
						value={why}
						hint={reason}
						onChange={(value) => send({ type: "edit", view: "learn", change: { why: value } })}
					/>
				</>
			)}
		</Pane>
	);
}

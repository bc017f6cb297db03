import { isBusy, type View } from "./context";
import { Ask, Button, cut, Done, Empty, More, Pane, Skeleton, Why } from "./parts";

export function Batches({ view }: { view: View }) {
	const { words, state } = view;
	switch (state.batches.step) {
		case "list":
			return <List view={view} />;
		case "check":
			return <Check view={view} />;
		case "done":
			return <Done view={view} title={words.batches.done} next={words.next} answer={state.batches.answer} />;
	}
}

function List({ view }: { view: View }) {
	const { words, state } = view;
	const { list } = state.batches;
	return (
		<Pane view={view} title={words.batches.title} body={words.batches.body} isStill={list?.length === 0}>
			{list === null && isBusy(view) && <Skeleton />}
			{list?.length === 0 && <Empty text={words.batches.none} />}
			{list !== null && list.length > 0 && (
				<table>
					<caption class="unseen">{words.batches.title}</caption>
					<colgroup>
						<col style={{ width: "19%" }} />
						<col style={{ width: "12%" }} />
						<col style={{ width: "14%" }} />
						<col style={{ width: "28%" }} />
						<col style={{ width: "9%" }} />
						<col style={{ width: "18%" }} />
					</colgroup>
					<thead>
						<tr>
							<th scope="col">{words.batches.at}</th>
							<th scope="col">{words.batches.by}</th>
							<th scope="col">{words.batches.kind}</th>
							<th scope="col">{words.batches.why}</th>
							<th scope="col" class="number">
								{words.batches.rows}
							</th>
							<th scope="col">{words.batches.state}</th>
						</tr>
					</thead>
					<tbody>
						{cut(list).map(({ batch, at, by, kind, why, rows, undoneAt, isFinal }) => (
							<tr key={batch} class={undoneAt === "" ? "" : "out"}>
								<td>{at}</td>
								<td>{by || words.none}</td>
								<td>{kind}</td>
								<td>{why}</td>
								<td class="number">{rows === 0 ? words.none : rows.toLocaleString()}</td>
								<td>
									{undoneAt !== "" ? (
										words.batches.undone(undoneAt)
									) : isFinal ? (
										words.batches.final
									) : (
										<Button
											view={view}
											label={words.batches.lookShort}
											name={words.batches.lookOf(kind, at)}
											event={{ type: "undo", batch }}
											kind="link"
										/>
									)}
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			<More view={view} total={list?.length ?? 0} />
		</Pane>
	);
}

function Check({ view }: { view: View }) {
	const { words, state, send } = view;
	const { preview, why } = state.batches;
	if (preview === null) return null;
	const { reason } = words.batches;
	// The use of a tab may be all that a batch changed.
	const isOfRows = preview.restored + preview.removed + preview.changed.length > 0;
	return (
		<Pane
			view={view}
			title={words.batches.checkTitle}
			body={words.batches.checkBody}
			actions={
				<>
					<Button view={view} label={words.back} event={{ type: "restart" }} />
					<Ask view={view} name="undoApply" label={words.undo} why={reason} />
				</>
			}
		>
			<p class="lead">{preview.sentence}</p>
			{isOfRows && (
				<dl class="tiles">
					<div class={preview.restored === 0 ? "zero" : ""}>
						<dt>{words.batches.restored}</dt>
						<dd>{preview.restored.toLocaleString()}</dd>
					</div>
					<div class={preview.removed === 0 ? "zero" : ""}>
						<dt>{words.batches.removed}</dt>
						<dd>{preview.removed.toLocaleString()}</dd>
					</div>
				</dl>
			)}
			<Why
				label={words.why}
				value={why}
				hint={reason}
				onChange={(value) => send({ type: "edit", view: "batches", change: { why: value } })}
			/>
			{isOfRows && <h2>{words.batches.changed}</h2>}
			{isOfRows && preview.changed.length === 0 && <p class="small">{words.batches.nothingChanged}</p>}
			{preview.changed.length > 0 && (
				<ul class="plain">
					{cut(preview.changed).map((line) => (
						<li key={line}>{line}</li>
					))}
				</ul>
			)}
			<More view={view} total={preview.changed.length} />
		</Pane>
	);
}

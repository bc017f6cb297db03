import type { EraseState } from "../state";
import { toggled, type View } from "./context";
import { Ask, Button, cut, Done, Empty, Field, More, Pane, Table, Why } from "./parts";

export function Erase({ view }: { view: View }) {
	const { words, state } = view;
	switch (state.erase.step) {
		case "find":
			return <Find view={view} />;
		case "check":
			return <Check view={view} />;
		case "done":
			return <Done view={view} title={words.erase.done} next={words.next} answer={state.erase.answer} />;
	}
}

function Find({ view }: { view: View }) {
	const { words, state, send } = view;
	const { text, hits, ids } = state.erase;
	const chosen = Object.keys(ids).length;
	const change = (part: Partial<EraseState>) => send({ type: "edit", view: "erase", change: part });
	return (
		<Pane
			view={view}
			title={words.erase.title}
			body={words.erase.body}
			note={chosen > 0 ? words.erase.chosen(chosen) : ""}
			actions={
				hits !== null && hits.length > 0 && <Ask view={view} name="eraseCheck" label={words.erase.check} />
			}
		>
			<form
				class="search"
				onSubmit={(event) => {
					event.preventDefault();
					send({ type: "ask", name: "eraseFind" });
				}}
			>
				<label for="text">{words.erase.text}</label>
				<input
					id="text"
					value={text}
					autocomplete="off"
					onInput={(event) => change({ text: event.currentTarget.value, hits: null, ids: {} })}
				/>
				<button type="submit" class={hits === null ? "primary" : ""}>
					{words.erase.find}
				</button>
			</form>
			{hits?.length === 0 && <Empty text={words.erase.none} />}
			{hits !== null && hits.length > 0 && (
				<table id="people" class="choice">
					<caption class="unseen">{words.erase.title}</caption>
					<colgroup>
						<col style={{ width: "26%" }} />
						<col style={{ width: "28%" }} />
						<col style={{ width: "30%" }} />
						<col style={{ width: "16%" }} />
					</colgroup>
					<thead>
						<tr>
							<th scope="col">{words.erase.name}</th>
							<th scope="col">{words.erase.company}</th>
							<th scope="col">{words.erase.email}</th>
							<th scope="col">{words.erase.createdAt}</th>
						</tr>
					</thead>
					<tbody>
						{cut(hits).map(({ id, name, company, email, createdAt }) => (
							<tr key={id} class={ids[id] ? "on" : ""}>
								<td>
									<label class="check">
										<input
											type="checkbox"
											checked={ids[id] === true}
											aria-label={words.erase.choose(`${name} ${email}`.trim() || company)}
											onChange={(event) => change({ ids: toggled(ids, id, event.currentTarget.checked) })}
										/>
										<b>{name || words.none}</b>
									</label>
								</td>
								<td>{company || words.none}</td>
								<td>{email || words.none}</td>
								<td>{createdAt || words.none}</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			<More view={view} total={hits?.length ?? 0} />
		</Pane>
	);
}

function Check({ view }: { view: View }) {
	const { words, state, send } = view;
	const { preview, typed, why } = state.erase;
	if (preview === null) return null;
	const { reason, word } = words.erase;
	const change = (part: Partial<EraseState>) => send({ type: "edit", view: "erase", change: part });
	return (
		<Pane
			view={view}
			title={words.erase.checkTitle}
			body={preview.sentence}
			actions={
				<>
					<Button view={view} label={words.back} event={{ type: "step", step: "find" }} />
					<Button
						view={view}
						label={words.erase.apply}
						event={{ type: "ask", name: "eraseApply", why: reason, confirmation: word }}
						kind="danger"
					/>
				</>
			}
		>
			<p class="caution">{words.erase.warning}</p>
			<Table
				caption={words.erase.checkTitle}
				columns={[
					[words.erase.tab, "60%"],
					[words.erase.cells, "40%"],
				]}
				rows={cut(preview.places).map(([tab, cells]) => [tab, cells.toLocaleString()])}
			/>
			<More view={view} total={preview.places.length} />
			<div class="form">
				<Why label={words.erase.why} value={why} hint={reason} onChange={(value) => change({ why: value })} />
				<Field label={words.erase.typed(word)} id="typed" isWide>
					<input
						id="typed"
						class="short"
						value={typed}
						autocomplete="off"
						onInput={(event) => change({ typed: event.currentTarget.value })}
					/>
				</Field>
			</div>
		</Pane>
	);
}

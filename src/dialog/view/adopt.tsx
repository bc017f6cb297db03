import { isBusy, type View } from "./context";
import { MappingForm, topOf } from "./mapping";
import { Ask, Button, cut, Done, Empty, More, Pane, Skeleton, Table } from "./parts";

export function Adopt({ view }: { view: View }) {
	const { step, mapping } = view.state.adopt;
	if (step === "done") return <AdoptDone view={view} />;
	if (step === "check" && mapping !== null) return <Check view={view} name={mapping.look.name} />;
	return step === "map" && mapping !== null ? <Columns view={view} /> : <Tabs view={view} />;
}

function Tabs({ view }: { view: View }) {
	const { state, words, send } = view;
	const { tabs, gid } = state.adopt;
	const named = (table: string | null) => state.session?.tables.find(([code]) => code === table)?.[1];
	return (
		<Pane
			view={view}
			title={words.adopt.title}
			body={words.adopt.body}
			actions={
				tabs !== null && tabs.length > 0 && <Ask view={view} name="adoptLook" label={words.adopt.look} />
			}
		>
			{tabs === null && isBusy(view) && <Skeleton />}
			{tabs?.length === 0 && <Empty text={words.adopt.empty} />}
			{tabs !== null && tabs.length > 0 && (
				<table id="tabs" class="choice">
					<colgroup>
						<col style={{ width: "40%" }} />
						<col style={{ width: "20%" }} />
						<col style={{ width: "10%" }} />
						<col style={{ width: "30%" }} />
					</colgroup>
					<thead>
						<tr>
							<th scope="col">{words.adopt.tabs}</th>
							<th scope="col">{words.adopt.table}</th>
							<th scope="col" class="number">
								{words.adopt.rows}
							</th>
							<th scope="col">{words.adopt.state}</th>
						</tr>
					</thead>
					<tbody>
						{cut(tabs).map((tab) => (
							<tr key={tab.gid} class={tab.gid === gid ? "on" : ""}>
								<td>
									<label class="check">
										<input
											type="radio"
											name="tab"
											checked={tab.gid === gid}
											onChange={() => send({ type: "edit", view: "adopt", change: { gid: tab.gid } })}
										/>
										<b class="clip" title={tab.name}>
											{tab.name}
										</b>
									</label>
								</td>
								<td>{named(tab.table) ?? <span class="faint">{words.adopt.unknown}</span>}</td>
								<td class="number">{tab.rows.toLocaleString()}</td>
								<td>
									{tab.isAdopted ? (
										<div class="both">
											<span class="mark sure">
												<i aria-hidden="true">✓</i>
												{words.adopt.adopted}
											</span>
											<Button
												view={view}
												label={words.adopt.end}
												name={words.adopt.endOf(tab.name)}
												event={{ type: "undo", batch: tab.undo }}
												kind="link"
											/>
										</div>
									) : (
										<span class="faint">{words.adopt.open}</span>
									)}
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			<More view={view} total={tabs?.length ?? 0} />
		</Pane>
	);
}

function Columns({ view }: { view: View }) {
	const { words, state } = view;
	const { mapping } = state.adopt;
	if (mapping === null) return null;
	return (
		<Pane
			view={view}
			title={words.adopt.map(mapping.look.name)}
			body={words.adopt.mapBody}
			actions={
				<>
					<Button view={view} label={words.back} event={{ type: "step", step: "tabs" }} />
					<Ask view={view} name="adoptCheck" label={words.adopt.check} />
				</>
			}
		>
			<MappingForm
				view={view}
				mapping={mapping}
				of="adopt"
				top={topOf(mapping)}
				headRow={mapping.look.headRow}
			/>
		</Pane>
	);
}

function Check({ view, name }: { view: View; name: string }) {
	const { words, state } = view;
	const { preview } = state.adopt;
	if (preview === null) return null;
	return (
		<Pane
			view={view}
			title={words.adopt.checkTitle(name)}
			body={words.adopt.checkBody}
			isStill
			actions={
				<>
					<Button view={view} label={words.back} event={{ type: "step", step: "map" }} />
					{preview.ok && <Ask view={view} name="adoptApply" label={words.adopt.apply} />}
				</>
			}
		>
			<p class={preview.ok ? "lead" : "caution"}>{preview.sentence}</p>
			{preview.added.length === 0 ? (
				<Empty text={words.adopt.nothing} />
			) : (
				<Table
					caption={words.adopt.checkBody}
					columns={[
						[words.adopt.range, "30%"],
						[words.adopt.what, "70%"],
					]}
					rows={cut(preview.added)}
				/>
			)}
			<More view={view} total={preview.added.length} />
		</Pane>
	);
}

function AdoptDone({ view }: { view: View }) {
	const { words, state } = view;
	return <Done view={view} title={words.adopt.done} next={words.adopt.next} answer={state.adopt.answer} />;
}

import type { DuplicateGroup, DuplicateRow } from "../../addon/dialog-contract";
import { groupKey, mergesOf, survivorOf } from "../state";
import { isBusy, toggled, type View } from "./context";
import { Ask, Button, cut, Done, Empty, More, Pane, Skeleton, Table, Why } from "./parts";

export function Duplicates({ view }: { view: View }) {
	const { words, state } = view;
	switch (state.duplicates.step) {
		case "list":
			return <Groups view={view} />;
		case "check":
			return <Check view={view} />;
		case "done":
			return (
				<Done view={view} title={words.duplicates.done} next={words.next} answer={state.duplicates.answer} />
			);
	}
}

function Groups({ view }: { view: View }) {
	const { words, state, send } = view;
	const { list, ticked } = state.duplicates;
	const groups = list?.groups ?? [];
	const certain = groups.filter(({ strength }) => strength === "certain");
	const count = mergesOf(state.duplicates).length;
	const tick = (keys: readonly string[]) =>
		send({
			type: "edit",
			view: "duplicates",
			change: { ticked: Object.fromEntries(keys.map((key) => [key, true as const])) },
		});
	return (
		<Pane
			view={view}
			title={words.duplicates.title}
			body={list?.sentence || words.duplicates.body}
			note={count > 0 ? words.duplicates.ticked(count) : ""}
			actions={groups.length > 0 && <Ask view={view} name="mergeCheck" label={words.duplicates.check} />}
		>
			{list === null && isBusy(view) && <Skeleton />}
			{list !== null && groups.length === 0 && <Empty text={words.duplicates.none} />}
			{groups.length > 0 && (
				<div class="line">
					<span class="small">{list?.sentence ? words.duplicates.body : ""}</span>
					<span class="end">
						{Object.keys(ticked).length > 0 ? (
							<button type="button" class="link" onClick={() => tick([])}>
								{words.duplicates.noneTicked}
							</button>
						) : (
							certain.length > 0 && (
								<button type="button" class="link" onClick={() => tick(certain.map(groupKey))}>
									{words.duplicates.allCertain(certain.length)}
								</button>
							)
						)}
					</span>
				</div>
			)}
			<ul id="groups" class="groups">
				{cut(groups).map((group, at) => (
					<Group key={groupKey(group)} view={view} group={group} at={at + 1} />
				))}
			</ul>
			<More view={view} total={list?.total ?? 0} />
		</Pane>
	);
}

function Group({ view, group, at }: { view: View; group: DuplicateGroup; at: number }) {
	const { words, state, send } = view;
	const { ticked, survivors } = state.duplicates;
	const key = groupKey(group);
	const survivor = survivorOf(state.duplicates, group);
	return (
		<li class={ticked[key] ? "on" : ""}>
			<div class="group-head">
				<label class="check">
					<input
						type="checkbox"
						checked={ticked[key] === true}
						aria-label={words.duplicates.tick(at)}
						onChange={(event) =>
							send({
								type: "edit",
								view: "duplicates",
								change: { ticked: toggled(ticked, key, event.currentTarget.checked) },
							})
						}
					/>
					<Strength view={view} strength={group.strength} />
				</label>
				<span class="small">{group.reasons.join(words.comma)}</span>
			</div>
			<table>
				<caption class="unseen">{words.duplicates.group(at)}</caption>
				<colgroup>
					<col style={{ width: "7%" }} />
					<col style={{ width: "20%" }} />
					<col style={{ width: "14%" }} />
					<col style={{ width: "28%" }} />
					<col style={{ width: "11%" }} />
					<col style={{ width: "12%" }} />
					<col style={{ width: "8%" }} />
				</colgroup>
				<thead>
					<tr>
						<th scope="col">{words.duplicates.keep}</th>
						<th scope="col">{words.duplicates.company}</th>
						<th scope="col">{words.duplicates.name}</th>
						<th scope="col">
							{words.duplicates.email} / {words.duplicates.phone}
						</th>
						<th scope="col">{words.duplicates.owner}</th>
						<th scope="col">{words.duplicates.createdAt}</th>
						<th scope="col" class="number">
							{words.duplicates.activities}
						</th>
					</tr>
				</thead>
				<tbody>
					{group.rows.map((row) => (
						<Row
							key={row.id}
							view={view}
							row={row}
							name={`survivor-${at}`}
							isSurvivor={row.id === survivor}
							isMany={group.rows.length > 2}
							onKeep={() =>
								send({
									type: "edit",
									view: "duplicates",
									change: { survivors: { ...survivors, [key]: row.id } },
								})
							}
						/>
					))}
				</tbody>
			</table>
		</li>
	);
}

function Row({
	view,
	row,
	name,
	isSurvivor,
	isMany,
	onKeep,
}: {
	view: View;
	row: DuplicateRow;
	name: string;
	isSurvivor: boolean;
	/** Of three or more, one may be left apart. */
	isMany: boolean;
	onKeep: () => void;
}) {
	const { words, state, send } = view;
	const { apart } = state.duplicates;
	const who = `${row.company} ${row.name}`.trim() || row.email || row.phone;
	return (
		<tr class={isSurvivor ? "kept" : apart[row.id] ? "out" : ""}>
			<td>
				<input
					type="radio"
					name={name}
					checked={isSurvivor}
					aria-label={words.duplicates.keepRow(who)}
					onChange={onKeep}
				/>
				{isMany && !isSurvivor && (
					<input
						type="checkbox"
						checked={!apart[row.id]}
						title={words.duplicates.merge}
						aria-label={words.duplicates.mergeRow(who)}
						onChange={(event) =>
							send({
								type: "edit",
								view: "duplicates",
								change: { apart: toggled(apart, row.id, !event.currentTarget.checked) },
							})
						}
					/>
				)}
			</td>
			<td>
				{row.company || words.none}
				<small>{row.tab}</small>
			</td>
			<td>{row.name || words.none}</td>
			<td>
				{row.email}
				<small>{row.phone}</small>
			</td>
			<td>{row.owner || words.none}</td>
			<td class="day">{row.createdAt.replace(/-/g, "/") || words.none}</td>
			<td class="number">{row.activities}</td>
		</tr>
	);
}

const DOTS = { certain: "●●●", strong: "●●○", possible: "●○○" } as const;

function Strength({ view: { words }, strength }: { view: View; strength: DuplicateGroup["strength"] }) {
	return (
		<span class={`strength ${strength}`}>
			<i aria-hidden="true">{DOTS[strength]}</i>
			{words.duplicates.strengths[strength]}
		</span>
	);
}

function Check({ view }: { view: View }) {
	const { words, state, send } = view;
	const { preview, why } = state.duplicates;
	if (preview === null) return null;
	const { filled, kept } = preview;
	const { reason } = words.duplicates;
	return (
		<Pane
			view={view}
			title={words.duplicates.checkTitle}
			body={words.duplicates.checkBody}
			actions={
				<>
					<Button view={view} label={words.back} event={{ type: "step", step: "list" }} />
					<Ask view={view} name="mergeApply" label={words.duplicates.merge} why={reason} />
				</>
			}
		>
			<p class="lead">{preview.sentence}</p>
			<Why
				label={words.why}
				value={why}
				hint={reason}
				onChange={(value) => send({ type: "edit", view: "duplicates", change: { why: value } })}
			/>
			<h2>{words.duplicates.filled}</h2>
			{filled.length === 0 ? (
				<p class="small">{words.duplicates.noFilled}</p>
			) : (
				<Table
					caption={words.duplicates.filled}
					columns={[
						[words.duplicates.who, "36%"],
						[words.duplicates.column, "20%"],
						[words.duplicates.value, "44%"],
					]}
					rows={cut(filled)}
				/>
			)}
			<More view={view} total={filled.length} />
			<h2>{words.duplicates.kept}</h2>
			{kept.length === 0 ? (
				<p class="small">{words.duplicates.noKept}</p>
			) : (
				<Table
					caption={words.duplicates.kept}
					columns={[
						[words.duplicates.who, "30%"],
						[words.duplicates.column, "16%"],
						[words.duplicates.keptValue, "27%"],
						[words.duplicates.other, "27%"],
					]}
					rows={cut(kept)}
				/>
			)}
			<More view={view} total={kept.length} />
		</Pane>
	);
}

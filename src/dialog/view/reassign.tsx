import type { Option } from "../../addon/dialog-contract";
import type { ReassignState } from "../state";
import type { View } from "./context";
import { Ask, Done, Field, Pane, Select, Why } from "./parts";

const TABLES = ["leads", "companies", "deals"] as const;

export function Reassign({ view }: { view: View }) {
	const { words, state, send } = view;
	const { step, of, from, to, tables, openOnly, why, preview, answer } = state.reassign;
	if (step === "done")
		return <Done view={view} title={words.reassign.done} next={words.next} answer={answer} />;
	const change = (part: Partial<ReassignState>) => send({ type: "edit", view: "reassign", change: part });
	const members = state.session?.members ?? [];
	const named = (table: string) => state.session?.tables.find(([code]) => code === table)?.[1] ?? table;
	const { reason } = words.reassign;
	return (
		<Pane
			view={view}
			title={words.reassign.title}
			body={words.reassign.body}
			actions={
				<>
					<Ask
						view={view}
						name="reassignCheck"
						label={words.reassign.check}
						why={reason}
						isPrimary={preview === null}
					/>
					{preview !== null && (
						<Ask view={view} name="reassignApply" label={words.reassign.apply} why={reason} />
					)}
				</>
			}
		>
			<div class="form">
				<fieldset class="field">
					<legend>{words.reassign.from}</legend>
					<div class="radios">
						<label class="check">
							<input
								type="radio"
								name="of"
								checked={of === "person"}
								onChange={() => change({ of: "person" })}
							/>
							{words.reassign.person}
						</label>
						<label class="check">
							<input
								type="radio"
								name="of"
								checked={of === "nobody"}
								onChange={() => change({ of: "nobody" })}
							/>
							{words.reassign.nobody}
						</label>
					</div>
					<input
						id="from"
						list="members"
						value={of === "person" ? from : ""}
						disabled={of === "nobody"}
						placeholder={words.reassign.personHint}
						aria-label={words.reassign.from}
						autocomplete="off"
						onInput={(event) => change({ from: event.currentTarget.value })}
					/>
					<datalist id="members">
						{members.map((name) => (
							<option key={name} value={name} />
						))}
					</datalist>
				</fieldset>
				<Field label={words.reassign.to} id="to">
					<div class="radios" aria-hidden="true" />
					<Select
						id="to"
						value={to}
						options={members.map((name): Option => [name, name])}
						blank={words.reassign.choose}
						onChange={(value) => change({ to: value })}
					/>
				</Field>
				<fieldset id="tables" class="field wide">
					<legend>{words.reassign.tables}</legend>
					<div class="radios">
						{TABLES.map((table) => (
							<label key={table} class="check">
								<input
									type="checkbox"
									checked={tables[table]}
									onChange={(event) =>
										change({ tables: { ...tables, [table]: event.currentTarget.checked } })
									}
								/>
								{named(table)}
							</label>
						))}
					</div>
					<label class="check">
						<input
							type="checkbox"
							checked={openOnly}
							onChange={(event) => change({ openOnly: event.currentTarget.checked })}
						/>
						{words.reassign.openOnly}
					</label>
				</fieldset>
				<Why label={words.why} value={why} hint={reason} onChange={(value) => change({ why: value })} />
			</div>
			{preview !== null && (
				<section class="result" aria-live="polite" aria-label={words.reassign.counts}>
					<p class="lead">{preview.sentence}</p>
					<dl class="tiles">
						{preview.counts.map(([label, count]) => (
							<div key={label} class={count === 0 ? "zero" : ""}>
								<dt>{label}</dt>
								<dd>{count.toLocaleString()}</dd>
							</div>
						))}
					</dl>
				</section>
			)}
		</Pane>
	);
}

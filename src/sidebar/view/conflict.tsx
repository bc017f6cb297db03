import type { Trouble } from "../state";
import type { View } from "./context";
import { shownValue } from "./values";

type ConflictTrouble = Extract<Trouble, { kind: "conflict" }>;

const SIDES = ["mine", "theirs"] as const;

/** Both versions of every field that somebody else changed meanwhile. */
export function Conflict({ view, trouble }: { view: View; trouble: ConflictTrouble }) {
	const { state, words, send } = view;
	const { fields, chosen, theirs, pending } = trouble;
	const { saveId, changes } = pending.request;
	const text = { mine: words.conflict.mine, theirs: words.conflict.theirs };
	const values = { mine: changes, theirs: theirs.fields };
	return (
		<section class="card conflict" aria-labelledby="conflict">
			<h2 id="conflict">{words.conflict.title}</h2>
			<p class="small">{words.conflict.body}</p>
			{fields.map((field) => (
				<fieldset key={field}>
					<legend>{words.fields[field]}</legend>
					{SIDES.map((side) => (
						<label key={side} class="version">
							<input
								type="radio"
								name={`conflict-${field}`}
								checked={chosen[field] === side}
								onChange={() => send({ type: "choose", saveId, field, side })}
							/>
							<b>{text[side]}</b>
							<span class="clip">{shownValue(state, words, field, values[side][field] ?? "")}</span>
						</label>
					))}
				</fieldset>
			))}
			<div class="buttons">
				<button
					type="button"
					class="primary"
					disabled={fields.some((field) => chosen[field] === undefined)}
					onClick={() => send({ type: "resolve", saveId })}
				>
					{words.conflict.save}
				</button>
				<button type="button" onClick={() => send({ type: "chooseAll", saveId, side: "mine" })}>
					{words.conflict.allMine}
				</button>
				<button type="button" onClick={() => send({ type: "chooseAll", saveId, side: "theirs" })}>
					{words.conflict.allTheirs}
				</button>
			</div>
		</section>
	);
}

import type { Field, Fields, SidebarLead } from "../../addon/sidebar-contract";
import { cautionsOf, LOGS } from "../state";
import type { View } from "./context";
import { Cautions } from "./parts";

const PERMISSIONS = ["do_not_call", "opt_out"] as const satisfies readonly Field[];

/** One tap says what the rep did; a word about it may follow. */
export function Log({ view, lead, fields }: { view: View; lead: SidebarLead; fields: Fields }) {
	const { state, words, send } = view;
	const flagWords = { do_not_call: words.header.doNotCall, opt_out: words.header.optOut };
	const edit = state.edits[lead.id];
	const kind = edit?.log ?? null;
	const guards = kind === null ? [] : cautionsOf(state, lead).filter((guard) => guard !== "action_on_out");
	return (
		<section class="part" aria-labelledby="log">
			<div class="label">
				<h2 id="log">{words.log.title}</h2>
				<div class="permissions">
					{PERMISSIONS.map((field) => (
						<label key={field} class={fields[field] === "yes" ? "check on" : "check"}>
							<input
								type="checkbox"
								checked={fields[field] === "yes"}
								onChange={(event) =>
									send({
										type: "typed",
										field,
										value: flagAfter(lead.fields[field], event.currentTarget.checked),
									})
								}
							/>
							{flagWords[field]}
						</label>
					))}
				</div>
			</div>
			{/* biome-ignore lint/a11y/useSemanticElements: a row of buttons is no fieldset */}
			<div class="chips" role="group" aria-labelledby="log" data-place="log">
				{LOGS.map((each, at) => (
					<button
						key={each}
						id={at === 0 ? "first-log" : undefined}
						type="button"
						class="chip"
						aria-pressed={kind === each}
						onClick={() => send({ type: "log", kind: each })}
					>
						{words.log.kinds[each]}
					</button>
				))}
			</div>
			{kind !== null && (
				<>
					<input
						id="note"
						class="wide"
						aria-label={kind === "memo" ? words.log.memo : words.log.note}
						placeholder={kind === "memo" ? words.log.memo : words.log.note}
						value={edit?.note ?? ""}
						data-enter="leave"
						aria-invalid={state.problem === "memo"}
						onInput={(event) => send({ type: "note", value: event.currentTarget.value })}
					/>
					{!edit?.isRestored && (kind !== "memo" || edit?.note !== "") && (
						<p class="small">{words.log.soon}</p>
					)}
				</>
			)}
			<Cautions view={view} guards={guards} lead={lead} />
		</section>
	);
}

/** A box that is cleared again leaves the cell as it was: blank is not "no". */
function flagAfter(before: string, isOn: boolean): string {
	if (isOn) return "yes";
	return before === "yes" ? "" : before;
}

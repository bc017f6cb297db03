import type { Fields, SidebarLead } from "../../addon/sidebar-contract";
import { cautionsOf, DATE_CHIPS } from "../state";
import { shortDay, type View } from "./context";
import { Cautions, mark } from "./parts";

const KEYS = { tomorrow: "t", threeBusinessDays: "w", nextWeek: "n", nextMonth: "m" } as const;

/** What was promised next, and for when. */
export function NextAction({ view, lead, fields }: { view: View; lead: SidebarLead; fields: Fields }) {
	const { state, words, send } = view;
	const texts = words.action;
	const types = state.session?.options.actionType ?? [];
	const type = fields.next_action_type;
	const logs = state.edits[lead.id]?.log != null;
	const guards = cautionsOf(state, lead).filter((guard) => !logs || guard === "action_on_out");
	const isSet = fields.next_action + fields.next_action_on + type !== "";
	const clear = () => {
		for (const field of ["next_action", "next_action_on", "next_action_type"] as const)
			send({ type: "typed", field, value: "" });
	};
	return (
		<section class="part" aria-labelledby="action-title">
			<div class="label">
				<h2 id="action-title">{texts.title}</h2>
				{isSet && (
					<button type="button" class="link" onClick={clear}>
						{texts.clear}
					</button>
				)}
			</div>
			<input
				id="action"
				class={`wide ${mark(view, "next_action")}`}
				aria-label={texts.what}
				placeholder={texts.whatHint}
				value={fields.next_action}
				data-enter="leave"
				onInput={(event) => send({ type: "typed", field: "next_action", value: event.currentTarget.value })}
			/>
			{/* biome-ignore lint/a11y/useSemanticElements: a row of buttons is no fieldset */}
			<div class="chips" role="group" aria-label={texts.date}>
				{DATE_CHIPS.map((chip) => {
					const day = state.session?.days[chip] ?? "";
					return (
						<button
							key={chip}
							type="button"
							class="chip"
							title={shortDay(day, words)}
							aria-keyshortcuts={state.singleKeys ? KEYS[chip] : undefined}
							aria-pressed={fields.next_action_on === day}
							onClick={() => send({ type: "dateChosen", chip, fallback: texts.fallback })}
						>
							{texts.chips[chip]}
						</button>
					);
				})}
			</div>
			<div class="pair">
				<input
					id="date"
					type="date"
					class={mark(view, "next_action_on")}
					aria-label={texts.date}
					value={fields.next_action_on}
					onInput={(event) =>
						send({ type: "typed", field: "next_action_on", value: event.currentTarget.value })
					}
				/>
				<select
					class={mark(view, "next_action_type")}
					aria-label={texts.type}
					value={type}
					onChange={(event) =>
						send({ type: "typed", field: "next_action_type", value: event.currentTarget.value })
					}
				>
					<option value="">{texts.noType}</option>
					{types.map(([code, label]) => (
						<option key={code} value={code}>
							{label}
						</option>
					))}
					{type !== "" && !types.some(([code]) => code === type) && <option value={type}>{type}</option>}
				</select>
			</div>
			<Cautions view={view} guards={guards} lead={lead} />
		</section>
	);
}

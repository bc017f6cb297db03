import type { ComponentChildren } from "preact";
import type { Field } from "../../addon/sidebar-contract";
import type { Guard } from "../../domain/qualification/guards";
import { type Section, shownId } from "../state";
import type { View } from "./context";

/** A part that is opened when it is needed; it stays open for the leads that follow. */
export function Folded({
	view: { state, send },
	section,
	title,
	sign,
	children,
}: {
	view: View;
	section: Section;
	title: string;
	/** How far it is: "2/4". */
	sign: string;
	children: ComponentChildren;
}) {
	return (
		<details
			class={section === "why" ? "inner" : "part slim"}
			open={state.open[section] === true}
			onToggle={(event) => {
				const isOpen = event.currentTarget.open;
				if (isOpen !== (state.open[section] === true)) send({ type: "section", section, isOpen });
			}}
		>
			<summary>
				{title}
				{sign !== "" && <span class="sign">{sign}</span>}
			</summary>
			{children}
		</details>
	);
}

/** A field of several lines. */
export function TextArea({
	view,
	field,
	label,
	hint = "",
	value,
	rows = 2,
}: {
	view: View;
	field: Field;
	label: string;
	hint?: string;
	value: string;
	rows?: number;
}) {
	return (
		<label class={`field ${mark(view, field)}`}>
			<span>{label}</span>
			<textarea
				rows={rows}
				placeholder={hint}
				value={value}
				onInput={(event) => view.send({ type: "typed", field, value: event.currentTarget.value })}
			/>
		</label>
	);
}

/** Class of a control whose value is not saved yet. */
export function mark({ state }: View, field: Field): string {
	return field in (state.edits[shownId(state)]?.changes ?? {}) ? "dirty" : "";
}

export interface Touched {
	readonly touches: number;
	readonly companyTouches: number;
	readonly contactCap: number;
	readonly companyCap: number;
}

/** What deserves a second look; it stops nobody. */
export function Cautions({
	view: { words },
	guards,
	lead,
}: {
	view: View;
	guards: readonly Guard[];
	lead: Touched;
}) {
	const text = (guard: Guard): string => {
		switch (guard) {
			case "contact_cap":
				return words.guards.contact_cap(lead.touches + 1, lead.contactCap);
			case "company_cap":
				return words.guards.company_cap(lead.companyTouches + 1, lead.companyCap);
			default:
				return words.guards[guard];
		}
	};
	return (
		<div aria-live="polite">
			{guards.map((guard) => (
				<p key={guard} class="caution">
					{text(guard)}
				</p>
			))}
		</div>
	);
}

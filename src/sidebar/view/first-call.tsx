import type { Fields } from "../../addon/sidebar-contract";
import { firstCallCount } from "../state";
import type { View } from "./context";
import { Folded, TextArea } from "./parts";
import { shownValue } from "./values";

const PROFILE = ["organisation", "thinking", "situation"] as const;

/** What the first conversation is about: the company, its people and how they think; not the deal. */
export function FirstCall({ view, fields }: { view: View; fields: Fields }) {
	const { state, words } = view;
	const texts = words.firstCall;
	const hints = {
		organisation: texts.organisationHint,
		thinking: texts.thinkingHint,
		situation: texts.situationHint,
	};
	const answered = (field: "company_verdict" | "contact_role") =>
		fields[field] === "" ? texts.unknown : shownValue(state, words, field, fields[field]);
	return (
		<Folded view={view} section="firstCall" title={texts.title} sign={texts.progress(firstCallCount(fields))}>
			<p class="asked">
				{texts.asked.company} <b>{answered("company_verdict")}</b>
			</p>
			{PROFILE.map((field) => (
				<TextArea
					key={field}
					view={view}
					field={field}
					label={texts[field]}
					hint={hints[field]}
					value={fields[field]}
				/>
			))}
			<p class="asked">
				{texts.asked.role} <b>{answered("contact_role")}</b>
			</p>
		</Folded>
	);
}

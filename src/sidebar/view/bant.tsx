import type { Fields } from "../../addon/sidebar-contract";
import { type BantEntry, bantCount, formatBant, parseBant } from "../../domain/qualification/bant";
import { BANT, bantCellsOf, bantFieldOf } from "../state";
import { shortDay, type View } from "./context";
import { Folded, mark } from "./parts";

/** The evidence of a cell that is being typed, with the blank that the next word follows. */
function typedEvidence(cell: string): string {
	return cell.slice(cell.indexOf("｜") + 1, Math.max(cell.lastIndexOf("｜"), 0));
}

/** The four questions about a deal: the answer, the words it was heard in, and when. */
export function Bant({ view, fields }: { view: View; fields: Fields }) {
	const { state, words, send } = view;
	const texts = words.bant;
	const today = state.session?.days.today ?? "";
	return (
		<Folded
			view={view}
			section="bant"
			title={texts.title}
			sign={texts.progress(bantCount(bantCellsOf(fields)))}
		>
			{BANT.map((question) => {
				const field = bantFieldOf(question);
				const entry = parseBant(fields[field]);
				const options = state.session?.options[question] ?? [];
				const isOwn = entry.value !== "" && !options.some(([, label]) => label === entry.value);
				const put = (next: BantEntry) => {
					const isBlank = next.value === "" && next.evidence === "";
					send({ type: "typed", field, value: isBlank ? "" : formatBant({ ...next, on: today }) });
				};
				return (
					<fieldset key={field} class={`bant ${mark(view, field)}`}>
						<legend>{texts[question]}</legend>
						<select
							aria-label={texts[question]}
							value={entry.value}
							onChange={(event) => put({ ...entry, value: event.currentTarget.value })}
						>
							<option value="">{texts.unasked}</option>
							{options.map(([code, label]) => (
								<option key={code} value={label}>
									{label}
								</option>
							))}
							{isOwn && <option value={entry.value}>{entry.value}</option>}
						</select>
						<input
							aria-label={texts.evidence}
							placeholder={texts.evidence}
							value={mark(view, field) === "" ? entry.evidence : typedEvidence(fields[field])}
							data-enter="leave"
							onInput={(event) => put({ ...entry, evidence: event.currentTarget.value })}
						/>
						{entry.on !== "" && <p class="small">{texts.heardOn(shortDay(entry.on, words))}</p>}
					</fieldset>
				);
			})}
		</Folded>
	);
}

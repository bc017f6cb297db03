import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { ImportLine, Option } from "../../addon/dialog-contract";
import { lineInFile } from "../state";
import { toggled, type View } from "./context";
import { Ask, Button, cut, More, Pane, Select } from "./parts";

const KINDS = ["created", "matched", "conflicting", "repeated", "unreadable"] as const;

/** What an import would do, before it does it. */
export function ImportResult({ view, aside }: { view: View; aside: ComponentChildren }) {
	const { words, state } = view;
	const { preview, without } = state.import;
	const [kind, setKind] = useState("");
	if (preview === null) return null;
	const { counts, lines, judged } = preview;
	const shown = kind === "" ? lines : lines.filter((line) => line.kind === kind);
	const total = kind === "" ? counts.rows : counts[kind as ImportLine["kind"]];
	const left = Object.keys(without).length;
	const filters = KINDS.filter((code) => counts[code] > 0).map(
		(code): Option => [code, words.import.counts[code]],
	);
	return (
		<Pane
			view={view}
			title={words.import.checkTitle}
			body={words.import.checkBody}
			aside={aside}
			note={left > 0 ? words.import.leftOut(left) : ""}
			actions={
				<>
					<Button view={view} label={words.back} event={{ type: "step", step: "terms" }} />
					{preview.ok && <Ask view={view} name="importApply" label={words.import.apply} />}
				</>
			}
		>
			<p class={preview.ok ? "lead" : "caution"}>{preview.sentence}</p>
			<dl class="tiles">
				{KINDS.map((code) => (
					<div key={code} class={counts[code] === 0 ? "zero" : code}>
						<dt>{words.import.counts[code]}</dt>
						<dd>{counts[code].toLocaleString()}</dd>
					</div>
				))}
			</dl>
			{counts.filled > 0 && <p class="small">{words.import.filled(counts.filled)}</p>}
			{judged.length > 0 && (
				<p class="small">
					{words.import.judged}
					{judged.map(([label, count]) => (
						<span key={label} class="pair">
							{label} <b>{count.toLocaleString()}</b>
						</span>
					))}
				</p>
			)}
			<div class="line">
				<h2>{words.import.lines}</h2>
				<label for="filter" class="end">
					{words.import.filter}
				</label>
				<Select id="filter" value={kind} options={filters} blank={words.import.all} onChange={setKind} />
			</div>
			<table>
				<caption class="unseen">{words.import.lines}</caption>
				<colgroup>
					<col style={{ width: "10%" }} />
					<col style={{ width: "8%" }} />
					<col style={{ width: "14%" }} />
					<col style={{ width: "30%" }} />
					<col style={{ width: "38%" }} />
				</colgroup>
				<thead>
					<tr>
						<th scope="col">{words.import.take}</th>
						<th scope="col" class="number">
							{words.import.line}
						</th>
						<th scope="col">{words.import.kind}</th>
						<th scope="col">{words.import.who}</th>
						<th scope="col">{words.import.what}</th>
					</tr>
				</thead>
				<tbody>
					{cut(shown).map((line) => (
						<Line key={`${line.line}${line.kind}`} view={view} line={line} />
					))}
				</tbody>
			</table>
			<More view={view} total={total} />
		</Pane>
	);
}

function Line({ view, line: { line, kind, who, what } }: { view: View; line: ImportLine }) {
	const { words, state, send } = view;
	const { without } = state.import;
	const place = lineInFile(state.import, line);
	return (
		<tr class={without[line] ? "out" : ""}>
			<td>
				{kind !== "unreadable" && (
					<input
						type="checkbox"
						aria-label={words.import.takeLine(place)}
						checked={!without[line]}
						onChange={(event) =>
							send({
								type: "edit",
								view: "import",
								change: { without: toggled(without, line, !event.currentTarget.checked) },
							})
						}
					/>
				)}
			</td>
			<td class="number">{place}</td>
			<td>
				<span class={`kind ${kind}`}>{words.import.kinds[kind]}</span>
			</td>
			<td>{who}</td>
			<td class="faint">{what}</td>
		</tr>
	);
}

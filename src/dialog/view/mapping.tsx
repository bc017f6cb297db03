/** What each column of a tab or file is: the same for adopting and importing. */
import type { ColumnGuess, Option, RecordTable } from "../../addon/dialog-contract";
import { columnControl, doubles, type Mapping, MOST_SHOWN, openDoubts, wordKey, wordsAsked } from "../state";
import { isBusy, type View } from "./context";
import { cut, More, Select } from "./parts";

const TOP_ROWS = 6;
const TOP_COLUMNS = 12;
const HEAD_CHOICES = 15;

interface Props {
	readonly view: View;
	readonly mapping: Mapping;
	readonly of: "adopt" | "import";
}

export function MappingForm({
	view,
	mapping,
	of,
	top,
	headRow,
}: Props & {
	top: Top;
	/** 1-based row at which the header begins. */
	headRow: number;
}) {
	const { words, send } = view;
	const { look, table } = mapping;
	const again = (chosen: Mapping["table"], row: number | null) =>
		send({ type: "lookAgain", table: chosen, headRow: row });
	const rowCount = Math.max(HEAD_CHOICES, headRow);
	const rowOptions = Array.from(
		{ length: rowCount },
		(_, at): Option => [String(at + 1), words.mapping.headRowAt(at + 1)],
	);
	return (
		<>
			<div class="line">
				<label for="table">{words.mapping.table}</label>
				<Select
					id="table"
					value={table}
					options={view.state.session?.tables ?? []}
					{...(table === "" ? { blank: words.mapping.chooseTable } : {})}
					isOff={isBusy(view)}
					onChange={(value) => again(value as RecordTable, of === "adopt" ? headRow || null : null)}
				/>
				<label for="head-row">{words.mapping.headRow}</label>
				<Select
					id="head-row"
					value={look.headRow === 0 ? "" : String(headRow)}
					options={rowOptions}
					{...(look.headRow === 0 ? { blank: words.mapping.noHead } : {})}
					isOff={isBusy(view)}
					onChange={(value) => again(table, Number(value))}
				/>
				<span class="count">{words.rows(look.rows)}</span>
			</div>
			{look.problem !== "" && <p class="caution">{look.problem}</p>}
			<TopRows
				label={words.mapping.top}
				top={top}
				head={[headRow, look.headRow === 0 ? 0 : headRow + look.headRows - 1]}
			/>
			{table !== "" && <Columns view={view} mapping={mapping} of={of} />}
			{table !== "" && <Words view={view} mapping={mapping} />}
		</>
	);
}

/** The first rows as plain text, the header among them. */
export function TopRows({
	label,
	top: { rows, first },
	head,
}: {
	label: string;
	top: Top;
	/** 1-based first and last row of the header. */
	head: readonly [number, number];
}) {
	const from = Math.max(0, Math.min(head[0] - first - 1, rows.length - TOP_ROWS));
	const shown = rows.slice(from, from + TOP_ROWS);
	const width = Math.min(
		TOP_COLUMNS,
		shown.reduce((most, row) => Math.max(most, row.length), 0),
	);
	const places = Array.from({ length: width }, (_, place) => place);
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: wide rows are scrolled by keyboard
		<section class="top" aria-label={label} tabIndex={0}>
			<table>
				<caption class="unseen">{label}</caption>
				<tbody>
					{shown.map((row, at) => {
						const number = first + from + at;
						const isHead = number >= head[0] && number <= head[1];
						return (
							<tr key={number} class={isHead ? "is-head" : ""}>
								<th scope="row">{number}</th>
								{places.map((place) => (
									<td key={place} title={row[place]}>
										{row[place]}
									</td>
								))}
								{row.length > width && <td>…</td>}
							</tr>
						);
					})}
				</tbody>
			</table>
		</section>
	);
}

function Columns({ view, mapping, of }: Props) {
	const { words } = view;
	const { columns } = mapping.look;
	const doubtful = columns.filter(({ confidence }) => confidence === "doubtful");
	const others = columns.filter(({ confidence }) => confidence !== "doubtful");
	const open = openDoubts(mapping).length;
	const twice = new Set(doubles(mapping));
	const line = (guess: ColumnGuess) => (
		<Column
			key={guess.at}
			view={view}
			mapping={mapping}
			of={of}
			guess={guess}
			isTwice={twice.has(guess.at)}
		/>
	);
	return (
		<>
			<table class="mapping">
				<caption class="unseen">{words.mapping.caption}</caption>
				<colgroup>
					<col style={{ width: "22%" }} />
					<col style={{ width: "24%" }} />
					<col style={{ width: "25%" }} />
					<col style={{ width: "29%" }} />
				</colgroup>
				<thead>
					<tr>
						<th scope="col">{words.mapping.column}</th>
						<th scope="col">{words.mapping.samples}</th>
						<th scope="col">{words.mapping.meaning}</th>
						<th scope="col">{words.mapping.confidence}</th>
					</tr>
				</thead>
				{doubtful.length > 0 && (
					<tbody>
						<tr class="group">
							<th colSpan={4} scope="rowgroup">
								<span class={open > 0 ? "attention" : ""}>
									{open > 0 ? words.mapping.attention(open) : words.mapping.attentionDone}
								</span>
							</th>
						</tr>
						{doubtful.slice(0, MOST_SHOWN).map(line)}
					</tbody>
				)}
				{others.length > 0 && (
					<tbody>
						{doubtful.length > 0 && (
							<tr class="group">
								<th colSpan={4} scope="rowgroup">
									{words.mapping.others(others.length)}
								</th>
							</tr>
						)}
						{others.slice(0, MOST_SHOWN).map(line)}
					</tbody>
				)}
			</table>
			<More view={view} total={Math.max(doubtful.length, others.length)} />
		</>
	);
}

const SIGNS = { sure: "✓", likely: "○", doubtful: "?" } as const;

function Column({
	view,
	mapping,
	of,
	guess,
	isTwice,
}: Props & { readonly guess: ColumnGuess; readonly isTwice: boolean }) {
	const { words, send, state } = view;
	const { at, confidence, reason } = guess;
	const header = guess.header || words.mapping.noHeader(at);
	const all = mapping.table === "" ? [] : (state.session?.columns[mapping.table] ?? []);
	const first = [guess.column, ...guess.others];
	const suggested = all.filter(([id]) => first.includes(id));
	const id = columnControl(at);
	return (
		<tr>
			<th scope="row">
				<span class="clip" title={header}>
					{header}
				</span>
			</th>
			<td class="samples" title={guess.samples.join("\n")}>
				<span class="clip">{guess.samples.join(" · ") || words.none}</span>
			</td>
			<td>
				<select
					id={id}
					value={mapping.columns[at] ?? ""}
					aria-label={words.mapping.meaningOf(header)}
					aria-invalid={isTwice}
					onChange={(event) => send({ type: "column", at, column: event.currentTarget.value })}
				>
					<option value="">{words.mapping.own[of]}</option>
					{suggested.length > 0 && (
						<optgroup label={words.mapping.suggested}>
							{suggested.map(([code, label]) => (
								<option key={code} value={code}>
									{label}
								</option>
							))}
						</optgroup>
					)}
					<optgroup label={words.mapping.all}>
						{all
							.filter(([code]) => !first.includes(code))
							.map(([code, label]) => (
								<option key={code} value={code}>
									{label}
								</option>
							))}
					</optgroup>
				</select>
			</td>
			<td class="confidence">
				<div>
					<span class={`mark ${confidence}`}>
						<i aria-hidden="true">{SIGNS[confidence]}</i>
						{words.mapping.levels[confidence]}
					</span>
					{confidence === "doubtful" && (
						<label class="check">
							<input
								type="checkbox"
								checked={mapping.seen[at] === true}
								aria-label={words.mapping.seenOf(header)}
								onChange={(event) => send({ type: "seen", at, isSeen: event.currentTarget.checked })}
							/>
							{words.mapping.seen}
						</label>
					)}
				</div>
				<small class={isTwice ? "bad" : ""} title={reason}>
					{isTwice ? words.mapping.double : reason}
				</small>
			</td>
		</tr>
	);
}

function Words({ view, mapping }: { view: View; mapping: Mapping }) {
	const { words, send } = view;
	const asked = wordsAsked(mapping);
	if (asked.length === 0) return null;
	return (
		<section class="words" aria-labelledby="words-title">
			<h2 id="words-title">{words.mapping.words}</h2>
			<p class="small">{words.mapping.wordsBody}</p>
			<table>
				<colgroup>
					<col style={{ width: "46%" }} />
					<col style={{ width: "12%" }} />
					<col style={{ width: "42%" }} />
				</colgroup>
				<thead>
					<tr>
						<th scope="col">{words.mapping.word}</th>
						<th scope="col" class="number">
							{words.mapping.wordCount}
						</th>
						<th scope="col">{words.mapping.wordMeaning}</th>
					</tr>
				</thead>
				<tbody>
					{cut(asked).map((guess) => {
						const key = wordKey(guess);
						return (
							<tr key={key}>
								<td>{guess.word}</td>
								<td class="number">{guess.count}</td>
								<td>
									<Select
										id={`word-${key}`}
										value={mapping.words[key] ?? ""}
										options={guess.options}
										blank={words.mapping.later}
										label={words.mapping.wordOf(guess.word)}
										onChange={(meaning) => send({ type: "word", key, meaning })}
									/>
								</td>
							</tr>
						);
					})}
				</tbody>
			</table>
			<More view={view} total={asked.length} />
		</section>
	);
}

/** The first rows as text, and the 1-based row of the first of them. */
export interface Top {
	readonly rows: readonly (readonly string[])[];
	readonly first: number;
}

/** Rows for the preview; where only the columns are known, their headers and samples. */
export function topOf({ look }: Mapping): Top {
	if (look.top !== undefined) return { rows: look.top, first: 1 };
	const samples = [0, 1, 2].map((at) => look.columns.map((column) => column.samples[at] ?? ""));
	const head = look.columns.map(({ header }) => header);
	return { rows: [head, ...samples], first: Math.max(1, look.headRow + look.headRows - 1) };
}

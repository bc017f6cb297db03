import type { ComponentChildren } from "preact";
import type { Answer, Option } from "../../addon/dialog-contract";
import type { CallName } from "../server";
import { MOST_SHOWN } from "../state";
import { type Event, isForList } from "../update";
import { isBusy, type View } from "./context";

/** One step of a view: what it is, its content, and what can be done. */
export function Pane({
	view,
	title,
	body,
	aside,
	note = "",
	isStill = false,
	actions,
	children,
}: {
	view: View;
	title: string;
	body: string;
	aside?: ComponentChildren;
	/** What the bottom line says while nothing else is to be said. */
	note?: string;
	/** Nothing in it takes the focus: the keyboard scrolls it then. */
	isStill?: boolean;
	actions?: ComponentChildren;
	children?: ComponentChildren;
}) {
	const trouble = view.state.troubles[view.state.view];
	const isUnread = trouble?.kind === "failure" && isForList(trouble.call);
	return (
		<main>
			<header class="head">
				<div>
					<h1 id="heading" tabIndex={-1}>
						{title}
					</h1>
					<p>{body}</p>
				</div>
				{aside}
			</header>
			<section id="body" class="body" aria-label={title} {...(isStill ? { tabIndex: 0 } : {})}>
				{children}
			</section>
			<footer class="foot">
				<Say view={view} note={note} />
				<div class="actions">
					{isUnread && (
						<Button
							view={view}
							label={view.words.again}
							event={{ type: "go", view: view.state.view }}
							kind="primary"
						/>
					)}
					{actions}
				</div>
			</footer>
		</main>
	);
}

/** The one line that tells how it goes: work under way, what is missing, what failed. */
function Say({ view: { state, words }, note }: { view: View; note: string }) {
	const call = state.calls[state.view];
	const trouble = state.troubles[state.view];
	const text =
		trouble === undefined
			? ""
			: trouble.kind === "problem"
				? words.problems[trouble.problem.code](trouble.problem.count)
				: trouble.message || words.failed;
	return (
		<div class="say">
			<p role="status" class={call === undefined ? "" : "busy"}>
				{call !== undefined ? words.busy[call.name] : text === "" ? note : ""}
			</p>
			<p role="alert" class="bad">
				{call === undefined ? text : ""}
			</p>
		</div>
	);
}

/** A button that stays where it is and keeps the focus while the view is busy. */
export function Button({
	view,
	label,
	event,
	kind = "",
	name,
	isOff = false,
}: {
	view: View;
	label: string;
	event: Event;
	kind?: "primary" | "danger" | "link" | "";
	/** For screen readers, where the label alone says too little. */
	name?: string;
	isOff?: boolean;
}) {
	const isStopped = isOff || isBusy(view);
	return (
		<button
			type="button"
			class={kind}
			aria-disabled={isStopped}
			aria-label={name}
			onClick={() => {
				if (!isStopped) view.send(event);
			}}
		>
			{label}
		</button>
	);
}

/** The button that asks the server. */
export function Ask({
	view,
	name,
	label,
	why,
	isPrimary = true,
}: {
	view: View;
	name: CallName;
	label: string;
	why?: string;
	isPrimary?: boolean;
}) {
	const event = { type: "ask" as const, name, ...(why === undefined ? {} : { why }) };
	return <Button view={view} label={label} event={event} kind={isPrimary ? "primary" : ""} />;
}

export function Field({
	label,
	id,
	children,
	isWide = false,
}: {
	label: string;
	id: string;
	children: ComponentChildren;
	isWide?: boolean;
}) {
	return (
		<div class={isWide ? "field wide" : "field"}>
			<label for={id}>{label}</label>
			{children}
		</div>
	);
}

/** The reason that goes into the history; the hint is what is kept where it stays blank. */
export function Why({
	label,
	value,
	hint,
	onChange,
}: {
	label: string;
	value: string;
	hint: string;
	onChange: (value: string) => void;
}) {
	return (
		<Field label={label} id="why" isWide>
			<input
				id="why"
				value={value}
				placeholder={hint}
				autocomplete="off"
				onInput={(event) => onChange(event.currentTarget.value)}
			/>
		</Field>
	);
}

export function Select({
	id,
	value,
	options,
	blank,
	label,
	isInvalid = false,
	isOff = false,
	onChange,
}: {
	id: string;
	value: string;
	options: readonly Option[];
	/** What stands for "". */
	blank?: string;
	label?: string;
	isInvalid?: boolean;
	isOff?: boolean;
	onChange: (value: string) => void;
}) {
	return (
		<select
			id={id}
			value={value}
			aria-label={label}
			aria-invalid={isInvalid}
			disabled={isOff}
			onChange={(event) => onChange(event.currentTarget.value)}
		>
			{blank !== undefined && <option value="">{blank}</option>}
			{options.map(([code, text]) => (
				<option key={code} value={code}>
					{text}
				</option>
			))}
		</select>
	);
}

/** A choice of a few that are all seen at once. */
export function Segments<T extends string>({
	name,
	legend,
	value,
	options,
	onChange,
}: {
	name: string;
	legend: string;
	value: T;
	options: readonly (readonly [T, string])[];
	onChange: (value: T) => void;
}) {
	return (
		<fieldset class="segments">
			<legend class="unseen">{legend}</legend>
			{options.map(([code, text]) => (
				<label key={code}>
					<input
						type="radio"
						name={name}
						value={code}
						checked={value === code}
						onChange={() => onChange(code)}
					/>
					<span>{text}</span>
				</label>
			))}
		</fieldset>
	);
}

/** A list that is cut where it gets too long, and says so. */
export function cut<T>(list: readonly T[]): readonly T[] {
	return list.slice(0, MOST_SHOWN);
}

export function More({ view: { words }, total }: { view: View; total: number }) {
	return total > MOST_SHOWN ? <p class="more">{words.more(total - MOST_SHOWN)}</p> : null;
}

/** Keeps the place of what comes, so that nothing jumps when it is there. */
export function Skeleton() {
	return (
		<div class="skeleton" aria-hidden="true">
			<i />
			<i />
			<i />
			<i />
			<i />
			<i />
		</div>
	);
}

export function Empty({ text }: { text: string }) {
	return <p class="empty">{text}</p>;
}

/** What was done, and the way back. */
export function Done({
	view,
	title,
	next,
	answer,
}: {
	view: View;
	title: string;
	next: string;
	answer: Answer | null;
}) {
	const { words } = view;
	const batch = answer?.batch ?? "";
	return (
		<Pane
			view={view}
			title={title}
			body={words.views[view.state.view]}
			isStill
			actions={
				<>
					{batch !== "" && <Button view={view} label={words.undo} event={{ type: "undo", batch }} />}
					<Button view={view} label={next} event={{ type: "restart" }} kind="primary" />
				</>
			}
		>
			<p class="outcome">{answer?.message}</p>
		</Pane>
	);
}

/** A plain table of texts. */
export function Table({
	caption,
	columns,
	rows,
}: {
	caption: string;
	/** Header and share of the width, as CSS. */
	columns: readonly (readonly [head: string, width: string])[];
	rows: readonly (readonly string[])[];
}) {
	return (
		<table>
			<caption class="unseen">{caption}</caption>
			<thead>
				<tr>
					{columns.map(([head, width]) => (
						<th key={head} scope="col" style={{ width }}>
							{head}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{rows.map((cells) => (
					<tr key={cells.join("\n")}>
						{columns.map(([head], place) => (
							<td key={head}>{cells[place]}</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}

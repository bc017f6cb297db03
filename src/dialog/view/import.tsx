import type { Option } from "../../addon/dialog-contract";
import { ENCODINGS, type Encoding, SEPARATORS, type Separator, stops } from "../read-file";
import { type ImportMode, type ImportState, isUsable } from "../state";
import type { View } from "./context";
import { ImportResult } from "./import-result";
import { MappingForm, TopRows } from "./mapping";
import { Ask, Button, Done, Field, Pane, Segments, Select, Why } from "./parts";

const SHOWN_ROWS = 20;
const STEPS = ["source", "map", "terms", "check"] as const;

export function Import({ view }: { view: View }) {
	const { words, state } = view;
	switch (state.import.step) {
		case "source":
			return <Source view={view} />;
		case "map":
			return <Columns view={view} />;
		case "terms":
			return <Terms view={view} />;
		case "check":
			return <ImportResult view={view} aside={<Steps view={view} />} />;
		case "done":
			return (
				<Done view={view} title={words.import.done} next={words.import.next} answer={state.import.answer} />
			);
	}
}

function Steps({ view: { words, state } }: { view: View }) {
	return (
		<ol class="steps" aria-label={words.import.stepsLabel}>
			{STEPS.map((step, at) => (
				<li key={step} aria-current={state.import.step === step ? "step" : undefined}>
					<span aria-hidden="true">{at + 1}</span>
					{words.import.steps[at]}
				</li>
			))}
		</ol>
	);
}

function Source({ view }: { view: View }) {
	const { words, state, send } = view;
	const { source, file, name, pasted, separator } = state.import;
	const take = async (taken: File | undefined) => {
		if (taken === undefined) return;
		send({ type: "file", name: taken.name, bytes: new Uint8Array(await taken.arrayBuffer()) });
	};
	const encodings = ENCODINGS.map((code): Option => [code, words.file.encodings[code] ?? code]);
	const separators = SEPARATORS.map((code): Option => [code, words.file.separators[code] ?? code]);
	return (
		<Pane
			view={view}
			title={words.import.title}
			body={words.import.body}
			aside={<Steps view={view} />}
			actions={<Ask view={view} name="importLook" label={words.import.look} />}
		>
			<Segments
				name="source"
				legend={words.import.source}
				value={source}
				options={[
					["file", words.import.file],
					["paste", words.import.paste],
				]}
				onChange={(value) => send({ type: "source", source: value })}
			/>
			{source === "file" ? (
				<label
					class="drop"
					onDrop={(event) => {
						event.preventDefault();
						void take(event.dataTransfer?.files[0]);
					}}
				>
					<input
						id="file"
						type="file"
						aria-label={words.import.choose}
						onChange={(event) => {
							void take(event.currentTarget.files?.[0]);
							// The same file once more is a choice, too.
							event.currentTarget.value = "";
						}}
					/>
					<b>{name === "" ? words.import.drop : name}</b>
					<span class="like-button">{words.import.choose}</span>
					<small>{words.import.dropHint}</small>
				</label>
			) : (
				<div class="field wide">
					<label for="file">{words.import.pasteLabel}</label>
					<textarea
						id="file"
						rows={5}
						spellcheck={false}
						placeholder={words.import.pasteHint}
						value={pasted}
						onInput={(event) => send({ type: "pasted", text: event.currentTarget.value })}
					/>
				</div>
			)}
			{file !== null && (
				<p class={stops(file.problem) ? "caution" : "lead"} role="status">
					{words.file.answer(file)}
				</p>
			)}
			{file !== null && file.rows.length > 0 && (
				<>
					<div class="line">
						{source === "file" && (
							<>
								<label for="encoding">{words.import.encoding}</label>
								<Select
									id="encoding"
									value={file.encoding}
									options={encodings}
									onChange={(value) => send({ type: "reading", encoding: value as Encoding })}
								/>
							</>
						)}
						<label for="separator">{words.import.separator}</label>
						<Select
							id="separator"
							value={separator ?? file.separator}
							options={separators}
							onChange={(value) => send({ type: "reading", separator: value as Separator })}
						/>
					</div>
					<TopRows
						label={words.import.preview}
						top={{ rows: file.rows.slice(0, SHOWN_ROWS), first: 1 }}
						head={[0, 0]}
					/>
				</>
			)}
		</Pane>
	);
}

function Columns({ view }: { view: View }) {
	const { words, state } = view;
	const { mapping, file, skip } = state.import;
	if (mapping === null || !isUsable(file)) return null;
	return (
		<Pane
			view={view}
			title={words.import.map}
			body={words.import.mapBody}
			aside={<Steps view={view} />}
			actions={
				<>
					<Button view={view} label={words.back} event={{ type: "step", step: "source" }} />
					<Button
						view={view}
						label={words.import.toTerms}
						event={{ type: "step", step: "terms" }}
						kind="primary"
					/>
				</>
			}
		>
			<MappingForm
				view={view}
				mapping={mapping}
				of="import"
				top={{ rows: file.rows.slice(0, skip + mapping.look.headRow + SHOWN_ROWS), first: 1 }}
				headRow={skip + mapping.look.headRow}
			/>
		</Pane>
	);
}

const MODES: readonly ImportMode[] = ["plain", "exhibition", "list"];

function Terms({ view }: { view: View }) {
	const { words, state, send } = view;
	const { mode, defaults, exhibitionDay, listCost, listDay, conflicts, why, name, source } = state.import;
	const change = (part: Partial<ImportState>) => send({ type: "edit", view: "import", change: part });
	const fallback = (id: string) => (value: string) => change({ defaults: { ...defaults, [id]: value } });
	const same = (texts: readonly string[]) => texts.map((text): Option => [text, text]);
	const reason = words.import.reason(source === "file" ? name : words.import.pastedName);
	return (
		<Pane
			view={view}
			title={words.import.terms}
			body={words.import.termsBody}
			aside={<Steps view={view} />}
			actions={
				<>
					<Button view={view} label={words.back} event={{ type: "step", step: "map" }} />
					<Ask view={view} name="importCheck" label={words.import.check} why={reason} />
				</>
			}
		>
			<Segments
				name="mode"
				legend={words.import.mode}
				value={mode}
				options={MODES.map((code) => [code, words.import.modes[code]])}
				onChange={(value) => change({ mode: value })}
			/>
			<p class="small">{words.import.modeHints[mode]}</p>
			<div class="form">
				<Field label={words.import.campaign[mode]} id="campaign">
					<input
						id="campaign"
						value={defaults["campaign"] ?? ""}
						autocomplete="off"
						onInput={(event) => fallback("campaign")(event.currentTarget.value)}
					/>
				</Field>
				{mode === "exhibition" && (
					<DayField
						id="exhibition-day"
						label={words.import.exhibitionDay}
						value={exhibitionDay}
						onChange={(value) => change({ exhibitionDay: value })}
					/>
				)}
				{mode === "list" && (
					<DayField
						id="list-day"
						label={words.import.listDay}
						value={listDay}
						onChange={(value) => change({ listDay: value })}
					/>
				)}
				{mode !== "exhibition" && (
					<DayField
						id="created-at"
						label={words.import.createdAt}
						value={defaults["created_at"] ?? ""}
						onChange={fallback("created_at")}
					/>
				)}
				{mode === "list" && (
					<Field label={words.import.listCost} id="list-cost">
						<input
							id="list-cost"
							inputMode="numeric"
							value={listCost}
							autocomplete="off"
							onInput={(event) => change({ listCost: event.currentTarget.value })}
						/>
					</Field>
				)}
				<Field label={words.import.channel} id="channel">
					<Select
						id="channel"
						value={defaults["channel"] ?? ""}
						options={same(state.session?.channels ?? [])}
						blank={words.import.noValue}
						onChange={fallback("channel")}
					/>
				</Field>
				<Field label={words.import.owner} id="owner">
					<Select
						id="owner"
						value={defaults["owner"] ?? ""}
						options={same(state.session?.members ?? [])}
						blank={words.import.noValue}
						onChange={fallback("owner")}
					/>
				</Field>
				<Why label={words.why} value={why} hint={reason} onChange={(value) => change({ why: value })} />
			</div>
			<fieldset class="radios">
				<legend>{words.import.conflicts}</legend>
				{(["keep", "replace"] as const).map((code) => (
					<label key={code} class="check">
						<input
							type="radio"
							name="conflicts"
							checked={conflicts === code}
							onChange={() => change({ conflicts: code })}
						/>
						{words.import[code]}
					</label>
				))}
			</fieldset>
		</Pane>
	);
}

function DayField({
	id,
	label,
	value,
	onChange,
}: {
	id: string;
	label: string;
	value: string;
	onChange: (value: string) => void;
}) {
	return (
		<Field label={label} id={id}>
			<input id={id} type="date" value={value} onInput={(event) => onChange(event.currentTarget.value)} />
		</Field>
	);
}

import { useEffect, useRef, useState } from "react";
import type { Answer, RunResult } from "../contract";
import type { AskedQuestion } from "../page-wire";
import type { Dialog, Failure, Toast } from "./screen";
import { ScriptFrame } from "./script-frame";
import { questionButtons, type Words } from "./words";

interface FrameHost {
	readonly words: Words;
	readonly run: (functionName: string, args: readonly unknown[]) => Promise<RunResult>;
	readonly onFocusEditor: () => void;
}

/** The side panel of an add-on: 300 px, as in Google Sheets. */
export function Sidebar({ dialog, onClose, ...host }: FrameHost & { dialog: Dialog; onClose: () => void }) {
	return (
		<aside className="sidebar" data-testid="sidebar" aria-label={dialog.title}>
			<PanelHead title={dialog.title} words={host.words} onClose={onClose} testId="sidebar-close" />
			<ScriptFrame
				key={dialog.key}
				html={dialog.html}
				title={dialog.title}
				testId="sidebar-frame"
				run={host.run}
				onClose={onClose}
				onFocusEditor={host.onFocusEditor}
			/>
		</aside>
	);
}

export function DialogBox({ dialog, onClose, ...host }: FrameHost & { dialog: Dialog; onClose: () => void }) {
	const [size, setSize] = useState({ width: dialog.width ?? 600, height: dialog.height ?? 400 });
	const [place, setPlace] = useState({ x: 0, y: 0 });
	const box = (
		<div
			className="dialog"
			role="dialog"
			aria-modal={dialog.kind === "modal"}
			aria-label={dialog.title}
			data-testid="dialog"
			style={{ width: size.width, translate: `${place.x}px ${place.y}px` }}
		>
			<PanelHead
				title={dialog.title}
				words={host.words}
				onClose={onClose}
				onDrag={(x, y) => setPlace((now) => ({ x: now.x + x, y: now.y + y }))}
				testId="dialog-close"
			/>
			<div className="dialog-body" style={{ flexBasis: size.height }}>
				<ScriptFrame
					html={dialog.html}
					title={dialog.title}
					testId="dialog-frame"
					takesFocus
					run={host.run}
					onClose={onClose}
					onFocusEditor={host.onFocusEditor}
					onResize={(change) => setSize((now) => ({ ...now, ...change }))}
				/>
			</div>
		</div>
	);
	return <div className={dialog.kind === "modal" ? "veil" : "veil veil-open"}>{box}</div>;
}

function PanelHead(props: {
	title: string;
	words: Words;
	onClose: () => void;
	/** Moved by so much, in pixels, while the title is held. */
	onDrag?: (x: number, y: number) => void;
	testId: string;
}) {
	const { onDrag } = props;
	return (
		<div
			className={onDrag ? "panel-head movable" : "panel-head"}
			onPointerDown={(event) => {
				if (onDrag && event.target === event.currentTarget)
					event.currentTarget.setPointerCapture(event.pointerId);
			}}
			onPointerMove={(event) => {
				if (event.currentTarget.hasPointerCapture(event.pointerId))
					onDrag?.(event.movementX, event.movementY);
			}}
		>
			<h2>{props.title}</h2>
			<button
				type="button"
				className="icon"
				aria-label={props.words.close}
				data-testid={props.testId}
				onClick={props.onClose}
			>
				<Cross />
			</button>
		</div>
	);
}

function Cross() {
	return (
		<svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
			<path d="M2 2l10 10M12 2L2 12" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
		</svg>
	);
}

/** ui.alert and ui.prompt: the script stands still until this is answered. */
export function QuestionBox(props: {
	question: AskedQuestion;
	words: Words;
	onAnswer: (answer: Answer) => void;
}) {
	const { question, words, onAnswer } = props;
	const input = useRef<HTMLInputElement>(null);
	const box = useRef<HTMLDivElement>(null);
	const buttons = questionButtons(question.buttons);
	const main = buttons.at(-1) ?? "OK";
	useEffect(() => {
		const first = input.current ?? box.current?.querySelector<HTMLElement>("[data-main]");
		first?.focus();
	}, []);
	const give = (button: Answer["button"]) =>
		onAnswer(question.kind === "prompt" ? { button, text: input.current?.value ?? "" } : { button });
	return (
		<div className="veil">
			<div
				ref={box}
				className="dialog question"
				role="alertdialog"
				aria-modal="true"
				aria-label={question.title || question.text}
				data-testid="question"
				onKeyDown={(event) => {
					event.stopPropagation();
					if (event.key === "Escape") give("CLOSE");
					if (event.key === "Enter" && event.target === input.current && !event.nativeEvent.isComposing)
						give(main);
					if (event.key === "Tab") keepInside(event.nativeEvent, box.current);
				}}
				tabIndex={-1}
			>
				{question.title ? <h2>{question.title}</h2> : null}
				<p>{question.text}</p>
				{question.kind === "prompt" ? (
					<input ref={input} data-testid="question-input" autoComplete="off" />
				) : null}
				<div className="question-buttons">
					{buttons.map((button) => (
						<button
							key={button}
							type="button"
							className={button === main ? "primary" : "quiet"}
							data-main={button === main ? "" : undefined}
							data-testid={`question-${button}`}
							onClick={() => give(button)}
						>
							{words.buttons[button]}
						</button>
					))}
				</div>
			</div>
		</div>
	);
}

function keepInside(event: KeyboardEvent, box: HTMLElement | null): void {
	const stops = [...(box?.querySelectorAll<HTMLElement>("button, input") ?? [])];
	const edge = event.shiftKey ? stops[0] : stops.at(-1);
	if (document.activeElement !== edge) return;
	event.preventDefault();
	(event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

export function Toasts(props: { toasts: readonly Toast[]; words: Words; onClose: (key: number) => void }) {
	return (
		<div className="toasts" role="status">
			{props.toasts.map((toast) => (
				<div key={toast.key} className="toast" data-testid="toast">
					<div>
						{toast.title ? <strong>{toast.title}</strong> : null}
						<span>{toast.message}</span>
					</div>
					<button
						type="button"
						className="icon"
						aria-label={props.words.close}
						onClick={() => props.onClose(toast.key)}
					>
						<Cross />
					</button>
				</div>
			))}
		</div>
	);
}

export function FailureBar(props: { failure: Failure; words: Words; onClose: () => void }) {
	const { failure, words, onClose } = props;
	return (
		<div className="failure" role="alert" data-testid="failure">
			<div>
				<strong>{failure.title}</strong>
				<span>{failure.message}</span>
				{failure.details ? (
					<details>
						<summary>{words.details}</summary>
						<pre>{failure.details}</pre>
					</details>
				) : null}
			</div>
			<button
				type="button"
				className="icon"
				aria-label={words.close}
				data-testid="failure-close"
				onClick={onClose}
			>
				<Cross />
			</button>
		</div>
	);
}

/** Short runs pass unnoticed; longer ones say that they are still running. */
export function Busy({ text }: { text: string }) {
	return (
		<div className="busy" role="status" data-testid="busy">
			<i aria-hidden="true" />
			{text}
		</div>
	);
}

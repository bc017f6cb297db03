import { useEffect, useMemo, useRef } from "react";
import type { RunResult } from "../contract";

/** Text of script-client.ts, put in by the build. */
declare const SCRIPT_CLIENT: string;

type FromFrame =
	| { readonly mikomi: "run"; readonly id: number; readonly functionName: string; readonly args: unknown[] }
	| { readonly mikomi: "close" }
	| { readonly mikomi: "focus" }
	| { readonly mikomi: "resize"; readonly width?: number; readonly height?: number };

interface FrameProps {
	readonly html: string;
	readonly title: string;
	readonly testId: string;
	/** A dialog has the keyboard as soon as it is there. */
	readonly takesFocus?: boolean;
	readonly run: (functionName: string, args: readonly unknown[]) => Promise<RunResult>;
	readonly onClose: () => void;
	readonly onFocusEditor: () => void;
	readonly onResize?: (size: { width?: number; height?: number }) => void;
}

/** The add-on's own HTML, walled off: it can run its scripts and talk to the host through the bridge, nothing else. */
export function ScriptFrame({
	html,
	title,
	testId,
	takesFocus,
	run,
	onClose,
	onFocusEditor,
	onResize,
}: FrameProps) {
	const frame = useRef<HTMLIFrameElement>(null);
	const handlers = useRef({ run, onClose, onFocusEditor, onResize });
	handlers.current = { run, onClose, onFocusEditor, onResize };
	const document = useMemo(() => withClient(html), [html]);

	useEffect(() => {
		const receive = (event: MessageEvent<FromFrame>) => {
			if (event.source === null || event.source !== frame.current?.contentWindow) return;
			const message = event.data;
			switch (message?.mikomi) {
				case "run":
					void answer(event.source as Window, message, handlers.current.run);
					return;
				case "close":
					handlers.current.onClose();
					return;
				case "focus":
					handlers.current.onFocusEditor();
					return;
				case "resize":
					handlers.current.onResize?.(message);
			}
		};
		window.addEventListener("message", receive);
		return () => window.removeEventListener("message", receive);
	}, []);

	return (
		<iframe
			ref={frame}
			data-testid={testId}
			title={title}
			sandbox="allow-scripts allow-forms allow-modals allow-popups allow-downloads"
			srcDoc={document}
			onLoad={() => {
				if (takesFocus) frame.current?.focus();
			}}
		/>
	);
}

async function answer(
	to: Window,
	{ id, functionName, args }: { id: number; functionName: string; args: unknown[] },
	run: FrameProps["run"],
): Promise<void> {
	let reply: object;
	try {
		const result = await run(functionName, args);
		reply = result.ok
			? { ok: true, value: result.value }
			: { ok: false, name: result.name, message: result.message };
	} catch (error) {
		reply = { ok: false, name: "Error", message: error instanceof Error ? error.message : String(error) };
	}
	to.postMessage({ mikomi: "reply", id, ...reply }, "*");
}

/** `google` must be there before the first script of the page, and the doctype must stay first. */
function withClient(html: string): string {
	const script = `<script>${SCRIPT_CLIENT.replaceAll("</script", "<\\/script")}</script>`;
	const head =
		/<head(\s[^>]*)?>/i.exec(html) ?? /<html(\s[^>]*)?>/i.exec(html) ?? /<!doctype[^>]*>/i.exec(html);
	if (!head) return script + html;
	const at = head.index + head[0].length;
	return html.slice(0, at) + script + html.slice(at);
}

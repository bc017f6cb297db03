import type { HistoryEntry, SidebarLead } from "../../addon/sidebar-contract";
import type { View } from "./context";

const SHOWN = 5;

/** What happened with the lead, newest first. */
export function History({ view, lead }: { view: View; lead: SidebarLead }) {
	const { state, words, send } = view;
	const entries = state.histories[lead.id];
	const texts = words.history;
	const isOpen = state.open.history === true;
	const body = () => {
		if (entries === undefined || entries === "asked") return <p class="small">{texts.loading}</p>;
		if (entries === "failed") return <p class="small">{texts.failed}</p>;
		if (entries.length === 0) return <p class="small">{texts.none}</p>;
		return (
			<>
				<ol class="timeline">
					{(isOpen ? entries : entries.slice(0, SHOWN)).map((entry, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: entries have no id, and two may be alike
						<Entry key={at} entry={entry} />
					))}
				</ol>
				{!isOpen && entries.length > SHOWN && (
					<button
						type="button"
						class="link"
						onClick={() => send({ type: "section", section: "history", isOpen: true })}
					>
						{texts.more(entries.length - SHOWN)}
					</button>
				)}
			</>
		);
	};
	return (
		<section class="part" aria-labelledby="history">
			<h2 id="history">{texts.title}</h2>
			{body()}
		</section>
	);
}

function Entry({ entry: { at, kind, what, detail, by } }: { entry: HistoryEntry }) {
	return (
		<li class={kind}>
			<i class="dot" />
			<p>
				<b>{what}</b> <span class="small">{by}</span>
			</p>
			{detail !== "" && <p class="clip">{detail}</p>}
			<time class="small">{at}</time>
		</li>
	);
}

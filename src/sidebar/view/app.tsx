import type { ComponentChildren } from "preact";
import type { QueueItem } from "../../addon/sidebar-contract";
import { isQueueDone, shownId } from "../state";
import { Conflict } from "./conflict";
import { joined, type View } from "./context";
import { Footer } from "./footer";
import { Lead } from "./lead";
import { NameCard } from "./name-card";
import { Notices } from "./notices";

export function App({ view }: { view: View }) {
	const { state } = view;
	const id = shownId(state);
	const lead = state.leads[id];
	const conflict = state.troubles.find((each) => each.kind === "conflict" && each.theirs.id === id);
	return (
		<>
			<TopBar view={view} />
			<Notices view={view} />
			<main>
				{state.opening === "open" && state.me === "" && <NameCard view={view} />}
				{conflict?.kind === "conflict" && <Conflict view={view} trouble={conflict} />}
				{lead == null ? <Vacancy view={view} /> : <Lead key={lead.id} view={view} lead={lead} />}
			</main>
			<Footer view={view} />
		</>
	);
}

function TopBar({ view: { state, words, send } }: { view: View }) {
	const { session, queue, at, mode } = state;
	const item = queue?.[at];
	if (state.detour !== "") {
		return (
			<header class="bar">
				<span class="why" />
				<button type="button" class="quiet" onClick={() => send({ type: "move", by: 1 })}>
					{mode === "queue" ? words.queue.back : words.queue.leave}
				</button>
			</header>
		);
	}
	if (mode === "queue") {
		return (
			<header class="bar">
				<span class="why">
					{item !== undefined && <b>{words.queue.position(at + 1, queue?.length ?? 0)}</b>} {item?.why}
				</span>
				<button type="button" class="quiet" onClick={() => send({ type: "leaveQueue" })}>
					{words.queue.leave}
				</button>
			</header>
		);
	}
	return (
		<header class="bar">
			<span class="why">
				{session?.refreshedAt ? words.refreshed(session.refreshedAt.slice("2026/".length)) : ""}
			</span>
			{queue !== null && queue.length > 0 && (
				<button
					type="button"
					class="quiet"
					title={words.queue.order}
					onClick={() => send({ type: "walk", at: 0 })}
				>
					{words.queue.start(queue.length)}
				</button>
			)}
		</header>
	);
}

/** What stands where no lead is: loading, a failure, an empty row, or the end of the queue. */
function Vacancy({ view }: { view: View }) {
	const { state, words, send } = view;
	const id = shownId(state);
	const again = (onClick: () => void) => (
		<button type="button" onClick={onClick}>
			{words.again}
		</button>
	);
	if (state.opening === "failed")
		return <Message title={words.failed}>{again(() => send({ type: "reopen" }))}</Message>;
	if (isQueueDone(state)) {
		const count = state.queue?.length ?? 0;
		return (
			<Message
				title={words.queue.done}
				body={count === 0 ? words.queue.doneNone : words.queue.doneBody(count)}
			>
				<button type="button" onClick={() => send({ type: "reloadQueue" })}>
					{words.queue.reload}
				</button>
			</Message>
		);
	}
	if (state.mode === "queue" && state.queueState === "failed")
		return <Message title={words.queue.failed}>{again(() => send({ type: "reloadQueue" }))}</Message>;
	if (id in state.failed)
		return <Message title={words.failed}>{again(() => send({ type: "leadAgain" }))}</Message>;
	if (id !== "" && state.leads[id] === null) return <Message title={words.empty.gone} />;
	if (state.mode === "row" && state.rowFailed)
		return <Message title={words.failed}>{again(() => send({ type: "thisRow" }))}</Message>;
	if (id === "" && state.rowId !== null && state.mode === "row") {
		return (
			<>
				<Message title={words.empty.title} body={words.empty.body} />
				<Preview view={view} items={state.queue ?? []} />
			</>
		);
	}
	return <Loading words={words.loading} />;
}

/** Keeps the place of what comes, so that nothing jumps when it is there. */
function Loading({ words }: { words: string }) {
	return (
		<div class="skeleton">
			<h1 tabIndex={-1} id="heading" class="unseen">
				{words}
			</h1>
			<i class="w60" />
			<i class="w80 thin" />
			<i class="w40 thin" />
			<i class="tall" />
			<i class="w80" />
			<i />
			<i />
			<i />
		</div>
	);
}

function Message({ title, body, children }: { title: string; body?: string; children?: ComponentChildren }) {
	return (
		<div class="message">
			<h1 tabIndex={-1} id="heading">
				{title}
			</h1>
			{body !== undefined && <p>{body}</p>}
			{children}
		</div>
	);
}

const SHOWN = 5;

function Preview({ view: { words, send }, items }: { view: View; items: readonly QueueItem[] }) {
	if (items.length === 0) return null;
	return (
		<section class="preview" aria-labelledby="preview">
			<h2 id="preview">{words.queue.title}</h2>
			<ul>
				{items.slice(0, SHOWN).map((item, at) => (
					<li key={item.id}>
						<button type="button" class="row" onClick={() => send({ type: "walk", at })}>
							<b>{item.name === "" ? item.company : item.name}</b>
							<span>{joined([item.name === "" ? "" : item.company, item.why], words.dot)}</span>
						</button>
					</li>
				))}
			</ul>
			{items.length > SHOWN && <p class="small">{words.queue.more(items.length - SHOWN)}</p>}
			<p class="small">{words.queue.order}</p>
		</section>
	);
}

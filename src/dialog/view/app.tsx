import type { ComponentType } from "preact";
import type { DialogView } from "../../addon/dialog-contract";
import { isOffered, VIEWS } from "../state";
import { Adopt } from "./adopt";
import { Batches } from "./batches";
import type { View } from "./context";
import { Duplicates } from "./duplicates";
import { Erase } from "./erase";
import { Import } from "./import";
import { Learn } from "./learn";
import { Button, Pane, Skeleton } from "./parts";
import { Reassign } from "./reassign";

const PANES: Readonly<Record<DialogView, ComponentType<{ view: View }>>> = {
	adopt: Adopt,
	import: Import,
	duplicates: Duplicates,
	learn: Learn,
	reassign: Reassign,
	batches: Batches,
	erase: Erase,
};

export function App({ view }: { view: View }) {
	return (
		<div class="frame">
			<Navigation view={view} />
			<Content view={view} />
		</div>
	);
}

function Navigation({ view: { state, words, send } }: { view: View }) {
	return (
		<nav aria-label={words.nav}>
			<ul>
				{VIEWS.map((name) => (
					<li key={name} class={name === "batches" ? "apart" : ""}>
						<button
							type="button"
							aria-current={state.view === name ? "page" : undefined}
							onClick={() => send({ type: "go", view: name })}
						>
							{words.views[name]}
							{state.calls[name] !== undefined && state.view !== name && (
								<i class="turning" role="img" aria-label={words.loading} />
							)}
						</button>
					</li>
				))}
			</ul>
		</nav>
	);
}

function Content({ view }: { view: View }) {
	const { state, words } = view;
	const title = words.views[state.view];
	if (state.opening === "failed") {
		const again = <Button view={view} label={words.again} event={{ type: "reopen" }} kind="primary" />;
		return (
			<Pane
				view={view}
				title={words.openFailed}
				body={state.openFailure || words.failed}
				isStill
				actions={again}
			/>
		);
	}
	if (state.opening === "opening")
		return (
			<Pane view={view} title={title} body={words.loading} isStill>
				<Skeleton />
			</Pane>
		);
	if (!isOffered(state))
		return <Pane view={view} title={words.notSetUp.title} body={words.notSetUp.body} isStill />;
	const Shown = PANES[state.view];
	return <Shown view={view} />;
}

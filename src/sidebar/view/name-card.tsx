import type { View } from "./context";

/** Asks once who the rep is, where the account does not say it. */
export function NameCard({ view: { state, words, send } }: { view: View }) {
	const members = state.session?.members ?? [];
	const submit = (event: SubmitEvent) => {
		event.preventDefault();
		const form = new FormData(event.currentTarget as HTMLFormElement);
		const name = (String(form.get("other") ?? "") || String(form.get("member") ?? "")).trim();
		if (name !== "") send({ type: "me", name });
	};
	return (
		<form class="card" aria-labelledby="name-title" onSubmit={submit}>
			<h2 id="name-title">{words.name.title}</h2>
			<p class="small">{words.name.body}</p>
			{members.length > 0 && (
				<select id="me" name="member" aria-label={words.name.label}>
					<option value="">{words.none}</option>
					{members.map((name) => (
						<option key={name} value={name}>
							{name}
						</option>
					))}
				</select>
			)}
			<div class="pair">
				<input
					id={members.length > 0 ? undefined : "me"}
					name="other"
					aria-label={words.name.other}
					placeholder={members.length > 0 ? words.name.other : words.name.label}
				/>
				<button type="submit">{words.name.save}</button>
			</div>
		</form>
	);
}

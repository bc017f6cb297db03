/** What becomes of the fields of records that turn out to be one. */

/** A record's fields by name; null where a field is blank. */
export type Fields<V> = Readonly<Record<string, V | null>>;

export interface MergedFields<V> {
	/** Blank fields of the survivor that the others fill, the first of them first. */
	readonly filled: readonly (readonly [field: string, value: V])[];
	/** Fields that differ: both values stay where they are. */
	readonly kept: readonly (readonly [field: string, value: V, other: V])[];
}

/**
 * Fills the survivor's blank fields. Nothing that it says is replaced, but for what a person refused.
 * @param groups fields that mean something only together: they come from one record, where the first of them is blank
 * @param refusals fields in which a yes of any record holds for all
 * @param isSame whether two values say the same
 * @param isYes whether a value is a yes
 */
export function mergedFields<V>(
	survivor: Fields<V>,
	others: readonly Fields<V>[],
	{
		groups,
		refusals,
		isSame,
		isYes,
	}: {
		readonly groups: readonly (readonly string[])[];
		readonly refusals: readonly string[];
		readonly isSame: (one: V, other: V) => boolean;
		readonly isYes: (value: V) => boolean;
	},
): MergedFields<V> {
	const filled: [string, V][] = [];
	const kept: [string, V, V][] = [];
	const leaders = new Map(
		groups.flatMap((group) => group.map((field): [string, string] => [field, group[0] ?? field])),
	);
	for (const field of Object.keys(survivor)) {
		const own = survivor[field] ?? null;
		const leader = leaders.get(field) ?? field;
		const source = others.find((other) => (other[leader] ?? null) !== null);
		const value = source?.[field] ?? null;
		if (refusals.includes(field)) {
			const refused =
				others.map((other) => other[field] ?? null).find((each) => each !== null && isYes(each)) ?? null;
			const wanted = refused ?? value;
			if (wanted !== null && (own === null || (refused !== null && !isYes(own))))
				filled.push([field, wanted]);
			continue;
		}
		if (value !== null && own === null && (survivor[leader] ?? null) === null) filled.push([field, value]);
		if (own === null) continue;
		const differing = others
			.map((other) => other[field] ?? null)
			.find((each) => each !== null && !isSame(own, each));
		if (differing !== undefined && differing !== null) kept.push([field, own, differing]);
	}
	return { filled, kept };
}

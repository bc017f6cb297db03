import type { Member } from "./breakdown";
import type { Span } from "./spans";

/**
 * The full-time equivalent of the team, of a rep or of a role in a period. Who joined within it counts by the share of
 * its days since; nothing is taken off for learning the job.
 */
export function fteOf(members: readonly Member[], dimension: string, { first, last }: Span): number {
	let fte = 0;
	for (const index of membersOf(members, dimension)) {
		const { fte: full, joinedOn } = members[index]!;
		if (first === null || last === null) fte += full;
		else fte += (full * Math.max(0, last - Math.max(first, joinedOn ?? first) + 1)) / (last - first + 1);
	}
	return fte;
}

/** Indices of the members who make up "all", "rep:<name>" or "role:<text>". */
export function membersOf(members: readonly Member[], dimension: string): number[] {
	return Array.from(members.keys()).filter((index) => {
		const { name, role } = members[index]!;
		return dimension === "all" || dimension === `rep:${name}` || dimension === `role:${role}`;
	});
}

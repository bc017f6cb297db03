import type { ContactRole } from "../records";

/**
 * The part in a decision that a title suggests: executive officers (rank 70) and above decide, heads of departments
 * (60) approve, down to 係長 (40) people promote, below they use; advisors and others off the line gather information.
 * Only a hint, never stored over what a person said. Null where the title says nothing.
 * @param rank as `titleRank` reads it
 */
export function roleHint(rank: number | null, isOffLine: boolean): ContactRole | null {
	if (isOffLine) return "researcher";
	if (rank === null) return null;
	if (rank >= 70) return "decider";
	if (rank >= 60) return "approver";
	return rank >= 40 ? "champion" : "user";
}

/** Where the bands of fit (0..100), behaviour (points) and coverage (0..1) begin; each lower end is inclusive. */
export interface GradeCuts {
	readonly fitA: number;
	readonly fitB: number;
	readonly behaviour1: number;
	readonly behaviour2: number;
	readonly minCoverage: number;
}

export type Grade = `${"A" | "B" | "C" | "?"}${1 | 2 | 3}`;

export const DEFAULT_CUTS: GradeCuts = {
	fitA: 70,
	fitB: 40,
	behaviour1: 60,
	behaviour2: 20,
	minCoverage: 0.5,
};

/**
 * The fit band as a letter beside the behaviour band as a digit. "?" where coverage is too low for any letter, a
 * knock-out included, or where nothing is known; knocked out is C.
 * @example grade(82, 0.9, false, 15) // => "A3"
 */
export function grade(
	fit: number | null,
	coverage: number,
	isKnockedOut: boolean,
	behaviour: number,
	cuts: GradeCuts = DEFAULT_CUTS,
): Grade {
	const band = behaviour >= cuts.behaviour1 ? 0 : behaviour >= cuts.behaviour2 ? 1 : 2;
	if (fit === null || coverage < cuts.minCoverage) return GRADES["?"][band];
	if (isKnockedOut) return GRADES.C[band];
	return GRADES[fit >= cuts.fitA ? "A" : fit >= cuts.fitB ? "B" : "C"][band];
}

/** Made once, not for each of a hundred thousand leads. */
const GRADES = {
	A: ["A1", "A2", "A3"],
	B: ["B1", "B2", "B3"],
	C: ["C1", "C2", "C3"],
	"?": ["?1", "?2", "?3"],
} as const;

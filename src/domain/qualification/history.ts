/**
 * The chain of the verdict history: every row bears a hash over itself and the hash of the row before, so that a row
 * which was changed, taken out or put in between shows.
 */

/** One verdict as it was given, in texts. */
export interface VerdictRecord {
	/** "2026-11-20 14:05". */
	readonly at: string;
	readonly leadId: string;
	readonly company: string;
	readonly axis: string;
	readonly verdict: string;
	/** The verdict that stood there. */
	readonly before: string;
	readonly reason: string;
	/** Code of the evidence. */
	readonly source: string;
	readonly by: string;
	readonly saveId: string;
}

/** A cryptographic digest of a text, such as SHA-256 in hexadecimal. */
export type Digest = (text: string) => string;

export interface Seal {
	/** Of the reason alone: the reason can be blanked later without breaking the chain. */
	readonly reasonHash: string;
	readonly hash: string;
}

/**
 * The seal of a new row.
 * @param previousHash hash of the row before, "" for the first
 */
export function sealed(record: VerdictRecord, previousHash: string, digest: Digest): Seal {
	const reasonHash = digest(record.reason);
	return { reasonHash, hash: hashOf(record, reasonHash, previousHash, digest) };
}

/**
 * Index of the first row that does not follow from the one before it, −1 when the chain is whole. A blanked reason is
 * whole, a changed one is not. Rows cut off at the end leave no trace in the chain.
 */
export function firstBreak(rows: readonly (VerdictRecord & Seal)[], digest: Digest): number {
	return rows.findIndex((row, i) => {
		const isReasonWhole = row.reason === "" || digest(row.reason) === row.reasonHash;
		return !isReasonWhole || row.hash !== hashOf(row, row.reasonHash, rows[i - 1]?.hash ?? "", digest);
	});
}

/** A JSON array, so that no two rows have the same text. */
function hashOf(record: VerdictRecord, reasonHash: string, previousHash: string, digest: Digest): string {
	const { at, leadId, company, axis, verdict, before, source, by, saveId } = record;
	return digest(
		JSON.stringify([
			previousHash,
			at,
			leadId,
			company,
			axis,
			verdict,
			before,
			reasonHash,
			source,
			by,
			saveId,
		]),
	);
}

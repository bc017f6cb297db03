/**
 * Holds the document lock around a write only, so that nobody waits for long.
 * @returns what the write gives, or null where somebody else held the lock all the time
 */
export function locked<R>(waitMs: number, write: () => R): R | null {
	const lock = LockService.getDocumentLock();
	if (lock === null) return write();
	if (!lock.tryLock(waitMs)) return null;
	try {
		return write();
	} catch (error) {
		flushQuietly();
		throw error;
	} finally {
		lock.releaseLock();
	}
}

/** What was written must not land after the lock is gone; the error that led here is the one to tell. */
function flushQuietly(): void {
	try {
		SpreadsheetApp.flush();
	} catch {}
}

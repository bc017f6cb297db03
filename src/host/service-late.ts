/**
 * Buffered writes (PLATFORM fact 81). Google collects writes and sends them together, so what is wrong with one of
 * them shows at a later call, at flush or at the end of the run, and a catch around the write itself misses it.
 * What was written after the bad one, up to there, is lost with it: the reading under which careful code is safe.
 */
import type { CallKind } from "./call-kind";
import { ServiceError } from "./service-error";
import type { Call } from "./service-world";

/** Operations that Google may hold back. None of them answers with anything. */
const BUFFERED: ReadonlySet<string> = new Set([
	"cells.write",
	"cells.writeRich",
	"cells.setFormulas",
	"cells.fillFormula",
	"cells.style",
	"cells.clear",
	"cells.setNotes",
	"cells.merge",
	"cells.unmerge",
	"validation.set",
	"lines.resize",
	"lines.hide",
]);

/** Performs an operation; a refusal of a buffered one is kept for later where the host is set so. */
export function performBuffered(call: Call, operation: string, perform: () => unknown): unknown {
	const { world, execution } = call;
	if (!world.lateErrors || !BUFFERED.has(operation)) return perform();
	if (execution.lateError !== null) return undefined;
	try {
		return perform();
	} catch (thrown) {
		if (!(thrown instanceof ServiceError)) throw thrown;
		execution.lateError = thrown.message;
		return undefined;
	}
}

/** Whatever needs the spreadsheet's real state sends the buffer first, and meets its error. */
export function surfaceLateError({ execution }: Call, onSpreadsheet: boolean, kind: CallKind): void {
	const { lateError } = execution;
	if (lateError === null || !onSpreadsheet || kind === "-" || kind === "w") return;
	execution.lateError = null;
	throw new ServiceError(lateError);
}

/** Every operation that may cross from the add-on's context into the host, by name. */
import { metadataOperations } from "./metadata";
import { cacheOperations } from "./service-cache";
import { cellOperations } from "./service-cells";
import { chartOperations } from "./service-charts";
import { ExecutionEnded, ServiceError } from "./service-error";
import { performBuffered } from "./service-late";
import { lockOperations } from "./service-locks";
import { nameOperations } from "./service-names";
import { callOperations } from "./service-permissions";
import { propertiesOperations } from "./service-properties";
import { protectionOperations } from "./service-protections";
import { sheetOperations } from "./service-sheets";
import { uiOperations } from "./service-ui";
import { utilityOperations } from "./service-utilities";
import { validationOperations } from "./service-validation";
import type { Call } from "./service-world";
import { triggerOperations } from "./triggers";

const operations = {
	...callOperations,
	...cacheOperations,
	...cellOperations,
	...chartOperations,
	...lockOperations,
	...metadataOperations,
	...nameOperations,
	...propertiesOperations,
	...protectionOperations,
	...sheetOperations,
	...triggerOperations,
	...uiOperations,
	...utilityOperations,
	...validationOperations,
};

/** The bridge's vocabulary; the shim's calls are typed by it. */
export type Operations = typeof operations;

export type Bridge = (operation: string, args: readonly unknown[]) => unknown;

/** The one function that an execution's context gets. */
export function bridgeFor(call: Call): Bridge {
	const table = operations as unknown as Readonly<
		Record<string, (call: Call, ...args: readonly unknown[]) => unknown>
	>;
	return (operation, args) => {
		// A run that is over stays over, whatever it catches; only the clock still answers.
		if (call.execution.ended !== null && operation !== "clock.now" && operation !== "clock.offset")
			throw new ExecutionEnded(call.execution.ended);
		const perform = Object.hasOwn(table, operation) ? table[operation] : undefined;
		if (!perform) throw new Error(`No operation ${operation}`);
		try {
			return performBuffered(call, operation, () => perform(call, ...args));
		} catch (thrown) {
			if (thrown instanceof ServiceError || thrown instanceof ExecutionEnded) throw thrown;
			// The host's own mistake, not Google's refusal: keep where it happened.
			const error = thrown as Error;
			throw new Error(`${operation} failed in the host: ${error.message}\n${error.stack ?? ""}`);
		}
	};
}

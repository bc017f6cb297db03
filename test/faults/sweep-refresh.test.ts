import { describe, it } from "vitest";
import { expectWhole, TIMEOUT } from "./cases";
import { REFRESHES, SCHEDULES } from "./operations";

describe("whatever fails at any call", () => {
	it.each(REFRESHES)(
		"$name loses nothing, and the next run heals",
		(operation) => {
			expectWhole(operation);
		},
		TIMEOUT,
	);
	it.each(SCHEDULES)(
		"$name leaves the truth, and the next run heals",
		(operation) => {
			expectWhole(operation);
		},
		TIMEOUT,
	);
});

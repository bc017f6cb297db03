import { describe, it } from "vitest";
import { expectWhole, TIMEOUT } from "./cases";
import { ADOPT, REPAIRS } from "./operations";

describe("whatever fails at any call", () => {
	it.each([ADOPT, ...REPAIRS])(
		"of $name, nothing is lost and the next one completes it",
		(operation) => {
			expectWhole(operation);
		},
		TIMEOUT,
	);
});

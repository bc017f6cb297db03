import { it } from "vitest";
import { expectWhole, TIMEOUT } from "./cases";
import { SET_UP } from "./operations";

it(
	`whatever fails at any call of ${SET_UP.name}, the next one completes it`,
	() => {
		expectWhole(SET_UP);
	},
	TIMEOUT,
);

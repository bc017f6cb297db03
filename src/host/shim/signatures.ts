/**
 * The one table that decides which methods exist, what they take, and what they cost. An entry is the kind of the
 * call, then its overloads. Kinds: "-" makes or asks a handle and is free; "g" asks the server; "r" reads cells;
 * "c" changes something; "w" writes cells. Types: see arguments.ts. A class's entries are only made when it is used.
 */
import { CELL_SIGNATURES } from "./signatures-cells";
import { RULE_SIGNATURES } from "./signatures-rules";
import { SERVICE_SIGNATURES } from "./signatures-services";
import { SHEET_SIGNATURES } from "./signatures-sheets";

export const SIGNATURES: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
	...CELL_SIGNATURES,
	...SHEET_SIGNATURES,
	...RULE_SIGNATURES,
	...SERVICE_SIGNATURES,
};

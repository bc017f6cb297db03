/**
 * The saved form of an engine's workbook: Univer's own workbook data (so a page can open it as it is) with our share
 * under `custom`. Half-open references in formulas stand in their closed form; see formula-text.ts.
 */
export interface EngineSnapshot {
	readonly id: string;
	readonly sheetOrder: readonly string[];
	readonly sheets: Readonly<Record<string, object>>;
	readonly custom?: { readonly mikomi?: EngineShare };
}

export interface EngineShare {
	/** Engine sheet id -> Google's numeric id. */
	readonly gids: Readonly<Record<string, number>>;
	readonly activeSheet: string;
	/** What spills show, in the shape of the parameters of `formula.mutation.set-array-formula-data`. */
	readonly spills: { readonly arrayFormulaRange: object; readonly arrayFormulaCellData: object };
}

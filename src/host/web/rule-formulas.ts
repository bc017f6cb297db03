import { ICommandService, type Injector, type Workbook } from "@univerjs/core";
import {
	ICalculateFormulaService,
	IOtherFormulaManagerService,
	IUIPartsService,
	SetFormulaCalculationStartMutation,
} from "@univerjs/preset-sheets-core";

/**
 * The view computes no cell: results come from the host, and the script's functions exist only there. What is left to
 * its formula engine are the formulas inside rules (conditional formats, validation), which concern only the eye.
 */
export function onlyJudgeRules(injector: Injector): void {
	const service = injector.get(ICalculateFormulaService);
	const execute = service.execute.bind(service);
	service.execute = (data) => execute({ ...data, formulaData: {} });
	// Its progress bar would tell of nothing that a person waits for.
	injector.get(IUIPartsService).setUIVisible("formula-aux", false);
}

const AFTER_MS = 200;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Judges the rules again, once things have settled. Changes replayed from the host do not start this by themselves. */
export function refreshRules(injector: Injector, workbook: Workbook): void {
	clearTimeout(timer);
	timer = setTimeout(() => {
		const rules = injector.get(IOtherFormulaManagerService).getOtherFormulaData()[workbook.getUnitId()];
		const present = Object.values(rules ?? {}).some((sheet) => sheet && Object.keys(sheet).length > 0);
		if (!present) return;
		const start = { forceCalculation: true, dirtyRanges: [], dirtyNameMap: {}, dirtyDefinedNameMap: {} };
		injector
			.get(ICommandService)
			.syncExecuteCommand(SetFormulaCalculationStartMutation.id, start, { onlyLocal: true });
	}, AFTER_MS);
}

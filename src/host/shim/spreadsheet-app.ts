/** SpreadsheetApp itself: the way in, builders, and its enumerations. */
import { ask, call, exception } from "./bridge";
import { ConditionalFormatRuleBuilder } from "./conditional-format";
import * as enums from "./enums";
import { ServiceObject, service } from "./guard";
import { flat, PLACE, type RangeHandle, SHEET, type SheetHandle } from "./handles";
import type { Range } from "./range";
import type { Sheet } from "./sheet";
import { type Selection, Spreadsheet } from "./spreadsheet";
import { RichTextValueBuilder, TextStyleBuilder } from "./text-style";
import { Ui } from "./ui";
import { DataValidationBuilder } from "./validation";

class SpreadsheetAppService extends ServiceObject {
	getActive(): Spreadsheet {
		return new Spreadsheet();
	}
	getActiveSpreadsheet(): Spreadsheet {
		return new Spreadsheet();
	}
	setActiveSpreadsheet(_spreadsheet: Spreadsheet): void {}
	getActiveSheet(): Sheet | null {
		return new Spreadsheet().getActiveSheet();
	}
	setActiveSheet(sheet: SheetHandle, _restoreSelection?: boolean): SheetHandle {
		call("sheets.activate", sheet[SHEET]);
		return sheet;
	}
	getActiveRange(): Range | null {
		return new Spreadsheet().getActiveRange();
	}
	setActiveRange(range: RangeHandle): RangeHandle {
		call("selection.set", flat(range[PLACE]));
		return range;
	}
	getCurrentCell(): RangeHandle | null {
		return new Spreadsheet().getCurrentCell();
	}
	setCurrentCell(cell: RangeHandle): RangeHandle {
		return this.setActiveRange(cell);
	}
	getSelection(): Selection {
		return new Spreadsheet().getSelection();
	}
	/** Only the bound file exists here. */
	openById(id: string): Spreadsheet {
		if (id !== ask("settings.get").id)
			throw exception(`Document ${id} is missing (perhaps it was deleted, or you don't have read access?)`);
		return new Spreadsheet();
	}
	openByUrl(url: string): Spreadsheet {
		const id = /\/d\/([\w-]+)/.exec(url)?.[1];
		if (!id) throw exception("Invalid argument: url");
		return this.openById(id);
	}
	flush(): void {
		call("flush");
	}
	getUi(): Ui {
		return new Ui();
	}
	newDataValidation(): DataValidationBuilder {
		return new DataValidationBuilder();
	}
	newConditionalFormatRule(): ConditionalFormatRuleBuilder {
		return new ConditionalFormatRuleBuilder();
	}
	newRichTextValue(): RichTextValueBuilder {
		return new RichTextValueBuilder();
	}
	newTextStyle(): TextStyleBuilder {
		return new TextStyleBuilder();
	}
}

service("SpreadsheetApp", SpreadsheetAppService);

const {
	BooleanCriteria,
	BorderStyle,
	CopyPasteType,
	DataValidationCriteria,
	DeveloperMetadataLocationType,
	DeveloperMetadataVisibility,
	Dimension,
	Direction,
	ProtectionType,
	RecalculationInterval,
	SheetType,
	WrapStrategy,
} = enums;

export const SpreadsheetApp = Object.assign(new SpreadsheetAppService(), {
	BooleanCriteria,
	BorderStyle,
	CopyPasteType,
	DataValidationCriteria,
	DeveloperMetadataLocationType,
	DeveloperMetadataVisibility,
	Dimension,
	Direction,
	ProtectionType,
	RecalculationInterval,
	SheetType,
	WrapStrategy,
});

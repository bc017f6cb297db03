/** Google's enumerations: values compare by identity and print as their names (PLATFORM fact 60). */
import { nameEnumeration, TYPE } from "./arguments";

class EnumValue {
	readonly [TYPE]: string;
	readonly #name: string;
	readonly #ordinal: number;

	constructor(type: string, name: string, ordinal: number) {
		this[TYPE] = type;
		this.#name = name;
		this.#ordinal = ordinal;
	}

	name(): string {
		return this.#name;
	}
	ordinal(): number {
		return this.#ordinal;
	}
	compareTo(other: EnumValue): number {
		return this.#ordinal - other.#ordinal;
	}
	toString(): string {
		return this.#name;
	}
	toJSON(): string {
		return this.#name;
	}
}

export type { EnumValue };

function enumeration<const Names extends readonly string[]>(type: string, ...names: Names) {
	nameEnumeration(type);
	const values = {} as Record<Names[number], EnumValue>;
	names.forEach((name: Names[number], index) => {
		values[name] = new EnumValue(type, name, index);
	});
	return values;
}

export const AuthMode = enumeration("AuthMode", "NONE", "CUSTOM_FUNCTION", "LIMITED", "FULL");
export const AuthorizationStatus = enumeration("AuthorizationStatus", "REQUIRED", "NOT_REQUIRED");
export const EventType = enumeration(
	"EventType",
	"CLOCK",
	"ON_OPEN",
	"ON_EDIT",
	"ON_FORM_SUBMIT",
	"ON_CHANGE",
	"ON_EVENT_UPDATED",
);
export const TriggerSource = enumeration(
	"TriggerSource",
	"SPREADSHEETS",
	"CLOCK",
	"FORMS",
	"DOCUMENTS",
	"CALENDAR",
);
export const WeekDay = enumeration(
	"WeekDay",
	"MONDAY",
	"TUESDAY",
	"WEDNESDAY",
	"THURSDAY",
	"FRIDAY",
	"SATURDAY",
	"SUNDAY",
);
export const InstallationSource = enumeration(
	"InstallationSource",
	"APPS_MARKETPLACE_DOMAIN_ADD_ON",
	"NONE",
	"WEB_STORE_ADD_ON",
);

export const ProtectionType = enumeration("ProtectionType", "RANGE", "SHEET");
export const BorderStyle = enumeration(
	"BorderStyle",
	"DOTTED",
	"DASHED",
	"SOLID",
	"SOLID_MEDIUM",
	"SOLID_THICK",
	"DOUBLE",
);
export const WrapStrategy = enumeration("WrapStrategy", "WRAP", "OVERFLOW", "CLIP");
export const SheetType = enumeration("SheetType", "GRID", "OBJECT", "DATASOURCE");
export const CopyPasteType = enumeration(
	"CopyPasteType",
	"PASTE_NORMAL",
	"PASTE_NO_BORDERS",
	"PASTE_FORMAT",
	"PASTE_FORMULA",
	"PASTE_DATA_VALIDATION",
	"PASTE_VALUES",
	"PASTE_CONDITIONAL_FORMATTING",
	"PASTE_COLUMN_WIDTHS",
);
export const Dimension = enumeration("Dimension", "COLUMNS", "ROWS");
export const Direction = enumeration("Direction", "UP", "DOWN", "PREVIOUS", "NEXT");
export const DeveloperMetadataLocationType = enumeration(
	"DeveloperMetadataLocationType",
	"SPREADSHEET",
	"SHEET",
	"ROW",
	"COLUMN",
);
export const DeveloperMetadataVisibility = enumeration("DeveloperMetadataVisibility", "DOCUMENT", "PROJECT");
export const RecalculationInterval = enumeration("RecalculationInterval", "ON_CHANGE", "MINUTE", "HOUR");
export const DataValidationCriteria = enumeration(
	"DataValidationCriteria",
	"DATE_AFTER",
	"DATE_BEFORE",
	"DATE_BETWEEN",
	"DATE_EQUAL_TO",
	"DATE_IS_VALID_DATE",
	"DATE_NOT_BETWEEN",
	"DATE_ON_OR_AFTER",
	"DATE_ON_OR_BEFORE",
	"NUMBER_BETWEEN",
	"NUMBER_EQUAL_TO",
	"NUMBER_GREATER_THAN",
	"NUMBER_GREATER_THAN_OR_EQUAL_TO",
	"NUMBER_LESS_THAN",
	"NUMBER_LESS_THAN_OR_EQUAL_TO",
	"NUMBER_NOT_BETWEEN",
	"NUMBER_NOT_EQUAL_TO",
	"TEXT_CONTAINS",
	"TEXT_DOES_NOT_CONTAIN",
	"TEXT_EQUAL_TO",
	"TEXT_IS_VALID_EMAIL",
	"TEXT_IS_VALID_URL",
	"VALUE_IN_LIST",
	"VALUE_IN_RANGE",
	"CUSTOM_FORMULA",
	"CHECKBOX",
);
export const BooleanCriteria = enumeration(
	"BooleanCriteria",
	"CELL_EMPTY",
	"CELL_NOT_EMPTY",
	"DATE_AFTER",
	"DATE_BEFORE",
	"DATE_EQUAL_TO",
	"NUMBER_BETWEEN",
	"NUMBER_EQUAL_TO",
	"NUMBER_GREATER_THAN",
	"NUMBER_GREATER_THAN_OR_EQUAL_TO",
	"NUMBER_LESS_THAN",
	"NUMBER_LESS_THAN_OR_EQUAL_TO",
	"NUMBER_NOT_BETWEEN",
	"NUMBER_NOT_EQUAL_TO",
	"TEXT_CONTAINS",
	"TEXT_DOES_NOT_CONTAIN",
	"TEXT_EQUAL_TO",
	"TEXT_STARTS_WITH",
	"TEXT_ENDS_WITH",
	"CUSTOM_FORMULA",
);

export const ChartType = enumeration(
	"ChartType",
	"TIMELINE",
	"AREA",
	"BAR",
	"BUBBLE",
	"CANDLESTICK",
	"COLUMN",
	"COMBO",
	"GAUGE",
	"GEO",
	"HISTOGRAM",
	"RADAR",
	"LINE",
	"ORG",
	"PIE",
	"SCATTER",
	"SPARKLINE",
	"STEPPED_AREA",
	"TABLE",
	"TREEMAP",
	"WATERFALL",
);
export const Position = enumeration("Position", "TOP", "RIGHT", "BOTTOM", "NONE", "LEFT", "INSIDE");
export const PointStyle = enumeration("PointStyle", "NONE", "TINY", "MEDIUM", "LARGE", "HUGE");
export const CurveStyle = enumeration("CurveStyle", "NORMAL", "SMOOTH");
export const ChartHiddenDimensionStrategy = enumeration(
	"ChartHiddenDimensionStrategy",
	"IGNORE_BOTH",
	"IGNORE_ROWS",
	"IGNORE_COLUMNS",
	"SHOW_BOTH",
);
export const ChartMergeStrategy = enumeration("ChartMergeStrategy", "MERGE_COLUMNS", "MERGE_ROWS");

export const Button = enumeration("Button", "CLOSE", "OK", "CANCEL", "YES", "NO");
export const ButtonSet = enumeration("ButtonSet", "OK", "OK_CANCEL", "YES_NO", "YES_NO_CANCEL");
export const DigestAlgorithm = enumeration(
	"DigestAlgorithm",
	"MD2",
	"MD5",
	"SHA_1",
	"SHA_256",
	"SHA_384",
	"SHA_512",
);
export const MacAlgorithm = enumeration(
	"MacAlgorithm",
	"HMAC_MD5",
	"HMAC_SHA_1",
	"HMAC_SHA_256",
	"HMAC_SHA_384",
	"HMAC_SHA_512",
);
export const Charset = enumeration("Charset", "US_ASCII", "UTF_8");
export const SandboxMode = enumeration("SandboxMode", "EMULATED", "IFRAME", "NATIVE");
export const XFrameOptionsMode = enumeration("XFrameOptionsMode", "ALLOWALL", "DEFAULT");

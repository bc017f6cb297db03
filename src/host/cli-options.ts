/** The command line as typed, checked before anything is started. */

import { parseArgs } from "node:util";
import { CliError, type CliLanguage, type CliMessages } from "./cli-messages";
import { parseIsoDay } from "./sample-days";

const RECORD_FLAGS = ["leads", "companies", "activities", "deals"] as const;
export type RecordFlag = (typeof RECORD_FLAGS)[number];

export const DEFAULT_PORT = 3210;

export interface CliOptions {
	readonly help: boolean;
	/** Ends without a page: asked for, or implied by --export and --eval. */
	readonly headless: boolean;
	/** ISO day. */
	readonly asOf: string | null;
	readonly exportDir: string | null;
	readonly language: CliLanguage;
	readonly formulas: readonly string[];
	readonly files: readonly { readonly table: RecordFlag; readonly path: string }[];
	readonly fresh: boolean;
	readonly port: number | null;
	readonly stateDir: string | null;
}

const CONFIG = {
	help: { type: "boolean", short: "h" },
	headless: { type: "boolean" },
	fresh: { type: "boolean" },
	"as-of": { type: "string" },
	export: { type: "string" },
	lang: { type: "string" },
	port: { type: "string" },
	state: { type: "string" },
	eval: { type: "string", multiple: true },
	leads: { type: "string", multiple: true },
	companies: { type: "string", multiple: true },
	activities: { type: "string", multiple: true },
	deals: { type: "string", multiple: true },
} as const;

/** @throws CliError with exit code 2. */
export function readOptions(argv: readonly string[], messages: CliMessages): CliOptions {
	const values = parse(argv, messages);
	const fail = (sentence: string): never => {
		throw new CliError(2, sentence);
	};

	const asOf = values["as-of"] ?? null;
	if (asOf !== null && parseIsoDay(asOf) === null) fail(messages.badDate(asOf));
	const language = values.lang ?? "ja";
	if (language !== "ja" && language !== "en") return fail(messages.badLanguage(language));
	const port = values.port === undefined ? null : Number(values.port);
	if (port !== null && !(/^\d+$/.test(values.port ?? "") && port <= 65_535)) {
		fail(messages.badPort(values.port ?? ""));
	}
	for (const option of ["export", "state"] as const) {
		if (values[option] === "") fail(messages.optionValue(`--${option}`));
	}
	const formulas = (values.eval ?? []).map((formula) => {
		const trimmed = formula.trim();
		if (trimmed === "" || trimmed === "=") fail(messages.emptyFormula());
		return trimmed.startsWith("=") ? trimmed : `=${trimmed}`;
	});
	const exportDir = values.export ?? null;
	return {
		help: values.help ?? false,
		headless: (values.headless ?? false) || exportDir !== null || formulas.length > 0,
		asOf,
		exportDir,
		language,
		formulas,
		files: RECORD_FLAGS.flatMap((table) => (values[table] ?? []).map((path) => ({ table, path }))),
		fresh: values.fresh ?? false,
		port,
		stateDir: values.state ?? null,
	};
}

function parse(argv: readonly string[], messages: CliMessages) {
	try {
		return parseArgs({ args: [...argv], options: CONFIG, strict: true, allowPositionals: false }).values;
	} catch (error) {
		// Node's own sentences are English and long: only what they name is kept.
		const { code, message } = error as { code?: string; message: string };
		const named = /'(-[^' =]*)[^']*'/.exec(message)?.[1] ?? message;
		switch (code) {
			case "ERR_PARSE_ARGS_UNKNOWN_OPTION":
				throw new CliError(2, messages.unknownOption(named));
			case "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL":
				throw new CliError(2, messages.strayArgument(/'([^']*)'/.exec(message)?.[1] ?? message));
			case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE": {
				const flag = named.replace(/^-h$/, "--help").slice(2) as keyof typeof CONFIG;
				const takesNone = CONFIG[flag]?.type === "boolean";
				throw new CliError(2, takesNone ? messages.noOptionValue(named) : messages.optionValue(named));
			}
			default:
				throw error;
		}
	}
}

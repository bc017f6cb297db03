import { mergeLocales } from "@univerjs/core";
import conditional from "@univerjs/preset-sheets-conditional-formatting/locales/ja-JP";
import core from "@univerjs/preset-sheets-core/locales/ja-JP";
import validation from "@univerjs/preset-sheets-data-validation/locales/ja-JP";
import filter from "@univerjs/preset-sheets-filter/locales/ja-JP";
import note from "@univerjs/preset-sheets-note/locales/ja-JP";
import sort from "@univerjs/preset-sheets-sort/locales/ja-JP";

export const pack = mergeLocales(core, filter, validation, conditional, note, sort);

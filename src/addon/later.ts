/**
 * Functions that few executions call. Every execution parses Code.js, and a formula should not pay for set-up: the
 * build keeps these in later.html, and whoever imports them from here reads it at the first call.
 */
export { diagnosisLines } from "./diagnostics";
export { logAdoptions } from "./dialog/adoption";
export { answerDialog } from "./dialog/api";
export { refresh } from "./refresh";
export { setUpWorkbook } from "./set-up";
export { traceSelected } from "./trace";

import type { MetricRow } from "../../domain/kpi/engine";
import type { Messages } from "../../locale";
import type { Cell, CellContext } from "../codec";
import type { AmountStyle } from "./figures";
import { type MatrixLayout, matrixBlock, matrixLayout } from "./matrix";

/**
 * The Channels tab: channel × month, and a chart of the month of `context.today`.
 * @param rows all figures of the refresh
 */
export function channelsBlock(
	rows: readonly MetricRow[],
	messages: Messages,
	context: CellContext,
	amounts: AmountStyle,
): Cell[][] {
	return matrixBlock("channel", rows, messages, context, amounts);
}

/** Amounts name their unit in the header, which a refresh writes. */
export function channelsLayout(messages: Messages): MatrixLayout {
	return matrixLayout("channel", messages);
}

import type { ChannelMaster } from "../../domain/kpi/channel-classes";
import type { MetricRow } from "../../domain/kpi/engine";
import type { Messages } from "../../locale";
import type { Cell, CellContext } from "../codec";
import { type MatrixLayout, type MatrixStyle, matrixBlock, matrixLayout } from "./matrix";

/**
 * The Channels tab: channel × period, and a chart of the month of `context.today`.
 * @param rows all figures of the refresh
 */
export function channelsBlock(
	rows: readonly MetricRow[],
	messages: Messages,
	context: CellContext,
	style: MatrixStyle,
	channels: ChannelMaster,
): Cell[][] {
	return matrixBlock("channel", rows, messages, context, style, channels);
}

/** Amounts name their unit in the header, which a refresh writes. */
export function channelsLayout(messages: Messages): MatrixLayout {
	return matrixLayout("channel", messages);
}

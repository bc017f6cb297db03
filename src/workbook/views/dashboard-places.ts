/**
 * Where things stand on the Dashboard. Five cards of two columns each, a narrow gap between them, carry everything:
 * the wide left column holds what is read first, the right one what explains it.
 */
import { MAX_KPIS } from "../../domain/kpi/dashboard";
import type { FixedArea } from "./canvas";

/** Pixels of a card's columns and of the gap after it; the first column of the sheet is a margin. */
export const WIDTHS = { margin: 16, left: 164, right: 90, gap: 14 } as const;

/** Left column of each card; the right one follows it. */
export const CARDS: readonly number[] = Array.from({ length: MAX_KPIS }, (_, index) => 2 + index * 3);

const card = (index: number): number => CARDS[index] as number;
const LAST_COLUMN = card(MAX_KPIS - 1) + 1;

export const TREND_MONTHS = 13;
export const FUNNEL_STAGES = 5;

export const ROWS = {
	late: 1,
	header: 2,
	kgiLabel: 4,
	kgiValue: 5,
	kgiSentence: 6,
	label: 8,
	value: 9,
	target: 10,
	difference: 11,
	attainment: 12,
	pace: 13,
	chart: 14,
	sentence: 15,
	note: 16,
	funnelTitle: 18,
	funnelHeader: 19,
	funnel: 20,
	bandTitle: 26,
	band: 27,
	trendTitle: 36,
	trendHeader: 37,
	trend: 38,
} as const;

/** Rows that the lower charts, 見極め and 今日の要対応 span. */
export const BAND_ROWS = 8;

/** Columns of the header line; the title reaches over the first card and a half. */
export const HEADER = {
	title: card(0),
	period: card(1) + 1,
	refreshedLabel: card(2) + 1,
	refreshed: card(3),
	nextLabel: card(3) + 1,
	next: card(4),
} as const;

/** Columns of the large card. */
export const KGI = {
	value: card(0),
	beside: card(0) + 1,
	target: card(1),
	difference: card(2),
	attainment: card(3),
	pace: card(4),
	provisional: card(1),
	completeness: card(2),
	problem: card(3),
} as const;

/** Columns of the funnel: count, of all and of 対象 only, amount, then rate. */
export const FUNNEL = {
	stage: card(0),
	count: card(0) + 1,
	inTarget: card(1),
	target: card(1) + 1,
	attainment: card(2),
	amount: card(2) + 1,
	rateName: card(3),
	rate: card(3) + 1,
	/** n, and the newest rate that is final. */
	n: card(4),
	finalOn: card(4) + 1,
} as const;

/** Columns of the band under the funnel. */
export const BAND = { trend: card(0), judging: card(2), shape: card(3), todo: card(4) } as const;

/** First row of the unjudged by age, which close 今日の要対応. */
export const AGES_ROW = ROWS.band + 4;

/** Columns of the table that the charts read. */
export const TREND = {
	month: card(0),
	kgi: card(0) + 1,
	kgiTarget: card(1),
	kpis: [card(1) + 1, card(2), card(2) + 1, card(3), card(3) + 1],
	note: card(4),
} as const;

/** What a refresh writes. The late warning stands above it, so that no refresh touches it. */
export const DASHBOARD_AREA: FixedArea = {
	row: ROWS.header,
	column: card(0),
	rows: ROWS.trend + TREND_MONTHS - ROWS.header,
	columns: LAST_COLUMN - card(0) + 1,
};

/** 最終更新, a date; blank until the first refresh. */
export const LAST_REFRESH_CELL = { row: ROWS.header, column: HEADER.refreshed } as const;

/** The late warning's formula. */
export const LATE_CELL = { row: ROWS.late, column: card(0) } as const;

/** A refresh is late after two periods of three hours. */
export const LATE_AFTER_HOURS = 6;

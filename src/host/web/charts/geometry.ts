import type { Injector } from "@univerjs/core";
import {
	IRenderManagerService,
	SHEET_VIEWPORT_KEY,
	SheetScrollManagerService,
	SheetSkeletonManagerService,
} from "@univerjs/preset-sheets-core";
import type { ChartSpec } from "../../contract";
import type { WorkbookView } from "../workbook-view";

/** Where a chart stands in the grid's element, and from where on it may be seen (headers and frozen cells cover it). */
export interface Place {
	readonly left: number;
	readonly top: number;
	readonly clipLeft: number;
	readonly clipTop: number;
	readonly scale: number;
}

/** The part of Univer that knows pixels: asked anew each time, since zoom, scrolling and widths change. */
export class Geometry {
	private readonly injector: Injector;
	private readonly view: WorkbookView;

	constructor(injector: Injector, view: WorkbookView) {
		this.injector = injector;
		this.view = view;
	}

	/** The element that the grid's canvas fills. */
	element(): HTMLElement | null {
		return this.render()?.engine.getCanvasElement()?.parentElement ?? null;
	}

	canvas(): HTMLCanvasElement | null {
		return this.render()?.engine.getCanvasElement() ?? null;
	}

	/** Calls back at every scroll, zoom, resize and change of sheet. */
	watch(moved: () => void): () => void {
		const render = this.render();
		if (!render) return () => {};
		const scroll = render.with(SheetScrollManagerService).validViewportScrollInfo$.subscribe(moved);
		const skeleton = render.with(SheetSkeletonManagerService).currentSkeleton$.subscribe(moved);
		const transform = render.scene.onTransformChange$.subscribeEvent(moved);
		return () => {
			scroll.unsubscribe();
			skeleton.unsubscribe();
			transform.unsubscribe();
		};
	}

	place(spec: Pick<ChartSpec, "row" | "column" | "offsetX" | "offsetY">): Place | null {
		const render = this.render();
		const skeleton = render?.with(SheetSkeletonManagerService).getCurrentSkeleton();
		const main = render?.scene.getViewport(SHEET_VIEWPORT_KEY.VIEW_MAIN);
		const sheet = this.view.activeSheet();
		if (!render || !skeleton || !main || !sheet) return null;
		const { scaleX: scale } = render.scene.getAncestorScale();
		const { rowHeaderWidth, columnHeaderHeight } = skeleton;
		const { startRow, startColumn, xSplit, ySplit } = sheet.getFreeze();
		const frozenLeft = xSplit > 0 ? skeleton.colStartX(startColumn - xSplit) : 0;
		const frozenTop = ySplit > 0 ? skeleton.rowStartY(startRow - ySplit) : 0;
		const frozenWidth = xSplit > 0 ? skeleton.colStartX(startColumn) - frozenLeft : 0;
		const frozenHeight = ySplit > 0 ? skeleton.rowStartY(startRow) - frozenTop : 0;
		const stays = { x: spec.column < startColumn && xSplit > 0, y: spec.row < startRow && ySplit > 0 };
		const x = skeleton.colStartX(spec.column) + spec.offsetX + rowHeaderWidth;
		const y = skeleton.rowStartY(spec.row) + spec.offsetY + columnHeaderHeight;
		return {
			left: (x - (stays.x ? frozenLeft : main.viewportScrollX)) * scale,
			top: (y - (stays.y ? frozenTop : main.viewportScrollY)) * scale,
			clipLeft: (rowHeaderWidth + (stays.x ? 0 : frozenWidth)) * scale,
			clipTop: (columnHeaderHeight + (stays.y ? 0 : frozenHeight)) * scale,
			scale,
		};
	}

	private render() {
		return this.injector.get(IRenderManagerService).getRenderById(this.view.workbook().getUnitId());
	}
}

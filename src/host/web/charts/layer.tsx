import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { ChartSpec } from "../../contract";
import type { Lang } from "../univer";
import type { WorkbookView } from "../workbook-view";
import { readCells } from "./cell-reader";
import { Chart } from "./chart";
import { type ChartData, readChart } from "./chart-data";
import type { Geometry, Place } from "./geometry";
import { type ChartOptions, readOptions } from "./options";

/** Fires `listener` when cells may have changed, or when the grid moved. */
interface ChartClock {
	onChange(listener: () => void): () => void;
}

interface LayerProps {
	readonly view: WorkbookView;
	readonly geometry: Geometry;
	readonly clock: ChartClock;
	readonly charts: readonly ChartSpec[];
	readonly lang: Lang;
	/** Changes when another workbook object is shown. */
	readonly epoch: number;
}

interface Drawn {
	readonly spec: ChartSpec;
	readonly options: ChartOptions;
	readonly data: ChartData;
	/** Same text, same picture. */
	readonly print: string;
}

/** The charts of the sheet on screen, laid over the grid's canvas. */
export function ChartLayer({ view, geometry, clock, charts, lang, epoch }: LayerProps) {
	const [drawn, setDrawn] = useState<readonly Drawn[]>([]);
	const [places, setPlaces] = useState<ReadonlyMap<number, Place>>(new Map());
	const [element, setElement] = useState<HTMLElement | null>(null);
	const latest = useRef<readonly Drawn[]>([]);

	// biome-ignore lint/correctness/useExhaustiveDependencies: a new epoch means new objects behind the same view
	useEffect(() => {
		let frame = 0;
		const update = () => {
			frame = 0;
			setElement(geometry.element());
			const sheet = view.activeSheet()?.getSheetId();
			const now = charts
				.filter((spec) => spec.sheet === sheet)
				.map((spec) => draw(spec, view, latest.current));
			if (now.length !== latest.current.length || now.some((each, index) => each !== latest.current[index])) {
				latest.current = now;
				setDrawn(now);
			}
			setPlaces(new Map(now.flatMap(({ spec }) => pair(spec.id, geometry.place(spec)))));
		};
		const soon = () => {
			frame ||= requestAnimationFrame(update);
		};
		soon();
		const stops = [clock.onChange(soon), geometry.watch(soon)];
		window.addEventListener("resize", soon);
		return () => {
			cancelAnimationFrame(frame);
			for (const stop of stops) stop();
			window.removeEventListener("resize", soon);
		};
	}, [view, geometry, clock, charts, epoch]);

	if (!element) return null;
	return createPortal(
		<div className="chart-layer">
			{drawn.map(({ spec, options, data }) => {
				const place = places.get(spec.id);
				if (!place) return null;
				const { left, top, clipLeft, clipTop, scale } = place;
				return (
					<div key={spec.id} className="chart-window" style={{ left: clipLeft, top: clipTop }}>
						<div
							className={isCard(options) ? "chart-frame chart-card" : "chart-frame"}
							style={{
								transform: `translate(${left - clipLeft}px, ${top - clipTop}px) scale(${scale})`,
								width: options.width,
								height: options.height,
							}}
							onWheel={(event) => passWheel(event.nativeEvent, geometry.canvas())}
						>
							<Chart id={spec.id} data={data} options={options} lang={lang} />
						</div>
					</div>
				);
			})}
		</div>,
		element,
	);
}

/** A chart with a colour of its own belongs to the cells around it; a white one is a card with an edge. */
function isCard({ background }: ChartOptions): boolean {
	return /^(#fff(fff)?|white)$/i.test(background);
}

function draw(spec: ChartSpec, view: WorkbookView, before: readonly Drawn[]): Drawn {
	const options = readOptions(spec);
	const data = readChart(spec, options, (area) => readCells(view, area));
	const print = JSON.stringify([spec, data]);
	return before.find((each) => each.print === print) ?? { spec, options, data, print };
}

function pair(id: number, place: Place | null): [number, Place][] {
	return place ? [[id, place]] : [];
}

/** A wheel over a chart scrolls the sheet below it. */
function passWheel(event: WheelEvent, canvas: HTMLCanvasElement | null): void {
	canvas?.dispatchEvent(new WheelEvent("wheel", event));
}

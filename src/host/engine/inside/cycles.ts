import {
	ErrorType,
	ErrorValueObject,
	type FunctionVariantType,
	IDependencyManagerService,
	IFormulaDependencyGenerator,
	IFormulaRuntimeService,
} from "@univerjs/engine-formula";
import type { Book } from "./book";

/** A formula in Univer's dependency graph. */
interface Tree {
	readonly treeId: number;
	readonly subUnitId: string;
	readonly row: number;
	readonly column: number;
	readonly formula: string;
	toRTreeItem(): unknown;
}

interface Generator {
	_checkIsCycleDependency(trees: readonly Tree[]): boolean;
}

interface Dependencies {
	/** Ids of the formulas that refer to these cells. */
	searchDependency(cells: unknown): ReadonlySet<number>;
}

/** These ask where a cell is, not what it holds: referring to oneself in them is no circle. */
const PLACES = /\b(ROW|COLUMN|ROWS|COLUMNS|CELL|OFFSET|ISFORMULA|FORMULATEXT)\s*\(/iu;

/** Google answers a circular reference with #REF!; Univer computes something. */
export function refuseCycles(book: Book): void {
	const generator = book.injector.get(IFormulaDependencyGenerator) as unknown as Generator;
	const dependencies = book.injector.get(IDependencyManagerService) as unknown as Dependencies;
	const runtime = book.injector.get(IFormulaRuntimeService);
	let circular = new Set<string>();

	const original = generator._checkIsCycleDependency.bind(generator);
	generator._checkIsCycleDependency = (trees) => {
		circular = new Set();
		if (!original(trees)) return false;
		for (const circle of circles(trees, dependencies)) {
			if (circle.some((tree) => PLACES.test(tree.formula))) continue;
			for (const { subUnitId, row, column } of circle) circular.add(`${subUnitId},${row},${column}`);
		}
		return true;
	};

	const store = runtime.setRuntimeData.bind(runtime);
	runtime.setRuntimeData = (variant: FunctionVariantType) => {
		const place = `${runtime.currentSubUnitId},${runtime.currentRow},${runtime.currentColumn}`;
		store(circular.has(place) ? ErrorValueObject.create(ErrorType.REF) : variant);
	};
}

/** Tarjan's strongly connected components, without recursion: chains of formulas may be long. */
function circles(trees: readonly Tree[], dependencies: Dependencies): Tree[][] {
	const byId = new Map(trees.map((tree) => [tree.treeId, tree]));
	const found: Tree[][] = [];
	const order = new Map<number, number>();
	const low = new Map<number, number>();
	const open: number[] = [];
	const isOpen = new Set<number>();
	const next = (id: number): number[] => {
		const tree = byId.get(id);
		return tree
			? [...dependencies.searchDependency(tree.toRTreeItem())].filter((each) => byId.has(each))
			: [];
	};

	for (const { treeId } of trees) {
		if (order.has(treeId)) continue;
		const work: { id: number; rest: number[]; self: boolean }[] = [];
		const enter = (id: number): void => {
			order.set(id, order.size);
			low.set(id, order.size - 1);
			open.push(id);
			isOpen.add(id);
			const rest = next(id);
			work.push({ id, rest, self: rest.includes(id) });
		};
		enter(treeId);
		for (let step = work.at(-1); step; step = work.at(-1)) {
			const { id, rest, self } = step;
			const to = rest.pop();
			if (to !== undefined) {
				if (!order.has(to)) enter(to);
				else if (isOpen.has(to)) low.set(id, Math.min(low.get(id) ?? 0, order.get(to) ?? 0));
				continue;
			}
			work.pop();
			const parent = work.at(-1);
			if (parent) low.set(parent.id, Math.min(low.get(parent.id) ?? 0, low.get(id) ?? 0));
			if (low.get(id) !== order.get(id)) continue;
			const members = open.splice(open.indexOf(id));
			for (const member of members) isOpen.delete(member);
			if (members.length > 1 || self) found.push(members.flatMap((member) => byId.get(member) ?? []));
		}
	}
	return found;
}

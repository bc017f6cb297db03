/** Who gets how much. */

export interface Taker {
	readonly name: string;
	/** 1 for a full week; who has none takes nothing. */
	readonly fte: number;
}

/**
 * Deals out records one by one to whoever is furthest below their share: evenly by capacity, in a fixed order.
 * @returns who gets each record; "" for all where nobody has capacity
 * @example shareOut(3, [{ name: "佐藤", fte: 1 }, { name: "鈴木", fte: 0.5 }]) // => ["佐藤", "鈴木", "佐藤"]
 */
export function shareOut(count: number, takers: readonly Taker[]): string[] {
	const able = takers.filter(({ fte }) => fte > 0);
	const given = able.map(() => 0);
	return Array.from({ length: count }, () => {
		let next = -1;
		able.forEach(({ fte }, i) => {
			const load = (given[i]! + 1) / fte;
			if (next < 0 || load < (given[next]! + 1) / able[next]!.fte - 1e-9) next = i;
		});
		if (next < 0) return "";
		given[next]!++;
		return able[next]!.name;
	});
}

/**
 * Words at hand, together with shipped ones that are looked up when they are read: most executions never need those,
 * and Code.js has to ask data.html for them.
 */
export function lazily<Own extends object, Shipped extends object>(
	own: Own,
	names: readonly string[],
	shipped: () => Shipped,
): Own & Shipped {
	for (const name of names) {
		if (name in own) continue;
		Object.defineProperty(own, name, { enumerable: true, get: () => shipped()[name as keyof Shipped] });
	}
	return own as Own & Shipped;
}

const RECENT_NAMES = 1024;

/** Names as small whole numbers in the order of their first use; 0 is the blank. */
export class Names {
	readonly names: string[] = [""];
	private readonly codes = new Map<string, number>([["", 0]]);
	/** Names seen lately by length and three of their letters: comparing is cheaper than hashing a fresh string. */
	private readonly recent: string[] = new Array<string>(RECENT_NAMES).fill("");
	private readonly recentCode = new Int32Array(RECENT_NAMES);

	codeOf(name: string | null | undefined): number {
		if (name === null || name === undefined) return 0;
		const length = name.length;
		if (length === 0) return 0;
		const mix =
			length * 7 +
			name.charCodeAt(0) * 31 +
			name.charCodeAt(length >> 1) * 17 +
			name.charCodeAt(length - 1) * 13;
		const place = mix & (RECENT_NAMES - 1);
		if (this.recent[place] === name) return this.recentCode[place]!;
		let code = this.codes.get(name);
		if (code === undefined) {
			code = this.names.length;
			this.names.push(name);
			this.codes.set(name, code);
		}
		this.recent[place] = name;
		this.recentCode[place] = code;
		return code;
	}

	/** Code of this table by code of the other one. */
	adopt(other: Names): Int32Array {
		return Int32Array.from(other.names, (name) => this.codeOf(name));
	}
}

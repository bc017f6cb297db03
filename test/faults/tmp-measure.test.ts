import { it } from "vitest";
import { freshWorkbook, serial, Workbook } from "../addon/bench";

it("m", () => {
	const t = (l: string, f: () => void) => {
		const s = performance.now();
		f();
		console.log(l, Math.round(performance.now() - s));
	};
	let b = new Workbook();
	t("first", () => {
		b = new Workbook();
	});
	const hist = (book: Workbook) => {
		const m: Record<string, number> = {};
		for (const c of book.host.callLog().calls) if (c.counted) m[c.name] = (m[c.name] ?? 0) + 1;
		console.log(book.host.callLog().counted, JSON.stringify(m));
	};
	t("setup", () => b.run("setUp"));
	hist(b);
	b.host.resetCalls();
	t("setup again", () => b.run("setUp"));
	hist(b);
	b.host.resetCalls();
	b.add(
		"leads",
		Array.from({ length: 5 }, (_, i) => ({
			created_at: serial("2026-10-01"),
			company: `c${i}`,
			name: `n${i}`,
			email: `p${i}@c.example`,
		})),
	);
	let s = "";
	t("save", () => {
		s = b.host.save();
	});
	console.log(s.length);
	t("load", () => {
		b = new Workbook({ state: s });
	});
	t("load", () => {
		b = new Workbook({ state: s });
	});
	t("refresh", () => b.run("refreshNow"));
	hist(b);
	b.host.resetCalls();
	t("refresh", () => b.run("refreshNow"));
	hist(b);
	b.host.resetCalls();
	t("turnOn", () => b.run("turnOnRefresh"));
	hist(b);
	b.host.resetCalls();
	t("turnOff", () => b.run("turnOffRefresh"));
	hist(b);
	b.host.resetCalls();
	t("pictures", () => {
		for (const n of b.host.engine.sheets()) {
			t(n.name, () => b.picture(n.id));
		}
	});
	t("snapshot", () => b.host.engine.snapshot());
	t("dispose", () => b.host.dispose());
	t("load", () => {
		b = new Workbook({ state: s });
	});
	t("setUp", () => b.run("setUp"));
	t("load empty", () => {
		b = new Workbook();
	});
	t("setUp", () => b.run("setUp"));
});

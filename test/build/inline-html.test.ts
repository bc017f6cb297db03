import { describe, expect, it } from "vitest";
import { inlineHtml } from "../../src/build/inline-html.mjs";

const page = "<head><!-- style --></head><body><!-- script --></body>";

describe("inlineHtml", () => {
	it("puts both parts at their markers, whatever they hold", () => {
		const html = inlineHtml(page, { style: "a{}", script: "f('$&</script><!--')" });
		expect(html).toBe(
			"<head><style>\na{}</style></head><body><script>\nf('$&<\\/script><\\!--')</script></body>",
		);
	});

	it("fails when a marker is missing, naming it", () => {
		expect(() => inlineHtml("<p>", { style: "", script: "" })).toThrow('no marker "<!-- style -->"');
	});
});

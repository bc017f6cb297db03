/**
 * Puts style and script into a page at its two markers, so that it is one file.
 * @param {string} html
 * @param {{ style: string; script: string }} parts
 * @throws Error when a marker is missing
 */
export function inlineHtml(html, parts) {
	return ["style", "script"].reduce((page, part) => {
		const marker = `<!-- ${part} -->`;
		if (!page.includes(marker)) throw new Error(`the page has no marker "${marker}"`);
		const content = part === "style" ? parts.style : safeScript(parts.script);
		// A function, since the code may hold "$&".
		return page.replace(marker, () => `<${part}>\n${content}</${part}>`);
	}, html);
}

/** @param {string} code */
function safeScript(code) {
	return code.replace(/<\/script/gi, "<\\/script").replace(/<!--/g, "<\\!--");
}

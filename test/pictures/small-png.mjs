/** Makes a screenshot small: its 256 most frequent colours stay, the others take the nearest of them. */
import { crc32, deflateSync } from "node:zlib";

/**
 * @param {import("playwright-core").Page} page any page: its browser reads the picture
 * @param {Buffer} screenshot a PNG
 */
export async function smallPng(page, screenshot) {
	const { width, height, pixels } = await decode(page, screenshot);
	const uses = new Map();
	for (let at = 0; at < pixels.length; at += 4) {
		const color = pixels.readUIntBE(at, 3);
		uses.set(color, (uses.get(color) ?? 0) + 1);
	}
	const kept = [...uses.keys()].sort((a, b) => uses.get(b) - uses.get(a)).slice(0, 256);
	const indexes = new Map([...uses.keys()].map((color) => [color, nearest(color, kept)]));

	const palette = Buffer.alloc(kept.length * 3);
	kept.forEach((color, index) => {
		palette.writeUIntBE(color, index * 3, 3);
	});
	const rows = Buffer.alloc((width + 1) * height);
	for (let pixel = 0; pixel < width * height; pixel++) {
		// Each row begins with a byte that says "not filtered".
		const at = pixel + 1 + Math.floor(pixel / width);
		rows[at] = indexes.get(pixels.readUIntBE(pixel * 4, 3));
	}

	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// 8 bits for each pixel, as an index into the palette.
	header.set([8, 3, 0, 0, 0], 8);
	return Buffer.concat([
		screenshot.subarray(0, 8),
		chunk("IHDR", header),
		chunk("PLTE", palette),
		chunk("IDAT", deflateSync(rows, { level: 9 })),
		chunk("IEND", Buffer.alloc(0)),
	]);
}

/** Index of the kept colour that differs least. */
function nearest(/** @type {number} */ color, /** @type {number[]} */ kept) {
	const distance = (other) =>
		[16, 8, 0].reduce((sum, shift) => sum + (((color >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
	const distances = kept.map(distance);
	return distances.indexOf(Math.min(...distances));
}

async function decode(page, screenshot) {
	const read = await page.evaluate(
		async (address) => {
			const image = await createImageBitmap(await (await fetch(address)).blob());
			const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
			canvas.drawImage(image, 0, 0);
			const { data } = canvas.getImageData(0, 0, image.width, image.height);
			let text = "";
			for (let at = 0; at < data.length; at += 30_000)
				text += String.fromCharCode(...data.subarray(at, at + 30_000));
			return { width: image.width, height: image.height, pixels: btoa(text) };
		},
		`data:image/png;base64,${screenshot.toString("base64")}`,
	);
	return { ...read, pixels: Buffer.from(read.pixels, "base64") };
}

function chunk(type, content) {
	const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(content.length, 0);
	body.copy(framed, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}

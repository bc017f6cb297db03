/** SHA-256 of a text in hexadecimal. */
export function sha256(text: string): string {
	return Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8)
		.map((byte) => (byte & 255).toString(16).padStart(2, "0"))
		.join("");
}

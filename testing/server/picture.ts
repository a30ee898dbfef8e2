/** A PNG of this size in one colour. */
export function newPicture(width: number, height: number): Promise<Uint8Array> {
  const pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  return new Bun.Image(Uint8Array.fromBase64(pixel)).resize(width, height).png().bytes();
}

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Formats that are not already compressed. */
const compressible = /\.(js|css|html|svg|json|webmanifest|txt|map|wasm|ttf)$/;
/** Below this a response fits one packet either way. In bytes. */
const worthwhileBytes = 1024;

/**
 * Writes `.br` and `.gz` files beside those in the folder that they make smaller, so that the
 * server never compresses. Returns how many files got one.
 */
export async function compressFolder(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const written = await Promise.all(
    names.filter((name) => compressible.test(name)).map((name) => compressFile(join(folder, name))),
  );
  return written.filter(Boolean).length;
}

async function compressFile(path: string): Promise<boolean> {
  const plain = await Bun.file(path).bytes();
  if (plain.length < worthwhileBytes) return false;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(plain, { params }),
    promisify(gzip)(plain, { level: 9 }),
  ]);
  if (Math.min(br.length, gz.length) >= plain.length) return false;
  await Promise.all([Bun.write(`${path}.br`, br), Bun.write(`${path}.gz`, gz)]);
  return true;
}

import { join } from "node:path";
import { isObject } from "./narrow.ts";

/** The version in `package.json`; `unknown` if it has none. */
export async function readVersion(): Promise<string> {
  const file: unknown = await Bun.file(join(import.meta.dirname, "../../package.json")).json();
  return isObject(file) && typeof file["version"] === "string" ? file["version"] : "unknown";
}

import { join } from "node:path";
import { isObject } from "../platform/narrow.ts";

/** The version of this program, as its package says; `unknown` where it does not. */
export async function readVersion(): Promise<string> {
  const file: unknown = await Bun.file(join(import.meta.dirname, "../../package.json")).json();
  return isObject(file) && typeof file["version"] === "string" ? file["version"] : "unknown";
}

import { isObject } from "./narrow.ts";
import { programFile } from "./program-files.ts";

/** The version in `package.json`; `unknown` if it has none. */
export async function readVersion(): Promise<string> {
  const file: unknown = await Bun.file(programFile("package.json")).json();
  return isObject(file) && typeof file["version"] === "string" ? file["version"] : "unknown";
}

import { saveFile } from "../../ui/save-file.ts";

/** Downloads a value as a JSON file. */
export function downloadJson(name: string, value: unknown): void {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  saveFile(new Blob([text], { type: "application/json" }), name);
}

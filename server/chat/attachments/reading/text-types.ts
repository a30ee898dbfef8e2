import { extname } from "node:path";

/** Text types by file extension. SVG maps to XML, so that no text has an image type. */
const textTypes: ReadonlyMap<string, string> = new Map([
  [".txt", "text/plain"],
  [".text", "text/plain"],
  [".log", "text/plain"],
  [".srt", "text/plain"],
  [".ini", "text/plain"],
  [".conf", "text/plain"],
  [".cfg", "text/plain"],
  [".tex", "text/plain"],
  [".sql", "text/plain"],
  [".properties", "text/plain"],
  [".md", "text/markdown"],
  [".markdown", "text/markdown"],
  [".csv", "text/csv"],
  [".tsv", "text/tab-separated-values"],
  [".html", "text/html"],
  [".htm", "text/html"],
  [".css", "text/css"],
  [".js", "text/javascript"],
  [".mjs", "text/javascript"],
  [".ics", "text/calendar"],
  [".vcf", "text/vcard"],
  [".vtt", "text/vtt"],
  [".rtf", "application/rtf"],
  [".json", "application/json"],
  [".xml", "application/xml"],
  [".svg", "application/xml"],
  [".yaml", "application/yaml"],
  [".yml", "application/yaml"],
  [".toml", "application/toml"],
]);

/** The type of a text by its file's name, if the name tells. */
export function textTypeOf(name: string): string | undefined {
  return textTypes.get(extname(name).toLowerCase());
}

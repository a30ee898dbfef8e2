import { isObject, parseJson } from "../../platform/narrow.ts";

/** Names of the field. */
const isTitleName = /title|titre|t[ií]tulo|titel|标题|標題|タイトル|제목|заголовок/i;

/** The value of such a field in JSON that is truncated or invalid. */
const looseField =
  /["']?[\w ]{0,20}(?:title|titre|titulo|titel)["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/i;

/** The title in an answer that is or contains JSON; null if there is none. */
export function titleInJson(text: string): string | null {
  const whole = titleIn(parseJson(text));
  if (whole !== null) return whole;
  const start = text.indexOf("{");
  if (start === -1) return null;
  const inside = titleIn(parseJson(text.slice(start, text.lastIndexOf("}") + 1)));
  return inside ?? (/^[`\s]*(?:json\s*)?\{/i.test(text) ? readLoose(text) : null);
}

function readLoose(text: string): string | null {
  const [, quoted, single] = looseField.exec(text) ?? [];
  if (quoted === undefined) return single ?? null;
  const value = parseJson(`"${quoted}"`);
  return typeof value === "string" ? value : quoted;
}

/** A string, the field named for a title, or the only string. */
function titleIn(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return titleIn(value[0]);
  if (!isObject(value)) return null;
  const texts = Object.entries(value).flatMap(([name, each]) =>
    typeof each === "string" ? [{ name, text: each }] : [],
  );
  const named = texts.find(({ name }) => isTitleName.test(name));
  return named?.text ?? (texts.length === 1 ? (texts[0]?.text ?? null) : null);
}

import { toCoreLocale } from "../../../shared/locale.ts";
import { withoutEmphasis } from "../../../shared/without-emphasis.ts";
import { phrasesFor } from "./phrases/pick-phrases.ts";
import type { ProviderRequest } from "../provider.ts";

/** Longest title, in UTF-16 code units. */
const maxLength = 60;

const openers =
  /^(?:(?:please|can you|could you|would you|hi|hello(?! world)|hey|peux-tu|pouvez-vous|pourrais-tu|s['’]il te pla[iî]t|s['’]il vous pla[iî]t|bonjour|salut|por favor|puedes|podr[ií]as|hola)(?=[\s,!:])[\s,!:]+)+/iu;

/**
 * A title from the user's first message: its first sentence without Markdown, courtesies and
 * closing punctuation, cut at a word. Never empty.
 */
export function makeTitle(request: ProviderRequest): string {
  const first = request.turns.find((turn) => turn.role === "user")?.text ?? "";
  const line = firstProse(first);
  const sentence = firstSentence(line.replace(openers, ""), request) || line;
  const title = shorten(calm(sentence));
  const bare = title
    .replace(/(?<![\p{P}\s])[\p{P}\s]+$/u, (end) => /^[)\]%"”»']+/.exec(end)?.[0] ?? "")
    .replace(/^[\s\p{Pd}¿¡:;,.!?]+/u, "");
  if (!/[\p{L}\p{N}\p{S}]/u.test(bare))
    return phrasesFor(toCoreLocale(request.user.locale)).title.untitled;
  return capitalise(bare);
}

/** The first line that contains a word, without Markdown. */
function firstProse(text: string): string {
  const lines = text.slice(0, 4_000).toWellFormed().split("\n").map(withoutMarkdown);
  return (
    lines.find((line) => /[\p{L}\p{N}]/u.test(line)) ?? lines.find((line) => line !== "") ?? ""
  );
}

function withoutMarkdown(line: string): string {
  const plain = line
    .replace(
      /^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,3}[.)]\s+(?=\p{L})|`{3,}\S*|~{3,}\S*)/u,
      "",
    )
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, "$1");
  return withoutEmphasis(plain)
    .replace(/[`<>|]|\\(?=[^\w\s])/g, "")
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, (gap) => (/^\u200d$/.test(gap) ? gap : " "))
    .trim();
}

function firstSentence(text: string, request: ProviderRequest): string {
  const segmenter = new Intl.Segmenter(request.user.locale, { granularity: "sentence" });
  for (const { segment } of segmenter.segment(text.slice(0, 500))) {
    if (/\p{L}{2}|\p{N}/u.test(segment)) return segment.trim();
  }
  return text;
}

/** Turns all capitals into ordinary writing. */
function calm(text: string): string {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length > 8 && text === text.toUpperCase() && text !== text.toLowerCase()
    ? text.toLowerCase()
    : text;
}

function shorten(text: string): string {
  if (text.length <= maxLength) return text;
  let cut = "";
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(
    text,
  )) {
    if (cut.length + segment.length > maxLength) break;
    cut += segment;
  }
  const space = cut.lastIndexOf(" ");
  return space > maxLength / 3 && text[cut.length] !== " " ? cut.slice(0, space) : cut;
}

function capitalise(text: string): string {
  if (/^\w+:\/\//.test(text)) return text;
  const [first = ""] = text;
  const upper = first.toUpperCase();
  return upper.length === first.length ? upper + text.slice(first.length) : text;
}

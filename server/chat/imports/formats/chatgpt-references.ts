import { asFilled, asList, asObject, asObjects, asText, type Json } from "./narrow-json.ts";

/**
 * A mark in ChatGPT's text: `cite`, `entity` or another kind and its values, in characters for
 * private use; in older texts `【4†source】`.
 */
const mark =
  /\ue200([^\ue200-\ue202]{1,40})(?:\ue202([^\ue200\ue201]{0,4000}))?\ue201|【\d[^【】]{0,80}】/g;

/** Most sources that take the place of one mark. */
const mostSources = 5;

/**
 * Puts links in the places of the marks with which ChatGPT cites pages, and words where it names
 * things. Marks of which the export does not tell the meaning are left out.
 *
 * @param metadata the message's, with its `content_references`
 */
export function resolveReferences(text: string, metadata: Json): string {
  if (!/[\ue200【]/.test(text)) return text;
  const known = new Map<string, string>();
  for (const reference of asObjects(metadata["content_references"]))
    for (const [written] of (asText(reference["matched_text"]) ?? "").matchAll(mark))
      known.set(written, linksOf(reference) ?? asFilled(reference["alt"]) ?? "");
  return text
    .replace(mark, (written: string, kind?: string, values?: string) => {
      const found = known.get(written);
      if (found !== undefined && found !== "") return found;
      return kind === undefined ? written : wordsOf(kind, values ?? "");
    })
    .replace(/[\ue200-\ue206]/g, "");
}

/** `([Title](address), …)`; null for a reference without pages. */
function linksOf(reference: Json): string | null {
  const pages = [...asObjects(reference["items"]), reference];
  const links = pages.flatMap(({ title, url }) => linkTo(asFilled(url), asFilled(title)) ?? []);
  const shown = [...new Set(links)].slice(0, mostSources);
  return shown.length === 0 ? null : `(${shown.join(", ")})`;
}

function linkTo(address: string | null, title: string | null): string | null {
  if (address === null || !/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const { href, hostname } = new URL(address);
  const name = (title ?? hostname).replace(/\s+/g, " ").slice(0, 200).toWellFormed();
  return `[${name.replace(/[[\]\\]/g, "\\$&")}](${href.replace(/[()]/g, encodeBracket)})`;
}

function encodeBracket(bracket: string): string {
  return bracket === "(" ? "%28" : "%29";
}

/** What a mark says by itself: the name of a thing, or a link. */
function wordsOf(kind: string, values: string): string {
  if (kind === "url") {
    const [title = "", address = ""] = values.split("\ue202");
    return linkTo(address, asFilled(title)) ?? title;
  }
  if (kind !== "entity") return "";
  try {
    return asFilled(asList(JSON.parse(values))[1]) ?? "";
  } catch {
    return "";
  }
}

/** Of these, ChatGPT has the words beside the recording. */
const recordings = ["audio_asset_pointer", "real_time_user_audio_video_asset_pointer"];

/** Whether a part of a message is a recording. */
export function isRecording(part: unknown): boolean {
  return recordings.includes(asText(asObject(part)?.["content_type"]) ?? "");
}

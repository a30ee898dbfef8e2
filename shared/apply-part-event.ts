import type { Kept, Part, PartEvent } from "./parts.ts";

/**
 * Applies an event to parts. Pure; unchanged parts keep their identity. An event that does not fit,
 * such as text for a part without text, changes nothing, so an older build survives the events of a
 * newer one.
 */
export function applyPartEvent(parts: readonly Part[], event: PartEvent): readonly Part[] {
  switch (event.type) {
    case "text":
      return appendText(parts, event.text);
    case "open":
      return [...parts, event.part];
    case "append":
      return withLast(parts, (last) =>
        "text" in last && last.kind !== "text" ? { ...last, text: last.text + event.text } : last,
      );
    case "close":
      return withLast(parts, (last) =>
        last.kind === "reasoning" ? { ...last, endedAt: event.at } : last,
      );
    case "rethink": {
      const { startedAt, at: endedAt } = event;
      const text = parts.map((part) => ("text" in part ? part.text : "")).join("");
      const others = parts.filter((part) => !("text" in part));
      return [...others, { kind: "reasoning", text, startedAt, endedAt }];
    }
    case "wait":
      return parts;
    // An event of a later version, which the types do not contain.
    default:
      return parts;
  }
}

/** The kept beginning of a reply's parts; the last of them may have grown since. */
export function keepParts(parts: readonly Part[], kept: Kept): readonly Part[] {
  const staying = parts.slice(0, kept.parts);
  const excess = textOf(staying).length - kept.text;
  const last = staying.at(-1);
  if (excess <= 0 || last?.kind !== "text") return staying;
  return [...staying.slice(0, -1), { ...last, text: last.text.slice(0, -excess) }];
}

function appendText(parts: readonly Part[], text: string): readonly Part[] {
  const last = parts.at(-1);
  if (last?.kind !== "text") return [...parts, { kind: "text", text }];
  return withLast(parts, () => ({ ...last, text: last.text + text }));
}

function withLast(parts: readonly Part[], change: (last: Part) => Part): readonly Part[] {
  const last = parts.at(-1);
  if (!last) return parts;
  const changed = change(last);
  return changed === last ? parts : [...parts.slice(0, -1), changed];
}

/** The text without reasoning, for titles, search, copying and mails. */
export function textOf(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
}

/** The parts of a message; a message that is only text stores none. */
export function partsOf(message: {
  text: string;
  parts?: readonly Part[] | undefined;
}): readonly Part[] {
  return message.parts ?? (message.text === "" ? [] : [{ kind: "text", text: message.text }]);
}

import type { Draft } from "../../../shared/draft.ts";

/** What a device has of a draft. */
export interface DraftContent {
  text: string;
  /** The ids of its files that the server has, in order. */
  files: readonly string[];
}

/** The content of the server's draft. */
export function contentOf({ text, files }: Draft): DraftContent {
  return { text, files: files.map(({ id }) => id) };
}

export function isEmpty({ text, files }: DraftContent): boolean {
  return text === "" && files.length === 0;
}

/** Whether nothing of a draft is missing in another. */
export function isWithin(part: DraftContent, whole: DraftContent): boolean {
  return whole.text.includes(part.text) && part.files.every((id) => whole.files.includes(id));
}

/** FNV-1a, 32 bits: offset basis and prime. */
const basis = 0x811c9dc5;
const prime = 0x01000193;

/** Tells whether a draft is still what was saved, also after a reload, without keeping it twice. */
export function fingerprint({ text, files }: DraftContent): string {
  let hash = basis;
  const whole = [text, ...files].join("\n");
  for (let i = 0; i < whole.length; i++) hash = Math.imul(hash ^ whole.charCodeAt(i), prime) >>> 0;
  return `${text.length}.${hash.toString(36)}`;
}

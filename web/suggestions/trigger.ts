/** Longest text that is looked for, in UTF-16 code units. */
const longestQuery = 60;

/** Something in the text that opens a menu. */
export interface Trigger {
  /** `slash`: prompts and commands. `mention`: who answers. */
  kind: "slash" | "mention";
  /** Index of the `/` or `@`. */
  from: number;
  /** What is typed behind it, up to the cursor. */
  query: string;
}

/** What may be before an `@` that begins a word; Chinese, Japanese and Korean write no blank there. */
const beforeMention =
  /[\s(\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]/u;

/**
 * What the text before the cursor asks for: a slash at the start of the message, or an `@` that
 * begins a word, as in no e-mail address. Both may be the wide ones of Chinese and Japanese
 * keyboards.
 */
export function triggerAt(text: string, cursor: number): Trigger | null {
  const before = text.slice(0, cursor);
  const isSlash = /^[/／]/.test(before);
  const at = isSlash ? 0 : Math.max(before.lastIndexOf("@"), before.lastIndexOf("＠"));
  const query = before.slice(at + 1);
  if (at < 0 || query.length > longestQuery || /^\s|\n/.test(query)) return null;
  if (isSlash) return { kind: "slash", from: 0, query };
  return at === 0 || beforeMention.test(before[at - 1] ?? "")
    ? { kind: "mention", from: at, query }
    : null;
}

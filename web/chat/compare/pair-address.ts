import type { Said } from "../../../client/types.ts";

/** Two replies to the same message, side by side. */
export interface Pair {
  /** The reply that the conversation shows. */
  left: string;
  right: string;
}

/** The query that keeps a comparison through a reload and the browser's Back. */
export function pairQuery({ left, right }: Pair): string {
  return `?compare=${left},${right}`;
}

/** The address of a message that was just sent: its thread, with its two replies if it has two. */
export function addressOf({ threadId, replyId: left, comparedId: right }: Said): string {
  return `/t/${threadId}${right === undefined ? "" : pairQuery({ left, right })}`;
}

/** The pair that an address names; null for none. */
export function readPair(value: string | readonly string[] | undefined): Pair | null {
  const [left, right, ...more] = (typeof value === "string" ? value : "").split(",");
  return left && right && left !== right && more.length === 0 ? { left, right } : null;
}

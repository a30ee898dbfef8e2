import type { ConnectionState } from "../../client/types.ts";
import type { ConnectionRefusal } from "../../client/why-refused.ts";

/** How long a connection may be away before anybody is told, in milliseconds: most are back sooner. */
export const noticeAfterMs = 1_000;

export type ConnectionNotice = "connecting" | "reconnecting" | "offline" | ConnectionRefusal;

/** What to tell once the connection has been away for `noticeAfterMs`; null when there is nothing to tell. */
export function connectionNotice(
  state: ConnectionState,
  { online, refusal }: { online: boolean; refusal: ConnectionRefusal | null },
): ConnectionNotice | null {
  if (state === "open") return null;
  if (refusal !== null) return refusal;
  if (!online) return "offline";
  return state === "connecting" ? "connecting" : "reconnecting";
}

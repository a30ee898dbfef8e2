import type { ConnectionState } from "../../client/types.ts";
import type { ConnectionRefusal } from "../../client/why-refused.ts";

/** How long an outage lasts before it is shown, in milliseconds: most are shorter. */
export const noticeAfterMs = 1_000;

export type ConnectionNotice = "connecting" | "reconnecting" | "offline" | ConnectionRefusal;

/** The notice once the connection has been lost for `noticeAfterMs`; null when there is none. */
export function connectionNotice(
  state: ConnectionState,
  { online, refusal }: { online: boolean; refusal: ConnectionRefusal | null },
): ConnectionNotice | null {
  if (state === "open") return null;
  if (refusal !== null) return refusal;
  if (!online) return "offline";
  return state === "connecting" ? "connecting" : "reconnecting";
}

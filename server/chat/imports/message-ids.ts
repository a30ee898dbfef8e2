import { createHash } from "node:crypto";
import { idPrefixes } from "../../../shared/ids.ts";

/**
 * The id of an imported message or file: the same whenever a user imports it, so that files of an
 * account's export find their messages, and a repeated job makes nothing twice.
 */
export function importedId(
  kind: "message" | "attachment",
  { userId, about, at }: { userId: string; about: readonly string[]; at: number },
): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([kind, userId, ...about]))
    .digest("hex");
  // As in UUIDv7: ids sort by time.
  const time = Math.max(0, at).toString(16).padStart(12, "0").slice(-12);
  return `${idPrefixes[kind]}_${time}7${digest.slice(0, 3)}8${digest.slice(3, 18)}`;
}

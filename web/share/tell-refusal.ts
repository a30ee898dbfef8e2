import type { RequestError } from "../../client/request-error.ts";
import type { useI18n } from "../i18n/i18n.tsx";
import type { useShareWords } from "./words/share-words.ts";

/** Why a link could not be created or changed, in the reader's language. */
export function tellRefusal(
  { code, fields }: RequestError,
  { t, w }: { t: ReturnType<typeof useI18n>["t"]; w: ReturnType<typeof useShareWords> },
): string {
  if (code === "conflict") return w("share.many");
  if (code === "too_large")
    return w(fields.includes("hasFiles") ? "share.manyFiles" : "share.long");
  if (code === "invalid_input") return w("share.empty");
  return t(`refused.${code}`);
}

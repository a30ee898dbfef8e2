import type { Message } from "../../../shared/message.ts";

/**
 * The model that writes a compared reply again: the one that was asked, also if a fallback wrote the
 * reply, which users may not be allowed to choose. A model that was unavailable is not asked again.
 */
export function retryModel({ parts = [], generation }: Message): string | undefined {
  const substitute = parts.find((part) => part.kind === "substitute");
  return substitute && substitute.reason !== "model_unavailable"
    ? substitute.asked
    : generation?.model;
}

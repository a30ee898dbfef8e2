import { type Accessor, createResource } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import type { RequestErrorCode } from "../../shared/errors.ts";
import type { Effort } from "../../shared/effort.ts";
import type { Chat } from "../state/chat.ts";

/** A chosen model, as far as the server tells. */
export interface ModelDetails {
  name: string;
  title?: string | undefined;
  efforts: readonly Effort[];
  /** Why the server does not offer it; null if it does. */
  refused: RequestErrorCode | null;
}

/** What is asked of the server. A new object asks again. */
export interface AskedModel {
  workflowId: string;
  name: string;
}

/** The details of a chosen model; null for none, and until they come. */
export function createModelDetails(
  { client }: Pick<Chat, "client">,
  asked: Accessor<AskedModel | null>,
): Accessor<ModelDetails | null> {
  const [details] = createResource(asked, async ({ workflowId, name }): Promise<ModelDetails> => {
    try {
      return { ...(await client.api.models.get.query({ workflowId, name })), refused: null };
    } catch (cause) {
      return { name, efforts: [], refused: toRequestError(cause).code };
    }
  });
  return () => {
    const found = details.latest;
    return found && found.name === asked()?.name ? found : null;
  };
}

import type { PromptHead } from "../../shared/prompt.ts";
import type { ChatClient } from "../connect.ts";
import { keepFollowing } from "../store/keep-following.ts";

/** Who wants to know of prompts. */
export interface PromptReader {
  signal: AbortSignal;
  onPrompts: (prompts: readonly PromptHead[]) => void;
}

/**
 * Follows the prompts that the user sees until the signal aborts: the current list, and every newer
 * one. `api.prompts.get` reads the text of one.
 */
export function followPrompts(
  client: Pick<ChatClient, "api" | "connection" | "renew">,
  { signal, onPrompts }: PromptReader,
): Promise<void> {
  return keepFollowing<{ prompts: PromptHead[] }>(client, {
    signal,
    subscribe: (lastEventId, observer) =>
      client.api.prompts.watch.subscribe({ lastEventId }, observer),
    onEvent: ({ prompts }) => onPrompts(prompts),
  });
}

import type { Thread } from "../../shared/thread.ts";

/** What a thread is called now: its title, else its first words; null if it has neither. */
export function shownTitle(
  thread: Pick<Thread, "title" | "provisionalTitle"> | null | undefined,
): string | null {
  return thread?.title ?? thread?.provisionalTitle ?? null;
}

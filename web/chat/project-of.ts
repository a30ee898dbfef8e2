import { useLocation } from "@solidjs/router";
import type { Accessor } from "solid-js";
import type { Thread } from "../../shared/thread.ts";

/** The project of a thread, or the one that a new chat begins in by its address. */
export function createProjectOf(
  threadId: Accessor<string | null>,
  thread: Accessor<Thread | null>,
): Accessor<string | undefined> {
  const location = useLocation();
  return () => {
    if (threadId() !== null) return thread()?.projectId;
    const begun = location.query["project"];
    return typeof begun === "string" ? begun : undefined;
  };
}

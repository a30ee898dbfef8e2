import { useLocation } from "@solidjs/router";
import { type Accessor, createMemo } from "solid-js";
import type { Thread } from "../../../shared/thread.ts";
import { createTemporaryLife } from "./temporary-life.ts";

/** Whether the chat on the screen is temporary. */
export interface TemporaryChat {
  /** Of the new chat, whether it becomes a temporary one. */
  isTemporary: Accessor<boolean>;
}

/**
 * Follows the chat on the screen, and deletes a temporary one that is left.
 *
 * @param target the thread on the screen; null for the new chat
 */
export function createTemporaryChat(
  target: Accessor<string | null>,
  thread: Accessor<Thread | null>,
): TemporaryChat {
  const location = useLocation();
  const isTemporary = createMemo(() =>
    target() === null
      ? location.pathname === "/" && location.query["temporary"] === "1"
      : thread()?.temporary === true,
  );
  createTemporaryLife(target, isTemporary);
  return { isTemporary };
}

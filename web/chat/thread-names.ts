import { type Accessor, createEffect, on } from "solid-js";
import { shownTitle } from "../../client/state/shown-title.ts";
import type { Attachment } from "../../shared/attachment.ts";
import type { provisionalTitle } from "../../shared/provisional-title.ts";
import type { Thread } from "../../shared/thread.ts";
import type { Chat } from "../state/chat.ts";

/** What a thread is called. */
export interface ThreadNames {
  /** Null for a new chat. */
  title: Accessor<string | null>;
  /** What a new thread is called until the server has it. */
  named(text: string, files: readonly Attachment[]): { provisionalTitle?: string | undefined };
}

/** The code for new titles is loaded after the page, again with every connection if it fails. */
export function createThreadNames(
  { connection }: Chat,
  thread: Accessor<Thread | null>,
): ThreadNames {
  let titleOf: typeof provisionalTitle | undefined;
  const load = () => import("../../shared/provisional-title.ts");
  createEffect(
    on(connection, () => {
      load().then(
        (loaded) => (titleOf = loaded.provisionalTitle),
        () => {},
      );
    }),
  );
  return {
    title: () => shownTitle(thread()),
    named: (text, files) => ({
      provisionalTitle: titleOf?.(
        text,
        files.map(({ name }) => name),
      ),
    }),
  };
}

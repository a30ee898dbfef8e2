import { focusComposer } from "../ui/focus-composer.ts";

const rows = () => [...document.querySelectorAll<HTMLElement>("nav [data-thread]")];

/**
 * Remembers a thread's place in the list before its row goes elsewhere.
 *
 * @returns moves the focus to the row, to the one beside it if the row has left the list, or to the
 *   composer if no row is left; leaves alone a focus that is not in the row's menu
 */
export function rememberRow(threadId: string): () => void {
  const find = () => rows().find((row) => row.dataset["thread"] === threadId);
  const before = rows();
  const place = before.findIndex((row) => row.dataset["thread"] === threadId);
  const neighbour = before[place + 1] ?? before[place - 1];
  const menu = document.activeElement?.closest("[role=menu]");
  return () => {
    const { activeElement } = document;
    // The row took its menu with it, so the focus is with the closing menu, or already lost.
    if (activeElement !== document.body && !menu?.contains(activeElement)) return;
    const row = find() ?? (neighbour?.isConnected ? neighbour : undefined);
    const link = row?.querySelector<HTMLElement>("a");
    if (link) link.focus();
    else focusComposer();
  };
}

import { focusComposer } from "../ui/focus-composer.ts";

/**
 * Remembers a thread's place in the list before its row goes elsewhere.
 *
 * @returns moves the focus to the row, to the one beside it if the row has left the list, or to the
 *   composer if no row is left; leaves alone a focus that is not in the row's menu
 */
export function rememberRow(threadId: string): () => void {
  const link = () => document.querySelector<HTMLElement>(`nav a[href="/t/${threadId}"]`);
  const row = link()?.closest("li");
  const beside = row?.nextElementSibling ?? row?.previousElementSibling;
  const neighbour = beside?.querySelector("a");
  return () => {
    const { activeElement } = document;
    // The row took its menu with it, so the focus is with the closing menu, or already lost.
    if (activeElement !== document.body && !activeElement?.closest("[role=menu]")) return;
    const next = link() ?? (neighbour?.isConnected ? neighbour : null);
    if (next) next.focus();
    else focusComposer();
  };
}

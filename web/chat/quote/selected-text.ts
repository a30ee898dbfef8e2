/** Text that is selected in a message. */
export interface SelectedText {
  text: string;
  /** Where it ends on the screen. */
  box: DOMRect;
}

/** The selected text of one message; null for none, and for text in fields or of several messages. */
export function findSelectedText(): SelectedText | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const first = messageOf(range.startContainer);
  if (!first || first !== messageOf(range.endContainer)) return null;
  const text = selection.toString();
  if (text.trim() === "") return null;
  const boxes = range.getClientRects();
  return { text, box: boxes[boxes.length - 1] ?? range.getBoundingClientRect() };
}

function messageOf(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest("textarea, input")
    ? null
    : (element?.closest("[data-message-id]") ?? null);
}

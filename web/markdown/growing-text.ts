import { type Accessor, createRenderEffect } from "solid-js";

/** A text node that is appended to while its text grows, so a selection in it stays. */
export function growingText(text: Accessor<string>): Text {
  const node = document.createTextNode("");
  createRenderEffect(() => {
    const next = text();
    if (next.startsWith(node.data)) node.appendData(next.slice(node.length));
    else node.data = next;
  });
  return node;
}

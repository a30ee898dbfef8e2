import type { Component } from "solid-js";
import type { MarkdownProps } from "./markdown.tsx";
import { loadOnce } from "../loading/load-once.ts";
import { copyText } from "../ui/copy-text.ts";

const loadPart = loadOnce(() => import("./markdown.tsx"));

/**
 * Loads the Markdown renderer. All texts of a page share one set of engines. What copies is imported
 * here, so that it is in the first file: the renderer and the messages' actions share no other.
 */
export async function loadMarkdown(): Promise<Component<MarkdownProps>> {
  const { createMarkdownServices, Markdown } = await loadPart();
  const services = createMarkdownServices(copyText);
  return (props) => <Markdown {...props} services={services} />;
}

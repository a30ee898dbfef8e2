import type { Component } from "solid-js";
import type { MarkdownProps } from "./markdown.tsx";
import { loadModule } from "../loading/load-module.ts";
import { copyText } from "../ui/copy-text.ts";

/**
 * Loads the Markdown renderer. All texts share one set of engines. What copies is imported here, so
 * that it is in the first file: the renderer and the messages' actions share no other.
 */
export async function loadMarkdown(): Promise<Component<MarkdownProps>> {
  const { createMarkdownServices, Markdown } = await loadModule(() => import("./markdown.tsx"));
  const services = createMarkdownServices(copyText);
  return (props) => <Markdown {...props} services={services} />;
}

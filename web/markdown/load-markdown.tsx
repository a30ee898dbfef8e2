import type { Component } from "solid-js";
import type { MarkdownProps } from "./markdown.tsx";
import { loadModule } from "../loading/load-module.ts";

/** Loads the Markdown renderer. All texts share one set of engines. */
export async function loadMarkdown(): Promise<Component<MarkdownProps>> {
  const { createMarkdownServices, Markdown } = await loadModule(() => import("./markdown.tsx"));
  const services = createMarkdownServices();
  return (props) => <Markdown {...props} services={services} />;
}

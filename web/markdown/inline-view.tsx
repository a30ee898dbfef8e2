import { type Accessor, For, type JSX } from "solid-js";
import { insert } from "solid-js/web";
import { basePath } from "../state/base-path.ts";
import { FormulaView } from "./formula-view.tsx";
import { growingText } from "./growing-text.ts";
import { narrow } from "./narrow.ts";
import type { Inline } from "./nodes.ts";
import { createSlots } from "./slots.ts";

/** Inline nodes; each keeps its element while the node at its place keeps its kind. */
export function InlineViews(props: { nodes: readonly Inline[] }): JSX.Element {
  const slots = createSlots(
    () => props.nodes,
    (node) => (node.type === "styled" ? node.tag : node.type),
  );
  return <For each={slots()}>{(slot) => viewOf(slot.node(), slot.node)}</For>;
}

function viewOf(first: Inline, node: Accessor<Inline>): JSX.Element {
  switch (first.type) {
    case "text": {
      const text = narrow(node, first);
      return growingText(() => text().text);
    }
    case "styled": {
      const styled = narrow(node, first);
      const element = document.createElement(first.tag);
      insert(element, () => <InlineViews nodes={styled().children} />);
      return element;
    }
    case "code": {
      const code = narrow(node, first);
      return <code>{growingText(() => code().text)}</code>;
    }
    case "break":
      return <br />;
    case "link": {
      const link = narrow(node, first);
      return <LinkView link={link()} />;
    }
    case "image": {
      const image = narrow(node, first);
      return <img src={inApp(image().src)} alt={image().alt} loading="lazy" decoding="async" />;
    }
    case "math": {
      const math = narrow(node, first);
      return <FormulaView tex={math().tex} display={math().display} />;
    }
  }
}

/** An address as the browser needs it: paths of the app begin at its own root. */
const inApp = (href: string) => (href.startsWith("/") ? basePath() + href : href);

function LinkView(props: { link: Extract<Inline, { type: "link" }> }): JSX.Element {
  // An e-mail address opens another program, and would leave an empty tab behind.
  const opensTab = () => props.link.external && !props.link.href.startsWith("mailto:");
  return (
    <a
      href={inApp(props.link.href)}
      title={props.link.title || undefined}
      target={opensTab() ? "_blank" : undefined}
      rel={props.link.external ? "noopener noreferrer" : undefined}
    >
      <InlineViews nodes={props.link.children} />
    </a>
  );
}

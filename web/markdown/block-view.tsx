import { type Accessor, For, type JSX } from "solid-js";
import { insert } from "solid-js/web";
import { CodeBlock } from "./code-block.tsx";
import { FormulaView } from "./formula-view.tsx";
import { InlineViews } from "./inline-view.tsx";
import { fillList } from "./list-view.tsx";
import { narrow } from "./narrow.ts";
import type { Block } from "./nodes.ts";
import { createSlots } from "./slots.ts";
import { TableView } from "./table-view.tsx";

/** Blocks; each keeps its element while the block at its place keeps its kind. */
export function BlockViews(props: { blocks: readonly Block[] }): JSX.Element {
  const slots = createSlots(() => props.blocks, kindOf);
  return <For each={slots()}>{(slot) => viewOf(slot.node(), slot.node)}</For>;
}

/** Blocks of one kind can share an element, whatever else changes in them. */
function kindOf(block: Block): string {
  if (block.type === "heading") return `heading ${block.level} ${block.depth}`;
  return block.type === "list" && block.ordered ? "ordered list" : block.type;
}

function viewOf(first: Block, block: Accessor<Block>): JSX.Element {
  switch (first.type) {
    case "paragraph": {
      const paragraph = narrow(block, first);
      return (
        <p classList={{ "md-tight": paragraph().tight }}>
          <InlineViews nodes={paragraph().children} />
        </p>
      );
    }
    case "heading": {
      const heading = narrow(block, first);
      const element = document.createElement(`h${first.level}`);
      element.className = `md-heading md-depth-${first.depth}`;
      insert(element, () => <InlineViews nodes={heading().children} />);
      return element;
    }
    case "code": {
      const code = narrow(block, first);
      return <CodeBlock language={code().language} text={code().text} finished={code().finished} />;
    }
    case "quote": {
      const quote = narrow(block, first);
      return (
        <blockquote dir="auto">
          <BlockViews blocks={quote().children} />
        </blockquote>
      );
    }
    case "list": {
      const list = narrow(block, first);
      const views = (blocks: Accessor<readonly Block[]>) => <BlockViews blocks={blocks()} />;
      return fillList(document.createElement(first.ordered ? "ol" : "ul"), list, views);
    }
    case "table": {
      const table = narrow(block, first);
      return <TableView table={table()} />;
    }
    case "math": {
      const math = narrow(block, first);
      return <FormulaView tex={math().tex} display />;
    }
    case "rule":
      return <hr />;
  }
}

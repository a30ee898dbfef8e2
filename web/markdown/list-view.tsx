import { type Accessor, createRenderEffect, Index, type JSX, Show } from "solid-js";
import { insert } from "solid-js/web";
import type { Block } from "./nodes.ts";
import { blocksText } from "./plain-text.ts";

type List = Extract<Block, { type: "list" }>;

/** Fills a list's element with its items; `views` renders the blocks of an item. */
export function fillList(
  element: HTMLOListElement | HTMLUListElement,
  list: Accessor<List>,
  views: (blocks: Accessor<readonly Block[]>) => JSX.Element,
): JSX.Element {
  element.dir = "auto";
  if (element instanceof HTMLOListElement) {
    createRenderEffect(() => {
      if (list().start !== 1) element.start = list().start;
    });
  }
  insert(element, () => (
    <Index each={list().items}>
      {(item) => (
        <li classList={{ "md-task": item().checked !== null }}>
          <Show when={item().checked !== null}>
            <input
              type="checkbox"
              disabled
              checked={item().checked === true}
              aria-label={blocksText(item().children.slice(0, 1))}
            />
          </Show>
          {views(() => item().children)}
        </li>
      )}
    </Index>
  ));
  return element;
}

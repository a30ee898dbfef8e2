import { type Accessor, createEffect, createSignal } from "solid-js";
import type { Workflow } from "../../shared/workflow.ts";
import { createOnDemand, type OnDemand } from "../ui/on-demand.ts";
import type { Writing } from "../composer/draft.ts";
import type { Mention } from "./mention.ts";
import type { MenuPartProps } from "./menu-part.tsx";
import { type Trigger, triggerAt } from "./trigger.ts";

/** What the menu is about. */
export interface MenuContext {
  threadId: Accessor<string | null>;
  /** The assistant of the page; null until it is known. */
  workflow: Accessor<Workflow | null>;
  draft: Writing;
  mention: Mention;
}

/** What the open menu does for the text field. */
export interface MenuControls {
  /** Whether a key was meant for the menu. */
  onKeyDown(event: KeyboardEvent): boolean;
  /** The id of the list while it is open. */
  listId: Accessor<string | undefined>;
  /** The id of the option that the keyboard is at. */
  activeId: Accessor<string | undefined>;
}

/** The menus that `/` and `@` open. Their code is loaded with the first one. */
export interface ComposerMenu extends MenuContext {
  part: OnDemand<MenuPartProps>;
  trigger: Accessor<Trigger | null>;
  controls: Accessor<MenuControls | null>;
  /** The loaded part takes over. */
  attach(controls: MenuControls): void;
  /** The text or the cursor has changed. */
  look(field: HTMLTextAreaElement): void;
  close(): void;
}

export function createComposerMenu(context: MenuContext): ComposerMenu {
  const [trigger, setTrigger] = createSignal<Trigger | null>(null, { equals: isSame });
  const [controls, attach] = createSignal<MenuControls | null>(null);
  const part = createOnDemand<MenuPartProps>(
    async () => (await import("./menu-part.tsx")).MenuPart,
  );
  // The part shows who is mentioned, also after a reload.
  createEffect(() => context.mention.chosen() && void part.fetch());
  return {
    ...context,
    part,
    trigger,
    controls,
    attach,
    look({ value, selectionStart, selectionEnd }) {
      const found = selectionStart === selectionEnd ? triggerAt(value, selectionStart) : null;
      if (found) void part.fetch();
      setTrigger(found);
    },
    close: () => void setTrigger(null),
  };
}

function isSame(a: Trigger | null, b: Trigger | null): boolean {
  return a?.kind === b?.kind && a?.from === b?.from && a?.query === b?.query;
}

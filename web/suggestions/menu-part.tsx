import { createEffect, createMemo, createSignal, type JSX, on, Show } from "solid-js";
import {
  fillVariables,
  findVariables,
  type PromptVariable,
} from "../../shared/prompt-variables.ts";
import type { PromptHead } from "../../shared/prompt.ts";
import { moveActive } from "../models/move-active.ts";
import { useChat } from "../state/chat.ts";
import { focusComposer } from "../ui/focus-composer.ts";
import { useToasts } from "../ui/toasts.tsx";
import type { ComposerMenu } from "./composer-menu.ts";
import { MentionChip } from "./mention-chip.tsx";
import { useMentionItems } from "./mention-items.ts";
import { MenuList } from "./menu-list.tsx";
import { groupMenu, type MenuItem } from "./menu-items.ts";
import { placePrompt } from "./place-prompt.ts";
import { useSlashItems } from "./slash-items.ts";
import { VariablesDialog } from "./variables-dialog.tsx";
import { useComposerMenuWords } from "./words/menu-words.ts";

export interface MenuPartProps {
  menu: ComposerMenu;
  field: HTMLTextAreaElement;
}

/** A prompt whose variables are asked for. */
interface AskedPrompt {
  name: string;
  text: string;
  variables: readonly PromptVariable[];
  /** The command that chose it, as it stands in the message. */
  typed: string;
}

const listId = "composer-menu";

/** The open menu above the composer, and who was chosen in it to answer. */
export function MenuPart(props: MenuPartProps): JSX.Element {
  const w = useComposerMenuWords();
  const { client } = useChat();
  const toasts = useToasts();
  const [asked, setAsked] = createSignal<AskedPrompt | null>(null);
  const { draft, mention, threadId, workflow } = props.menu;

  /** Replaces what opened the menu, and leaves the cursor behind it. */
  function replaceTyped(text: string): void {
    const { from = 0, query = "" } = props.menu.trigger() ?? {};
    const after = props.field.value.slice(from + 1 + query.length);
    draft.write(props.field.value.slice(0, from) + text + after);
    props.menu.close();
    const cursor = from + text.length;
    props.field.focus();
    props.field.setSelectionRange(cursor, cursor);
  }

  async function takePrompt({ id, name }: PromptHead): Promise<void> {
    const { query = "" } = props.menu.trigger() ?? {};
    const typed = props.field.value.slice(0, query.length + 1);
    // The text stays until the prompt has arrived.
    props.menu.close();
    try {
      const { text } = await client.api.prompts.get.query({ promptId: id });
      const variables = findVariables(text);
      if (variables.length > 0) setAsked({ name, text, variables, typed });
      else moveCursor(writePrompt(typed, text));
    } catch {
      toasts.show({ text: () => w("prompt.failed") });
    }
  }

  /** Returns where the prompt ends. */
  function writePrompt(typed: string, prompt: string): number {
    const { text, cursor } = placePrompt(draft.text(), typed, prompt);
    draft.write(text);
    return cursor;
  }

  function moveCursor(to: number): void {
    focusComposer();
    props.field.setSelectionRange(to, to);
  }

  const slash = useSlashItems({
    threadId,
    usePrompt: (prompt) => void takePrompt(prompt),
    clear: () => replaceTyped(""),
  });
  const mentions = useMentionItems({
    workflow,
    query: () =>
      (props.menu.trigger()?.kind === "mention" ? props.menu.trigger()?.query : null) ?? null,
    choose(mentioned) {
      replaceTyped("");
      mention.choose(mentioned);
    },
  });
  const list = createList(props, { slash, mentions });

  return (
    <>
      <Show when={mention.chosen()}>
        {(mentioned) => (
          <MentionChip
            name={mentioned().name}
            onRemove={() => {
              mention.choose(null);
              props.field.focus();
            }}
          />
        )}
      </Show>
      <MenuList {...list} listId={listId} kind={() => props.menu.trigger()?.kind ?? "slash"} />
      <Show when={asked()}>
        {(prompt) => {
          let end = props.field.value.length;
          return (
            <VariablesDialog
              name={prompt().name}
              variables={prompt().variables}
              onFilled={(values) => {
                end = writePrompt(prompt().typed, fillVariables(prompt().text, values));
              }}
              onClose={() => setAsked(null)}
              onClosed={() => moveCursor(end)}
            />
          );
        }}
      </Show>
    </>
  );
}

interface ItemSources {
  slash: () => readonly MenuItem[];
  mentions: () => readonly MenuItem[];
}

/** The lines of the open menu, and what the keyboard does with them. */
function createList({ menu, field }: MenuPartProps, { slash, mentions }: ItemSources) {
  const [active, setActive] = createSignal(0);
  /** What Escape has closed stays closed until something else is typed. */
  const [dismissed, setDismissed] = createSignal<unknown>(null);
  const groups = createMemo(() => {
    const trigger = menu.trigger();
    if (!trigger || trigger === dismissed()) return [];
    return groupMenu(trigger.kind === "slash" ? slash() : mentions(), trigger.query);
  });
  const options = createMemo(() => groups().flatMap(({ items }) => items));
  const idOf = (item: MenuItem) => `${listId}-${options().indexOf(item)}`;
  createEffect(on(menu.trigger, () => setActive(0)));
  const activeId = () => {
    const item = options()[active()];
    return item && idOf(item);
  };
  createEffect(() => {
    document.getElementById(activeId() ?? "")?.scrollIntoView({ block: "nearest" });
  });

  function onKeyDown(event: KeyboardEvent): boolean {
    // Safari ends a composition before it reports the key; only 229 still tells.
    if (event.isComposing || event.keyCode === 229) return false;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const isAtStart = field.selectionStart === 0 && field.selectionEnd === 0;
    if (event.key === "Backspace" && isPlain && isAtStart && menu.mention.chosen()) {
      menu.mention.choose(null);
      return true;
    }
    if (!isPlain || options().length === 0) return false;
    const at = { active: active(), count: options().length, hasText: true };
    const next = moveActive(event.key, at);
    if (next !== null) setActive(next);
    else if (event.key === "Escape") setDismissed(menu.trigger());
    else if (event.key === "Enter" || event.key === "Tab") options()[active()]?.run();
    else return false;
    event.preventDefault();
    return true;
  }

  menu.attach({
    onKeyDown,
    activeId,
    listId: () => (options().length > 0 ? listId : undefined),
  });
  return { groups, options, active, setActive, idOf };
}

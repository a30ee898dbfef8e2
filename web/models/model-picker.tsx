import {
  createEffect,
  createMemo,
  createResource,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  on,
  Show,
} from "solid-js";
import type { OfferedModel } from "../../shared/model.ts";
import { useDrafts } from "../composer/draft.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { createMediaQuery } from "../state/media-query.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icons.tsx";
import { groupModels, type ModelGroup } from "./group-models.ts";
import { ModelOption } from "./model-option.tsx";
import { createModelSearch } from "./model-search.ts";
import { moveActive } from "./move-active.ts";
import { Panel } from "./panel.tsx";
import { usePickerWords } from "./words/picker-words.ts";

export interface ModelPickerProps {
  title: string;
  workflowId: string;
  /** The assistant's own model; null if the user may not use it. */
  own: string | null;
  /** The current choice. */
  chosen: string;
  /** The button that opened it. */
  anchor: HTMLElement;
  onChoose: (name: string) => void;
  onClose: () => void;
}

const ownGroup = "own";

/** Distance from its end at which the list loads more, in pixels. */
const nearEnd = 300;

/** A list of models to search and choose from: a combobox with a listbox, in a dialog. */
export function ModelPicker(props: ModelPickerProps): JSX.Element {
  const w = usePickerWords();
  const { locale } = useI18n();
  const chat = useChat();
  const drafts = useDrafts();
  const touch = createMediaQuery("(hover: none) and (pointer: coarse)");
  const listId = createUniqueId();
  const [query, setQuery] = createSignal("");
  const [active, setActive] = createSignal(0);
  const { list } = chat.client.api.models;
  const workflowId = () => props.workflowId;
  const search = createModelSearch(
    (page) => list.query({ workflowId: workflowId(), ...page }),
    (task, delayMs) => {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  );
  const [recent] = createResource(async () => {
    const names = [...drafts.recentModels()];
    if (names.length === 0) return [];
    const found = await list.query({ workflowId: workflowId(), names }).catch(() => null);
    return names.flatMap((name) => found?.models.find((each) => each.name === name) ?? []);
  });
  const isSearching = () => query().trim() !== "";
  const groups = createMemo((): ModelGroup[] => {
    if (isSearching()) return groupModels([], search.models());
    const isOther = ({ name }: OfferedModel) => name !== props.own;
    const own = search.models().find(({ name }) => name === props.own);
    const others = groupModels(
      (recent.latest ?? []).filter(isOther),
      search.models().filter(isOther),
    );
    if (props.own === null) return others;
    return [{ id: ownGroup, models: [own ?? { name: props.own, connection: "" }] }, ...others];
  });
  const options = createMemo(() => groups().flatMap(({ models }) => models));
  const idOf = (index: number) => `${listId}-${index}`;

  createEffect(
    on(
      query,
      (text) => {
        setActive(0);
        if (text !== "" || search.models().length > 0) search.search(text);
      },
      { defer: true },
    ),
  );
  createEffect(() => {
    document.getElementById(idOf(active()))?.scrollIntoView({ block: "nearest" });
    if (active() > 0 && active() >= options().length - 5) search.more();
  });

  function choose(model: OfferedModel | undefined): void {
    if (!model) return;
    drafts.rememberModel(model.name);
    props.onChoose(model.name);
    props.onClose();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const next = moveActive(event.key, active(), options().length);
    if (next !== null) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(options()[active()]);
    }
  }

  const labelOf = useGroupLabels(groups);
  const number = (count: number) => count.toLocaleString(locale());
  const status = () => {
    if (search.status() === "loading" && options().length <= 1) return w("picker.loading");
    if (search.status() === "failed") return "";
    return options().length === 0 ? w("picker.none") : w("picker.count", number(search.total()));
  };
  const left = () => search.total() - search.models().length;

  return (
    <Panel title={props.title} anchor={props.anchor} onClose={() => props.onClose()}>
      <div class="flex items-center gap-2 border-b border-line px-3">
        <Icon name="search" class="size-4 shrink-0 text-muted" />
        <input
          type="text"
          role="combobox"
          aria-label={w("picker.search")}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={options().length > 0 ? idOf(active()) : undefined}
          placeholder={w("picker.search")}
          autocomplete="off"
          spellcheck={false}
          data-autofocus={touch() ? undefined : ""}
          value={query()}
          class="min-h-11 min-w-0 flex-1 bg-transparent outline-none placeholder:text-muted"
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={props.title}
        class="min-h-0 flex-1 overflow-y-auto p-1.5"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          if (scrollHeight - scrollTop - clientHeight < nearEnd) search.more();
        }}
      >
        <For each={groups()}>
          {(group) => (
            <div role="group" aria-label={group.id === ownGroup ? undefined : labelOf(group)}>
              <Show when={group.id !== ownGroup}>
                <p aria-hidden="true" class="px-2.5 pt-2 pb-1 text-xs font-semibold text-muted">
                  {labelOf(group)}
                </p>
              </Show>
              <For each={group.models}>
                {(model) => {
                  const index = () => options().indexOf(model);
                  return (
                    <ModelOption
                      id={idOf(index())}
                      model={model}
                      active={index() === active()}
                      chosen={model.name === props.chosen}
                      {...(group.id === ownGroup ? { note: w("picker.default") } : {})}
                      onPoint={() => setActive(index())}
                      onChoose={() => choose(model)}
                    />
                  );
                }}
              </For>
            </div>
          )}
        </For>
        <Show when={search.status() === "ready" && left() > 0 && search.models().length >= 500}>
          <p class="px-2.5 py-2 text-xs text-muted">{w("picker.more", number(left()))}</p>
        </Show>
      </div>
      <Show when={search.status() === "failed"}>
        <Failure onRetry={() => search.retry()} />
      </Show>
      <p role="status" class="border-t border-line px-4 py-2 text-xs text-muted empty:hidden">
        {status()}
      </p>
    </Panel>
  );
}

function Failure(props: { onRetry: () => void }): JSX.Element {
  const w = usePickerWords();
  return (
    <div role="alert" class="flex items-center gap-3 border-t border-line p-3 text-sm">
      <span class="flex-1">{w("picker.failed")}</span>
      <Button onClick={() => props.onRetry()}>{w("picker.retry")}</Button>
    </div>
  );
}

/** Names the heading of a group. */
function useGroupLabels(groups: () => readonly ModelGroup[]): (group: ModelGroup) => string {
  const w = usePickerWords();
  return ({ id }) => {
    if (id === "recent") return w("picker.recent");
    const name = id.replace(/^of /, "");
    if (groups().filter((each) => each.id.startsWith("of ")).length === 1)
      return w("picker.others");
    return name === "default" ? w("picker.connection.default") : name;
  };
}

import { createUniqueId, For, type JSX, Show } from "solid-js";
import type { OfferedModel } from "../../shared/model.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { createMediaQuery } from "../state/media-query.ts";
import { Button, IconButton } from "../ui/button.tsx";
import type { ModelGroup } from "./group-models.ts";
import { handOverKeys } from "../ui/hand-over-keys.ts";
import { SearchField } from "../ui/search-field.tsx";
import { ModelOption } from "./model-option.tsx";
import { mostShown } from "./model-search.ts";
import { Panel } from "./panel.tsx";
import { createPicking, ownGroup } from "./picking.ts";
import { usePickerWords } from "./words/picker-words.ts";

export interface ModelPickerProps {
  title: string;
  workflowId: string;
  /** The assistant's own model; null if the user may not use it. */
  own: Pick<OfferedModel, "name" | "title"> | null;
  /** The current choice. */
  chosen: string;
  /** The button that opened it. */
  anchor: HTMLElement;
  /** Keys for its text field. */
  typed: string[];
  onChoose: (name: string) => void;
  onClose: () => void;
}

/** Distance from its end at which the list loads more, in pixels. */
const nearEnd = 300;

/** A list of models to search and choose from: a combobox with a listbox, in a dialog. */
export function ModelPicker(props: ModelPickerProps): JSX.Element {
  const w = usePickerWords();
  const { t, locale } = useI18n();
  const touch = createMediaQuery("(hover: none) and (pointer: coarse)");
  const listId = createUniqueId();
  handOverKeys(props.typed);
  const picking = createPicking(props, listId);
  const { search, groups, options } = picking;
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
        <SearchField
          label={w("picker.search")}
          listId={listId}
          activeId={picking.activeId()}
          value={picking.query()}
          autofocus={!touch()}
          onInput={picking.setQuery}
          onKeyDown={picking.onKeyDown}
        />
        <IconButton
          icon="close"
          label={t("app.close")}
          iconClass="size-4"
          class="-me-1.5"
          onClick={() => props.onClose()}
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
        {/* By id and name: a press that begins before the list arrives ends on the same element. */}
        <For each={groups().map(({ id }) => id)}>
          {(id) => (
            <div
              role={id === ownGroup ? "presentation" : "group"}
              aria-label={id === ownGroup ? undefined : labelOf(id)}
            >
              <Show when={id !== ownGroup}>
                <p aria-hidden="true" class="px-2.5 pt-2 pb-1 text-xs font-semibold text-muted">
                  {labelOf(id)}
                </p>
              </Show>
              <For each={picking.namesIn(id)}>
                {(name) => {
                  const index = () => picking.placeOf(name);
                  return (
                    <Show when={options()[index()]}>
                      {(model) => (
                        <ModelOption
                          id={picking.idOf(model())}
                          model={model()}
                          place={index() + 1}
                          total={options().length + left()}
                          active={index() === picking.active()}
                          chosen={name === props.chosen}
                          {...(id === ownGroup ? { note: w("picker.default") } : {})}
                          onPoint={() => picking.setActive(index())}
                          onChoose={() => picking.choose(model())}
                        />
                      )}
                    </Show>
                  );
                }}
              </For>
            </div>
          )}
        </For>
        <Show
          when={search.status() === "ready" && left() > 0 && search.models().length >= mostShown}
        >
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

/** The heading of a group. */
function useGroupLabels(groups: () => readonly ModelGroup[]): (groupId: string) => string {
  const w = usePickerWords();
  return (id) => {
    if (id === "recent") return w("picker.recent");
    const name = id.replace(/^of /, "");
    if (groups().filter((each) => each.id.startsWith("of ")).length === 1)
      return w("picker.others");
    return name === "default" ? w("picker.connection.default") : name;
  };
}

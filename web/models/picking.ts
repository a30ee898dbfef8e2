import {
  type Accessor,
  createEffect,
  createMemo,
  createResource,
  createSignal,
  on,
  type Setter,
} from "solid-js";
import type { OfferedModel } from "../../shared/model.ts";
import { useDrafts } from "../composer/draft.ts";
import { useChat } from "../state/chat.ts";
import { groupModels, type ModelGroup } from "./group-models.ts";
import type { ModelPickerProps } from "./model-picker.tsx";
import { createModelSearch, type ModelSearch } from "./model-search.ts";
import { moveActive } from "./move-active.ts";

/** The group of the assistant's own model. */
export const ownGroup = "own";

type PickedBy = Pick<ModelPickerProps, "workflowId" | "own" | "onChoose" | "onClose">;

/** The list of models while one is being chosen. */
export interface Picking {
  query: Accessor<string>;
  setQuery: Setter<string>;
  search: ModelSearch;
  groups: Accessor<readonly ModelGroup[]>;
  /** The models of all groups. */
  options: Accessor<readonly OfferedModel[]>;
  /** The names of a group's models. */
  namesIn(groupId: string): string[];
  /** A model's place among the options, from 0; -1 if it is not there. */
  placeOf(name: string): number;
  /** The place of the option that the keyboard is at. */
  active: Accessor<number>;
  setActive: Setter<number>;
  /** The id of a model's element. */
  idOf(model: OfferedModel): string;
  activeId: Accessor<string | undefined>;
  choose(model: OfferedModel | undefined): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** The models that a search finds, in their groups, the own one and the recent ones first. */
function createGroups(props: PickedBy, query: Accessor<string>) {
  const chat = useChat();
  const drafts = useDrafts();
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
    const isOther = ({ name }: OfferedModel) => name !== props.own?.name;
    const own = search.models().find(({ name }) => name === props.own?.name);
    const others = groupModels(
      (recent.latest ?? []).filter(isOther),
      search.models().filter(isOther),
    );
    if (props.own === null) return others;
    return [{ id: ownGroup, models: [own ?? { ...props.own, connection: "" }] }, ...others];
  });
  const options = createMemo(() => groups().flatMap(({ models }) => models));
  const places = createMemo(() => new Map(options().map(({ name }, at) => [name, at])));
  const namesIn = (groupId: string) =>
    groups()
      .find(({ id }) => id === groupId)
      ?.models.map(({ name }) => name) ?? [];
  return { search, groups, options, namesIn, placeOf: (name: string) => places().get(name) ?? -1 };
}

/** Each model has an id of its own: a screen reader says an active option only if its id is new. */
function createIds(listId: string): (model: OfferedModel) => string {
  const ids = new Map<string, string>();
  return ({ name }) => {
    const id = ids.get(name) ?? `${listId}-${ids.size}`;
    ids.set(name, id);
    return id;
  };
}

/** @param listId begins the ids of options */
export function createPicking(props: PickedBy, listId: string): Picking {
  const drafts = useDrafts();
  const [query, setQuery] = createSignal("");
  const [active, setActive] = createSignal(0);
  const list = createGroups(props, query);
  const { search, options } = list;
  /** Enter was pressed before the search was answered. */
  let choosesFirst = false;
  const idOf = createIds(listId);
  const activeId = () => {
    const option = options()[active()];
    return option && idOf(option);
  };

  createEffect(
    on(
      query,
      (text) => {
        setActive(0);
        choosesFirst = false;
        if (text !== "" || search.models().length > 0) search.search(text);
      },
      { defer: true },
    ),
  );
  createEffect(() => {
    const hasFailed = search.status() === "failed";
    if (search.stale() && !hasFailed) return;
    if (choosesFirst && !hasFailed) choose(options()[0]);
    choosesFirst = false;
  });
  createEffect(() => {
    document.getElementById(activeId() ?? "")?.scrollIntoView({ block: "nearest" });
    if (active() > 0 && active() >= options().length - 5) search.more();
  });

  function choose(model: OfferedModel | undefined): void {
    if (!model) return;
    drafts.rememberModel(model.name);
    props.onChoose(model.name);
    props.onClose();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const at = { active: active(), count: options().length, hasText: query() !== "" };
    const next = moveActive(event.key, at);
    if (next !== null) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === "Enter") {
      event.preventDefault();
      // The list still shows an earlier search: what is chosen is what this one finds first.
      if (search.stale()) choosesFirst = true;
      else choose(options()[active()]);
    }
  }

  const keys = { query, setQuery, active, setActive, choose, onKeyDown };
  return { ...keys, ...list, idOf, activeId };
}

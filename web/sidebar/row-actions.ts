import { threadById } from "../../client/state/selectors.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { useDialogs } from "../ui/open-dialog.ts";
import { createThreadDeletion } from "./delete-threads.ts";
import { type RowIntent, rowIntent } from "./row-keys.ts";
import type { ThreadSelection } from "./selection.ts";
import { createTypeAhead } from "./type-ahead.ts";

/** The list whose keys are handled. */
export interface KeyedList {
  list: () => HTMLElement | undefined;
  /** The threads from top to bottom. */
  ids: () => readonly string[];
  /** A thread's index in `ids`. */
  place: (threadId: string) => number;
  /** Makes a row the one that the Tab key goes to, which is always rendered. */
  activate: (threadId: string) => void;
  selection: ThreadSelection;
}

/** A row and what is in it. */
interface Row {
  id: string;
  item: HTMLElement;
  link: HTMLElement | null;
  button: HTMLElement | null;
}

/** Moves the focus to a thread's row, by its place in the list. */
function createFocusAt(keyed: KeyedList): (place: number) => void {
  return (place) => {
    const ids = keyed.ids();
    const id = ids[Math.min(Math.max(place, 0), ids.length - 1)];
    if (id === undefined) return;
    keyed.activate(id);
    const link = keyed.list()?.querySelector<HTMLElement>(`[data-thread="${id}"] a`);
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: "nearest" });
  };
}

/** What keys do with the selection. */
function createSelectionKeys(keyed: KeyedList, focusAt: (place: number) => void) {
  const { selection } = keyed;
  const deleteThreads = createThreadDeletion();
  return {
    /** Deletes the selected threads, or else the row's. */
    remove({ id }: Row): void {
      const ids = keyed.ids();
      const doomed = new Set(selection.isOn() ? selection.ids() : [id]);
      const place = keyed.place(id);
      const isLeft = (each: string) => !doomed.has(each);
      const next = [...ids.slice(place), ...ids.slice(0, place).toReversed()].find(isLeft);
      selection.clear();
      deleteThreads([...doomed]);
      if (next !== undefined) focusAt(keyed.place(next));
    },
    extend({ id }: Row, by: number): void {
      if (!selection.has(id)) selection.toggle(id);
      const next = keyed.ids()[keyed.place(id) + by];
      if (next === undefined) return;
      selection.extendTo(next);
      focusAt(keyed.place(next));
    },
  };
}

/** Returns the handler of keys on the rows of a list. */
export function createRowKeys(keyed: KeyedList): (event: KeyboardEvent) => void {
  const { t } = useI18n();
  const chat = useChat();
  const openDialog = useDialogs();
  const ahead = createTypeAhead();
  const focusAt = createFocusAt(keyed);
  const { remove, extend } = createSelectionKeys(keyed, focusAt);

  function find({ id }: Row, letter: string, at: number): void {
    const state = chat.threadState();
    const titles = keyed
      .ids()
      .map((each) => threadById(state, each)?.title ?? t("sidebar.untitled"));
    const found = ahead.find(titles, { letter, from: keyed.place(id), at });
    if (found !== null) focusAt(found);
  }

  function act(intent: RowIntent, row: Row, at: number): void {
    switch (intent.kind) {
      case "go":
        return focusAt(keyed.place(row.id) + intent.by);
      case "end":
        return focusAt(intent.last ? keyed.ids().length - 1 : 0);
      case "extend":
        return extend(row, intent.by);
      case "toggle":
        return keyed.selection.toggle(row.id);
      case "all":
        return keyed.selection.all();
      case "leave":
        return keyed.selection.clear();
      case "actions":
        return row.button?.click();
      case "beside":
        return row.button?.focus();
      case "back":
        return row.link?.focus();
      case "rename":
        return openDialog({ kind: "rename", threadId: row.id }, row.link ?? undefined);
      case "delete":
        return remove(row);
      case "type":
        return find(row, intent.character, at);
    }
  }

  return (event) => {
    const row = event.defaultPrevented ? null : rowOf(event.target);
    if (!row) return;
    const intent = rowIntent(event, getComputedStyle(row.item).direction === "rtl");
    if (!intent || !means(intent, row, event.target)) return;
    if (intent.kind === "leave" && !keyed.selection.isOn()) return;
    event.preventDefault();
    act(intent, row, event.timeStamp);
  };
}

/** On the button of a row's menu, only moving and closing keys are the list's. */
function means(intent: RowIntent, { button }: Row, target: EventTarget | null): boolean {
  return target !== button || ["go", "end", "back", "beside", "leave"].includes(intent.kind);
}

function rowOf(target: EventTarget | null): Row | null {
  const item = target instanceof Element ? target.closest<HTMLElement>("[data-thread]") : null;
  const id = item?.dataset["thread"];
  if (!item || id === undefined) return null;
  return {
    id,
    item,
    link: item.querySelector("a"),
    button: item.querySelector<HTMLElement>("[aria-haspopup=menu]"),
  };
}

import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { OfferedModel } from "../../shared/model.ts";
import type { Workflow } from "../../shared/workflow.ts";
import { useChat } from "../state/chat.ts";
import type { Mentioned } from "./mention.ts";
import type { MenuItem } from "./menu-items.ts";

/** Time without typing after which the server is asked, in milliseconds. */
const askAfterMs = 120;

/** Who may be mentioned. */
export interface MentionSources {
  /** The assistant of the page. */
  workflow: Accessor<Workflow | null>;
  /** What is typed behind the `@`; null while no such menu is open. */
  query: Accessor<string | null>;
  choose(mentioned: Mentioned): void;
}

/** The assistants and models that the user may ask, as the query finds them. */
export function useMentionItems({ workflow, query, choose }: MentionSources) {
  const chat = useChat();
  const models = useFoundModels(workflow, query);
  return (): readonly MenuItem[] => [
    ...(chat.workflows()?.all ?? [])
      .filter(({ id }) => id !== workflow()?.id)
      .map(({ id, name }) => ({
        id,
        group: "assistants" as const,
        icon: "spark" as const,
        label: name,
        note: "",
        run: () => choose({ answerBy: { workflowId: id }, name }),
      })),
    ...models().map(({ name, title = name }) => ({
      id: `model ${name}`,
      group: "models" as const,
      icon: "settings" as const,
      label: title,
      note: title === name ? "" : name,
      isFound: true,
      run: () => choose({ answerBy: { model: name }, name: title }),
    })),
  ];
}

/** Models that the assistant lets the user choose, found on the server. */
function useFoundModels(
  workflow: Accessor<Workflow | null>,
  query: Accessor<string | null>,
): Accessor<readonly OfferedModel[]> {
  const { list } = useChat().client.api.models;
  const [found, setFound] = createSignal<{ of: string; models: readonly OfferedModel[] } | null>(
    null,
  );
  let asked = 0;
  createEffect(
    on(query, (text) => {
      const chosen = workflow();
      const isNext = ++asked;
      if (text === null || !chosen?.choosesModel) return setFound(null);
      const timer = setTimeout(() => {
        // Without an answer, the assistants are still there.
        list.query({ workflowId: chosen.id, query: text, cursor: 0 }).then(
          ({ models }) => asked === isNext && setFound({ of: text, models }),
          () => asked === isNext && setFound(null),
        );
      }, askAfterMs);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  return () => {
    const page = found();
    // Those of an earlier query may not fit any more.
    return page && page.of === query() ? page.models : [];
  };
}

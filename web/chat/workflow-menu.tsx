import { type JSX, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { MenuButton } from "../ui/menu.tsx";
import type { WorkflowChoice } from "./workflow-choice.ts";

/** The assistant: a menu for the new chat, its name in a thread. */
export function WorkflowMenu(props: {
  choice: WorkflowChoice;
  /** Whether it is a thread's. */
  isFixed: () => boolean;
}): JSX.Element {
  const { t } = useI18n();
  return (
    <Show when={props.choice.current()}>
      {(current) => (
        <Show
          when={!props.isFixed()}
          fallback={
            <p class="max-w-[40%] truncate px-1 text-xs text-muted">
              <span class="sr-only">{t("workflow.label")}: </span>
              {current().name}
            </p>
          }
        >
          <MenuButton
            label={`${t("workflow.label")}: ${current().name}`}
            icon="spark"
            class="flex min-h-9 min-w-0 items-center gap-2 rounded-lg px-2.5 text-sm font-medium hover:bg-hover coarse:min-h-11"
            entries={[
              {
                kind: "choice",
                label: t("workflow.label"),
                value: current().id,
                options: props.choice.all().map(({ id, name }) => ({ value: id, label: name })),
                choose: (id) => props.choice.choose(id),
              },
            ]}
          >
            <span class="truncate">{current().name}</span>
          </MenuButton>
        </Show>
      )}
    </Show>
  );
}

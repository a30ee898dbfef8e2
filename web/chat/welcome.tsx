import { For, type JSX, Show } from "solid-js";
import { textIn } from "../../shared/text-in.ts";
import type { Workflow } from "../../shared/workflow.ts";
import type { Draft } from "../composer/draft.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Icon } from "../ui/icons.tsx";
import { Late } from "../ui/late.tsx";
import { builtinModel } from "./builtin-model.ts";
import { StarterButton } from "./starter-button.tsx";

/** For few people, so it is not part of the first load. */
const loadConnectHint = async () => (await import("./connect-hint.tsx")).ConnectHint;

/** The content of an empty chat: a greeting, and starter prompts. */
export function Welcome(props: {
  workflow: Workflow;
  onStart: (prompt: string) => void;
  draft: Pick<Draft, "giveBack">;
}): JSX.Element {
  const { t, locale } = useI18n();
  const chat = useChat();
  /** A prompt about a picture waits in the composer until the picture is attached. */
  function attach(prompt: string): void {
    props.draft.giveBack(prompt);
    document.querySelector<HTMLElement>("[type=file]")?.click();
  }
  return (
    <div class="welcome mx-auto flex min-h-full w-full max-w-measure flex-col justify-center px-4 py-8 md:justify-end md:pb-5">
      <p class="mb-3 flex items-center justify-center gap-2 text-sm text-muted">
        <Icon name="spark" class="size-5 shrink-0 text-accent" />
        <span dir="auto" class="wrap-anywhere">
          {props.workflow.name}
        </span>
      </p>
      <h1
        dir="auto"
        class="text-center text-2xl font-semibold tracking-tight text-balance sm:text-3xl"
      >
        {textIn(props.workflow.greeting, locale())}
      </h1>
      <ul aria-label={t("chat.starters")} class="mt-8 grid gap-2.5 sm:grid-cols-2">
        <For each={props.workflow.starters}>
          {(starter) => (
            <li>
              <StarterButton
                starter={starter}
                onStart={(prompt) => (starter.picture ? attach : props.onStart)(prompt)}
              />
            </li>
          )}
        </For>
      </ul>
      <Show when={props.workflow.model === builtinModel && chat.state().user?.role === "admin"}>
        {/* The room is reserved, so that nothing moves when the text has loaded. */}
        <div class="mt-6 min-h-5 coarse:min-h-11">
          <Late load={loadConnectHint} given={{}} />
        </div>
      </Show>
    </div>
  );
}

/** Placeholder for the greeting. */
export function WelcomeSkeleton(): JSX.Element {
  const { t } = useI18n();
  return (
    <div
      role="status"
      class="welcome appear-late mx-auto flex min-h-full w-full max-w-measure flex-col justify-center px-4 md:justify-end md:pb-5"
    >
      <span class="sr-only">{t("app.loading")}</span>
      <div class="skeleton mx-auto h-8 w-2/3" />
      <div class="mt-8 grid gap-2.5 sm:grid-cols-2">
        <For each={[1, 2, 3, 4]}>{() => <div class="skeleton h-12" />}</For>
      </div>
    </div>
  );
}

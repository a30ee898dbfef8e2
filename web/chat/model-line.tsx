import { A } from "@solidjs/router";
import { createEffect, createSignal, type JSX, on, Show } from "solid-js";
import { type Effort, isEffort } from "../../shared/effort.ts";
import { isLive } from "../../shared/generation-status.ts";
import type { Message } from "../../shared/message.ts";
import type { Thread } from "../../shared/thread.ts";
import type { Workflow } from "../../shared/workflow.ts";
import { useDrafts } from "../composer/draft.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { createChosenModel } from "../models/chosen-model.ts";
import { ownOption } from "../models/own-model.ts";
import { ModelButton } from "../models/model-button.tsx";
import { Icon } from "../ui/icons.tsx";
import { MenuButton } from "../ui/menu.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { builtinModel } from "./builtin-model.ts";
import { ModelStatus } from "./model-status.tsx";
import type { SecondModel } from "./compare/second-model.ts";
import { SecondModelButton } from "./compare/second-model-button.tsx";
import { useModelWords } from "./words/model-words.ts";

export interface ModelLineProps {
  workflow: Workflow | null;
  /** Null for the new chat. */
  thread: Thread | null;
  /** The thread's last reply: its end may bring news about the model. */
  reply: Message | null;
  second: SecondModel;
}

/**
 * The model's name below the composer; if only the built-in one exists, how to connect a real one.
 */
export function ModelLine(props: ModelLineProps): JSX.Element {
  const ended = () => {
    const generation = props.reply?.generation;
    return generation && !isLive(generation) ? generation.id : undefined;
  };
  /** Identifies a reply by another model, or one that failed. */
  const surprise = ({ model }: Workflow) => {
    const generation = props.reply?.generation;
    const isByAnother = generation?.model !== (props.thread?.model ?? model);
    return isByAnother || generation?.status === "failed" ? ended() : undefined;
  };
  return (
    <Show when={props.workflow}>
      {(workflow) => (
        <Show
          when={workflow().model !== builtinModel || workflow().choosesModel || props.thread?.model}
          fallback={<BuiltinNotice isNew={props.thread === null} />}
        >
          <NamedModel
            workflow={workflow()}
            threadId={props.thread?.id ?? null}
            effort={props.thread?.effort}
            model={props.thread?.model}
            ended={ended()}
            surprise={surprise(workflow())}
            second={props.second}
          />
        </Show>
      )}
    </Show>
  );
}

/** Admins connect models in the app; the welcome of a new chat tells them already. */
function BuiltinNotice(props: { isNew: boolean }): JSX.Element {
  const w = useModelWords();
  const chat = useChat();
  const isAdmin = () => chat.state().user?.role === "admin";
  return (
    <Show when={!(isAdmin() && props.isNew)}>
      <p class="pt-1 text-center text-xs text-muted">
        {w("model.builtin")}{" "}
        <A
          href={isAdmin() ? "/admin/connections" : "/connect-model"}
          class="underline underline-offset-2 hover:text-fg coarse:inline-block coarse:py-3"
        >
          {w("model.builtin.connect")}
        </A>
      </p>
    </Show>
  );
}

interface NamedModelProps {
  workflow: Workflow;
  threadId: string | null;
  /** The thread's choice. */
  effort: Effort | undefined;
  /** The thread's choice. */
  model: string | undefined;
  /** Changes whenever a reply has ended: its server may have rejected the effort. */
  ended: string | undefined;
  /** The same, if it failed or another model wrote it: the model may be gone since. */
  surprise: string | undefined;
  second: SecondModel;
}

/** The model's name and, if there is a choice, how long it may think. */
function NamedModel(props: NamedModelProps): JSX.Element {
  const w = useModelWords();
  const chat = useChat();
  const drafts = useDrafts();
  const { t } = useI18n();
  const toasts = useToasts();
  const [drafted, setDrafted] = createSignal(toEffort(drafts.effort()));
  const [fresh, setFresh] = createSignal<Workflow | null>(null);
  createEffect(
    on(
      () => props.ended,
      () => (chosen() || props.surprise) && void look(),
      { defer: true },
    ),
  );

  /** If this fails, the next connection reads all assistants anyway. */
  async function look(): Promise<void> {
    const { id } = props.workflow;
    setFresh(await chat.client.api.workflows.get.query({ id }).catch(() => null));
  }

  const workflow = () => {
    const known = fresh();
    return known?.id === props.workflow.id ? known : props.workflow;
  };
  const model = createChosenModel({
    workflow,
    threadId: () => props.threadId,
    model: () => props.model,
    surprise: () => props.surprise,
  });
  /** A choice that is gone can be taken back, also where nothing else is offered. */
  const choosesModel = () =>
    workflow().choosesModel === true || model.isRemoved() || model.gone() !== null;
  const offered = () => (workflow().effort ? [] : model.efforts());
  const chosen = () => (props.threadId === null ? (drafted() ?? undefined) : props.effort);
  const shown = () => {
    const effort = workflow().effort ?? chosen();
    return effort && (effort === workflow().effort || offered().includes(effort)) ? effort : null;
  };

  function chooseModel(name: string): void {
    model.choose(name).catch((error: unknown) => {
      const key = failureKey(error, null);
      toasts.show({ text: () => (key ? t(key) : w("model.failed")) });
    });
  }

  function choose(value: string): void {
    const effort = toEffort(value);
    if (props.threadId === null) {
      drafts.chooseEffort(effort);
      setDrafted(effort);
      return;
    }
    chat.store
      .setInference(props.threadId, { effort })
      .catch(() => toasts.show({ text: () => w("model.failed") }));
  }

  const effortWord = () => {
    const effort = shown();
    return effort ? w(`effort.${effort}`) : null;
  };
  const named = () => (model.isMissing() ? w("model.choose") : w("model.label", model.title()));
  /** Contains the visible text, as speech control requires. */
  const label = () => {
    return effortWord() ? `${named()} · ${effortWord()}` : named();
  };
  const effortLabel = () => w("model.effort", effortWord() ?? w("effort.auto"));
  const title = () => (
    <span class="truncate" dir="auto">
      {model.isMissing() ? w("model.choose") : model.title()}
    </span>
  );
  const effortEntries = () => [
    {
      kind: "choice" as const,
      label: w("model.thinking"),
      value: shown() ?? "auto",
      options: [
        { value: "auto", label: w("effort.auto") },
        ...offered().map((value) => ({ value, label: w(`effort.${value}`) })),
      ],
      choose,
    },
  ];

  return (
    <div class="mx-auto w-full max-w-measure px-2.5 text-xs text-muted" data-testid="model">
      <div class="flex max-w-full flex-wrap items-center">
        <Show when={choosesModel()}>
          <ModelButton
            label={named()}
            title={w("model.choose")}
            workflowId={workflow().id}
            own={ownOption(workflow())}
            chosen={model.isMissing() ? "" : model.name()}
            onChoose={chooseModel}
            class={lineButton}
          >
            {title()}
            <Icon name="chevron" class="size-4 shrink-0" />
          </ModelButton>
        </Show>
        <Show
          when={offered().length > 0}
          fallback={
            <Show when={!choosesModel() || effortWord()}>
              <p class="flex min-w-0 items-center gap-1.5 px-1.5 py-1">
                <span class="sr-only">{label()}</span>
                <span class="flex min-w-0 gap-1.5" aria-hidden="true">
                  <Show when={!choosesModel()}>{title()}</Show>
                  <Show when={effortWord()}>
                    {(word) => <span class="shrink-0 font-medium">· {word()}</span>}
                  </Show>
                </span>
              </p>
            </Show>
          }
        >
          <MenuButton
            label={choosesModel() ? effortLabel() : label()}
            icon="chevron"
            class={`${lineButton} flex-row-reverse [&>svg]:size-4`}
            entries={effortEntries()}
          >
            <span class="flex min-w-0 gap-1.5">
              <Show
                when={choosesModel()}
                fallback={
                  <>
                    {title()}
                    <Show when={effortWord()}>
                      {(word) => <span class="shrink-0 font-medium">· {word()}</span>}
                    </Show>
                  </>
                }
              >
                {/* Short, so that the line stays one on a phone. */}
                {effortWord() ? effortLabel() : w("model.thinking")}
              </Show>
            </span>
          </MenuButton>
        </Show>
        <Show when={workflow().choosesModel}>
          <SecondModelButton workflow={workflow()} second={props.second} />
        </Show>
      </div>
      <ModelStatus model={model} choosesModel={workflow().choosesModel === true} />
    </div>
  );
}

const lineButton =
  "flex min-h-7 min-w-0 max-w-full items-center gap-1.5 rounded-lg px-1.5 hover:bg-hover hover:text-fg coarse:min-h-11";

function toEffort(value: string | null): Effort | null {
  return isEffort(value) ? value : null;
}

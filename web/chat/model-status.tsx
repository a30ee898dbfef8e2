import { A } from "@solidjs/router";
import { type JSX, Match, Show, Switch } from "solid-js";
import type { ChosenModel } from "../models/chosen-model.ts";
import { useChat } from "../state/chat.ts";
import { useModelWords } from "./words/model-words.ts";

/** Why the chosen model does not reply, and what the user can do. */
export function ModelStatus(props: { model: ChosenModel; choosesModel: boolean }): JSX.Element {
  const w = useModelWords();
  const chat = useChat();
  const isGuest = () => chat.state().user?.isGuest === true;
  return (
    <Switch>
      <Match when={props.model.isMissing()}>
        <p role="status" class={line}>
          {w(props.choosesModel ? "model.missing.choose" : "model.missing")}
          <Show when={isGuest()}>
            {" "}
            <A
              href="/sign-in"
              class="underline underline-offset-2 hover:text-fg coarse:inline-block coarse:py-3"
            >
              {w("model.signIn")}
            </A>
          </Show>
        </p>
      </Match>
      <Match when={props.model.gone()}>
        {(gone) => (
          <p role="status" class={line}>
            {w("model.gone", gone(), props.model.title())}
          </p>
        )}
      </Match>
      <Match when={props.model.isRemoved()}>
        <p role="status" class={line}>
          {w("model.removed", props.model.name())}
        </p>
      </Match>
    </Switch>
  );
}

const line = "px-1.5 pb-1 wrap-anywhere";

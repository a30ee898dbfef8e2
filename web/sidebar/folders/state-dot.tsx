import { type JSX, Match, Switch } from "solid-js";
import { useProjectWords } from "../../projects/words/project-words.ts";

/** Whether a reply is being written, or has ended unseen. */
export function StateDot(props: { running: boolean; unread: boolean }): JSX.Element {
  const w = useProjectWords();
  return (
    <Switch>
      <Match when={props.running}>
        <Dot label={w("running")} class="animate-pulse border-2 border-accent" />
      </Match>
      <Match when={props.unread}>
        <Dot label={w("unread")} class="bg-accent" />
      </Match>
    </Switch>
  );
}

function Dot(props: { label: string; class: string }): JSX.Element {
  return (
    <span
      class={`size-2 shrink-0 rounded-full ${props.class}`}
      role="img"
      aria-label={props.label}
      title={props.label}
    />
  );
}

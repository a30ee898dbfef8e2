import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import type { PushPreferences, PushView } from "../../shared/push.ts";
import { fromClock, toClock } from "./clock-time.ts";
import type { PushControl } from "./push-settings.ts";
import { usePushWords } from "./words/push-words.ts";

type Quiet = NonNullable<PushPreferences["quiet"]>;

/** From ten in the evening until seven. */
const usualQuiet: Quiet = { from: 22 * 60, until: 7 * 60 };

/** How the user wants to be notified; a change is saved immediately. */
export function PushPreferencesForm(props: { control: PushControl; view: PushView }): JSX.Element {
  const w = usePushWords();
  const hint = createUniqueId();
  const [chosen, setChosen] = createSignal<PushPreferences | null>(null);
  // A second choice builds on the first, also before that is saved.
  const wanted = () => chosen() ?? props.view.preferences;
  const save = (change: Partial<PushPreferences>) => {
    const next = { ...wanted(), ...change };
    setChosen(next);
    const forget = () => setChosen((newest) => (newest === next ? null : newest));
    void props.control.save(next).finally(forget);
  };
  return (
    <div class="mt-4 flex flex-col">
      <label class="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          class="size-5 shrink-0 accent-accent"
          aria-describedby={hint}
          checked={wanted().showText}
          onChange={(event) => save({ showText: event.currentTarget.checked })}
        />
        {w("push.showText")}
      </label>
      <p id={hint} class="ms-8 text-sm text-muted">
        {w("push.showText.hint")}
      </p>
      <label class="mt-2 flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          class="size-5 shrink-0 accent-accent"
          checked={wanted().quiet !== null}
          onChange={(event) => save({ quiet: event.currentTarget.checked ? usualQuiet : null })}
        />
        {w("push.quiet")}
      </label>
      <Show when={wanted().quiet}>
        {(quiet) => (
          <QuietHours
            quiet={quiet()}
            timeZone={props.view.timeZone}
            onChange={(chosen) => save({ quiet: chosen })}
          />
        )}
      </Show>
    </div>
  );
}

function QuietHours(props: {
  quiet: Quiet;
  timeZone: string;
  onChange: (quiet: Quiet) => void;
}): JSX.Element {
  const w = usePushWords();
  const [isSame, setSame] = createSignal(false);
  const choose = (end: keyof Quiet, text: string) => {
    const minute = fromClock(text);
    // A field that is being typed in has no time yet.
    if (minute === null) return;
    const chosen = { ...props.quiet, [end]: minute };
    setSame(chosen.from === chosen.until);
    if (chosen.from !== chosen.until) props.onChange(chosen);
  };
  return (
    <fieldset class="ms-8">
      <legend class="sr-only">{w("push.quiet")}</legend>
      <div class="flex flex-wrap gap-4">
        <Time
          label={w("push.quiet.from")}
          minute={props.quiet.from}
          onChange={(text) => choose("from", text)}
        />
        <Time
          label={w("push.quiet.until")}
          minute={props.quiet.until}
          onChange={(text) => choose("until", text)}
        />
      </div>
      <Show
        when={isSame()}
        fallback={<p class="mt-1 text-sm text-muted">{w("push.quiet.hint", props.timeZone)}</p>}
      >
        <p role="alert" class="mt-1 text-sm text-danger">
          {w("push.quiet.same")}
        </p>
      </Show>
    </fieldset>
  );
}

function Time(props: {
  label: string;
  minute: number;
  onChange: (text: string) => void;
}): JSX.Element {
  return (
    <label class="flex items-center gap-2 text-sm">
      {props.label}
      <input
        type="time"
        class="min-h-9 rounded-lg border border-line bg-bg px-2 coarse:min-h-11"
        value={toClock(props.minute)}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </label>
  );
}

import { createSignal, For, type JSX } from "solid-js";
import {
  type Announcement,
  maxAnnouncementLength,
  severities,
  type Severity,
} from "../../../shared/announcement.ts";
import { newId } from "../../../shared/ids.ts";
import { describedBy, inputClass, Labelled, useIds } from "../../account/field.tsx";
import { createForm, FormEnd } from "../../account/form.tsx";
import { readLocalMoment, toLocalMoment } from "./local-moment.ts";
import { useBrandingWords } from "./words/branding-words.ts";

/** A new announcement. */
export function AnnouncementForm(props: {
  publish: (announcement: Announcement) => Promise<void>;
}): JSX.Element {
  const w = useBrandingWords();
  const [text, setText] = createSignal("");
  const [severity, setSeverity] = createSignal<Severity>("info");
  const [starts, setStarts] = createSignal(toLocalMoment(new Date()));
  const [ends, setEnds] = createSignal("");
  const textIds = useIds();
  const severityIds = useIds();
  const isWrongEnd = () => {
    const [start, end] = [readLocalMoment(starts()), readLocalMoment(ends())];
    return ends() !== "" && (!end || (start && end <= start));
  };
  const form = createForm<"text" | "starts" | "ends">({
    check: () => ({
      text: text().trim() === "" ? () => w("news.wrongText") : undefined,
      starts: readLocalMoment(starts()) ? undefined : () => w("news.wrongStart"),
      ends: isWrongEnd() ? () => w("news.wrongEnd") : undefined,
    }),
    async send() {
      await props.publish({
        id: newId("announcement"),
        text: text().trim(),
        severity: severity(),
        startsAt: (readLocalMoment(starts()) ?? new Date()).toISOString(),
        endsAt: readLocalMoment(ends())?.toISOString() ?? null,
      });
      setText("");
      setStarts(toLocalMoment(new Date()));
      setEnds("");
    },
    say: { conflict: () => w("news.full") },
  });
  return (
    <form class="mt-4 flex max-w-md flex-col gap-4" noValidate onSubmit={form.submit}>
      <Labelled label={w("news.text")} ids={textIds} problem={form.problem("text")}>
        <textarea
          id={textIds.input}
          rows={2}
          dir={text() === "" ? undefined : "auto"}
          value={text()}
          maxLength={maxAnnouncementLength}
          aria-invalid={form.problem("text") ? "true" : undefined}
          aria-describedby={describedBy({ problem: form.problem("text") }, textIds)}
          class={`${inputClass} field-sizing-content block max-h-[40dvh] min-h-16 resize-y`}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Labelled>
      <Labelled label={w("news.severity")} ids={severityIds}>
        <select
          id={severityIds.input}
          class={inputClass}
          onChange={({ currentTarget }) =>
            setSeverity(severities.find((each) => each === currentTarget.value) ?? "info")
          }
        >
          <For each={severities}>
            {(each) => (
              <option value={each} selected={each === severity()}>
                {w(`severity.${each}`)}
              </option>
            )}
          </For>
        </select>
      </Labelled>
      <MomentField
        label={w("news.starts")}
        value={starts()}
        onInput={setStarts}
        problem={form.problem("starts")}
      />
      <MomentField
        label={w("news.ends")}
        hint={w("news.ends.hint")}
        value={ends()}
        onInput={setEnds}
        problem={form.problem("ends")}
      />
      <FormEnd form={form} label={w("news.publish")} class="self-start" />
    </form>
  );
}

function MomentField(props: {
  label: string;
  hint?: string;
  value: string;
  onInput: (value: string) => void;
  problem: JSX.Element;
}): JSX.Element {
  const ids = useIds();
  return (
    <Labelled {...props} ids={ids}>
      <input
        id={ids.input}
        type="datetime-local"
        value={props.value}
        aria-invalid={props.problem ? "true" : undefined}
        aria-describedby={describedBy(props, ids)}
        class={inputClass}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </Labelled>
  );
}

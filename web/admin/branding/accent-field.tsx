import { createMemo, type JSX, Show } from "solid-js";
import {
  backgrounds,
  colourPattern,
  leastContrast,
  shadesOf,
  type ThemeName,
  usualAccent,
  weakestContrast,
} from "../../../shared/brand-colours.ts";
import { describedBy, inputClass, Labelled, useIds } from "../../account/field.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { withRegion } from "../../i18n/region.ts";
import { useBrandingWords } from "./words/branding-words.ts";

/** The sentences about a colour's contrast. */
export function useContrastWords() {
  const w = useBrandingWords();
  const { locale } = useI18n();
  const say = (ratio: number) =>
    ratio.toLocaleString(withRegion(locale()), { maximumFractionDigits: 1 });
  return {
    reached: (theme: ThemeName, colour: string) =>
      w("accent.ratio", say(weakestContrast(theme, colour))),
    low: (theme: ThemeName, colour: string) =>
      w("accent.low", say(weakestContrast(theme, colour)), say(leastContrast)),
  };
}

/** The accent colour of a theme, with how it looks there and whether it can be read. */
export function AccentField(props: {
  theme: ThemeName;
  value: string;
  isDecided: boolean;
  onInput: (colour: string) => void;
  problem: JSX.Element;
}): JSX.Element {
  const w = useBrandingWords();
  const contrast = useContrastWords();
  const ids = useIds();
  const label = () => w(`accent.${props.theme}`);
  const colour = createMemo(() => {
    const typed = props.value.trim().toLowerCase();
    return colourPattern.test(typed) ? typed : null;
  });
  const isLow = () => {
    const known = colour();
    return known !== null && weakestContrast(props.theme, known) < leastContrast;
  };
  /** What is shown while one types, before the form says what is wrong. */
  const hint = () => {
    const known = colour();
    if (known === null || props.problem) return "";
    return isLow() ? contrast.low(props.theme, known) : contrast.reached(props.theme, known);
  };
  const given = () => ({ hint: hint(), problem: props.problem });
  return (
    <Labelled label={label()} hint={hint()} problem={props.problem} ids={ids}>
      <div class="flex gap-2">
        <Show when={!props.isDecided}>
          <input
            type="color"
            class="size-10 shrink-0 rounded-lg border border-line-strong bg-bg p-1 coarse:size-11"
            aria-label={w("accent.pick", label())}
            value={colour() ?? usualAccent[props.theme]}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
        </Show>
        <input
          id={ids.input}
          dir="ltr"
          class={inputClass}
          value={props.value}
          readOnly={props.isDecided}
          maxLength={7}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={props.problem ? "true" : undefined}
          aria-describedby={describedBy(given(), ids)}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      </div>
      <Show when={isLow() ? null : colour()}>
        {(known) => <Sample theme={props.theme} colour={known()} />}
      </Show>
    </Labelled>
  );
}

/** A button and a link as they look in a theme, whichever the page has. */
function Sample(props: { theme: ThemeName; colour: string }): JSX.Element {
  const w = useBrandingWords();
  return (
    <div
      aria-hidden="true"
      class="mt-2 flex items-center gap-4 rounded-lg border border-line px-3 py-2 text-sm"
      style={{ background: backgrounds[props.theme][0] }}
    >
      <span
        class="rounded-lg px-3 py-1.5 font-medium"
        style={{
          background: props.colour,
          color: shadesOf(props.theme, props.colour).onAccent,
        }}
      >
        {w("accent.sample")}
      </span>
      <span class="underline" style={{ color: props.colour }}>
        {w("accent.sample")}
      </span>
    </div>
  );
}

import { createSignal, type JSX, Show } from "solid-js";
import { colourPattern, isReadable, usualAccent } from "../../../shared/brand-colours.ts";
import { maxBrandName } from "../../../shared/brand.ts";
import type { BrandingForAdmin } from "../../../shared/branding.ts";
import { TextField } from "../../account/field.tsx";
import { createForm, FormEnd } from "../../account/form.tsx";
import { Notice, Section } from "../../account/section.tsx";
import { useAccountWords } from "../../account/words/account-words.ts";
import { useChat } from "../../state/chat.ts";
import { AccentField, useContrastWords } from "./accent-field.tsx";
import { useBrandingWords } from "./words/branding-words.ts";

/** The server's name and colours. */
export function LookSection(props: {
  branding: BrandingForAdmin;
  onSaved: () => Promise<void>;
}): JSX.Element {
  const w = useBrandingWords();
  const a = useAccountWords();
  const chat = useChat();
  const { brand, set, decided } = props.branding;
  const shown = decided.accent ? brand.accent : set.accent;
  const [name, setName] = createSignal((decided.name ? brand.name : set.name) ?? "");
  const [isOwn, setOwn] = createSignal(shown !== null);
  const [light, setLight] = createSignal(shown?.light ?? usualAccent.light);
  const [dark, setDark] = createSignal(shown?.dark ?? usualAccent.dark);
  const [saved, setSaved] = createSignal(false);
  const contrast = useContrastWords();
  const colours = { light, dark };
  const problemOf = (theme: "light" | "dark") => {
    if (!isOwn() || decided.accent) return undefined;
    const colour = colours[theme]();
    if (!colourPattern.test(colour.trim())) return () => w("accent.wrong");
    return isReadable(theme, colour.trim()) ? undefined : () => contrast.low(theme, colour.trim());
  };
  const form = createForm<"name" | "light" | "dark">({
    check: () => ({
      name: name().trim().length > maxBrandName ? () => w("name.long", maxBrandName) : undefined,
      light: problemOf("light"),
      dark: problemOf("dark"),
    }),
    async send() {
      setSaved(false);
      const own = isOwn() ? { light: light().trim(), dark: dark().trim() } : null;
      await chat.client.api.admin.branding.set.mutate({
        name: decided.name ? set.name : name().trim() || null,
        accent: decided.accent ? set.accent : own,
      });
      setSaved(true);
      await props.onSaved();
    },
    say: { conflict: () => w("decided") },
  });
  const change = <Value,>(to: (value: Value) => unknown) => {
    return (value: Value) => {
      setSaved(false);
      to(value);
    };
  };
  return (
    <form class="mt-4 flex flex-col gap-4" noValidate onSubmit={form.submit}>
      <Show
        when={!decided.name}
        fallback={<Decided label={w("name")} value={props.branding.brand.name} />}
      >
        <div class="max-w-sm">
          <TextField
            label={w("name")}
            hint={w("name.hint")}
            autocomplete="off"
            value={name()}
            onInput={change(setName)}
            problem={form.problem("name")}
          />
        </div>
      </Show>
      <Section title={w("accent")} intro={decided.accent ? w("decided") : w("accent.intro")}>
        <Show when={!decided.accent}>
          <label class="mt-3 flex min-h-9 items-center gap-2.5 coarse:min-h-11">
            <input
              type="checkbox"
              class="size-5 shrink-0 accent-accent"
              checked={isOwn()}
              onChange={(event) => change(setOwn)(event.currentTarget.checked)}
            />
            {w("accent.own")}
          </label>
        </Show>
        <Show when={isOwn()}>
          <div class="mt-3 grid gap-4 sm:grid-cols-2">
            <AccentField
              theme="light"
              value={light()}
              isDecided={decided.accent}
              onInput={change(setLight)}
              problem={form.problem("light")}
            />
            <AccentField
              theme="dark"
              value={dark()}
              isDecided={decided.accent}
              onInput={change(setDark)}
              problem={form.problem("dark")}
            />
          </div>
        </Show>
      </Section>
      <Show when={!decided.name || !decided.accent}>
        <FormEnd form={form} label={a("action.save")} class="self-start" />
      </Show>
      <Notice text={saved() ? w("saved") : ""} />
    </form>
  );
}

function Decided(props: { label: string; value: string }): JSX.Element {
  const w = useBrandingWords();
  return (
    <div>
      <p class="text-sm font-medium">{props.label}</p>
      <p class="mt-1 wrap-anywhere">{props.value}</p>
      <p class="mt-1 text-sm text-muted">{w("decided")}</p>
    </div>
  );
}

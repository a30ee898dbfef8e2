import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { minPasswordLength, maxPasswordLength } from "../../shared/limits.ts";
import type { ShareAudience, SharingMode } from "../../shared/share-audience.ts";
import type { Share } from "../../shared/share.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "../ui/button.tsx";
import { useShareWords } from "./words/share-words.ts";

/** The settings of a link in a form. */
export interface ShareChoices {
  audience: ShareAudience;
  hasThoughts: boolean;
  hasFiles: boolean;
  /** Null for never; undefined leaves it as it is. */
  expiresInHours: number | null | undefined;
  /** Null for none; undefined leaves it as it is. */
  password: string | null | undefined;
}

/** Expiries to choose from, in hours. */
const expiries = [
  ["never", null],
  ["day", 24],
  ["week", 7 * 24],
  ["month", 30 * 24],
] as const;

const fieldClass =
  "min-h-9 w-full rounded-lg border border-line-strong bg-bg px-3 py-1.5 text-sm aria-invalid:border-danger coarse:min-h-11";

/** The settings of a new link, or of an existing one. */
export function ShareForm(props: {
  mode: SharingMode;
  /** The link to change; absent for a new one. */
  share?: Share;
  submitLabel: string;
  onSubmit: (choices: ShareChoices) => Promise<void>;
  onCancel?: () => void;
}): JSX.Element {
  const { t } = useI18n();
  const w = useShareWords();
  const ids = { expiry: createUniqueId(), password: createUniqueId(), problem: createUniqueId() };
  const name = createUniqueId();
  const audiences = (): readonly ShareAudience[] =>
    props.mode === "public" ? ["public", "server", "me"] : ["server", "me"];
  const first = audiences()[0] ?? "me";
  const [audience, setAudience] = createSignal(props.share?.audience ?? first);
  const [hasThoughts, setThoughts] = createSignal(props.share?.hasThoughts ?? false);
  const [hasFiles, setFiles] = createSignal(props.share?.hasFiles ?? false);
  const [expiry, setExpiry] = createSignal(props.share ? "keep" : "never");
  const [password, setPassword] = createSignal("");
  const [removesPassword, setRemovesPassword] = createSignal(false);
  const [isShort, setShort] = createSignal(false);
  const [isPending, setPending] = createSignal(false);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isPending()) return;
    const isMissing = password() === "";
    setShort(!isMissing && Array.from(password()).length < minPasswordLength);
    if (isShort()) return document.getElementById(ids.password)?.focus();
    const none = props.share && !removesPassword() ? undefined : null;
    setPending(true);
    await props.onSubmit({
      audience: audience(),
      hasThoughts: hasThoughts(),
      hasFiles: hasFiles(),
      expiresInHours: expiries.find(([key]) => key === expiry())?.[1],
      password: isMissing || removesPassword() ? none : password(),
    });
    setPending(false);
  }

  return (
    <form class="flex flex-col gap-3" noValidate onSubmit={(event) => void submit(event)}>
      <fieldset>
        <legend class="mb-1 text-sm font-medium">{w("share.audience")}</legend>
        <For each={audiences()}>
          {(each) => (
            <label class="flex min-h-9 items-center gap-3 rounded-lg px-2 text-sm hover:bg-hover coarse:min-h-11">
              <input
                type="radio"
                name={name}
                class="size-4 shrink-0 accent-accent"
                checked={audience() === each}
                onChange={() => setAudience(each)}
              />
              {w(`share.audience.${each}`)}
            </label>
          )}
        </For>
      </fieldset>
      <fieldset>
        <legend class="mb-1 text-sm font-medium">{w("share.include")}</legend>
        <div class="flex flex-wrap gap-x-4">
          <Tick label={w("share.thoughts")} checked={hasThoughts()} onChange={setThoughts} />
          <Tick label={w("share.files")} checked={hasFiles()} onChange={setFiles} />
        </div>
      </fieldset>
      <div>
        <label for={ids.expiry} class="mb-1 block text-sm font-medium">
          {w("share.expires")}
        </label>
        <select
          id={ids.expiry}
          class={fieldClass}
          value={expiry()}
          onChange={(event) => setExpiry(event.currentTarget.value)}
        >
          <Show when={props.share}>
            <option value="keep">{w("share.expires.keep")}</option>
          </Show>
          <For each={expiries}>
            {([key]) => <option value={key}>{w(`share.expires.${key}`)}</option>}
          </For>
        </select>
      </div>
      <div>
        <label for={ids.password} class="mb-1 block text-sm font-medium">
          {w(props.share?.hasPassword ? "share.password.new" : "share.password")}
        </label>
        <input
          id={ids.password}
          type="password"
          autocomplete="new-password"
          maxLength={maxPasswordLength}
          class={fieldClass}
          value={password()}
          disabled={removesPassword()}
          aria-invalid={isShort() ? "true" : undefined}
          aria-describedby={isShort() ? ids.problem : undefined}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
        <Show when={isShort()}>
          <p id={ids.problem} role="alert" class="mt-1 text-sm text-danger">
            {w("share.password.short")}
          </p>
        </Show>
        <Show when={props.share?.hasPassword}>
          <Tick
            label={w("share.password.remove")}
            checked={removesPassword()}
            onChange={setRemovesPassword}
          />
        </Show>
      </div>
      <div class="flex justify-end gap-2">
        <Show when={props.onCancel}>
          {(cancel) => <Button onClick={() => cancel()()}>{t("app.cancel")}</Button>}
        </Show>
        <Button type="submit" look="primary" aria-disabled={isPending()}>
          {props.submitLabel}
        </Button>
      </div>
    </form>
  );
}

function Tick(props: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}): JSX.Element {
  return (
    <label class="flex min-h-9 items-center gap-3 rounded-lg px-2 text-sm hover:bg-hover coarse:min-h-11">
      <input
        type="checkbox"
        class="size-4 shrink-0 accent-accent"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  );
}

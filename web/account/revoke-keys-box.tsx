import type { JSX } from "solid-js";
import { useAccountWords } from "./words/account-words.ts";

/** Asks whether to revoke API keys too when the password changes. */
export function RevokeKeysBox(props: {
  checked: boolean;
  onChange: (checked: boolean) => void;
}): JSX.Element {
  const w = useAccountWords();
  return (
    <label class="flex min-h-9 items-start gap-3 text-sm coarse:min-h-11">
      <input
        type="checkbox"
        class="mt-0.5 size-4.5 shrink-0 accent-accent"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {w("password.keys")}
    </label>
  );
}

import { createSignal, type JSX, Show } from "solid-js";
import type { EntryForAdmin } from "../../../shared/entry.ts";
import { signUpModes, toDomain } from "../../../shared/entry-modes.ts";
import { TextField } from "../../account/field.tsx";
import { createForm, FormEnd } from "../../account/form.tsx";
import { Notice, Section } from "../../account/section.tsx";
import { useAccountWords } from "../../account/words/account-words.ts";
import { useChat } from "../../state/chat.ts";
import { ChoiceList } from "./choice-list.tsx";
import { useEntryWords } from "./words/entry-words.ts";

/** The domains that were typed, with commas or blanks between them; null when one is none. */
function readDomains(text: string): string[] | null {
  const typed = text.split(/[\s,;]/).filter((part) => part !== "");
  const read = typed.map(toDomain);
  const domains = read.filter((domain) => domain !== null);
  return domains.length > 0 && domains.length === typed.length ? domains : null;
}

/** Who may register. */
export function SignUpSection(props: {
  entry: EntryForAdmin;
  onSaved: () => Promise<void>;
}): JSX.Element {
  const w = useEntryWords();
  const a = useAccountWords();
  const chat = useChat();
  const [mode, setMode] = createSignal(props.entry.signUp.mode);
  const [domains, setDomains] = createSignal(props.entry.signUp.domains.join(", "));
  const [saved, setSaved] = createSignal(false);
  const form = createForm<"domains">({
    check: () => ({
      domains:
        mode() === "domain" && readDomains(domains()) === null
          ? () => w("domains.wrong")
          : undefined,
    }),
    async send() {
      setSaved(false);
      const rule = { mode: mode(), domains: readDomains(domains()) ?? [] };
      await chat.client.api.admin.entry.setSignUp.mutate(rule);
      setSaved(true);
      await props.onSaved();
    },
    say: { conflict: () => w("decided") },
  });
  const hasNoMail = () => !props.entry.confirmsAddresses;
  const hints = {
    open: () => undefined,
    invitation: () => w("signUp.invitation.hint"),
    domain: () => (hasNoMail() ? w("domain.noMail") : w("signUp.domain.hint")),
    closed: () => w("signUp.closed.hint"),
  };
  return (
    <Section title={w("signUp.title")}>
      <Show when={props.entry.decided.signUp}>
        <p class="mt-1 text-sm text-muted">{w("decided")}</p>
      </Show>
      <form class="mt-3 flex flex-col gap-3" noValidate onSubmit={form.submit}>
        <ChoiceList
          label={w("signUp.title")}
          choices={signUpModes.map((value) => ({
            value,
            label: w(`signUp.${value}`),
            hint: hints[value](),
            isDisabled: value === "domain" && hasNoMail(),
          }))}
          chosen={mode()}
          onChoose={(chosen) => {
            setSaved(false);
            setMode(chosen);
          }}
          isDisabled={props.entry.decided.signUp}
        />
        <Show when={mode() === "domain"}>
          <Show
            when={!props.entry.decided.signUp}
            fallback={
              <p class="text-sm wrap-anywhere">
                {w("domains")}: {domains()}
              </p>
            }
          >
            <TextField
              label={w("domains")}
              hint={w("domains.hint")}
              autocomplete="off"
              value={domains()}
              onInput={setDomains}
              problem={form.problem("domains")}
            />
          </Show>
        </Show>
        <Show when={!props.entry.decided.signUp}>
          <FormEnd form={form} label={a("action.save")} class="self-start" />
        </Show>
      </form>
      <Notice text={saved() ? a("action.saved") : ""} />
    </Section>
  );
}

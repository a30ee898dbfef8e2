import { createSignal, For, type JSX } from "solid-js";
import type { EntryForAdmin } from "../../../shared/entry.ts";
import { newId } from "../../../shared/ids.ts";
import type { CreateInvitation } from "../../../shared/invitations.ts";
import {
  type InvitationGrant,
  maxInvitationName,
  maxInvitationUses,
} from "../../../shared/invitation-limits.ts";
import { inputClass, Labelled, TextField, useIds } from "../../account/field.tsx";
import { createForm, FormEnd } from "../../account/form.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { withRegion } from "../../i18n/region.ts";
import { useEntryWords } from "./words/entry-words.ts";

/** Days after which an invitation can end. */
const lifetimes = [1, 7, 30, 365];

/** How many people can use an invitation; null for any number, undefined for what is no number. */
function readUses(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const uses = Number(text);
  return Number.isInteger(uses) && uses >= 1 && uses <= maxInvitationUses ? uses : undefined;
}

/** The settings of a new invitation. */
export function InvitationForm(props: {
  entry: EntryForAdmin;
  create: (wanted: CreateInvitation) => Promise<void>;
}): JSX.Element {
  const w = useEntryWords();
  const { locale } = useI18n();
  const [name, setName] = createSignal("");
  const [chosen, setGrants] = createSignal<InvitationGrant>("user");
  const [uses, setUses] = createSignal("1");
  const [days, setDays] = createSignal("7");
  // Elsewhere guests need no invitation, or are not let in by any.
  const offered = (): readonly InvitationGrant[] =>
    props.entry.guests === "link" ? ["user", "admin", "guest"] : ["user", "admin"];
  const grants = () => (offered().includes(chosen()) ? chosen() : "user");
  const inDays = (count: number) =>
    new Intl.NumberFormat(withRegion(locale()), {
      style: "unit",
      unit: "day",
      unitDisplay: "long",
    }).format(count);
  const form = createForm<"uses" | "name">({
    check: () => ({
      name: name().trim().length > maxInvitationName ? () => w("invitations.nameLong") : undefined,
      uses: readUses(uses()) === undefined ? () => w("invitations.usesWrong") : undefined,
    }),
    async send() {
      await props.create({
        id: newId("invitation"),
        name: name().trim(),
        grants: grants(),
        maxUses: readUses(uses()) ?? null,
        expiresInHours: 24 * Number(days()),
      });
      setName("");
    },
    say: { conflict: () => w("invitations.full") },
  });
  return (
    <form class="mt-4 flex max-w-sm flex-col gap-4" noValidate onSubmit={form.submit}>
      <TextField
        label={w("invitations.name")}
        hint={w("invitations.name.hint")}
        autocomplete="off"
        value={name()}
        onInput={setName}
        problem={form.problem("name")}
      />
      <Select
        label={w("invitations.grants")}
        options={offered().map((value) => ({ value, label: w(`grants.${value}`) }))}
        chosen={grants()}
        onChoose={setGrants}
      />
      <TextField
        label={w("invitations.maxUses")}
        hint={w("invitations.maxUses.hint")}
        autocomplete="off"
        inputmode="numeric"
        value={uses()}
        onInput={setUses}
        problem={form.problem("uses")}
      />
      <Select
        label={w("invitations.expires")}
        options={lifetimes.map((count) => ({ value: String(count), label: inDays(count) }))}
        chosen={days()}
        onChoose={setDays}
      />
      <FormEnd form={form} label={w("invitations.create")} class="self-start" />
    </form>
  );
}

function Select<Value extends string>(props: {
  label: string;
  options: readonly { value: Value; label: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
}): JSX.Element {
  const ids = useIds();
  return (
    <Labelled label={props.label} ids={ids}>
      <select
        id={ids.input}
        class={inputClass}
        onChange={({ currentTarget }) => {
          const found = props.options.find(({ value }) => value === currentTarget.value);
          if (found) props.onChoose(found.value);
        }}
      >
        <For each={props.options}>
          {({ value, label }) => (
            <option value={value} selected={value === props.chosen}>
              {label}
            </option>
          )}
        </For>
      </select>
    </Labelled>
  );
}

import { createSignal, type JSX } from "solid-js";
import type { NewUser } from "../../../shared/admin.ts";
import { checkEmail } from "../../account/check-fields.ts";
import { TextField } from "../../account/field.tsx";
import { createForm, FormEnd } from "../../account/form.tsx";
import { Section } from "../../account/section.tsx";
import { useProblem } from "../../account/use-problem.ts";
import { useAccountWords } from "../../account/words/account-words.ts";
import { useAddUsersWords } from "./words/add-users-words.ts";

/** Creates one account. */
export function OneUserSection(props: {
  create: (users: readonly NewUser[]) => Promise<void>;
}): JSX.Element {
  const w = useAddUsersWords();
  const a = useAccountWords();
  const problem = useProblem();
  const [email, setEmail] = createSignal("");
  const [isAdmin, setAdmin] = createSignal(false);
  const form = createForm<"email">({
    check: () => ({ email: problem(checkEmail(email())) }),
    async send() {
      await props.create([{ email: email().trim(), role: isAdmin() ? "admin" : "user" }]);
      setEmail("");
      setAdmin(false);
    },
    fieldOf: { invalid_input: "email" },
    say: { invalid_input: () => a("wrong.email") },
  });
  return (
    <Section title={w("one.title")}>
      <form class="mt-3 flex max-w-sm flex-col gap-4" noValidate onSubmit={form.submit}>
        <TextField
          label={a("field.email")}
          type="email"
          autocomplete="off"
          value={email()}
          onInput={setEmail}
          problem={form.problem("email")}
        />
        <label class="flex min-h-9 items-center gap-3 text-sm coarse:min-h-11">
          <input
            type="checkbox"
            class="size-4 shrink-0 accent-accent"
            checked={isAdmin()}
            onChange={(event) => setAdmin(event.currentTarget.checked)}
          />
          {w("one.admin")}
        </label>
        <FormEnd form={form} label={w("one.submit")} class="self-start" />
      </form>
    </Section>
  );
}

import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import type { NewUser } from "../../../shared/admin.ts";
import { createForm, FormEnd } from "../../account/form.tsx";
import { Section } from "../../account/section.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { withRegion } from "../../i18n/region.ts";
import { maxUserListText, readUserList, type UserList } from "./read-user-list.ts";
import { useAddUsersWords } from "./words/add-users-words.ts";

/** Most numbers of lines that are listed. */
const mostLines = 20;

/** Creates the accounts of a list that a spreadsheet or a directory has exported. */
export function ImportSection(props: {
  create: (users: readonly NewUser[]) => Promise<void>;
}): JSX.Element {
  const w = useAddUsersWords();
  const { locale } = useI18n();
  const id = createUniqueId();
  const [list, setList] = createSignal<UserList | null>(null);
  let input: HTMLInputElement | undefined;
  const form = createForm<never>({
    check: () => ({}),
    async send() {
      const { users = [] } = list() ?? {};
      if (users.length === 0) return;
      await props.create(users);
      setList(null);
      if (input) input.value = "";
    },
  });
  async function read(file: File | undefined): Promise<void> {
    // Each character takes four bytes at most; the rest would be cut off anyway.
    setList(file ? readUserList(await file.slice(0, 4 * maxUserListText).text()) : null);
  }
  const count = (number: number) => new Intl.NumberFormat(withRegion(locale())).format(number);
  const lines = (numbers: readonly number[]) => {
    const shown = numbers.slice(0, mostLines).map(count).join(", ");
    return numbers.length > mostLines ? `${shown}, …` : shown;
  };
  return (
    <Section title={w("list.title")} intro={w("list.intro")}>
      <pre dir="ltr" class="mt-3 rounded-lg border border-line bg-subtle px-4 py-3 text-sm">
        <code>{"email,role\nann@example.org,user\nbob@example.org,admin"}</code>
      </pre>
      <form class="mt-3 flex flex-col items-start gap-3" onSubmit={form.submit}>
        <div class="w-full">
          <label for={id} class="mb-1 block text-sm font-medium">
            {w("list.file")}
          </label>
          <input
            ref={input}
            id={id}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            class="block w-full max-w-full text-sm file:me-3 file:min-h-9 file:cursor-pointer file:rounded-lg file:border file:border-line file:bg-bg file:px-3 file:text-fg hover:file:bg-hover coarse:file:min-h-11"
            onChange={(event) => void read(event.currentTarget.files?.[0])}
          />
        </div>
        <div role="status" class="text-sm empty:hidden">
          <Show when={list()}>
            {(read) => (
              <>
                <p class="font-medium">{w("list.found", count(read().users.length))}</p>
                <Show when={read().wrongLines.length > 0}>
                  <p class="mt-1 text-danger">{w("list.wrong", lines(read().wrongLines))}</p>
                </Show>
                <Show when={read().isCut}>
                  <p class="mt-1 text-danger">{w("list.cut")}</p>
                </Show>
              </>
            )}
          </Show>
        </div>
        <Show when={(list()?.users.length ?? 0) > 0}>
          <FormEnd form={form} label={w("list.submit")} class="" />
        </Show>
      </form>
    </Section>
  );
}

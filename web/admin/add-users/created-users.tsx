import { For, type JSX, Show } from "solid-js";
import type { CreatedUser } from "../../../shared/admin.ts";
import { NewSecret } from "../../account/new-secret.tsx";
import { Section } from "../../account/section.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { withRegion } from "../../i18n/region.ts";
import { appAddress } from "../../state/base-path.ts";
import { Button } from "../../ui/button.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { useAddUsersWords } from "./words/add-users-words.ts";

/** Most addresses that are listed. */
const mostShown = 100;

const linkOf = (secret: string) => `${appAddress()}/reset-password#${secret}`;

/** What became of the accounts, and on a server without mail the links to hand over. */
export function CreatedUsers(props: { users: readonly CreatedUser[] }): JSX.Element {
  const w = useAddUsersWords();
  const { locale } = useI18n();
  const count = (number: number) => new Intl.NumberFormat(withRegion(locale())).format(number);
  const created = () => props.users.filter(({ outcome }) => outcome === "created");
  const existing = () => props.users.filter(({ outcome }) => outcome === "exists");
  const invalid = () => props.users.filter(({ outcome }) => outcome === "invalid");
  const links = () =>
    props.users.flatMap(({ email, secret }) =>
      secret === null ? [] : [{ email, link: linkOf(secret) }],
    );
  const onlyLink = () => (links().length === 1 ? links()[0] : undefined);

  function save(): void {
    // A spreadsheet would run a cell that begins with one of these (OWASP, CSV injection).
    const safe = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
    const rows = links().map(
      ({ email, link }) => `"${safe(email).replaceAll('"', '""')}","${link}"`,
    );
    const blob = new Blob([["email,link", ...rows].join("\r\n")], { type: "text/csv" });
    saveFile(blob, "links.csv");
  }

  return (
    <div
      class="outline-none"
      tabindex="-1"
      // Takes the focus, so that it is in view.
      ref={(element) => queueMicrotask(() => element.focus())}
    >
      <Section title={w("done.title")}>
        <div role="status" class="mt-2 text-sm">
          <p>{w("done.created", count(created().length))}</p>
          <Addresses says={w("done.exist", count(existing().length))} users={existing()} />
          <Addresses says={w("done.invalid", count(invalid().length))} users={invalid()} />
        </div>
        <Show when={onlyLink()}>
          {(only) => <NewSecret says={w("done.link", only().email)} secret={only().link} />}
        </Show>
        <Show when={links().length > 1}>
          <p class="mt-3 text-sm font-medium">{w("done.links")}</p>
          <Button class="mt-2" icon="document" onClick={save}>
            {w("done.save")}
          </Button>
        </Show>
      </Section>
    </div>
  );
}

function Addresses(props: { says: string; users: readonly CreatedUser[] }): JSX.Element {
  return (
    <Show when={props.users.length > 0}>
      <p class="mt-1">{props.says}</p>
      <ul class="mt-1 text-muted">
        <For each={props.users.slice(0, mostShown)}>
          {({ email }) => (
            <li dir="auto" class="wrap-anywhere">
              {email}
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

import { useLocation } from "@solidjs/router";
import { For, type JSX } from "solid-js";
import { PageLink } from "../account/links.tsx";
import { useAccountWords } from "../account/words/account-words.ts";

/** The pages of admins, and the word that names each. */
const pages = [
  { href: "/admin/users", word: "users.title" },
  { href: "/admin/audit", word: "audit.title" },
  { href: "/admin/jobs", word: "jobs.title" },
] as const;

/** Ways from one page of admins to the others. */
export function AdminLinks(): JSX.Element {
  const w = useAccountWords();
  const location = useLocation();
  return (
    <nav aria-label={w("admin.pages")} class="flex flex-wrap gap-x-4">
      <For each={pages.filter(({ href }) => href !== location.pathname)}>
        {({ href, word }) => <PageLink href={href}>{w(word)}</PageLink>}
      </For>
    </nav>
  );
}

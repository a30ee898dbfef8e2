import { useLocation } from "@solidjs/router";
import { For, type JSX } from "solid-js";
import { PageLink } from "../account/links.tsx";
import { useAccountWords } from "../account/words/account-words.ts";
import { useMenuWords } from "../sidebar/words/menu-words.ts";

/** Links between the admin pages. */
export function AdminLinks(): JSX.Element {
  const w = useAccountWords();
  const m = useMenuWords();
  const location = useLocation();
  const pages = () => [
    { href: "/admin/analytics", label: m("menu.analytics") },
    { href: "/admin/users", label: w("users.title") },
    { href: "/admin/workflows", label: m("menu.workflows") },
    { href: "/admin/connections", label: w("connections.title") },
    { href: "/admin/audit", label: w("audit.title") },
    { href: "/admin/jobs", label: w("jobs.title") },
  ];
  return (
    <nav aria-label={w("admin.pages")} class="flex flex-wrap gap-x-4">
      <For each={pages().filter(({ href }) => href !== location.pathname)}>
        {({ href, label }) => <PageLink href={href}>{label}</PageLink>}
      </For>
    </nav>
  );
}

import type { JSX } from "solid-js";
import { AccountPage } from "../account/account-page.tsx";
import { PageLink } from "../account/links.tsx";
import { useChat } from "../state/chat.ts";
import { Dashboard } from "./dashboard.tsx";
import { useAnalyticsWords } from "./words/analytics-words.ts";

/** The figures of all users, for admins. */
export function AdminAnalyticsPage(): JSX.Element {
  const w = useAnalyticsWords();
  const { client } = useChat();
  const { analytics } = client.api.admin;
  return (
    <AccountPage title={w("title")} room="plots">
      <Dashboard
        source={{
          read: (look) => client.grant().then(() => analytics.read.query(look)),
          export: (look) => analytics.export.query(look),
          readPersons: (look) => client.grant().then(() => analytics.byPerson.query(look)),
          readComments: (look) => client.grant().then(() => analytics.comments.query(look)),
        }}
      />
    </AccountPage>
  );
}

/** The user's own figures. */
export function MyAnalyticsPage(): JSX.Element {
  const w = useAnalyticsWords();
  const { client } = useChat();
  const { analytics } = client.api;
  return (
    <AccountPage title={w("mine")} room="plots">
      <p class="mt-1">{w("mine.intro")}</p>
      <PageLink href="/settings/data">{w("settings")}</PageLink>
      <Dashboard
        source={{
          read: (look) => client.grant().then(() => analytics.mine.query(look)),
          export: (look) => analytics.exportMine.query(look),
        }}
      />
    </AccountPage>
  );
}

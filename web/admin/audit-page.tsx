import { createSignal, For, type JSX, Show } from "solid-js";
import type { AuditEvent } from "../../shared/audit.ts";
import { AccountPage } from "../account/account-page.tsx";
import { createLoaded, LoadedView } from "../account/loaded.tsx";
import { useAccountWords } from "../account/words/account-words.ts";
import { messageTime } from "../ui/message-time.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { useToasts } from "../ui/toasts.tsx";

/** The audit log for admins, newest entry first. */
export function AuditPage(): JSX.Element {
  const w = useAccountWords();
  const { t } = useI18n();
  const chat = useChat();
  const toasts = useToasts();
  const [more, setMore] = createSignal<readonly AuditEvent[]>([]);
  const [cursor, setCursor] = createSignal<number | null>(null);
  const first = createLoaded(async () => {
    const page = await chat.client.api.admin.audit.query({});
    setCursor(page.nextCursor);
    return page.events;
  });
  async function showMore(): Promise<void> {
    const after = cursor();
    if (after === null) return;
    try {
      const page = await chat.client.api.admin.audit.query({ cursor: after });
      setMore((shown) => [...shown, ...page.events]);
      setCursor(page.nextCursor);
    } catch {
      toasts.show({ text: () => t("app.unavailable") });
    }
  }
  return (
    <AccountPage title={w("audit.title")} wide isText>
      <LoadedView loaded={first}>
        {(events) => (
          <>
            <ul aria-label={w("audit.title")} class="mt-4 flex flex-col divide-y divide-line">
              <For
                each={[...events(), ...more()]}
                fallback={<li class="py-3 text-muted">{w("audit.none")}</li>}
              >
                {(event) => <AuditLine event={event} />}
              </For>
            </ul>
            <Show when={cursor()}>
              <Button class="mt-3" onClick={() => void showMore()}>
                {w("users.more")}
              </Button>
            </Show>
          </>
        )}
      </LoadedView>
    </AccountPage>
  );
}

function AuditLine(props: { event: AuditEvent }): JSX.Element {
  const w = useAccountWords();
  const { locale } = useI18n();
  const nameOf = (who: AuditEvent["actor"]) => who?.email ?? w("audit.gone");
  const by = () => {
    const { actor, user } = props.event;
    if (!actor) return w("audit.by", w("audit.operator"));
    return actor.id === user?.id ? "" : w("audit.by", nameOf(actor));
  };
  const details = () =>
    [by(), props.event.address ?? "", props.event.details["name"] ?? ""].filter(
      (part) => part !== "",
    );
  return (
    <li class="py-2.5">
      <p class="flex flex-wrap justify-between gap-x-4 font-medium">
        {w(`audit.${props.event.kind}`)}
        <time datetime={props.event.at} class="text-sm font-normal text-muted">
          {messageTime(props.event.at, new Date(), locale())}
        </time>
      </p>
      <p class="text-sm wrap-anywhere text-muted">
        {[...(props.event.user ? [nameOf(props.event.user)] : []), ...details()].join(" · ")}
      </p>
    </li>
  );
}

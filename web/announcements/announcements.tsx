import { createSignal, For, type JSX, onCleanup } from "solid-js";
import { followAnnouncements } from "../../client/announcements/follow-announcements.ts";
import type { Announcement, Severity } from "../../shared/announcement.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { IconButton } from "../ui/button.tsx";
import { createDismissals } from "./dismissals.ts";
import { useAnnouncementWords } from "./words/announcement-words.ts";

const looks: Readonly<Record<Severity, string>> = {
  info: "bg-bubble",
  warning: "border-s-4 border-s-accent bg-subtle",
  critical: "border-s-4 border-s-danger bg-danger-bg",
};

/** What admins tell everyone, above the page, until it is over or dismissed in this browser. */
export function Announcements(): JSX.Element {
  const { client } = useChat();
  const [all, setAll] = createSignal<readonly Announcement[]>([]);
  const dismissals = createDismissals();
  const abort = new AbortController();
  onCleanup(() => abort.abort());
  void followAnnouncements(client, {
    signal: abort.signal,
    onAnnouncements: (list) => setAll(list),
  });
  const shown = () => all().filter(({ id }) => !dismissals.has(id));
  return (
    <div role="status" class="max-h-[40dvh] shrink-0 overflow-y-auto empty:hidden">
      <For each={shown()}>
        {(announcement) => (
          <Line announcement={announcement} onDismiss={() => dismissals.add(announcement.id)} />
        )}
      </For>
    </div>
  );
}

function Line(props: { announcement: Announcement; onDismiss: () => void }): JSX.Element {
  const { t } = useI18n();
  const w = useAnnouncementWords();
  return (
    <div
      class={`flex items-center gap-3 border-b border-line py-1.5 ps-4 pe-2 text-sm ${looks[props.announcement.severity]}`}
    >
      <p class="min-w-0 flex-1 whitespace-pre-line wrap-anywhere">
        <strong class="font-semibold">{w(`severity.${props.announcement.severity}`)}:</strong>{" "}
        <bdi>{props.announcement.text}</bdi>
      </p>
      <IconButton
        icon="close"
        label={t("toast.dismiss")}
        iconClass="size-4"
        onClick={() => {
          document.getElementById("main")?.focus();
          props.onDismiss();
        }}
      />
    </div>
  );
}

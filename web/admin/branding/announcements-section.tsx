import { createSignal, For, type JSX } from "solid-js";
import { toRequestError } from "../../../client/request-error.ts";
import type { Announcement } from "../../../shared/announcement.ts";
import { createLoaded, LoadedView } from "../../account/loaded.tsx";
import { Notice, Section } from "../../account/section.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { withRegion } from "../../i18n/region.ts";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { useToasts } from "../../ui/toasts.tsx";
import { AnnouncementForm } from "./announcement-form.tsx";
import { useBrandingWords } from "./words/branding-words.ts";

/** What admins tell everyone for a while. */
export function AnnouncementsSection(): JSX.Element {
  const w = useBrandingWords();
  const { t } = useI18n();
  const { client } = useChat();
  const toasts = useToasts();
  const list = createLoaded(() => client.api.admin.announcements.list.query());
  const [done, setDone] = createSignal<"published" | "deleted" | null>(null);

  async function publish(announcement: Announcement): Promise<void> {
    setDone(null);
    await client.api.admin.announcements.save.mutate(announcement);
    setDone("published");
    await list.load();
  }
  async function remove(announcementId: string): Promise<void> {
    setDone(null);
    await client.api.admin.announcements.delete
      .mutate({ announcementId })
      .then(() => setDone("deleted"))
      .catch((error: unknown) => {
        const { code } = toRequestError(error);
        toasts.show({ text: () => t(`refused.${code}`) });
      });
    await list.load();
  }

  return (
    <Section title={w("news")} intro={w("news.intro")}>
      <LoadedView loaded={list}>
        {(announcements) => (
          <ul aria-label={w("news")} class="mt-3 flex flex-col divide-y divide-line">
            <For
              each={announcements()}
              fallback={<li class="py-2 text-muted">{w("news.none")}</li>}
            >
              {(each) => (
                <AnnouncementLine announcement={each} onDelete={() => void remove(each.id)} />
              )}
            </For>
          </ul>
        )}
      </LoadedView>
      <Notice text={noticeOf(done())} />
      <AnnouncementForm publish={publish} />
    </Section>
  );

  function noticeOf(what: "published" | "deleted" | null): string {
    return what === null ? "" : w(`news.${what}`);
  }
}

function AnnouncementLine(props: {
  announcement: Announcement;
  onDelete: () => void;
}): JSX.Element {
  const w = useBrandingWords();
  const { t, locale } = useI18n();
  const say = (moment: string) =>
    new Intl.DateTimeFormat(withRegion(locale()), {
      dateStyle: "medium",
      timeStyle: "short",
    }).format(new Date(moment));
  const facts = () => {
    const { severity, startsAt, endsAt } = props.announcement;
    const now = Date.now();
    const isLater = Date.parse(startsAt) > now;
    const isOver = endsAt !== null && Date.parse(endsAt) <= now;
    return [
      w(isLater ? "news.later" : isOver ? "news.over" : "news.now"),
      w(`severity.${severity}`),
      endsAt === null
        ? w("news.from", say(startsAt))
        : w("news.between", say(startsAt), say(endsAt)),
    ].join(" · ");
  };
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div class="min-w-0 flex-1 basis-56">
        <p dir="auto" class="whitespace-pre-line wrap-anywhere">
          {props.announcement.text}
        </p>
        <p class="text-sm wrap-anywhere text-muted">{facts()}</p>
      </div>
      <Button
        aria-label={w("news.delete", props.announcement.text.slice(0, 60))}
        onClick={() => props.onDelete()}
      >
        {t("delete.action")}
      </Button>
    </li>
  );
}

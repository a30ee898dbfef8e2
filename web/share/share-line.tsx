import { createSignal, type JSX, Show } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import type { Share } from "../../shared/share.ts";
import type { SharingMode } from "../../shared/share-audience.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { withRegion } from "../i18n/region.ts";
import { appAddress, basePath } from "../state/base-path.ts";
import { Button } from "../ui/button.tsx";
import { copyText } from "../ui/copy-text.ts";
import { messageTime } from "../ui/message-time.ts";
import { useToasts } from "../ui/toasts.tsx";
import type { OwnShares } from "./own-shares.ts";
import { ShareForm, type ShareChoices } from "./share-form.tsx";
import { tellRefusal } from "./tell-refusal.ts";
import { useShareWords } from "./words/share-words.ts";

/** How long the button shows that it has copied, in milliseconds. */
const copiedMs = 2_000;

/** A link: its address, what it shows to whom, and what its owner can do with it. */
export function ShareLine(props: {
  share: Share;
  mode: SharingMode;
  shares: OwnShares;
  /** The last message of the branch that an update copies; absent for the copied branch. */
  leafId?: string | undefined;
  /** The chat's title, where links to several chats are listed. */
  title?: JSX.Element;
  /** Announces what has happened. */
  say: (text: string) => void;
}): JSX.Element {
  const { t } = useI18n();
  const w = useShareWords();
  const toasts = useToasts();
  const [isEdited, setEdited] = createSignal(false);
  const [copied, setCopied] = createSignal(false);
  const address = () => appAddress() + props.share.path;

  async function copy(): Promise<void> {
    if (!(await copyText(address()))) return toasts.show({ text: () => t("chat.copy.failed") });
    setCopied(true);
    setTimeout(() => setCopied(false), copiedMs);
  }
  async function run(change: () => Promise<void>, said: string): Promise<boolean> {
    try {
      await change();
      props.say(said);
      return true;
    } catch (error) {
      toasts.show({ text: () => tellRefusal(toRequestError(error), { t, w }) });
      return false;
    }
  }
  const update = (choices: Partial<ShareChoices> = {}) =>
    props.shares.update({
      shareId: props.share.id,
      ...(props.leafId === undefined ? {} : { leafId: props.leafId }),
      ...(choices.hasThoughts === undefined ? {} : { hasThoughts: choices.hasThoughts }),
      ...(choices.hasFiles === undefined ? {} : { hasFiles: choices.hasFiles }),
    });
  async function save(choices: ShareChoices): Promise<void> {
    const { audience, expiresInHours, password, hasThoughts, hasFiles } = choices;
    const { share } = props;
    const isDone = await run(async () => {
      await props.shares.change({
        shareId: share.id,
        audience,
        ...(expiresInHours === undefined ? {} : { expiresInHours }),
        ...(password === undefined ? {} : { password }),
      });
      if (hasThoughts !== share.hasThoughts || hasFiles !== share.hasFiles) await update(choices);
    }, w("share.changed"));
    if (isDone) setEdited(false);
  }

  return (
    <li class="flex flex-col gap-2 py-3">
      {props.title}
      <div class="flex flex-wrap items-center gap-2">
        <input
          readonly
          dir="ltr"
          aria-label={w("share.address")}
          class="min-h-9 min-w-0 flex-1 basis-56 rounded-lg border border-line bg-subtle px-3 text-sm coarse:min-h-11"
          value={address()}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button icon={copied() ? "check" : "copy"} onClick={() => void copy()}>
          {w(copied() ? "share.copied" : "share.copy")}
        </Button>
      </div>
      <p class="text-sm text-muted">
        <Facts share={props.share} />
      </p>
      <div class="flex flex-wrap gap-2">
        <Show when={props.share.isBehind}>
          <Button icon="regenerate" onClick={() => void run(() => update(), w("share.updated"))}>
            {w("share.update")}
          </Button>
        </Show>
        <a
          href={basePath() + props.share.path}
          target="_blank"
          rel="noopener"
          class="inline-flex min-h-9 items-center rounded-lg border border-line px-3 py-1.5 text-sm font-medium hover:bg-hover coarse:min-h-11"
        >
          {w("share.open")}
        </a>
        <Button aria-expanded={isEdited()} onClick={() => setEdited(!isEdited())}>
          {w("share.edit")}
        </Button>
        <Button
          look="danger"
          onClick={() => void run(() => props.shares.revoke(props.share.id), w("share.revoked"))}
        >
          {w("share.revoke")}
        </Button>
      </div>
      <Show when={isEdited()}>
        <div class="rounded-card border border-line p-3">
          <ShareForm
            mode={props.mode}
            share={props.share}
            submitLabel={w("share.save")}
            onSubmit={save}
            onCancel={() => setEdited(false)}
          />
        </div>
      </Show>
    </li>
  );
}

/** What the link shows to whom, in one line. */
function Facts(props: { share: Share }): JSX.Element {
  const w = useShareWords();
  const { locale } = useI18n();
  const time = (iso: string) => messageTime(iso, new Date(), locale());
  const facts = () => {
    const { audience, messages, updatedAt, expiresAt, hasPassword } = props.share;
    const isExpired = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
    return [
      w(`share.audience.${audience}`),
      ...(hasPassword ? [w("share.withPassword")] : []),
      w("share.messages", messages, messages.toLocaleString(locale())),
      w("share.of", time(updatedAt)),
      ...(isExpired ? [w("share.expired")] : []),
      ...(expiresAt !== null && !isExpired
        ? [w("share.until", dayOf(expiresAt, withRegion(locale())))]
        : []),
    ];
  };
  return <>{facts().join(" · ")}</>;
}

function dayOf(iso: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return format.format(new Date(iso));
}

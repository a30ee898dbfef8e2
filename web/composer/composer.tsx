import { createEffect, createMemo, createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { AttachButton } from "../attachments/attach-button.tsx";
import type { ComposerFiles } from "../attachments/composer-files.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { createMediaQuery } from "../state/media-query.ts";
import type { SendObstacle } from "../chat/sending-rules.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icons.tsx";
import { Late } from "../ui/late.tsx";
import type { ComposerMenu } from "../suggestions/composer-menu.ts";
import { autosize } from "./autosize.ts";
import type { Writing } from "./draft.ts";
import { composerFieldId } from "../ui/focus-composer.ts";
import { insertText } from "../ui/insert-text.ts";
import { keyIntent } from "./key-intent.ts";
import { lengthLeft, longPaste } from "./length-limit.ts";
import { needsOwnRow } from "./own-row.ts";

const loadDictation = async () =>
  (await import("./dictation/dictation-button.tsx")).DictationButton;

export interface ComposerProps {
  draft: Writing;
  placeholder: string;
  /** Why nothing can be sent now, or null. */
  obstacle: SendObstacle | null;
  /** Whether a reply is in progress, which a new message has to wait for. */
  awaited: boolean;
  /** Stops that reply; null while there is nothing to stop yet, or it is already being stopped. */
  onStop: (() => void) | null;
  onSend: (text: string) => void;
  /** A note about the draft, or null. */
  note?: string | null;
  /** The files of the message; omitted where files are never allowed. */
  files?: ComposerFiles;
  /** By default that of the page's composer. */
  fieldId?: string;
  /** Names the text field. */
  label?: string;
  /** The menus of `/` and `@`; omitted for none. */
  menu?: ComposerMenu;
  /** ArrowUp was pressed in the empty field. */
  onRecall?: () => void;
}

/** The form to write messages. */
export function Composer(props: ComposerProps): JSX.Element {
  const { t } = useI18n();
  const touchKeyboard = createMediaQuery("(hover: none) and (pointer: coarse)");
  const noteId = createUniqueId();
  const [hint, setHint] = createSignal(false);
  let field: HTMLTextAreaElement | undefined;
  const text = () => props.draft.text();
  const isLong = createMemo((was: boolean) => needsOwnRow(text(), was), false);

  createEffect(() => {
    text();
    if (field) autosize(field);
  });
  createEffect(() => {
    if (!props.obstacle) setHint(false);
  });

  const canDictate = "SpeechRecognition" in window || "webkitSpeechRecognition" in window;
  const attaches = () => props.files?.room()?.enabled === true;
  const left = () => lengthLeft(text().length);
  const tooLong = () => (left() ?? 0) < 0;
  const empty = () => text().trim() === "" && !props.files?.any();

  function send(): void {
    if (empty() || tooLong()) return;
    if (props.obstacle) {
      setHint(true);
      return;
    }
    const message = text();
    props.draft.write("");
    props.onSend(message);
    field?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (props.menu?.controls()?.onKeyDown(event)) return;
    const intent = keyIntent(event, touchKeyboard());
    const recall = intent === "recall" && empty() ? props.onRecall : undefined;
    if (intent !== "send" && !recall) return;
    event.preventDefault();
    (recall ?? send)();
  }

  function onPaste(event: ClipboardEvent & { currentTarget: HTMLTextAreaElement }): void {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const target = event.currentTarget;
    const isTaken =
      pasted.length > longPaste && props.files?.addText(pasted, () => insertText(target, pasted));
    if (isTaken) event.preventDefault();
  }

  return (
    <form
      class="mx-auto w-full max-w-measure"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="relative rounded-3xl border border-line-strong bg-bg p-1.5 transition-shadow has-[textarea:focus]:border-accent has-[textarea:focus]:shadow-[0_0_0_3px_color-mix(in_srgb,var(--accent)_16%,transparent)]">
        <Show when={props.menu}>{(menu) => <Menu menu={menu()} field={() => field} />}</Show>
        <Show when={props.files}>{(files) => <Tray files={files()} />}</Show>
        <div
          class="flex items-end gap-1"
          classList={{
            "ps-2.5": !attaches(),
            "max-sm:flex-wrap max-sm:justify-end max-sm:*:first:me-auto": isLong(),
          }}
        >
          <Show when={attaches() && props.files}>
            {(files) => <AttachButton files={files()} />}
          </Show>
          <textarea
            ref={field}
            id={props.fieldId ?? composerFieldId}
            // Chromium keeps the last direction of an emptied field, also for its placeholder.
            dir={text() === "" ? undefined : "auto"}
            rows={1}
            value={text()}
            placeholder={props.placeholder}
            aria-label={props.label ?? t("composer.label")}
            aria-describedby={noteId}
            aria-invalid={tooLong()}
            enterkeyhint={touchKeyboard() ? "enter" : "send"}
            classList={{
              "max-sm:order-first max-sm:basis-full": isLong(),
              "max-sm:ps-2.5": isLong() && attaches(),
              "max-sm:pe-2.5": isLong(),
            }}
            class="field-sizing-content max-h-[40dvh] min-h-10 min-w-0 flex-1 resize-none bg-transparent py-2 leading-6 outline-none placeholder:text-muted coarse:min-h-11 coarse:py-2.5"
            aria-autocomplete={props.menu && "list"}
            aria-controls={props.menu?.controls()?.listId()}
            aria-activedescendant={props.menu?.controls()?.activeId()}
            onInput={({ currentTarget }) => {
              props.draft.write(currentTarget.value);
              props.menu?.look(currentTarget);
            }}
            onSelect={({ currentTarget }) => props.menu?.look(currentTarget)}
            onBlur={() => props.menu?.close()}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
          <Show when={canDictate}>
            <Late load={loadDictation} given={{ draft: props.draft, field: () => field }} />
          </Show>
          <Show when={props.awaited && !empty()}>
            <IconButton
              icon="send"
              label={t("composer.queue")}
              disabled={tooLong() || props.obstacle !== null}
              onClick={send}
            />
          </Show>
          <SendOrStop
            stops={props.awaited}
            onStop={props.onStop}
            disabled={empty() || tooLong() || props.obstacle !== null}
          />
        </div>
      </div>
      <div id={noteId} class="px-4 text-xs" aria-live="polite">
        <Show when={props.note}>{(note) => <p class="pt-1.5 text-muted">{note()}</p>}</Show>
        <Show when={(hint() || props.obstacle === "refusedFile") && props.obstacle}>
          {(obstacle) => <p class="pt-1.5 text-muted">{t(`composer.${obstacle()}`)}</p>}
        </Show>
        <Show when={left()}>
          {(count) => (
            <p
              class={`pt-1.5 text-end tabular-nums ${tooLong() ? "font-semibold text-danger" : "text-muted"}`}
            >
              {tooLong() ? t("composer.tooLong", -count()) : t("composer.left", count())}
            </p>
          )}
        </Show>
      </div>
    </form>
  );
}

/** The menus, once their code is loaded. */
function Menu(props: {
  menu: ComposerMenu;
  field: () => HTMLTextAreaElement | undefined;
}): JSX.Element {
  return (
    <Show when={props.menu.part.component()}>
      {(part) => (
        <Show when={props.field()}>
          {(field) => <Dynamic component={part()} menu={props.menu} field={field()} />}
        </Show>
      )}
    </Show>
  );
}

/** The files, once there are any. */
function Tray(props: { files: ComposerFiles }): JSX.Element {
  return (
    <Show when={props.files.loaded()}>
      {(loaded) => (
        <Dynamic
          component={loaded().part.FileTray}
          files={props.files}
          uploads={loaded().uploads}
        />
      )}
    </Show>
  );
}

/** One button that changes its meaning, so that pointer and focus stay in place. */
function SendOrStop(props: {
  stops: boolean;
  onStop: (() => void) | null;
  disabled: boolean;
}): JSX.Element {
  const { t } = useI18n();
  const label = () => (props.stops ? t("composer.stop") : t("composer.send"));
  return (
    <button
      type={props.stops ? "button" : "submit"}
      aria-label={label()}
      title={label()}
      disabled={props.stops ? props.onStop === null : props.disabled}
      class="inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-hover disabled:cursor-default disabled:bg-hover disabled:text-muted coarse:size-11"
      onClick={() => {
        if (props.stops) props.onStop?.();
      }}
    >
      <Icon name={props.stops ? "stop" : "send"} />
    </button>
  );
}

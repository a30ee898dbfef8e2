import { type Accessor, createEffect } from "solid-js";
import type { Wording } from "../../../client/types.ts";
import type { FileRoom } from "../../attachments/file-room.ts";
import { createDraft, useDrafts } from "../../composer/draft.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { createOnDemand, type OnDemand } from "../../ui/on-demand.ts";
import { useToasts } from "../../ui/toasts.tsx";
import type { Conversation } from "../conversation.ts";
import type { EditFormProps } from "./edit-form.tsx";

/** Editing the user's messages in place, one at a time in each thread. */
export interface Edits {
  /** The form, whose code is loaded when a message is first edited. */
  form: OnDemand<EditFormProps>;
  /** The id of the message being edited, also after a reload; empty for none. */
  current: Accessor<string>;
  begin(messageId: string): void;
  end(): void;
  /** What messages here may have; null until known. */
  room: Accessor<FileRoom | null>;
  /** Sends another version of a message. */
  send(messageId: string, wording: Wording): void;
  /** Edits the last message. */
  recall(): void;
}

export interface EditsOptions extends Pick<Edits, "room"> {
  conversation: Conversation;
  /** Shows the reply that `start` starts. */
  startReply(start: () => void): void;
}

/** Follows what is edited in each thread in turn. */
export function createEdits(
  threadId: Accessor<string | null>,
  { room, conversation, startReply }: EditsOptions,
): Edits {
  const { t } = useI18n();
  const toasts = useToasts();
  const marked = createDraft(useDrafts(), () => `${threadId()}.edit`);
  const form = createOnDemand<EditFormProps>(
    async () => (await import("./edit-form.tsx")).EditForm,
  );
  createEffect(() => {
    if (marked.text() === "") return;
    void form
      .fetch()
      .then((isLoaded) => isLoaded || toasts.show({ text: () => t("app.unavailable") }));
  });
  return {
    form,
    current: marked.text,
    begin: marked.write,
    end: () => marked.write(""),
    room,
    send: (messageId, wording) => startReply(() => conversation.edit(messageId, wording)),
    recall() {
      // The last turn begins with it.
      const last = conversation.item(conversation.turnKeys().at(-1) ?? "");
      if (last?.message.role === "user" && !last.entry) marked.write(last.id);
    },
  };
}

import type { ImportedChat } from "./imported-chat.ts";
import { lengthOfText } from "./length-of-text.ts";
import { ExportError } from "./reading/export-error.ts";

/** How much an import may bring in total, as in `importLimits`. */
export interface ImportBudget {
  chats: number;
  messages: number;
  text: number;
  files: number;
}

/**
 * Counts what an export contains, whether it is stored or known already, so that a worker that
 * takes over comes to the same end.
 */
export interface ImportCount {
  /** @throws ExportError `too_complex` for a chat that exceeds the budget */
  addChat(chat: Pick<ImportedChat, "messages">): void;
  /** @throws ExportError `too_complex` for a file that exceeds the budget */
  addFile(): void;
}

export function countImport(most: Readonly<ImportBudget>): ImportCount {
  const sum: ImportBudget = { chats: 0, messages: 0, text: 0, files: 0 };
  const check = () => {
    const { chats, messages, text, files } = most;
    if (sum.chats > chats || sum.messages > messages || sum.text > text || sum.files > files)
      throw new ExportError("too_complex");
  };
  return {
    addChat({ messages }) {
      sum.chats++;
      sum.messages += messages.length;
      sum.text += lengthOfText(messages);
      for (const { files } of messages)
        sum.files += files.filter(({ from }) => from !== null).length;
      check();
    },
    addFile() {
      sum.files++;
      check();
    },
  };
}

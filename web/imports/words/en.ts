import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of importing chats, in English. */
export const en = {
  "import.title": "Import chats",
  "import.intro":
    "From ChatGPT, Claude, LibreChat, Open WebUI, HuggingChat or ChatKit: the ZIP or JSON file that they export. Chats that you have already imported are skipped.",
  "import.choose": "Choose a file",
  "import.drop": "or drop it here",
  "import.uploading": (percent: string) => `Uploading… ${percent}`,
  "import.queued": "Waiting to start…",
  "import.running": (count: string) => `Importing… Chats so far: ${count}`,
  "import.done": "Import finished.",
  "import.cancelled": "Import cancelled. Chats that had been imported stay.",
  "import.failed.not_an_export":
    "This isn’t an export we can read. Choose the ZIP or JSON file as you downloaded it.",
  "import.failed.damaged":
    "The file is damaged or incomplete. Chats before the damage were imported.",
  "import.failed.too_complex":
    "The file is too large to read. Chats before that point were imported.",
  "import.failed.failed": "Something went wrong on the server. You can import the file again.",
  "import.cancel": "Cancel",
  "import.counts": (imported: string, known: string, unreadable: string) =>
    `Imported: ${imported} · Already there: ${known} · Left out: ${unreadable}`,
  "import.report": "Show all chats",
  "import.report.hide": "Hide chats",
  "import.more": "Show more",
  "import.untitled": "Untitled chat",
  "import.outcome.imported": "Imported",
  "import.outcome.known": "Already there",
  "import.outcome.unreadable": "Left out",
  "import.problem.no_messages": "it has no messages",
  "import.problem.not_a_chat": "it isn’t a chat that can be read",
  "import.problem.too_large": "it is too long",
  "import.problem.temporary": "it was a temporary chat",
  "import.problem.trashed": "it was in the trash",
  "import.problem.files_missing": "some files aren’t in the export",
  "import.problem.files_unusable": "some files couldn’t be read",
  "import.problem.storage_full": "some files don’t fit into your storage",
  "import.busy": "Another import hasn’t finished yet.",
  "import.tooLarge": "The file is larger than 1 GB.",
  "import.empty": "The file is empty.",
  "import.earlier": "Earlier imports",
};

export type ImportWords = WordsOf<typeof en>;

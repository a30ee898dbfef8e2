import type { WordsOf } from "../../i18n/page-words.ts";

export const en = {
  list: "Files of this message",
  drop: "Drop the files here",
  "state.waiting": "Waiting for the connection…",
  "state.uploading": (percent: string) => `Uploading, ${percent}`,
  "state.processing": "Being read…",
  progress: (name: string) => `Upload of ${name}`,
  remove: (name: string) => `Remove ${name}`,
  retry: "Try again",
  choose: "Choose again",
  "remove.refused": "Remove all that cannot be sent",
  "news.ready": (name: string) => `${name} is ready.`,
  "problem.unsupported": "Files of this kind cannot be read here.",
  "problem.damaged": "This file is damaged, incomplete or locked by a password.",
  "problem.too_complex": "This file is too complex to be read.",
  "problem.failed": "This file could not be uploaded.",
  "problem.too_large": (megabytes: string) => `This file is too large. ${megabytes} is the most.`,
  "problem.too_many": (count: number) =>
    `A message may have ${count} ${count === 1 ? "file" : "files"} at most.`,
  "problem.empty": "This file is empty.",
  "problem.forbidden": "This assistant takes no files.",
  "problem.storage_full":
    "Your files take up as much room as they may. Delete conversations with files that you no longer need.",
  "problem.unreadable":
    "This cannot be read. It may be a folder, or was changed or moved in the meantime.",
  "problem.interrupted": "The upload was interrupted.",
  "problem.elsewhere": "This file was chosen for another assistant.",
  open: (name: string) => `Open ${name}`,
  download: (name: string) => `Download ${name}`,
  "open.failed": (name: string) => `${name} could not be loaded.`,
  "picture.failed": "The picture could not be loaded.",
};

/** Every word about files in one language. */
export type FileWords = WordsOf<typeof en>;

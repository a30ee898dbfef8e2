import type { WordsOf } from "../../i18n/page-words.ts";

export const en = {
  list: "Files of this message",
  drop: "Drop files here",
  "state.waiting": "Waiting for the connection…",
  "state.uploading": (percent: string) => `Uploading, ${percent}`,
  "state.processing": "Reading…",
  "state.blank": "No text found in this file. The model only gets its name.",
  progress: (name: string) => `Upload of ${name}`,
  remove: (name: string) => `Remove ${name}`,
  /** The name of a file, without its ending. */
  pasted: "Pasted text",
  asText: "Insert as text",
  retry: "Try again",
  choose: "Choose again",
  "remove.refused": "Remove files that can’t be sent",
  "news.ready": (name: string) => `${name} is ready.`,
  "problem.unsupported": "This file type isn’t supported.",
  "problem.damaged": "This file is damaged, incomplete or password-protected.",
  "problem.too_complex": "This file is too complex to read.",
  "problem.failed": "Couldn’t upload this file.",
  "problem.too_large": (megabytes: string) => `This file is too large. The limit is ${megabytes}.`,
  "problem.too_many": (count: number) =>
    `A message can have up to ${count} ${count === 1 ? "file" : "files"}.`,
  "problem.empty": "This file is empty.",
  "problem.forbidden": "This assistant doesn’t accept files.",
  "problem.storage_full":
    "You’ve used all your file storage. Delete chats with files you no longer need.",
  "problem.unreadable": "Couldn’t read this. It may be a folder, or it was changed or moved.",
  "problem.interrupted": "The upload was interrupted.",
  "problem.elsewhere": "This file was chosen for another assistant.",
  open: (name: string) => `Open ${name}`,
  download: (name: string) => `Download ${name}`,
  "open.failed": (name: string) => `Couldn’t load ${name}.`,
  "picture.failed": "Couldn’t load the picture.",
};

/** All words about files in one language. */
export type FileWords = WordsOf<typeof en>;

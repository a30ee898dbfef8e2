import type { TemporaryWords } from "./en.ts";

export const fr: TemporaryWords = {
  "temporary.title": "Conversation temporaire",
  "temporary.keep": "Conserver",
  "temporary.kept": "La conversation figure maintenant dans votre liste.",
  "temporary.notKept": "Impossible de conserver la conversation.",
  "temporary.export": "Exporter",
};

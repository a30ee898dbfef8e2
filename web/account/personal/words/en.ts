import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words about what models are told about the person, in English. */
export const en = {
  "instructions.title": "Custom instructions",
  "instructions.intro":
    "All assistants follow these in all your chats, starting with your next message. Admins can’t see them.",
  "instructions.about": "What should ChatKit know about you?",
  "instructions.about.hint": "For example: your work, where you live, what you like.",
  "instructions.style": "How should ChatKit reply?",
  "instructions.style.hint": "For example: briefly, formally, with sources.",
  "instructions.on": "Use these instructions",
  "instructions.save": "Save",
  "instructions.saved": "Saved.",
};

export type PersonalWords = WordsOf<typeof en>;

import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words about what models are told about the person, in English. */
export const en = {
  "instructions.title": "Custom instructions",
  "instructions.intro":
    "All assistants follow these in all your chats, starting with your next message. Admins can’t see them.",
  "instructions.about": (app: string) => `What should ${app} know about you?`,
  "instructions.about.hint": "For example: your work, where you live, what you like.",
  "instructions.style": (app: string) => `How should ${app} reply?`,
  "instructions.style.hint": "For example: briefly, formally, with sources.",
  "instructions.on": "Use these instructions",
  "instructions.save": "Save",
  "instructions.saved": "Saved.",
  "memory.title": "Memory",
  "memory.intro":
    "Models get these facts in all your chats. Only you can add to them: models can’t, and admins can’t see them.",
  "memory.on": "Use memory",
  "memory.none": "Nothing remembered yet.",
  "memory.add": "Remember",
  "memory.add.label": "What should be remembered about you?",
  "memory.edit": (text: string) => `Edit “${text}”`,
  "memory.edit.label": "What should be remembered?",
  "memory.delete": (text: string) => `Delete “${text}”`,
  "memory.deleteAll": "Delete all",
  "memory.deleteAll.title": "Delete all memories?",
  "memory.deleteAll.text": "Everything remembered about you will be permanently deleted.",
  "memory.cancel": "Cancel",
  "memory.empty": "Required.",
  "memory.full": "The memory is full. Delete something first.",
};

export type PersonalWords = WordsOf<typeof en>;

import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const nl: Translation<PersonalWords> = {
  "instructions.title": "Aangepaste instructies",
  "instructions.intro":
    "Alle assistenten volgen ze in al je chats, vanaf je volgende bericht. Beheerders kunnen ze niet zien.",
  "instructions.about": "Wat moet ChatKit over je weten?",
  "instructions.about.hint": "Bijvoorbeeld: je werk, waar je woont, wat je leuk vindt.",
  "instructions.style": "Hoe moet ChatKit antwoorden?",
  "instructions.style.hint": "Bijvoorbeeld: kort, formeel, met bronnen.",
  "instructions.on": "Deze instructies gebruiken",
  "instructions.save": "Opslaan",
  "instructions.saved": "Opgeslagen.",
};

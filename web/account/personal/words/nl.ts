import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const nl: Translation<PersonalWords> = {
  "instructions.title": "Aangepaste instructies",
  "instructions.intro":
    "Alle assistenten volgen ze in al je chats, vanaf je volgende bericht. Beheerders kunnen ze niet zien.",
  "instructions.about": (app: string) => `Wat moet ${app} over je weten?`,
  "instructions.about.hint": "Bijvoorbeeld: je werk, waar je woont, wat je leuk vindt.",
  "instructions.style": (app: string) => `Hoe moet ${app} antwoorden?`,
  "instructions.style.hint": "Bijvoorbeeld: kort, formeel, met bronnen.",
  "instructions.on": "Deze instructies gebruiken",
  "instructions.save": "Opslaan",
  "instructions.saved": "Opgeslagen.",
  "memory.title": "Geheugen",
  "memory.intro":
    "Modellen krijgen deze gegevens in al je chats. Alleen jij voegt iets toe: modellen kunnen dat niet en beheerders zien ze niet.",
  "memory.on": "Geheugen gebruiken",
  "memory.none": "Nog niets onthouden.",
  "memory.add": "Onthouden",
  "memory.add.label": "Wat moet er over jou worden onthouden?",
  "memory.edit": (value) => `‘${value}’ bewerken`,
  "memory.edit.label": "Wat moet er worden onthouden?",
  "memory.delete": (value) => `‘${value}’ verwijderen`,
  "memory.deleteAll": "Alles verwijderen",
  "memory.deleteAll.title": "Het hele geheugen verwijderen?",
  "memory.deleteAll.text": "Alles wat over jou is onthouden, wordt definitief verwijderd.",
  "memory.cancel": "Annuleren",
  "memory.empty": "Verplicht.",
  "memory.full": "Het geheugen is vol. Verwijder eerst iets.",
};

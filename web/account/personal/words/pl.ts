import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const pl: Translation<PersonalWords> = {
  "instructions.title": "Własne instrukcje",
  "instructions.intro":
    "Wszyscy asystenci stosują je we wszystkich Twoich czatach, począwszy od następnej wiadomości. Administratorzy ich nie widzą.",
  "instructions.about": (app: string) => `Co ${app} powinien o Tobie wiedzieć?`,
  "instructions.about.hint": "Na przykład: Twoja praca, miejsce zamieszkania, co lubisz.",
  "instructions.style": (app: string) => `Jak ${app} ma odpowiadać?`,
  "instructions.style.hint": "Na przykład: krótko, formalnie, ze źródłami.",
  "instructions.on": "Używaj tych instrukcji",
  "instructions.save": "Zapisz",
  "instructions.saved": "Zapisano.",
  "memory.title": "Pamięć",
  "memory.intro":
    "Modele otrzymują te informacje we wszystkich Twoich czatach. Dodajesz je tylko Ty: modele nie mogą, a administratorzy ich nie widzą.",
  "memory.on": "Używaj pamięci",
  "memory.none": "Nic jeszcze nie zapamiętano.",
  "memory.add": "Zapamiętaj",
  "memory.add.label": "Co należy o Tobie zapamiętać?",
  "memory.edit": (value) => `Edytuj „${value}”`,
  "memory.edit.label": "Co należy zapamiętać?",
  "memory.delete": (value) => `Usuń „${value}”`,
  "memory.deleteAll": "Usuń wszystko",
  "memory.deleteAll.title": "Usunąć całą pamięć?",
  "memory.deleteAll.text": "Wszystko, co o Tobie zapamiętano, zostanie trwale usunięte.",
  "memory.cancel": "Anuluj",
  "memory.empty": "Pole wymagane.",
  "memory.full": "Pamięć jest pełna. Najpierw coś usuń.",
};

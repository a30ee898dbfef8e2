import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const pl: Translation<PersonalWords> = {
  "instructions.title": "Własne instrukcje",
  "instructions.intro":
    "Wszyscy asystenci stosują je we wszystkich Twoich czatach, począwszy od następnej wiadomości. Administratorzy ich nie widzą.",
  "instructions.about": "Co ChatKit powinien o Tobie wiedzieć?",
  "instructions.about.hint": "Na przykład: Twoja praca, miejsce zamieszkania, co lubisz.",
  "instructions.style": "Jak ChatKit ma odpowiadać?",
  "instructions.style.hint": "Na przykład: krótko, formalnie, ze źródłami.",
  "instructions.on": "Używaj tych instrukcji",
  "instructions.save": "Zapisz",
  "instructions.saved": "Zapisano.",
};

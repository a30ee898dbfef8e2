import type { Translation } from "../../i18n/page-words.ts";
import type { PromptWords } from "./en.ts";

export const pl: Translation<PromptWords> = {
  title: "Prompty",
  intro:
    "Teksty, których często używasz. Wpisz / w pustym polu wiadomości, aby wstawić jeden z nich.",
  own: "Twoje prompty",
  "own.none": "Nie masz jeszcze żadnych promptów.",
  shared: "Udostępnione wszystkim",
  new: "Nowy prompt",
  edit: "Edytuj",
  "edit.label": (name) => `Edytuj „${name}”`,
  delete: "Usuń",
  "delete.label": (name) => `Usuń „${name}”`,
  "delete.title": "Usunąć ten prompt?",
  "delete.text": (name) => `„${name}” zostanie trwale usunięty.`,
  "delete.textShared": (name) => `„${name}” zostanie trwale usunięty u wszystkich.`,
  "form.new": "Nowy prompt",
  "form.edit": "Edytuj prompt",
  name: "Nazwa",
  description: "Opis (opcjonalnie)",
  text: "Tekst",
  "text.hint":
    "{{topic}} pyta o wartość przy wstawianiu promptu, {{language|French}} z wartością domyślną.",
  share: "Udostępnij wszystkim na tym serwerze",
  save: "Zapisz",
  "wrong.name": (max) => `Podaj nazwę. Największa liczba znaków: ${max}.`,
  "wrong.description": (max) => `Największa liczba znaków: ${max}.`,
  "wrong.text": (max) => `Podaj tekst. Największa liczba znaków: ${max}.`,
  "wrong.tooMany": "Osiągnięto limit promptów. Najpierw usuń jeden.",
};

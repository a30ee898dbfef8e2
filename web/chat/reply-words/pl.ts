import type { Translation } from "../../i18n/page-words.ts";
import type { ReplyWords } from "./en.ts";

export const pl: Translation<ReplyWords> = {
  "chat.thinking": (time) => `Myśli… ${time}`,
  "chat.thoughtFor": (time) => `Czas myślenia: ${time}`,
  "chat.thoughts": "Tok myślenia",
  "chat.stopped": "Zatrzymano",
  "chat.cutOff": "Ucięto po osiągnięciu limitu długości.",
  "chat.filtered": "Zatrzymano przez filtr treści dostawcy.",
  "chat.thoughtOut":
    "Modelowi zabrakło tokenów podczas myślenia. Zezwól na dłuższe odpowiedzi lub poproś o mniej.",
  "chat.interrupted": "Odpowiedź została przerwana.",
  "chat.continue": "Kontynuuj",
};

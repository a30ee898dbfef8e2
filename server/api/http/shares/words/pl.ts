import type { ShareWords } from "./share-words.ts";

export const pl: ShareWords = {
  untitled: "Udostępniony czat",
  person: "Użytkownik",
  assistant: "Asystent",
  thoughts: "Tok myślenia",
  messages: (_count, written) => `Wiadomości: ${written}`,
  copiedOn: (day) => `Udostępniono: ${day}`,
  continue: "Kontynuuj ten czat",
  cut: "Widoczny jest tylko początek tej wiadomości. Kontynuuj czat, aby przeczytać całość.",
  nextPage: "Następna strona",
  previousPage: "Poprzednia strona",
  note: "Kopia czatu z modelem AI. Odpowiedzi mogą być błędne.",
  closed: "Udostępniony czat",
  password: {
    title: "Ten czat jest chroniony hasłem",
    label: "Hasło",
    submit: "Otwórz czat",
    wrong: "Nieprawidłowe hasło.",
    wait: "Zbyt wiele prób. Spróbuj ponownie za kilka minut.",
  },
  signIn: {
    title: "Zaloguj się, aby zobaczyć ten czat",
    text: "Ten czat udostępniono osobom z kontem na tym serwerze.",
    action: "Zaloguj się",
  },
  gone: {
    title: "Ten link nie działa",
    text: "Mógł wygasnąć lub zostać unieważniony. Poproś nadawcę o nowy.",
  },
  tooMany: {
    title: "Zbyt wiele żądań",
    text: "Spróbuj ponownie za minutę.",
  },
};

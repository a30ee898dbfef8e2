import { pluralsOf } from "../../../shared/plural.ts";
import type { Translation } from "../../i18n/page-words.ts";
import type { AppWords } from "./en.ts";

const plural = pluralsOf("pl");

export const pl: Translation<AppWords> = {
  "rename.title": "Zmień nazwę czatu",
  "rename.label": "Tytuł",
  "rename.save": "Zapisz",
  "delete.title": (count) =>
    plural(count, {
      one: "Usunąć ten czat?",
      few: `Usunąć ${count} czaty?`,
      many: `Usunąć ${count} czatów?`,
    }),
  "delete.many": (count) =>
    `Czaty do trwałego usunięcia wraz ze wszystkimi wiadomościami: ${count}.`,
  "delete.text": (title) => `„${title}” i wszystkie wiadomości zostaną trwale usunięte.`,
  "shortcuts.title": "Skróty klawiszowe",
  "shortcuts.send": "Wyślij wiadomość",
  "shortcuts.newline": "Nowy wiersz",
  "shortcuts.edit": "Edytuj ostatnią wiadomość (w pustym polu)",
  "shortcuts.commands": "Prompty i polecenia (w pustym polu)",
  "shortcuts.mention": "Zapytaj innego asystenta lub model",
  "shortcuts.newChat": "Nowy czat",
  "shortcuts.focus": "Przejdź do pola wiadomości",
  "shortcuts.stop": "Zatrzymaj odpowiedź lub dyktowanie",
  "shortcuts.search": "Szukaj",
  "shortcuts.rename": "Zmień nazwę czatu",
  "shortcuts.delete": "Usuń czat",
  "shortcuts.sidebar": "Otwórz lub zamknij pasek boczny",
  "shortcuts.list": "Pokaż skróty",
  "shortcuts.group.everywhere": "Wszędzie",
  "shortcuts.group.field": "Pole wiadomości",
  "shortcuts.group.options": "Wyszukiwanie, modele i podpowiedzi",
  "shortcuts.group.chats": "Lista czatów",
  "shortcuts.space": "Spacja",
  "shortcuts.print": "Wydrukuj cały czat",
  "shortcuts.close": "Zamknij lub anuluj to, co otwarte",
  "shortcuts.unmention": "Usuń wzmiankę (na początku pola)",
  "shortcuts.quote": "Działania dla zaznaczonego tekstu",
  "shortcuts.optionMove": "Poruszaj się",
  "shortcuts.optionChoose": "Wybierz",
  "shortcuts.chatMove": "Przechodź między czatami",
  "shortcuts.chatFind": "Znajdź czat po tytule",
  "shortcuts.chatActions": "Działania czatu",
  "shortcuts.chatBack": "Wróć do tytułu czatu",
  "shortcuts.chatSelect": "Zaznacz czat",
  "shortcuts.chatExtend": "Zaznacz więcej czatów",
  "shortcuts.chatAll": "Zaznacz wszystkie czaty",
  "shortcuts.chatLeave": "Zakończ zaznaczanie",
  "shortcuts.width": "Szerokość panelu bocznego (na krawędzi)",
  "connect.title": "Podłącz model",
  "connect.intro":
    "Dopóki nie podłączysz modelu, odpowiada mały wbudowany model. Działa offline i niewiele wie.",
  "connect.guest":
    "Administratorzy podłączają modele tutaj, w aplikacji. Pierwsze konto na tym serwerze zostaje jego administratorem.",
  "connect.register": "Zarejestruj się",
  "connect.signIn": "Zaloguj się",
  "connect.person":
    "Administratorzy podłączają modele tutaj, w aplikacji. Zapytaj administratora tego serwera.",
  "connect.settings": "Za pomocą ustawień serwera",
  "connect.step.key": "Ustaw klucz API dowolnej usługi zgodnej z OpenAI:",
  "connect.step.url": "Dla innej usługi lub modelu na własnym komputerze ustaw też adres:",
  "connect.step.restart": "Uruchom serwer ponownie. Ta informacja zniknie.",
  "connect.back": "Wróć do czatu",
};

import { pluralsOf } from "../../../../shared/plural.ts";
import type { Translation } from "../../../i18n/page-words.ts";
import type { ConnectionWords } from "./en.ts";

const plural = pluralsOf("pl");

/** In the nominative and the accusative, which are the same. */
function modelCount(count: number): string {
  return `${count} ${plural(count, { one: "model", few: "modele", many: "modeli" })}`;
}

export const pl: Translation<ConnectionWords> = {
  title: "Połączenia",
  intro: "Serwery modeli, które piszą odpowiedzi. Zmiany działają od razu.",
  add: "Dodaj połączenie",
  none: "Nie ma jeszcze połączeń. Odpowiada mały wbudowany model.",
  list: "Połączenia",
  "found.list": "Znalezione na tym komputerze",
  "found.text": (name, models) =>
    `${name} działa na tym komputerze${models === 0 ? ", na razie bez modeli" : ` i oferuje ${modelCount(models)}`}.`,
  "found.other": (address, models) =>
    `Pod adresem ${address} działa serwer, który oferuje ${modelCount(models)}.`,
  "found.connect": "Podłącz",
  "found.label": (name) => `Podłącz: ${name}`,
  settings: "Z ustawień serwera",
  locked:
    "Zapisany klucz zaszyfrowano innym sekretem serwera i nie można go odczytać. Podaj go ponownie.",
  shadowed: "Nieużywane: w ustawieniach serwera jest połączenie o tej nazwie.",
  "key.stored": "Klucz zapisany",
  "key.none": "Bez klucza",
  "models.all": "Wszystkie modele serwera",
  "models.some": modelCount,
  edit: "Edytuj",
  delete: "Usuń",
  "label.edit": (id) => `Edytuj: ${id}`,
  "label.delete": (id) => `Usuń: ${id}`,
  "delete.title": (id) => `Usunąć „${id}”?`,
  "delete.text":
    "Asystenci i czaty, które używają jego modeli, nie będą odpowiadać, dopóki nie otrzymają innego modelu. Klucz połączenia zostanie usunięty.",
  "delete.default": "Modelem domyślnym będzie znów model z ustawień serwera.",
  deleted: "Połączenie zostało usunięte.",
  "editor.new": "Nowe połączenie",
  "editor.change": (id) => `Zmień „${id}”`,
  service: "Usługa",
  other: "Inny serwer zgodny z OpenAI",
  compatible: "Serwer zgodny z OpenAI",
  name: "Nazwa",
  "name.hint": "Poprzedza nazwy modeli, na przykład claude/claude-sonnet-4-5.",
  address: "Adres",
  "address.hint": "Z wersją, na przykład http://localhost:11434/v1.",
  "address.own": "Pozostaw puste, aby użyć własnego adresu usługi.",
  key: "Klucz API",
  "key.show": "Pokaż klucz",
  "key.hide": "Ukryj klucz",
  "key.keep": "Pozostaw puste, aby zachować zapisany klucz.",
  "key.optional": "Pozostaw puste, jeśli serwer nie wymaga klucza.",
  headers: (names) => `Inne nagłówki zostaną zachowane: ${names}.`,
  models: "Oferowane modele",
  "models.hint":
    "Jedna nazwa w wierszu. Pozostaw puste, aby oferować wszystkie modele z listy serwera.",
  access: "Kto może używać tego połączenia",
  "access.everyone": "Wszyscy",
  "access.registered": "Osoby z kontem",
  "access.admins": "Administratorzy",
  "access.only.registered": "Tylko dla osób z kontem",
  "access.only.admins": "Tylko dla administratorów",
  "access.hint":
    "Innym osobom te modele nie są proponowane. Asystenci odpowiadają im modelem zapasowym, jeśli taki jest.",
  limit: "Jednoczesne żądania",
  "limit.hint":
    "Dla serwera, który nie obsłuży ich więcej. Kolejne odpowiedzi czekają, a użytkownicy są obsługiwani na zmianę. Pozostaw puste, aby nie było limitu.",
  "limit.some": (most) =>
    plural(most, {
      one: "Jedno żądanie naraz",
      few: `Najwyżej ${most} żądania naraz`,
      many: `Najwyżej ${most} żądań naraz`,
    }),
  save: "Zapisz",
  saved: "Połączenie zostało zapisane.",
  test: "Testuj",
  "test.model": "Model do testu",
  "test.listing": "Wczytywanie modeli…",
  "test.noList": "Serwer nie podaje listy modeli. Wpisz nazwę jednego z nich.",
  "test.running": "Oczekiwanie na odpowiedź…",
  "test.good": (text, time) => `Odpowiada: „${text}” (${time})`,
  "test.silent": (time) => `Odpowiada, ale bez tekstu (${time}).`,
  "test.bad": (reason) => `Szczegóły: ${reason}`,
  "default.title": "Model domyślny",
  "default.intro": "Odpowiada w czatach z asystentami, którzy nie mają własnego modelu.",
  "default.label": "Model",
  "default.only.registered":
    "Mogą go używać tylko osoby z kontem. Inni otrzymują model zapasowy, jeśli taki jest.",
  "default.only.admins":
    "Mogą go używać tylko administratorzy. Inni otrzymują model zapasowy, jeśli taki jest.",
  "default.settings": "Użyj ustawienia serwera",
  "default.chosen": "Model domyślny został zapisany.",
  "default.use": (model) => `Ustaw ${model} jako model domyślny`,
  "wrong.id": "Do 32 małych liter, cyfr i łączników.",
  "wrong.prefix": "Nazwy modeli w ustawieniach serwera już się tak zaczynają. Wybierz inną nazwę.",
  "wrong.address": "Podaj adres URL, który zaczyna się od http:// lub https://, bez hasła.",
  "wrong.key": "Ta usługa wymaga klucza.",
  "wrong.newKey": "Podaj klucz ponownie: zapisany nie zostanie wysłany na inny adres.",
  "wrong.models": "Nazwa modelu może mieć najwyżej 200 znaków.",
  "wrong.maxConcurrent": "Podaj liczbę całkowitą od 1 do 10 000 lub pozostaw pole puste.",
  "wrong.conflict":
    "Nazwa jest zajęta albo inny administrator zmienił to połączenie. Odśwież stronę.",
  "wrong.input": "Serwer to odrzucił. Sprawdź adres i podaj klucz ponownie.",
};

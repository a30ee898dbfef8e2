import type { Translation } from "../../i18n/page-words.ts";
import type { PushWords } from "./en.ts";

export const pl: Translation<PushWords> = {
  "push.title": "Powiadomienia push",
  "push.intro": (app: string) =>
    `Otrzymuj powiadomienie, gdy odpowiedź jest gotowa, a ${app} nie jest na ekranie.`,
  "push.off": "Ten serwer nie wysyła powiadomień push.",
  "push.unsupported": "Ta przeglądarka nie obsługuje powiadomień push.",
  "push.addToHome": (app: string) =>
    `Na iPhonie lub iPadzie dodaj ${app} do ekranu początkowego i otwórz go stamtąd.`,
  "push.insecure": "Powiadomienia push wymagają bezpiecznego połączenia (HTTPS).",
  "push.denied":
    "Przeglądarka blokuje powiadomienia z tej strony. Zezwól na nie w ustawieniach strony, zwykle obok adresu.",
  "push.turnOn": "Włącz na tym urządzeniu",
  "push.turnOff": "Wyłącz na tym urządzeniu",
  "push.isOn": "Powiadomienia push są włączone na tym urządzeniu.",
  "push.failed":
    "Przeglądarka nie mogła się zarejestrować do powiadomień push. Sprawdź połączenie i spróbuj ponownie.",
  "push.test": "Wyślij test",
  "push.tested": "Powiadomienie testowe nadejdzie za kilka sekund.",
  "push.devices": "Inne urządzenia",
  "push.lastUsed": (time: string) => `Ostatnie powiadomienie: ${time}`,
  "push.never": "Jeszcze bez powiadomień",
  "push.remove": "Usuń",
  "push.remove.label": (device: string) => `Usuń: ${device}`,
  "push.removed": "Urządzenie usunięte.",
  "push.showText": "Pokazuj treść w powiadomieniach",
  "push.showText.hint":
    "Tytuł czatu i pierwsze słowa odpowiedzi. Można je przeczytać na zablokowanym ekranie.",
  "push.quiet": "Godziny ciszy",
  "push.quiet.from": "Od",
  "push.quiet.until": "Do",
  "push.quiet.hint": (zone: string) =>
    `W tych godzinach nie ma powiadomień. Strefa czasowa: ${zone}`,
  "push.quiet.same": "Wybierz dwie różne godziny.",
};

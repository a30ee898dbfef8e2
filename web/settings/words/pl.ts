import type { Translation } from "../../i18n/page-words.ts";
import type { SettingsWords } from "./en.ts";

export const pl: Translation<SettingsWords> = {
  "admin.title": "Administracja",
  "place.general": "Ogólne",
  "place.account": "Konto",
  "place.personal": "Personalizacja",
  "place.prompts": "Prompty",
  "place.notifications": "Powiadomienia",
  "place.devices": "Urządzenia",
  "place.keys": "Klucze API",
  "place.shares": "Udostępnione linki",
  "place.data": "Twoje dane",
  "place.analytics": "Statystyki",
  "place.users": "Użytkownicy",
  "place.assistants": "Asystenci",
  "place.connections": "Połączenia",
  "place.audit": "Dziennik zdarzeń",
  "place.jobs": "Zadania",
  "shortcuts.show": "Pokaż skróty klawiszowe",
  "signOut.intro": "Wylogowuje Cię na tym urządzeniu. Czaty pozostaną na Twoim koncie.",
  "notifications.none": "Ten serwer nie wysyła e-maili.",
};

import type { Translation } from "../page-words.ts";
import type { FailureWords } from "./en.ts";

export const de: Translation<FailureWords> = {
  retryIn: (time) => `Du kannst es in ${time} noch einmal versuchen.`,
  provider_auth: "Der Modellserver hat den API-Schlüssel dieses Servers abgelehnt.",
  provider_unknown_model: "Der Modellserver hat das eingestellte Modell nicht.",
  provider_removed: "Die Verbindung dieses Modells wurde entfernt.",
  model_unavailable:
    "Dieses Modell kannst du nicht verwenden. Wähle ein anderes Modell oder einen anderen Assistenten.",
  provider_wrong_address: "Unter der Adresse des Modellservers gibt es keine Chat-API.",
  message_too_long:
    "Diese Nachricht ist zu lang für das Modell. Kürze sie oder hänge weniger Dateien an.",
  provider_rate_limited: "Das Modell ist gerade ausgelastet.",
  provider_rejected:
    "Der Modellserver hat diese Anfrage abgelehnt. Vielleicht ist sie zu lang oder verstößt gegen seine Regeln.",
  provider_unreachable: "Der Modellserver ist nicht erreichbar.",
  provider_unavailable: "Beim Modellserver ist ein Fehler aufgetreten.",
  provider_timeout: "Der Modellserver hat zu lange nicht geantwortet.",
  provider_cut: "Die Verbindung zum Modellserver brach ab, bevor die Antwort fertig war.",
  provider_nonsense: "Der Modellserver hat eine unlesbare Antwort gesendet.",
  too_complex:
    "Das eingebaute Modell bräuchte mehr Zeit oder Speicher, als eine Antwort verwenden darf.",
  workers_lost:
    "Der Server, der diese Antwort schrieb, ist zweimal ausgefallen. Der Text bis dahin wurde behalten.",
  internal: "Auf diesem Server ist etwas schiefgelaufen.",
};

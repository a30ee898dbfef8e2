import type { Translation } from "../page-words.ts";
import type { FailureWords } from "./en.ts";

export const nl: Translation<FailureWords> = {
  retryIn: (time) => `Je kunt het over ${time} opnieuw proberen.`,
  provider_auth: "De modelserver heeft de API-sleutel van deze server geweigerd.",
  provider_unknown_model: "De modelserver heeft het ingestelde model niet.",
  provider_removed: "De verbinding van dit model is verwijderd.",
  model_unavailable:
    "Je kunt dit model niet gebruiken. Kies een ander model of een andere assistent.",
  provider_wrong_address: "Op het adres van de modelserver is geen chat-API.",
  message_too_long:
    "Dit bericht is te lang voor het model. Kort het in of voeg minder bestanden toe.",
  provider_rate_limited: "Het model is op dit moment bezet.",
  provider_rejected:
    "De modelserver heeft dit verzoek geweigerd. Misschien is het te lang of in strijd met de regels.",
  provider_unreachable: "De modelserver is niet bereikbaar.",
  provider_unavailable: "Er is een fout opgetreden bij de modelserver.",
  provider_timeout: "De modelserver deed te lang over het antwoord.",
  provider_cut: "De verbinding met de modelserver viel weg voordat het antwoord klaar was.",
  provider_nonsense: "De modelserver heeft een onleesbaar antwoord gestuurd.",
  too_complex:
    "Het ingebouwde model zou meer tijd of geheugen nodig hebben dan een antwoord mag gebruiken.",
  workers_lost:
    "De server die dit antwoord schreef is twee keer uitgevallen. De tekst tot nu toe is bewaard.",
  internal: "Er is iets misgegaan op deze server.",
};

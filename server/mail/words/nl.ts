import type { MailWords } from "./mail-words.ts";

const minutes = "De link werkt één keer en verloopt na tien minuten.";
const ignore = "Was jij dit niet? Negeer deze e-mail dan.";
const settings = "Je ontvangt dit vanwege je e-mailinstellingen.";

export const nl: MailWords = {
  plainLink: "Of open dit adres:",
  footer: (origin, app) => `Verzonden door ${app} op ${origin}.`,
  welcome: ({ app }) => ({
    subject: `Welkom bij ${app}`,
    before: [
      "Je adres is bevestigd en je account is klaar. Je chats zijn in je account opgeslagen.",
    ],
    action: `${app} openen`,
  }),
  verifyEmail: () => ({
    subject: "Bevestig je e-mailadres",
    before: [
      "Iemand, hopelijk jij, heeft zich met dit adres geregistreerd. Bevestig dat het van jou is.",
    ],
    action: "Adres bevestigen",
    after: [minutes, ignore],
  }),
  resetPassword: () => ({
    subject: "Kies een nieuw wachtwoord",
    before: [
      "Iemand heeft gevraagd het wachtwoord van het account met dit adres opnieuw in te stellen.",
    ],
    action: "Nieuw wachtwoord kiezen",
    after: [minutes, `${ignore} Je wachtwoord blijft hetzelfde.`],
  }),
  accountCreated: () => ({
    subject: "Er is een account voor je gemaakt",
    before: [
      "Een beheerder van deze server heeft een account met je e-mailadres gemaakt. Kies een wachtwoord om het te gebruiken.",
    ],
    action: "Wachtwoord kiezen",
    after: [
      "De link werkt één keer en verloopt na zeven dagen. Gebruik daarna ‘Wachtwoord vergeten?’ op de inlogpagina.",
    ],
  }),
  changeEmail: () => ({
    subject: "Bevestig je nieuwe e-mailadres",
    before: [
      "Je hebt gevraagd dit adres voor je account te gebruiken. Bevestig dat het van jou is.",
    ],
    action: "Nieuw adres bevestigen",
    after: [minutes, ignore],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "Het e-mailadres van je account is gewijzigd",
    before: [`Je account gebruikt nu het adres ${newEmail}.`],
    after: ["Was jij dit niet? Neem dan direct contact op met de beheerder van de server."],
  }),
  passwordChanged: () => ({
    subject: "Je wachtwoord is gewijzigd",
    before: ["Het wachtwoord van je account is gewijzigd en alle andere apparaten zijn uitgelogd."],
    action: "Dit was ik niet",
  }),
  identityConnected: ({ provider }) => ({
    subject: `Je kunt nu inloggen met ${provider}`,
    before: [`${provider} is aan je account gekoppeld en kan worden gebruikt om in te loggen.`],
    action: "Dit was ik niet",
  }),
  alreadyRegistered: () => ({
    subject: "Je hebt al een account",
    before: [
      "Iemand, hopelijk jij, wilde zich met dit adres registreren, maar het heeft al een account.",
    ],
    action: "Inloggen",
    after: [ignore],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "Nieuwe inlog op je account",
    before: [
      `Iemand heeft op ${say(at, timeZone)} op je account ingelogd.`,
      `Apparaat: ${userAgent ?? "onbekend"}`,
      `Netwerkadres: ${address ?? "onbekend"}`,
    ],
    action: "Je apparaten controleren",
    after: ["Was jij dit niet? Log dat apparaat dan uit en wijzig je wachtwoord."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "Er is een chatsessie gemaakt",
    before: [`Op ${say(at, timeZone)} is voor jou een chatsessie met ${workflowName} gemaakt.`],
    after: [settings],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "Je antwoord is klaar" : `Je antwoord is klaar: ${title}`,
    before: ["Je antwoord is afgerond terwijl je weg was."],
    action: "Lezen",
    after: [settings],
  }),
  accountDeleted: () => ({
    subject: "Je account is verwijderd",
    before: [
      "Je account en alle gegevens zijn op jouw verzoek verwijderd. Dit is onze laatste e-mail.",
    ],
  }),
};

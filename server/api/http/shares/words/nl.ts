import type { ShareWords } from "./share-words.ts";

export const nl: ShareWords = {
  untitled: "Gedeelde chat",
  person: "Gebruiker",
  assistant: "Assistent",
  thoughts: "Gedachten",
  messages: (count, written) => (count === 1 ? "1 bericht" : `${written} berichten`),
  copiedOn: (day) => `Gedeeld op ${day}`,
  continue: "Deze chat voortzetten",
  cut: "Alleen het begin van dit bericht wordt getoond. Zet de chat voort om alles te lezen.",
  nextPage: "Volgende pagina",
  previousPage: "Vorige pagina",
  note: "Kopie van een chat met een AI-model. Antwoorden kunnen onjuist zijn.",
  closed: "Een gedeelde chat",
  password: {
    title: "Deze chat heeft een wachtwoord",
    label: "Wachtwoord",
    submit: "Chat openen",
    wrong: "Onjuist wachtwoord.",
    wait: "Te veel pogingen. Probeer het over een paar minuten opnieuw.",
  },
  signIn: {
    title: "Log in om deze chat te zien",
    text: "Deze chat is gedeeld met mensen die een account op deze server hebben.",
    action: "Inloggen",
  },
  gone: {
    title: "Deze link werkt niet",
    text: "Misschien is hij verlopen of ingetrokken. Vraag de afzender om een nieuwe.",
  },
  tooMany: {
    title: "Te veel verzoeken",
    text: "Probeer het over een minuut opnieuw.",
  },
};

import type { Translation } from "../../i18n/page-words.ts";
import type { LiveWords } from "./en.ts";

export const nl: Translation<LiveWords> = {
  "live.started": "De assistent schrijft.",
  "live.progress": (words) => `Schrijft nog, ${words} ${words === 1 ? "woord" : "woorden"}.`,
  "live.completed": (words) =>
    `Het antwoord is klaar, ${words} ${words === 1 ? "woord" : "woorden"}.`,
  "live.stopped": "Het antwoord is gestopt.",
  "live.cutOff": "Het antwoord is afgekapt bij de maximale lengte.",
  "live.filtered": "Het inhoudsfilter van de aanbieder heeft het antwoord gestopt.",
  "live.interrupted": "Het antwoord is onderbroken.",
  "live.failed": "Het antwoord is mislukt.",
};

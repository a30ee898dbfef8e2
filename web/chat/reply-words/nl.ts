import type { Translation } from "../../i18n/page-words.ts";
import type { ReplyWords } from "./en.ts";

export const nl: Translation<ReplyWords> = {
  "chat.thinking": (time) => `Denkt na… ${time}`,
  "chat.thoughtFor": (time) => `${time} nagedacht`,
  "chat.thoughts": "Gedachten",
  "chat.stopped": "Gestopt",
  "chat.cutOff": "Afgekapt bij de maximale lengte.",
  "chat.filtered": "Gestopt door het inhoudsfilter van de aanbieder.",
  "chat.thoughtOut":
    "Het model had tijdens het nadenken geen tokens meer. Sta langere antwoorden toe of vraag om minder.",
  "chat.interrupted": "Het antwoord is onderbroken.",
  "chat.continue": "Doorgaan",
};

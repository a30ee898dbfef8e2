import type { Translation } from "../../../i18n/page-words.ts";
import type { ViewWords } from "./en.ts";

export const nl: Translation<ViewWords> = {
  shortened: "Het model ziet de oudste berichten niet: deze chat past niet meer in de context.",
  files: "Eerdere bestanden passen niet meer en zijn weggelaten.",
  insteadOfBusy: (model, asked) => `Beantwoord door ${model} omdat ${asked} bezet was.`,
  insteadOfDown: (model, asked) => `Beantwoord door ${model} omdat ${asked} niet beschikbaar was.`,
  insteadOfBarred: (model, asked) =>
    `Beantwoord door ${model} omdat ${asked} voor jou niet beschikbaar is.`,
  line: "Het model ziet de berichten hierboven niet meer",
  lineSum: "Het model ziet een samenvatting van de berichten hierboven",
  summarise: "Samenvatten",
  pending: "Samenvatten…",
  failed: "De samenvatting kan niet worden geschreven.",
  retry: "Opnieuw proberen",
  show: "Samenvatting tonen",
  hide: "Samenvatting verbergen",
  remove: "Samenvatting verwijderen",
  label: "Samenvatting van de berichten hierboven",
  refused: "Dat is niet gelukt. Probeer het opnieuw.",
};

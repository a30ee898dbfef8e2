import type { CoreLocale } from "../../../../shared/locale.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import type { Phrases } from "./phrases.ts";

/** The sentences of a language. */
export function phrasesFor(locale: CoreLocale): Phrases {
  return { en: english, fr: french, es: spanish }[locale];
}

import { type CoreLocale, coreLocales } from "../../../../shared/locale.ts";
import { stopWords } from "./stop-words.ts";

/** Words for the offline model's tools: short commands often contain nothing else. */
const commandWords: Record<CoreLocale, string> = {
  en: `what's hello hi hey thanks help find search chats chat conversations threads show write count time date day days week
weekday today tomorrow yesterday ago summarise summarize summary convert miles feet pounds degrees calculate times plus minus
divided percent root word words lines roll dice flip coin random number reverse sort uppercase lowercase example demo table
list long text list until since difference many much next format code math maths`,
  fr: `bonjour salut coucou merci aide cherche recherche trouve retrouve montre écris heure date jour jours semaine
aujourd'hui demain hier depuis jusqu résume résumé résumer convertis convertir convertit livres pieds degrés calcule fois
divisé racine carrée mot mots lignes lance dé dés pile hasard nombre inverse trie majuscules minuscules exemple démo tableau
liste texte décalage combien prochain compte compter code maths milles pouces quelle heures`,
  es: `hola gracias ayuda busca buscar encuentra muestra muéstrame escribe hora fecha día días semana hoy mañana ayer hace
faltan resume resumen resumir convierte convertir millas libras pies grados calcula veces dividido raíz cuadrada palabra
palabras líneas lanza dado dados moneda azar aleatorio número invierte ordena mayúsculas minúsculas ejemplo demostración
tabla lista largo texto diferencia cuánto cuánta cuántos cuántas cuanto cuantos cuantas próximo cuenta código matemáticas
qué mis kilómetros`,
};

const marks: Record<CoreLocale, RegExp> = {
  en: /\b(?:i'm|don't|it's|what's)\b/i,
  fr: /[çœêèùàâûîëï]|\b(?:qu|d|l|j|n|c)['’]\p{L}/iu,
  es: /[ñ¿¡]|[íóú]/i,
};

/**
 * The language of a text, by its grammar and command words; null when they are inconclusive
 * (numbers, names, another language).
 */
export function detectLocale(text: string): CoreLocale | null {
  const words = wordsOf(text);
  const known = coreLocales.map((locale) => ({ locale, words: knownWords(locale) }));
  const scores = known.map(({ locale }) => ({ locale, score: marks[locale].test(text) ? 1.5 : 0 }));
  for (const word of words.slice(0, 200)) {
    const holders = known.filter((language) => language.words.has(word));
    for (const entry of scores) {
      if (holders.some((holder) => holder.locale === entry.locale))
        entry.score += 1 / holders.length;
    }
  }
  scores.sort((a, b) => b.score - a.score);
  const [first, second] = scores;
  return first && second && first.score - second.score >= 0.4 ? first.locale : null;
}

function knownWords(locale: CoreLocale): Set<string> {
  return stopWords(locale).union(new Set(commandWords[locale].split(/\s+/)));
}

/**
 * The conclusive words: no function names such as `sin(`, no single letters except those that are
 * words.
 */
function wordsOf(text: string): string[] {
  const start = text.slice(0, 2_000).toLowerCase().normalize("NFC").replaceAll("’", "'");
  const prose = start.replace(/(?<!\p{L})\p{L}+\d*\(/gu, " ");
  return (prose.match(/[\p{L}']+/gu) ?? []).filter(
    (word) => word.length > 1 || /[aàyó]/.test(word),
  );
}

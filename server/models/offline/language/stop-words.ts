import type { CoreLocale } from "../../../../shared/locale.ts";

const lists: Record<CoreLocale, string> = {
  en: `a about above after again against all also am an and any are as at be because been before being below between
both but by can could did do does doing down during each few for from further had has have having he her here hers him
his how i if in into is it its just let me more most my no nor not now of off on once only or other our out over own
please same she should so some such than that the their them then there these they this those through to too under until
up us very was we were what when where which while who whom why will with would you your yours`,
  fr: `a à ai aie as au aucun aussi autre aux avant avec avoir avons ayant c ça car ce ceci cela ces cet cette ceux chaque
chez ci comme comment d dans de des donc dont du elle elles en encore entre es est et été être eu eux fait font ici il ils
j je l la là le les leur leurs lui m ma mais me même mes moi moins mon n ne ni nos notre nous on ont or ou où par parce pas
peu peut plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si soi son sont sous sur
t ta te tes toi ton tous tout toute toutes très tu un une va vers vos votre vous y était étaient`,
  es: `a al algo ante antes aquí así aún aunque cada como cómo con contra cual cuál cuando cuándo de del desde donde dónde
dos e el él ella ellas ellos en entre era eran es esa ese eso esta está están este esto estos fue fueron ha han hasta hay
la las le les lo los más me mi mí mis muy nada ni no nos nosotros nuestra nuestro o os otra otro para pero poco por porque
que qué quien quién se sea ser si sí sin sobre son su sus también tan tanto te ti tiene tienen todo todos tu tú tus un una
uno unos y ya yo`,
};

/** The grammatical words of a language, in lower case with accents. */
export function stopWords(locale: CoreLocale): Set<string> {
  return new Set(lists[locale].split(/\s+/));
}

/** The grammatical words of all three languages. */
export function allStopWords(): Set<string> {
  return new Set([...stopWords("en"), ...stopWords("fr"), ...stopWords("es")]);
}

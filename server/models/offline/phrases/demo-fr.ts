import { typeset as t } from "./french-spacing.ts";
import type { DemoPhrases } from "./phrases.ts";

export const frenchDemo: DemoPhrases = {
  title: "Un tour du Markdown",
  opening: t`Tout ce qui suit est un exemple enregistré, qui montre comment les réponses s'affichent pendant qu'elles arrivent.`,
  headings: ["Texte", "Listes", "Tableau", "Code", "Formules", "Citation"],
  emphasis:
    "Un mot peut être en **gras**, en *italique*, ***les deux***, ~~barré~~ ou en `code`.  \nUne ligne peut se terminer sans ouvrir de paragraphe.",
  link: t`Les liens s'ouvrent dans un nouvel onglet : [le guide Markdown](https://www.markdownguide.org) ou une adresse seule, https://commonmark.org.`,
  bread: ["Pain", "Eau, 350 g", "Farine, 500 g", "deux tiers de blé", "un tiers de seigle"],
  steps: [
    "Mélanger, puis attendre une heure.",
    "Façonner la miche.",
    "Cuire à 240 °C pendant 40 minutes.",
  ],
  tasks: ["Acheter de la farine", "Nourrir le levain", "Inviter les voisins"],
  columns: ["Planète", "Distance au soleil (millions de km)", "Rayon (km)", "Lunes"],
  planets: ["Mercure", "Vénus", "Terre", "Mars"],
  inlineCode: t`\`print(primes(50))\` affiche les nombres premiers jusqu'à cinquante ; les deux autres aussi.`,
  euler: "Les formules tiennent dans une ligne, comme celle d'Euler,",
  roots: "ou seules, comme les racines d'une équation du second degré",
  series: t`et deux résultats qui surprennent tout le monde une fois :`,
  quote: ["La simplicité est une condition préalable à la fiabilité.", "— *Edsger W. Dijkstra*"],
  closing: t`Essayez ensuite \`montre-moi un tableau\`, \`écris un exemple de code en Rust\` ou \`démo longue\`.`,
  storedSample: t`_Un exemple enregistré : je n'en compose pas de nouveaux._`,
  storedCode: (languages) =>
    t`_Exemples enregistrés : je n'écris pas de nouveaux programmes. Il y en a un pour ${languages}._`,
};

import { connectCommands } from "./connect-commands.ts";
import { frenchDemo } from "./demo-fr.ts";
import { typeset as t } from "./french-spacing.ts";
import type { DatePhrases, IntroPhrases, Phrases, TimePhrases } from "./phrases.ts";

const intro: IntroPhrases = {
  greeting: t`Bonjour ! Je suis le **modèle hors ligne intégré** : un ensemble de petits outils dans ce serveur, pas un modèle de langage. Aucun serveur de modèles n'est encore connecté, mais voici ce que je sais faire :`,
  greetingAgain: t`Re-bonjour ! Demandez-moi un calcul, une heure, une date ou un passage de vos conversations ; \`aide\` donne la liste complète.`,
  wellBeing: t`Je suis un ensemble de petits outils dans ce serveur : tant qu'il tourne, tout va bien. \`aide\` montre ce que je sais faire.`,
  what: t`Je suis le **modèle hors ligne intégré** : un ensemble de petits outils dans ce serveur, pas un modèle de langage. Rien de ce que vous m'écrivez ne quitte ce serveur.`,
  abilities: t`- **Calculer** : \`combien font 12 % de 80\`, \`sqrt(2) * 3^4\`
- **Convertir des unités** : \`convertis 5 milles en km\`, \`20 °C en °F\`
- **Dates et heures** : \`quelle heure est-il à Tokyo\`, \`combien de jours avant Noël\`, \`15h à New York à Paris\`
- **Chercher dans vos conversations** : \`cherche facture dans mes conversations\`, \`montre mes dernières conversations\`
- **Résumer** en choisissant des phrases : \`résume cette conversation\`, ou collez un texte après \`résume :\`
- **Montrer du Markdown** : \`démo markdown\`, \`montre-moi un tableau\`, \`écris un exemple de code en Python\`
- **Travailler un texte** : \`compte les mots : …\`, \`trie : …\`, \`en majuscules : …\`, \`formate ce json : …\`
- **Hasard et comptage** : \`lance 2d6\`, \`uuid\`, \`écris 50 lignes numérotées\``,
  connect: t`Pour parler à un vrai modèle, définissez l'un de ces réglages dans l'environnement du serveur, puis redémarrez-le :\n\n${connectCommands}`,
  unknown: t`Je ne peux pas répondre à cela : je suis le **modèle hors ligne intégré**, un ensemble de petits outils dans ce serveur, pas un modèle de langage. Ce que je sais faire :`,
  thanks: t`Avec plaisir !`,
};

const time: TimePhrases = {
  now: ({ clock, date, place, zone }) =>
    t`Il est **${clock}** ${place ? `(${place})` : "chez vous"}, le ${date} (${zone}).`,
  date: (date, place) =>
    place ? t`${place} : nous y sommes le **${date}**.` : t`Nous sommes le **${date}**.`,
  unknownPlace: (name) =>
    t`Je ne connais pas le lieu « ${name} ». Je connais les grandes villes, les pays à fuseau unique et les noms comme \`Europe/Paris\`.`,
  carried: ({ from, fromPlace, clock, offset, place, days }) =>
    t`Quand il est ${from.clock} à l'heure de ${fromPlace} (${from.offset}), il est **${clock}** ${place ? `à l'heure de ${place}` : "chez vous"} (${offset})${dayShift(days)}.`,
  onDate: (date, place) =>
    t`C'est valable pour le ${date} (${place}) ; l'heure d'été peut changer le résultat à d'autres dates.`,
  difference: ({ first, second, size, order }) => {
    const other = second ?? "Votre horloge";
    if (order === "same") return t`**${first}** et **${other}** sont à la même heure.`;
    return t`**${other}** : **${size} ${order === "ahead" ? "d'avance" : "de retard"}** sur **${first}**.`;
  },
  clockAt: (place, clock, offset) => t`${place ?? "Chez vous"} : ${clock} (${offset})`,
  differenceNote: t`C'est le décalage actuel ; l'heure d'été peut le changer dans l'année.`,
};

function dayShift(days: number): string {
  if (days === 0) return "";
  return days > 0 ? " le lendemain" : " la veille";
}

const dates: DatePhrases = {
  between: ({ from, to, days, isOne, breakdown }) =>
    t`Du ${from} au ${to} : **${days} ${isOne ? "jour" : "jours"}**${breakdown.length > 0 ? ` (${breakdown.join("; ")})` : ""}.`,
  offset: ({ from, duration, isPast, date }) =>
    t`${duration} ${from ? `${isPast ? "avant" : "après"} le ${from}` : isPast ? "avant aujourd'hui" : "après aujourd'hui"} : le **${date}**.`,
  weekday: (date, weekday, tense) =>
    t`Le ${date} ${tense === "past" ? "était" : "est"} un **${weekday}**.`,
  gregorianNote: "(Compté dans le calendrier grégorien, qui n'était pas encore en usage.)",
  week: ({ date, week, year, monday, sunday }) =>
    t`Le ${date} est dans la **semaine ${week}** de ${year} selon ISO 8601, du ${monday} au ${sunday}.`,
  outOfRange: "Cette date est trop lointaine pour mes calculs.",
};

export const french: Phrases = {
  intro,
  time,
  dates,
  arithmetic: {
    undefinedResult: (expression) => t`${expression} n'a pas de valeur réelle.`,
    tooLarge: (expression) =>
      t`${expression} dépasse ce que je calcule : mes nombres s'arrêtent à mille chiffres.`,
    unreadable: t`Je ne lis pas de calcul ici. Je connais \`+ - * / ^ % !\`, les parenthèses et des fonctions comme \`sqrt\`, \`ln\`, \`sin\` et \`max\`.`,
  },
  units: {
    noRates: t`Je ne peux pas convertir d'argent : les taux de change bougent à chaque minute et je n'en ai aucun hors ligne. Un modèle connecté avec des outils, ou votre banque, le peut.`,
    incompatible: (from, to) =>
      t`${from} et ${to} ne mesurent pas la même chose : on ne peut pas convertir l'un en l'autre.`,
  },
  search: {
    found: (words) => t`Trouvé dans vos conversations pour ${words} :`,
    nothing: (words) =>
      t`Je n'ai rien trouvé dans vos autres conversations${words ? ` pour ${words}` : ""}.`,
    recent: t`Vos dernières conversations :`,
    noThreads: "Vous n'avez pas encore d'autre conversation.",
    untitled: "Conversation sans titre",
    author: (role) => (role === "user" ? "vous" : "assistant"),
  },
  summary: {
    ofText: "**Résumé du texte**",
    ofConversation: "**Phrases clés**",
    ofThread: (link) => t`**Résumé de** ${link}`,
    counts: (questions, answers) =>
      t`Cette conversation compte ${questions} ${questions === 1 ? "message" : "messages"} de vous et ${answers} ${answers <= 1 ? "réponse" : "réponses"}.`,
    asked: "**Vous avez écrit**",
    topics: (words) => t`Mots fréquents : ${words}.`,
    honesty: (kept, total) =>
      t`_Voici ${kept} phrases sur ${total}, choisies pour les mots qu'elles partagent avec le reste. J'extrais ; je ne comprends pas._`,
    tooShort: "Il y a trop peu de texte à raccourcir.",
    nothingYet: t`Il n'y a encore rien à résumer. Collez un texte après \`résume :\`, ou redemandez plus tard dans la conversation.`,
  },
  files: {
    summary: "**Résumé**",
    image: (width, height) =>
      t`Une image de ${width} × ${height} pixels. Je ne vois pas les images ; il faut pour cela un modèle qui les voit.`,
    empty: "Je ne trouve pas de texte dans ce fichier.",
    cut: "Seul le début de ce fichier a été lu.",
  },
  text: {
    counts: ({ words, characters, withoutSpaces, lines }) =>
      t`- Mots : **${words}**\n- Caractères : **${characters}** (${withoutSpaces} sans les espaces)\n- Lignes : **${lines}**`,
    notBase64: "Ce n'est pas du Base64 d'un texte lisible.",
    jsonTooLong: t`Mis en forme, ce JSON serait trop long pour être affiché ici.`,
    notJson: t`Ce n'est pas du JSON valide. L'analyseur dit :`,
  },
  random: {
    number: (drawn, low, high) => t`**${drawn}** (entre ${low} et ${high}, tous aussi probables)`,
    dice: ({ count, sides, rolls, sum }) =>
      count === 1
        ? t`**${sum}** (un dé à ${sides} faces)`
        : t`${rolls} = **${sum}** (${count} dés à ${sides} faces)`,
    needsSides: "Un dé a au moins deux faces.",
    heads: "**Face**",
    tails: "**Pile**",
  },
  count: {
    line: (n, total, square) => t`Ligne ${n} sur ${total} : ${n} au carré fait ${square}.`,
    stopped: (limit) => t`Je m'arrête à ${limit} par réponse.`,
  },
  demo: frenchDemo,
  long: {
    opening: t`Voici une longue réponse à regarder arriver. Personne ne l'a imaginée : elle est assemblée à partir d'exemples enregistrés et en comptant.`,
    tables: "Tables de multiplication",
    timesTable: (factor) => t`Table de ${factor}`,
    squares: "Carrés",
    primes: "Les nombres premiers inférieurs à mille",
    fibonacci: "Nombres de Fibonacci",
    code: "Le même programme dans plusieurs langages",
    closing: "C'est tout.",
  },
  continuing: {
    different: t`Je ne peux pas continuer cette réponse : à présent, elle serait différente. Régénérez-la pour l'avoir en entier.`,
  },
  title: { untitled: "Nouvelle conversation" },
};

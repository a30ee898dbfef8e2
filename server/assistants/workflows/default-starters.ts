import type { Starter } from "../../../shared/workflow.ts";

/**
 * The starters of a fresh installation: what the built-in model can do. They are stored with the
 * assistant, and stand for those of its model until an admin edits them.
 */
export const builtinStarters: readonly Starter[] = [
  {
    icon: "calculator",
    label: { en: "Convert units", fr: "Convertir des unités", es: "Convertir unidades" },
    prompt: {
      en: "Convert 26.2 miles to kilometres",
      fr: "Convertis 26,2 miles en kilomètres",
      es: "Convierte 26,2 millas a kilómetros",
    },
  },
  {
    icon: "clock",
    label: {
      en: "Check a time zone",
      fr: "Vérifier un fuseau horaire",
      es: "Consultar una zona horaria",
    },
    prompt: {
      en: "What time is it in Tokyo?",
      fr: "Quelle heure est-il à Tokyo ?",
      es: "¿Qué hora es en Tokio?",
    },
  },
  {
    icon: "document",
    label: { en: "See the formatting", fr: "Voir la mise en forme", es: "Ver el formato" },
    prompt: {
      en: "Show me a Markdown demo",
      fr: "Montre-moi une démo Markdown",
      es: "Muéstrame una demo de Markdown",
    },
  },
  {
    icon: "search",
    label: {
      en: "Search my conversations",
      fr: "Chercher dans mes conversations",
      es: "Buscar en mis conversaciones",
    },
    prompt: {
      en: "Search my conversations for kilometres",
      fr: "Cherche « kilomètres » dans mes conversations",
      es: "Busca «kilómetros» en mis conversaciones",
    },
  },
];

/** Those of other models: nothing that takes fresh facts, tools or this server's data. */
export const modelStarters: readonly Starter[] = [
  {
    icon: "spark",
    label: { en: "Explain an idea", fr: "Expliquer une idée", es: "Explicar una idea" },
    prompt: {
      en: "Explain in simple words how a vaccine works",
      fr: "Explique avec des mots simples comment agit un vaccin",
      es: "Explica con palabras sencillas cómo funciona una vacuna",
    },
  },
  {
    icon: "clock",
    label: { en: "Plan the week", fr: "Planifier la semaine", es: "Planificar la semana" },
    prompt: {
      en: "Plan five quick weeknight dinners, with a shopping list",
      fr: "Propose cinq dîners rapides pour la semaine, avec la liste de courses",
      es: "Planifica cinco cenas rápidas para la semana, con la lista de la compra",
    },
  },
  {
    icon: "document",
    label: { en: "Write an e-mail", fr: "Rédiger un e-mail", es: "Escribir un correo" },
    prompt: {
      en: "Write a short, friendly e-mail that moves tomorrow’s meeting to next week",
      fr: "Rédige un e-mail court et aimable pour reporter la réunion de demain à la semaine prochaine",
      es: "Escribe un correo breve y amable para aplazar la reunión de mañana a la próxima semana",
    },
  },
  {
    icon: "calculator",
    label: { en: "Get help with code", fr: "Obtenir de l’aide en code", es: "Ayuda con código" },
    prompt: {
      en: "Write a spreadsheet formula that adds up the amounts of one month, and explain it",
      fr: "Écris une formule de tableur qui additionne les montants d’un mois, et explique-la",
      es: "Escribe una fórmula de hoja de cálculo que sume los importes de un mes y explícala",
    },
  },
];

/** For models that see pictures, in place of the last one. */
export const pictureStarter: Starter = {
  icon: "search",
  label: {
    en: "Ask about a picture",
    fr: "Poser une question sur une image",
    es: "Preguntar sobre una imagen",
  },
  prompt: {
    en: "Describe this picture",
    fr: "Décris cette image",
    es: "Describe esta imagen",
  },
};

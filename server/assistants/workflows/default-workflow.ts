import type { Localized, Starter, WorkflowDefinition } from "../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";

const greeting: Localized = {
  en: "How can I help you today?",
  fr: "Comment puis-je vous aider aujourd’hui ?",
  es: "¿Cómo puedo ayudarte hoy?",
};

const placeholder: Localized = {
  en: "Write a message",
  fr: "Écrivez un message",
  es: "Escribe un mensaje",
};

const starters: Starter[] = [
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

/** The assistant of a fresh installation. It uses the server's configured model, and lets users choose another. */
export const defaultWorkflow: WorkflowDefinition = {
  ...defaultWorkflowSettings,
  modelChoice: { from: "any", models: [] },
  fileUpload: { enabled: true, maxFileSize: 32, maxFiles: 10 },
  name: "ChatKit",
  model: null,
  instructions:
    "You are a helpful assistant. Answer in the language of the person's last message. Use Markdown where it helps, and say so when you do not know.",
  greeting,
  placeholder,
  starters,
};

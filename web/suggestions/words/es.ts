import type { ComposerMenuWords } from "./en.ts";

export const es: ComposerMenuWords = {
  "menu.slash": "Prompts y comandos",
  "menu.mention": "Quién responde a este mensaje",
  "group.own": "Tus prompts",
  "group.shared": "Prompts compartidos",
  "group.commands": "Comandos",
  "group.assistants": "Asistentes",
  "group.models": "Modelos",
  "command.search": "Buscar",
  "command.temporary": "Chat temporal",
  "command.export": "Exportar este chat",
  "command.archive": "Archivar este chat",
  "prompt.failed": "No se ha podido cargar este prompt.",
  "variables.title": (name: string) => `Completar «${name}»`,
  "variables.insert": "Insertar",
  answers: (name: string) => `${name} responde a este mensaje`,
  "answers.remove": (name: string) => `No preguntar a ${name}`,
  count: (count: number) => `${count} ${count === 1 ? "sugerencia" : "sugerencias"}`,
};

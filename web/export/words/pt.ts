import type { Translation } from "../../i18n/page-words.ts";
import type { ExportWords } from "./en.ts";

export const pt: Translation<ExportWords> = {
  "export.title": "Exportar chat",
  "export.format": "Formato",
  "export.markdown": "Markdown",
  "export.markdown.hint": "O chat como você o vê, para ler ou imprimir",
  "export.html": "HTML",
  "export.html.hint":
    "Uma página que abre em qualquer navegador, para ler, imprimir ou salvar como PDF",
  "export.json": "JSON",
  "export.json.hint": "Tudo, com todas as versões de cada mensagem, para programas",
  "export.thoughts": "Incluir o raciocínio",
  "export.save": "Exportar",
  "export.loading": (count) => `Carregando mensagens: ${count}…`,
  "export.failed": "Não foi possível carregar o chat inteiro.",
  "export.files": "Arquivos",
  "export.thoughtsOf": "Raciocínio",
};

import type { Translation } from "../../i18n/page-words.ts";
import type { ArtifactWords } from "./en.ts";

export const pt: Translation<ArtifactWords> = {
  "artifact.panel": "Prévia",
  "artifact.html": "Página da web",
  "artifact.svg": "Imagem",
  "artifact.mermaid": "Diagrama",
  "artifact.preview": "Prévia",
  "artifact.source": "Código-fonte",
  "artifact.download": "Baixar",
  "artifact.whole": "Tela cheia",
  "artifact.part": "Sair da tela cheia",
  "artifact.previous": "Versão anterior",
  "artifact.next": "Próxima versão",
  "artifact.version": (index, count) => `Versão ${index} de ${count}`,
  "artifact.loading": "Carregando a prévia…",
  "artifact.wrong": "Este diagrama tem um erro",
  "artifact.silent": "A prévia parou de responder e foi fechada.",
  "artifact.again": "Executar novamente",
  "artifact.blocked": "Esta página pede arquivos da internet. As prévias não têm acesso à rede.",
};

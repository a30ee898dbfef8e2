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
  "artifact.chart": "Gráfico",
  "artifact.chartWrong": "Este gráfico tem um erro",
  "artifact.address":
    "Este gráfico pede dados da internet. As prévias não têm acesso à rede: os valores precisam estar no próprio gráfico.",
  "artifact.slow": "Este gráfico demora demais para ser desenhado.",
  "artifact.large": "Este gráfico tem dados demais para ser desenhado.",
  "artifact.unloaded": "Não foi possível carregar a prévia.",
  "artifact.chartBlocked":
    "Este gráfico pede imagens ou links da internet. As prévias não têm acesso à rede.",
  "artifact.data": "Dados",
  "artifact.empty": "Este gráfico não tem dados.",
  "artifact.rows": (shown, total) => `Primeiras ${shown} de ${total} linhas`,
};

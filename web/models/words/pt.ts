import type { Translation } from "../../i18n/page-words.ts";
import type { PickerWords } from "./en.ts";

export const pt: Translation<PickerWords> = {
  "picker.title": "Escolher um modelo",
  "picker.again": "Gerar novamente com outro modelo",
  "picker.another": "Escolher outro modelo",
  "picker.search": "Pesquisar modelos",
  "picker.recent": "Recentes",
  "picker.others": "Modelos",
  "picker.default": "Padrão deste assistente",
  "picker.connection.default": "Servidor",
  "picker.none": "Nenhum modelo encontrado",
  "picker.failed": "Não foi possível carregar os modelos.",
  "picker.retry": "Tentar novamente",
  "picker.loading": "Carregando os modelos…",
  "picker.count": (count) => `Modelos: ${count}`,
  "picker.more": (count) => `Mais ${count}. Pesquise para encontrá-los.`,
  "picker.vision": "Imagens",
  "picker.tools": "Ferramentas",
  "picker.reasoning": "Raciocínio",
  "picker.window": (tokens) => `${tokens} de contexto`,
  "picker.price": (input, output) => `${input} / ${output} por 1 mi`,
};

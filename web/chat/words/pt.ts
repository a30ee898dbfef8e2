import type { Translation } from "../../i18n/page-words.ts";
import type { ModelWords } from "./en.ts";

export const pt: Translation<ModelWords> = {
  "model.label": (name) => `Modelo: ${name}`,
  "model.builtin": "As respostas vêm do modelo off-line integrado.",
  "model.hint": "O pequeno modelo integrado responde por padrão.",
  "model.builtin.connect": "Conectar um modelo",
  "model.choose": "Escolher um modelo",
  "model.effort": (word) => `Raciocínio: ${word}`,
  "model.gone": (gone, own) => `${gone} não está mais disponível. ${own} responde no lugar.`,
  "model.removed": (name) => `A conexão de ${name} foi removida. Escolha outro modelo.`,
  "model.missing": "O modelo deste assistente não está disponível para você.",
  "model.missing.choose": "O modelo deste assistente não está disponível para você. Escolha outro.",
  "model.signIn": "Entrar",
  "model.thinking": "Raciocínio",
  "model.failed": "Não foi possível salvar sua escolha",
  "effort.auto": "Automático",
  "effort.none": "Desativado",
  "effort.low": "Baixo",
  "effort.medium": "Médio",
  "effort.high": "Alto",
};

import type { Translation } from "../../i18n/page-words.ts";
import type { PromptWords } from "./en.ts";

export const pt: Translation<PromptWords> = {
  title: "Prompts",
  intro:
    "Textos que você usa com frequência. Digite / em um campo de mensagem vazio para inserir um.",
  own: "Seus prompts",
  "own.none": "Você ainda não escreveu nenhum prompt.",
  shared: "Compartilhados com todos",
  new: "Novo prompt",
  edit: "Editar",
  "edit.label": (name) => `Editar “${name}”`,
  delete: "Excluir",
  "delete.label": (name) => `Excluir “${name}”`,
  "delete.title": "Excluir este prompt?",
  "delete.text": (name) => `“${name}” será excluído permanentemente.`,
  "delete.textShared": (name) => `“${name}” será excluído permanentemente para todos.`,
  "form.new": "Novo prompt",
  "form.edit": "Editar prompt",
  name: "Nome",
  description: "Descrição (opcional)",
  text: "Texto",
  "text.hint":
    "{{topic}} pede um valor quando você insere o prompt; {{language|French}}, com um padrão.",
  share: "Compartilhar com todos neste servidor",
  save: "Salvar",
  "wrong.name": (max) => `Digite um nome de até ${max} caracteres.`,
  "wrong.description": (max) => `Digite até ${max} caracteres.`,
  "wrong.text": (max) => `Digite um texto de até ${max} caracteres.`,
  "wrong.tooMany": "O limite de prompts foi atingido. Exclua um antes.",
};

import type { Translation } from "../../../i18n/page-words.ts";
import type { AddUsersWords } from "./en.ts";

export const pt: Translation<AddUsersWords> = {
  title: "Adicionar usuários",
  "intro.mail": "Cada pessoa recebe um e-mail com um link para escolher uma senha.",
  "intro.link":
    "Este servidor não envia e-mail: você recebe um link por pessoa para que ela escolha uma senha.",
  "one.title": "Uma pessoa",
  "one.admin": "Administrador",
  "one.submit": "Criar conta",
  "list.title": "Várias pessoas (CSV)",
  "list.intro":
    "Escolha um arquivo com uma pessoa por linha. A coluna role é opcional. Endereços que já têm conta ficam como estão.",
  "list.file": "Arquivo",
  "list.found": (count) => `Endereços encontrados: ${count}`,
  "list.wrong": (lines) => `Linhas que não podem ser usadas: ${lines}`,
  "list.cut": "O arquivo é longo demais. Só o começo foi lido.",
  "list.submit": "Criar contas",
  "done.title": "Resultado",
  "done.created": (count) => `Contas criadas: ${count}`,
  "done.exist": (count) => `Já tinham conta: ${count}`,
  "done.invalid": (count) => `Não são endereços de e-mail: ${count}`,
  "done.link": (email) =>
    `Entregue este link a ${email}. Ele funciona uma única vez, por sete dias, e não será mostrado de novo.`,
  "done.links":
    "Salve os links agora: eles não serão mostrados de novo. Cada um funciona uma única vez, por sete dias.",
  "done.save": "Salvar links (CSV)",
  back: "Voltar aos usuários",
};

import type { Translation } from "../../../i18n/page-words.ts";
import type { ConnectionWords } from "./en.ts";

export const pt: Translation<ConnectionWords> = {
  title: "Conexões",
  intro:
    "Os servidores de modelos que escrevem as respostas. As alterações entram em vigor imediatamente.",
  add: "Adicionar conexão",
  none: "Nenhuma conexão ainda. O pequeno modelo integrado responde.",
  list: "Conexões",
  "found.list": "Encontrados nesta máquina",
  "found.text": (name, models) => {
    const offers = models === 1 ? "1 modelo" : `${models} modelos`;
    return `${name} está em execução nesta máquina, ${models === 0 ? "ainda sem modelos" : `com ${offers}`}.`;
  },
  "found.other": (address, models) =>
    `Um servidor de modelos está em execução em ${address}, com ${models === 1 ? "1 modelo" : `${models} modelos`}.`,
  "found.connect": "Conectar",
  "found.label": (name) => `Conectar: ${name}`,
  settings: "Das configurações do servidor",
  locked:
    "A chave salva foi criptografada com outro segredo do servidor e não pode ser lida. Digite-a novamente.",
  shadowed: "Não usada: as configurações do servidor têm uma conexão com este nome.",
  "key.stored": "Chave salva",
  "key.none": "Sem chave",
  "models.all": "Todos os modelos do servidor",
  "models.some": (count) => (count === 1 ? "1 modelo" : `${count} modelos`),
  edit: "Editar",
  delete: "Excluir",
  "label.edit": (id) => `Editar: ${id}`,
  "label.delete": (id) => `Excluir: ${id}`,
  "delete.title": (id) => `Excluir “${id}”?`,
  "delete.text":
    "Assistentes e chats que usam os modelos dela só voltarão a responder quando tiverem outro modelo. A chave dela será excluída.",
  "delete.default": "O modelo padrão volta a ser o das configurações do servidor.",
  deleted: "A conexão foi excluída.",
  "editor.new": "Nova conexão",
  "editor.change": (id) => `Alterar “${id}”`,
  service: "Serviço",
  other: "Outro servidor compatível com OpenAI",
  compatible: "Servidor compatível com OpenAI",
  name: "Nome",
  "name.hint": "Vem antes dos nomes dos modelos, como em claude/claude-sonnet-4-5.",
  address: "Endereço",
  "address.hint": "Com a versão, como em http://localhost:11434/v1.",
  "address.own": "Deixe vazio para usar o endereço do próprio serviço.",
  key: "Chave de API",
  "key.show": "Mostrar chave",
  "key.hide": "Ocultar chave",
  "key.keep": "Deixe vazio para manter a chave salva.",
  "key.optional": "Deixe vazio se o servidor não precisar de uma.",
  headers: (names) => `Os outros cabeçalhos são mantidos: ${names}.`,
  models: "Modelos oferecidos",
  "models.hint":
    "Um nome por linha. Deixe vazio para oferecer todos os modelos que o servidor lista.",
  access: "Quem pode usar",
  "access.everyone": "Todos",
  "access.registered": "Pessoas com conta",
  "access.admins": "Administradores",
  "access.only.registered": "Somente para pessoas com conta",
  "access.only.admins": "Somente para administradores",
  "access.hint":
    "Os modelos dela não são oferecidos a outras pessoas. Os assistentes respondem a elas com um modelo alternativo, se houver.",
  limit: "Solicitações simultâneas",
  "limit.hint":
    "Para um servidor com capacidade limitada. As outras respostas esperam, e as pessoas se revezam. Deixe vazio para não ter limite.",
  "limit.some": (most) =>
    most === 1 ? "Uma solicitação por vez" : `No máximo ${most} solicitações simultâneas`,
  save: "Salvar",
  saved: "A conexão foi salva.",
  test: "Testar",
  "test.model": "Modelo a testar",
  "test.listing": "Carregando os modelos…",
  "test.noList": "O servidor não lista seus modelos. Digite o nome de um.",
  "test.running": "Aguardando uma resposta…",
  "test.good": (text, time) => `Ele responde: “${text}” (${time})`,
  "test.silent": (time) => `Ele responde, mas sem texto (${time}).`,
  "test.bad": (reason) => `Detalhes: ${reason}`,
  "default.title": "Modelo padrão",
  "default.intro": "Responde pelos assistentes sem modelo definido.",
  "default.label": "Modelo",
  "default.only.registered":
    "Somente pessoas com conta podem usá-lo. As outras recebem um modelo alternativo, se houver.",
  "default.only.admins":
    "Somente administradores podem usá-lo. As outras pessoas recebem um modelo alternativo, se houver.",
  "default.settings": "Usar o das configurações do servidor",
  "default.chosen": "O modelo padrão foi salvo.",
  "default.use": (model) => `Usar ${model} como modelo padrão`,
  "wrong.id": "No máximo 32 letras minúsculas, dígitos e hifens.",
  "wrong.prefix":
    "Nomes de modelos nas configurações do servidor já começam assim. Escolha outro nome.",
  "wrong.address": "Digite uma URL que comece com http:// ou https://, sem senha.",
  "wrong.key": "Este serviço precisa de uma chave.",
  "wrong.newKey": "Digite a chave novamente: a que está salva não é enviada para outro endereço.",
  "wrong.models": "O nome de um modelo tem no máximo 200 caracteres.",
  "wrong.maxConcurrent": "Digite um número inteiro de 1 a 10.000 ou deixe o campo vazio.",
  "wrong.conflict":
    "O nome já está em uso, ou outro administrador alterou a conexão. Recarregue a página.",
  "wrong.input": "O servidor recusou isso. Verifique o endereço e digite a chave novamente.",
};

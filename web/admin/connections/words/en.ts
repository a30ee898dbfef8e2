import type { WordsOf } from "../../../i18n/page-words.ts";
/** The words of the connections page in English, and the list of keys. */
export const en = {
  title: "Connections",
  intro: "The model servers that write the replies. Changes take effect at once.",
  add: "Add connection",
  none: "No connections yet. The small built-in model answers.",
  list: "Connections",

  "found.list": "Found on this machine",
  "found.text": (name: string, models: number) => {
    const offers = models === 1 ? "1 model" : `${models} models`;
    return `${name} is running on this machine, with ${models === 0 ? "no models yet" : offers}.`;
  },
  "found.other": (address: string, models: number) =>
    `A model server is running at ${address}, with ${models === 1 ? "1 model" : `${models} models`}.`,
  "found.connect": "Connect",
  "found.label": (name: string) => `Connect: ${name}`,

  settings: "From the server’s settings",
  locked:
    "The stored key was encrypted with another server secret and can’t be read. Enter it again.",
  shadowed: "Not used: the server’s settings have a connection with this name.",
  "key.stored": "Key stored",
  "key.none": "No key",
  "models.all": "All models of the server",
  "models.some": (count: number) => (count === 1 ? "1 model" : `${count} models`),
  edit: "Edit",
  delete: "Delete",
  "label.edit": (id: string) => `Edit: ${id}`,
  "label.delete": (id: string) => `Delete: ${id}`,
  "delete.title": (id: string) => `Delete “${id}”?`,
  "delete.text":
    "Assistants and chats that use its models won’t answer until they get another model. Its key is deleted.",
  "delete.default": "The default model goes back to the server’s setting.",
  deleted: "The connection was deleted.",

  "editor.new": "New connection",
  "editor.change": (id: string) => `Change “${id}”`,
  service: "Service",
  other: "Another OpenAI-compatible server",
  compatible: "OpenAI-compatible server",
  name: "Name",
  "name.hint": "Prefixes the names of its models, such as claude/claude-sonnet-4-5.",
  address: "Address",
  "address.hint": "With the version, such as http://localhost:11434/v1.",
  "address.own": "Leave empty for the service’s own address.",
  key: "API key",
  "key.show": "Show key",
  "key.hide": "Hide key",
  "key.keep": "Leave empty to keep the stored key.",
  "key.optional": "Leave empty if the server needs none.",
  headers: (names: string) => `Other headers are kept: ${names}.`,
  models: "Models to offer",
  "models.hint": "One name per line. Leave empty to offer every model the server lists.",
  access: "Who can use it",
  "access.everyone": "Everyone",
  "access.registered": "People with an account",
  "access.admins": "Admins",
  "access.only.registered": "Only for people with an account",
  "access.only.admins": "Only for admins",
  "access.hint":
    "Others aren’t offered its models. Assistants answer them with a fallback, if there is one.",
  limit: "Requests at once",
  "limit.hint":
    "For a server that can handle only so many. Further replies wait, and people take turns. Leave empty for no limit.",
  "limit.some": (most: number) =>
    most === 1 ? "One request at a time" : `At most ${most} requests at once`,
  save: "Save",
  saved: "The connection was saved.",

  test: "Test",
  "test.model": "Model to test",
  "test.listing": "Loading models…",
  "test.noList": "The server doesn’t list its models. Type the name of one.",
  "test.running": "Waiting for an answer…",
  "test.good": (text: string, time: string) => `It answers: “${text}” (${time})`,
  "test.silent": (time: string) => `It answers, but without text (${time}).`,
  "test.bad": (reason: string) => `Details: ${reason}`,

  "default.title": "Default model",
  "default.intro": "Answers for assistants that name no model.",
  "default.label": "Model",
  "default.only.registered":
    "Only people with an account can use it. Others get a fallback, if there is one.",
  "default.only.admins": "Only admins can use it. Others get a fallback, if there is one.",
  "default.settings": "Use the server’s setting",
  "default.chosen": "The default model was saved.",
  "default.use": (model: string) => `Use ${model} as the default model`,

  "wrong.id": "Up to 32 lower-case letters, digits and hyphens.",
  "wrong.prefix":
    "Names of models in the server’s settings already start with this. Choose another name.",
  "wrong.address": "Enter a URL that starts with http:// or https://, without a password.",
  "wrong.key": "This service needs a key.",
  "wrong.newKey": "Enter the key again: the stored one isn’t sent to another address.",
  "wrong.models": "A model’s name has at most 200 characters.",
  "wrong.maxConcurrent": "Enter a whole number from 1 to 10,000, or leave the field empty.",
  "wrong.conflict":
    "The name is taken, or another admin has changed the connection. Reload the page.",
  "wrong.input": "The server rejected this. Check the address, and enter the key again.",
};

/** All words of the connections page in one language. */
export type ConnectionWords = WordsOf<typeof en>;

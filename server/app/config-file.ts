import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { efforts } from "../../shared/effort.ts";
import { usualAddresses } from "../models/ai-sdk/kinds.ts";
import {
  type Connection,
  type ConnectionModel,
  environmentConnectionId,
} from "../models/connections/connection.ts";
import { findReservedName } from "../platform/reserved-name.ts";
import type { IdentityProvider } from "../people/identities/identity-provider.ts";
import { type ConfigFile, configFileSchema } from "./config-file-schema.ts";
import { readIdentityProviders } from "./identity-settings.ts";
import type { Env } from "./config.ts";

/** What a file has, and its problems. */
export interface FileSettings {
  connections: Connection[];
  defaultModel: string | null;
  /** Models that answer when an assistant's own cannot, in this order. */
  fallbacks: readonly string[];
  identityProviders: readonly IdentityProvider[];
  /** Each as `CHATKIT_CONFIG: path: problem`; without values, because some are secret. */
  problems: string[];
}

/** What there is without a file. */
export const noFile: FileSettings = {
  connections: [],
  defaultModel: null,
  fallbacks: [],
  identityProviders: [],
  problems: [],
};

/**
 * Reads the `CHATKIT_CONFIG` file, JSON or YAML.
 *
 * @param env has the keys that the file names
 */
export function readConfigFile(path: string, env: Env): FileSettings {
  let written: unknown;
  try {
    written = parse(path, readFileSync(path, "utf8"));
  } catch (error) {
    return refused([describeFault(error)]);
  }
  const reserved = findReservedName(written);
  if (reserved !== null) return refused([`${reserved}: is a reserved name`]);
  const parsed = configFileSchema.safeParse(written);
  if (!parsed.success)
    return refused(
      parsed.error.issues.map(({ path: at, message }) => `${at.map(String).join(".")}: ${message}`),
    );
  return toSettings(parsed.data, env);
}

function parse(path: string, text: string): unknown {
  // Some editors of Windows begin a file with a byte order mark.
  const plain = text.replace(/^\ufeff/, "");
  const isYaml = /\.ya?ml$/i.test(path);
  const json: unknown = isYaml ? null : JSON.parse(plain);
  // JSON is YAML too, and only this parser reports a name that is written twice.
  const written = readYaml(plain);
  if (contains(written, [])) throw new SyntaxError("an alias (*) is inside its own anchor (&)");
  return isYaml ? written : json;
}

/** @throws SyntaxError with the line of the first fault, and no values */
function readYaml(text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const [fault] = document.errors;
  if (fault) {
    const [reason = ""] = fault.message.split(/[:"'`]/);
    const isTwice = fault.code === "DUPLICATE_KEY";
    const { line } = lines.linePos(fault.pos[0]);
    throw new SyntaxError(
      `line ${line}: ${isTwice ? "this name is written twice" : reason.trim()}`,
    );
  }
  try {
    return document.toJS();
  } catch {
    throw new SyntaxError("an alias (*) leads nowhere, or there are too many");
  }
}

/** Whether a value is inside itself or one of these that hold it, as YAML's aliases allow. */
function contains(value: unknown, holders: readonly unknown[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (holders.includes(value)) return true;
  return Object.values(value).some((inner) => contains(inner, [...holders, value]));
}

/** Why a file could not be read; a parser's message contains a position and no values. */
function describeFault(error: unknown): string {
  if (error instanceof SyntaxError)
    return `cannot be parsed: ${error.message.replaceAll(/"[^"]*"|'[^']*'/g, "…")}`;
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return `cannot be read${code}`;
}

function toSettings(file: ConfigFile, env: Env): FileSettings {
  const { connections = {}, defaultModel = null, fallbacks = [] } = file;
  const { identityProviders, problems } = readIdentityProviders(file.signIn, env);
  const read = Object.entries(connections).map(([id, connection]): Connection => {
    const {
      kind,
      apiKeyEnv,
      headers = {},
      models,
      access = "everyone",
      maxConcurrent = null,
    } = connection;
    const apiKey = apiKeyEnv === undefined ? null : (env[apiKeyEnv]?.trim() ?? "");
    const at = `connections.${id}`;
    if (id === environmentConnectionId)
      problems.push(`${at}: this name is taken by the environment variables; choose another`);
    for (const name of findRepeated(models?.map((model) => toModel(model).name) ?? []))
      problems.push(`${at}.models: lists ${name} more than once`);
    if (apiKey === "") problems.push(`${at}.apiKeyEnv: the variable ${apiKeyEnv} is not set`);
    if (apiKey === null && kind !== "openai-chat")
      problems.push(`${at}.apiKeyEnv: is needed with the kind ${kind}`);
    const baseUrl = connection.baseUrl ?? (kind === "openai-chat" ? "" : usualAddresses[kind]);
    return {
      id,
      kind,
      baseUrl,
      apiKey,
      headers,
      models: models?.map(toModel) ?? null,
      access,
      maxConcurrent,
    };
  });
  const leadsTo = (model: string, ids: readonly string[]) =>
    ids.some((id) => model.startsWith(`${id}/`));
  const ids = read.map(({ id }) => id);
  if (defaultModel !== null && !leadsTo(defaultModel, ids))
    problems.push(`defaultModel: ${needsConnection}`);
  const hasOther = Boolean(env["OPENAI_API_KEY"] ?? env["OPENAI_BASE_URL"]);
  const allIds = hasOther ? [...ids, environmentConnectionId] : ids;
  for (const [index, model] of fallbacks.entries())
    if (!leadsTo(model, allIds)) problems.push(`fallbacks.${index}: ${needsConnection}`);
  return problems.length > 0
    ? refused(problems)
    : {
        connections: read,
        defaultModel,
        fallbacks: fallbacks.map(withoutDefault),
        identityProviders,
        problems,
      };
}

function findRepeated(names: readonly string[]): Set<string> {
  return new Set(names.filter((name, at) => names.indexOf(name) !== at));
}

/** Models of the environment variables' connection are called by their plain names. */
function withoutDefault(model: string): string {
  const prefix = `${environmentConnectionId}/`;
  return model.startsWith(prefix) ? model.slice(prefix.length) : model;
}

type WrittenModel = NonNullable<NonNullable<ConfigFile["connections"]>[string]["models"]>[number];

function toModel(written: WrittenModel): ConnectionModel {
  if (typeof written === "string") return { name: written };
  const { efforts: named, ...model } = written;
  return named ? { ...model, efforts: efforts.filter((effort) => named.includes(effort)) } : model;
}

const needsConnection = "has to begin with the name of a connection and a slash";

function refused(problems: string[]): FileSettings {
  return { ...noFile, problems: problems.map((problem) => `CHATKIT_CONFIG: ${problem}`) };
}

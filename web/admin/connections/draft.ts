import type { Access } from "../../../shared/access.ts";
import { mostConcurrent } from "../../../shared/connection-limits.ts";
import type { ConnectionForAdmin, ConnectionInput } from "../../../shared/connections.ts";
import { longestServersName } from "../../../shared/workflow-rules.ts";
import { freeName, type Service, serviceOf, services } from "./services.ts";

/** A connection as it is being written. */
export interface Draft {
  service: Service;
  id: string;
  /** Empty leaves it to the service, where it has one. */
  baseUrl: string;
  /** Empty keeps the stored one, or means none. */
  apiKey: string;
  /** One name a line; empty offers all that the server lists. */
  models: string;
  /** Who may use them. */
  access: Access;
  /** The most requests at once, as typed; empty for any number. */
  maxConcurrent: string;
}

/** The fields that can have an error. */
export type DraftField = "id" | "baseUrl" | "apiKey" | "models" | "maxConcurrent";

/** The keys of the errors, as in the words. */
export type DraftProblem =
  | "wrong.id"
  | "wrong.prefix"
  | "wrong.address"
  | "wrong.key"
  | "wrong.newKey"
  | "wrong.models"
  | "wrong.maxConcurrent";

/** The draft of a new connection. */
export function newDraft(taken: ReadonlySet<string>): Draft {
  const [first] = services;
  if (!first) throw new Error("there is no service to choose");
  return draftFor(first, taken);
}

/** The draft of a new connection to a service. */
export function draftFor(service: Service, taken: ReadonlySet<string>): Draft {
  const id = freeName(service.id, taken);
  return {
    service,
    id,
    baseUrl: service.baseUrl ?? "",
    apiKey: "",
    models: "",
    access: "everyone",
    maxConcurrent: "",
  };
}

/** The draft of a change. */
export function draftOf(stored: ConnectionForAdmin): Draft {
  const { id, baseUrl, models, access, maxConcurrent } = stored;
  const service = serviceOf(stored);
  return {
    service,
    id,
    baseUrl: baseUrl ?? "",
    apiKey: "",
    models: models?.join("\n") ?? "",
    access,
    maxConcurrent: maxConcurrent === null ? "" : String(maxConcurrent),
  };
}

/** What the server is sent. A key that is left empty stays as it is stored. */
export function toInput(draft: Draft, stored: ConnectionForAdmin | null): ConnectionInput {
  const { id, apiKey, service, access } = draft;
  const baseUrl = draft.baseUrl.trim();
  const models = modelsOf(draft);
  const limit = draft.maxConcurrent.trim();
  const input: ConnectionInput = {
    id,
    kind: service.kind,
    baseUrl: baseUrl === "" ? null : baseUrl,
    models: models.length > 0 ? models : null,
    access,
    maxConcurrent: limit === "" ? null : Number(limit),
  };
  if (apiKey.trim() !== "") input.apiKey = apiKey.trim();
  else if (!stored) input.apiKey = null;
  return input;
}

const none: ReadonlySet<string> = new Set();

/**
 * The errors of a draft, by field. The server checks the same with schemas, whose library is too
 * large for a page.
 *
 * @param prefixes names that no new connection can have
 */
export function checkDraft(
  draft: Draft,
  stored: ConnectionForAdmin | null,
  prefixes = none,
): Partial<Record<DraftField, DraftProblem>> {
  const { service, id, apiKey } = draft;
  const problems: Partial<Record<DraftField, DraftProblem>> = {};
  const baseUrl = draft.baseUrl.trim();
  const mayBeEmpty = service.kind !== "openai-chat";
  if (!/^[a-z\d][a-z\d-]{0,31}$/.test(id)) problems.id = "wrong.id";
  else if (!stored && prefixes.has(id)) problems.id = "wrong.prefix";
  if (!(mayBeEmpty && baseUrl === "") && !isAddress(baseUrl)) problems.baseUrl = "wrong.address";
  if (apiKey.trim() === "") {
    const key = missingKey(draft, stored);
    if (key) problems.apiKey = key;
  }
  if (modelsOf(draft).some((name) => name.length > longestServersName))
    problems.models = "wrong.models";
  if (!isLimit(draft.maxConcurrent)) problems.maxConcurrent = "wrong.maxConcurrent";
  return problems;
}

/** Whether a text is empty or a limit of requests at once. */
function isLimit(text: string): boolean {
  const typed = text.trim();
  const limit = Number(typed);
  return typed === "" || (/^\d{1,9}$/.test(typed) && limit >= 1 && limit <= mostConcurrent);
}

/** Whether the server takes an address; as in `shared/connections.ts`. */
export function isAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || text.length > 500) return false;
  const { protocol, hash, username, password } = url;
  return /^https?:$/.test(protocol) && hash === "" && username === "" && password === "";
}

function missingKey(
  { service, baseUrl }: Draft,
  stored: ConnectionForAdmin | null,
): DraftProblem | null {
  if (!stored) return service.kind === "openai-chat" ? null : "wrong.key";
  if (stored.state === "locked") return "wrong.newKey";
  const isSame = stored.kind === service.kind && originOf(stored.baseUrl) === originOf(baseUrl);
  return stored.hasKey && !isSame ? "wrong.newKey" : null;
}

function originOf(address: string | null): string | null {
  return address ? (URL.parse(address.trim())?.origin ?? null) : null;
}

function modelsOf({ models }: Draft): string[] {
  const names = models.split("\n").map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ""))];
}

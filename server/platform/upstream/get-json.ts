import { RequestError } from "../errors.ts";
import { type JsonObject, parseJson } from "../narrow.ts";
import { joinPath } from "./join-path.ts";
import { UpstreamFailure } from "./upstream-failure.ts";

/** A server named by the operator. */
export interface UpstreamServer {
  /** With or without trailing slashes; a query is kept. */
  baseUrl: string;
  /** Sent as `Authorization: Bearer`; null for a server without authentication. */
  apiKey: string | null;
  /** Additional headers, such as a key under another name. */
  headers?: Readonly<Record<string, string>>;
}

/** Longest response in bytes: expected ones are far shorter. */
const mostBytes = 1024 * 1024;

/** The same for lists: one of 5,000 models with all traits has about 10 MB. */
const mostListBytes = 32 * 1024 * 1024;

/**
 * Requests JSON from another server.
 *
 * @param path starts with a slash; its parts are encoded
 * @returns null when the server has no such object (404, 410)
 * @throws RequestError `unavailable` for every other failure; the signal's reason when that
 *   aborts
 */
export function getJson(
  server: UpstreamServer,
  path: string,
  signal: AbortSignal,
): Promise<unknown> {
  return askForJson(server, { path }, signal);
}

/** The same for a response that may be a long list. */
export function getJsonList(
  server: UpstreamServer,
  path: string,
  signal: AbortSignal,
): Promise<unknown> {
  return askForJson(server, { path, mostBytes: mostListBytes }, signal);
}

/** The same with a JSON body (`POST`). */
export function postJson(
  server: UpstreamServer,
  question: { path: string; body: JsonObject },
  signal: AbortSignal,
): Promise<unknown> {
  return askForJson(server, question, signal);
}

interface Question {
  path: string;
  /** Undefined for a `GET`. */
  body?: JsonObject;
  /** Absent for the default limit. */
  mostBytes?: number;
}

async function askForJson(
  server: UpstreamServer,
  question: Question,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await send(server, question, signal);
  const body = await readText(response, question.mostBytes ?? mostBytes, signal);
  if (response.status === 404 || response.status === 410) return null;
  if (response.status !== 200) throw refused(response.status);
  const json = parseJson(body);
  if (json === undefined || json === null) throw isAway("its answer is not JSON");
  return json;
}

/** The error for an answer that cannot be used; the reason goes only to the log. */
export function isAway(reason: string, cause?: unknown): RequestError {
  return unavailable(new UpstreamFailure("unreadable", reason, { cause }));
}

const refused = (status: number) =>
  unavailable(new UpstreamFailure("status", `it answered ${status}`, { status }));

function unavailable(cause: UpstreamFailure): RequestError {
  return new RequestError("unavailable", "An upstream server is not responding.", {
    retryAfterMs: 2_000,
    cause,
  });
}

async function send(
  { baseUrl, apiKey, headers: further }: UpstreamServer,
  { path, body }: Question,
  signal: AbortSignal,
): Promise<Response> {
  const headers = new Headers({ accept: "application/json", ...further });
  if (apiKey !== null) headers.set("authorization", `Bearer ${apiKey}`);
  if (body) headers.set("content-type", "application/json");
  const post = body ? { method: "POST", body: JSON.stringify(body) } : {};
  try {
    // A redirect would send the key elsewhere.
    return await fetch(joinPath(baseUrl, path), { headers, signal, redirect: "manual", ...post });
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it was not reached";
    throw unavailable(new UpstreamFailure("unreached", reason, { cause: error }));
  }
}

async function readText(response: Response, most: number, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  try {
    for await (const bytes of response.body ?? []) {
      size += bytes.length;
      if (size > most) break;
      text += decoder.decode(bytes, { stream: true });
    }
  } catch (error) {
    throw isAway(signal.aborted ? "it took too long" : "its answer was cut short", error);
  }
  if (size > most) throw isAway("its answer is too long");
  return text + decoder.decode();
}

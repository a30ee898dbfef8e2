import { isObject, parseJson } from "../../platform/narrow.ts";
import { ProviderError } from "../provider.ts";
import type { RefusedResponse } from "./classify-failure.ts";

/** Whether an API says that the model is what it does not have. */
export function namesModel(body: string): boolean {
  const answer = parseJson(body);
  return isObject(answer) && "error" in answer && /\bmodel\b/i.test(body);
}

/** How APIs say that a path does not exist: OpenAI, LM Studio, Azure, Express, llama.cpp. */
const aboutPaths =
  /invalid url|unexpected endpoint|resource not found|cannot post|(unknown|no such) (url|path|route|endpoint)|file not found/i;

/** Whether the address has no chat API: a web server's own page, or an API without this path. */
export function isNoSuchPath({ status, body }: Pick<RefusedResponse, "status" | "body">): boolean {
  if (status !== 404 && status !== 405) return false;
  const answer = parseJson(body);
  return !isObject(answer) || !("error" in answer) || aboutPaths.test(body);
}

/** LM Studio's response, with status 200. */
const unexpectedEndpoint = /^\s*\{\s*"error"\s*:\s*"Unexpected endpoint or method/i;

/** Whether the start of a success says that the path does not exist. */
export function isMisplacedSuccess(beginning: string): boolean {
  return unexpectedEndpoint.test(beginning);
}

/** The error of a call to an address without a chat API. */
export function wrongAddress(status: number): ProviderError {
  return new ProviderError(
    "provider_wrong_address",
    `HTTP ${status}: no chat API there; check the address's path, such as /v1`,
  );
}

import { isObject, parseJson } from "../../platform/narrow.ts";
import { ProviderError } from "../provider.ts";
import type { RefusedResponse } from "./classify-failure.ts";

/** Whether an API says that it is a model that it does not have. */
export function namesModel(body: string): boolean {
  const answer = parseJson(body);
  return isObject(answer) && "error" in answer && /\bmodel\b/i.test(body);
}

/** How APIs say that they have no such path: OpenAI, LM Studio, Azure, Express, llama.cpp. */
const aboutPaths =
  /invalid url|unexpected endpoint|resource not found|cannot post|(unknown|no such) (url|path|route|endpoint)|file not found/i;

/** Whether there is no chat API at the address: a web server's own page, or an API that knows no such path. */
export function isNoSuchPath({ status, body }: RefusedResponse): boolean {
  if (status !== 404 && status !== 405) return false;
  const answer = parseJson(body);
  return !isObject(answer) || !("error" in answer) || aboutPaths.test(body);
}

/** LM Studio answers so with status 200. */
const unexpectedEndpoint = /^\s*\{\s*"error"\s*:\s*"Unexpected endpoint or method/i;

/** Whether the beginning of a success says that there is no such path. */
export function isMisplacedSuccess(beginning: string): boolean {
  return unexpectedEndpoint.test(beginning);
}

/** What a call to an address without a chat API ends with. */
export function wrongAddress(status: number): ProviderError {
  return new ProviderError("provider_wrong_address", `HTTP ${status}: no chat API there`);
}

import type { ConnectionKind } from "../../../shared/connections.ts";

/** A service or program that people connect, and its usual settings. */
export interface Service {
  id: string;
  /** A proper name, the same in every language; null for "another server". */
  name: string | null;
  kind: ConnectionKind;
  /** Filled in; null leaves it to the service. */
  baseUrl: string | null;
  needsKey: boolean;
}

/** The services that can be chosen, the most common ones first. */
export const services: readonly Service[] = [
  { id: "openai", name: "OpenAI", kind: "openai-responses", baseUrl: null, needsKey: true },
  { id: "anthropic", name: "Anthropic", kind: "anthropic", baseUrl: null, needsKey: true },
  { id: "google", name: "Google Gemini", kind: "google", baseUrl: null, needsKey: true },
  chat("ollama", "Ollama", "http://localhost:11434/v1"),
  chat("lmstudio", "LM Studio", "http://localhost:1234/v1"),
  chat("llama", "llama.cpp", "http://localhost:8080/v1"),
  chat("vllm", "vLLM", "http://localhost:8001/v1"),
  { ...chat("openrouter", "OpenRouter", "https://openrouter.ai/api/v1"), needsKey: true },
  { ...chat("mistral", "Mistral", "https://api.mistral.ai/v1"), needsKey: true },
  chat("local", null, ""),
];

function chat(id: string, name: string | null, baseUrl: string): Service {
  return { id, name, kind: "openai-chat", baseUrl, needsKey: false };
}

/** The service that a stored connection seems to be of. */
export function serviceOf({
  kind,
  baseUrl,
}: {
  kind: ConnectionKind;
  baseUrl: string | null;
}): Service {
  const same = services.find((service) => service.kind === kind && service.baseUrl === baseUrl);
  const ofKind = services.findLast((service) => service.kind === kind);
  const found = same ?? ofKind;
  if (!found) throw new Error(`no service of the kind ${kind}`);
  return found;
}

/** A name that no connection has yet. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  return name;
}

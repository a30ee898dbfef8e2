import { ProviderFault } from "./provider-fault.ts";

/** Longest answer of a provider in bytes: expected ones are far shorter. */
const mostBytes = 256 * 1024;

/** A request as the OpenID Connect client makes it. */
interface ProviderRequest {
  method: string;
  headers: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/**
 * Requests something of a provider, with bounds on time and size, and follows no redirect.
 *
 * @param deadline ends the requests of one sign-in together
 * @throws ProviderFault `unreachable` without an answer in time, and for one that says so;
 *   `untrusted` for one that is too long
 */
export async function boundedFetch(
  url: string,
  { method, headers, body, signal }: ProviderRequest,
  deadline: AbortSignal,
): Promise<Response> {
  const signals = signal ? [signal, deadline] : [deadline];
  try {
    const answer = await fetch(url, {
      method,
      headers,
      redirect: "manual",
      signal: AbortSignal.any(signals),
      body: toText(body),
    });
    const { status } = answer;
    if (status === 429 || status >= 500)
      throw new ProviderFault("unreachable", `the provider answered ${status}`);
    const text = await readBounded(answer);
    return new Response(text === "" ? null : text, { status, headers: answer.headers });
  } catch (error) {
    if (error instanceof ProviderFault) throw error;
    throw new ProviderFault("unreachable", "the provider did not answer", { cause: error });
  }
}

/** The client sends forms alone. */
function toText(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  if (typeof body === "string") return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError("A request to a provider has an unknown kind of body.");
}

async function readBounded(answer: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body ?? []) {
    length += piece.byteLength;
    if (length > mostBytes) throw new ProviderFault("untrusted", "the answer is too long");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

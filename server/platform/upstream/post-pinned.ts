import { lookup } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** A request to an address that a stranger has named. */
export interface PinnedPost {
  /** `https:` and the usual port, unless its origin is trusted. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

/** How requests to strangers' addresses are made. */
export interface PinnedOptions {
  /** Origins that the operator trusts: they may be private, on any port, and without TLS. */
  trustedOrigins: readonly string[];
  /** Longest wait for the answer, in milliseconds, with the look-up of the name. */
  withinMs: number;
  /** For tests: the certificate to trust, instead of the usual ones. */
  ca?: string;
  /** The addresses of a name; the system's resolver by default. */
  resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
}

/** An IP address of a host name. */
export interface ResolvedAddress {
  address: string;
  family: number;
}

/** The part of an answer that counts; the body is never read. */
export interface PinnedAnswer {
  status: number;
  /** The `Retry-After` header; null for none. */
  retryAfter: string | null;
}

/** The address may not be called: no retry changes that, unless the name moves. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
}

/** There was no answer. Says why without the address, which may be a secret. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";

  constructor(cause: NodeJS.ErrnoException) {
    super(typeof cause.code === "string" ? cause.code : cause.name);
  }
}

/**
 * Whether the URL may be called as far as it tells by itself: HTTPS at the usual port, no
 * credentials, and no address in place of a name unless that is public.
 */
export function isCallable(url: string, trustedOrigins: readonly string[]): boolean {
  const parsed = URL.parse(url);
  if (!parsed || parsed.username !== "" || parsed.password !== "") return false;
  if (trustedOrigins.includes(parsed.origin)) return true;
  if (parsed.protocol !== "https:" || parsed.port !== "") return false;
  const host = withoutBrackets(parsed.hostname);
  return isPublicAddress(host) || (/[a-z]/.test(host) && host.includes(".") && !host.includes(":"));
}

/**
 * Posts to an address that a stranger has named. The name is resolved once, and the connection goes
 * to a public one of its addresses: a name that changes meanwhile leads nowhere else. Follows no
 * redirect, reads no body, and keeps no connection.
 *
 * @throws AddressRefused for an address that may not be called; NoAnswer when there is none
 */
export async function postPinned(
  { url, headers, body }: PinnedPost,
  options: PinnedOptions,
): Promise<PinnedAnswer> {
  const { trustedOrigins, withinMs, ca, resolve = resolveName } = options;
  if (!isCallable(url, trustedOrigins)) throw new AddressRefused("its form is not allowed");
  const { hostname, origin, protocol } = new URL(url);
  const signal = AbortSignal.timeout(withinMs);
  const found = await unlessAborted(resolve(withoutBrackets(hostname)), signal).catch(
    (error: NodeJS.ErrnoException) => {
      throw new NoAnswer(error);
    },
  );
  const isTrusted = trustedOrigins.includes(origin);
  const addresses = found.filter(({ address }) => isTrusted || isPublicAddress(address));
  const [first] = addresses;
  if (!first) throw new AddressRefused("none of its addresses is public");
  const { promise, resolve: answer, reject } = Promise.withResolvers<PinnedAnswer>();
  const request = (protocol === "https:" ? https : http).request(
    url,
    { method: "POST", headers, agent: false, signal, ca, lookup: lookupOf(addresses) },
    (response) => {
      answer({
        status: response.statusCode ?? 0,
        retryAfter: response.headers["retry-after"] ?? null,
      });
      // Whatever follows the headers does not matter, and may have no end.
      response.on("error", () => {});
      response.destroy();
      request.destroy();
    },
  );
  request.on("error", (error) => reject(new NoAnswer(error)));
  request.end(body);
  return promise;
}

async function resolveName(host: string): Promise<ResolvedAddress[]> {
  return lookup(host, { all: true });
}

/** Answers each look-up with the addresses that were checked. */
function lookupOf(addresses: readonly ResolvedAddress[]): LookupFunction {
  const [first] = addresses;
  return (_host, { all }, callback) => {
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family);
  };
}

/** The resolver cannot be stopped, but it need not be waited for. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

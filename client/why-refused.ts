import type { Fetch } from "./credentials.ts";
import { createValue } from "./observable.ts";
import type { Observable } from "./types.ts";

/**
 * Why no socket opens although the server answers. `address`: the server does not answer under this
 * address, or to pages of it. `upgrade`: it would take a socket, but something in between, such as a
 * proxy that drops the `Upgrade` header, lets none through.
 */
export type ConnectionRefusal = "address" | "upgrade";

/** How long the server may take to answer, in milliseconds. */
const answerMs = 5_000;

/**
 * Asks the server over HTTP whether it would take a socket: browsers tell nothing of a handshake that
 * was refused.
 *
 * @param url the address of the sockets, but with `http:` or `https:`
 * @returns `open` when it would; null when it is not there or says something else
 */
export async function askWhyRefused(url: string, fetch: Fetch): Promise<"address" | "open" | null> {
  try {
    // POST, for browsers then say their origin.
    const signal = AbortSignal.timeout(answerMs);
    const { status, body } = await fetch(url, { method: "POST", signal });
    await body?.cancel();
    if (status === 403 || status === 421) return "address";
    return status === 426 ? "open" : null;
  } catch {
    return null;
  }
}

/** `askWhyRefused` of one server. */
export type RefusalQuestion = () => Promise<"address" | "open" | null>;

/** Finds out why sockets do not open, while they do not. */
export interface RefusalWatch {
  readonly refusal: Observable<ConnectionRefusal | null>;
  /** A socket has opened. */
  opened(): void;
  /** A socket is gone that never opened. */
  failed(): void;
}

/** Starts without a refusal; asks after the second socket in a row that does not open. */
export function watchRefusals(ask: RefusalQuestion): RefusalWatch {
  const refusal = createValue<ConnectionRefusal | null>(null);
  let failures = 0;
  /** The failures after which the server would have taken a socket; null when it would not. */
  let openAfter: number | null = null;
  let question = 0;

  const judge = (answer: "address" | "open" | null, failuresThen: number) => {
    if (answer !== "open") {
      openAfter = null;
      refusal.set(answer);
    } else if (openAfter === null) {
      openAfter = failuresThen;
      if (refusal.get() === "address") refusal.set(null);
    } else if (failuresThen > openAfter) {
      // It was there before this attempt and after it, so it is no restart that the socket met.
      refusal.set("upgrade");
    }
  };
  return {
    refusal,
    opened() {
      question++;
      failures = 0;
      openAfter = null;
      refusal.set(null);
    },
    failed() {
      failures++;
      // A single loss is a server that restarts, or a network that changes.
      if (failures < 2) return;
      const [own, failuresThen] = [++question, failures];
      void ask().then((answer) => {
        if (own === question) judge(answer, failuresThen);
      });
    },
  };
}

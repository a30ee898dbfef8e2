import type { Fetch } from "./credentials.ts";
import { createValue } from "./observable.ts";
import type { Observable } from "./types.ts";

/**
 * Why no socket opens although the server answers. `address`: the server rejects this host name, or
 * pages of this origin. `upgrade`: it would accept a socket, but something in between, such as a
 * proxy that drops the `Upgrade` header, prevents it.
 */
export type ConnectionRefusal = "address" | "upgrade";

/** Longest wait for the server's answer, in milliseconds. */
const answerMs = 5_000;

/**
 * Asks the server over HTTP whether it would accept a socket, because browsers reveal nothing about
 * a refused handshake.
 *
 * @param url the address of the sockets, but with `http:` or `https:`
 * @returns `open` when it would; null when it does not answer or says something else
 */
export async function askWhyRefused(url: string, fetch: Fetch): Promise<"address" | "open" | null> {
  try {
    // POST, because browsers then send their origin.
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
  /** A socket has closed that never opened. */
  failed(): void;
}

/** Starts without a refusal; asks after the second socket in a row that does not open. */
export function watchRefusals(ask: RefusalQuestion): RefusalWatch {
  const refusal = createValue<ConnectionRefusal | null>(null);
  let failures = 0;
  /** The failures after which the server would have accepted a socket; null when it would not. */
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
      // The server was there before and after this attempt, so it was not restarting.
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

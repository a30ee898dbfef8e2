import type { Page } from "playwright";
import type { MockProvider } from "../../testing/mock-provider/mock-provider.ts";
import type { LoggedRequest } from "../../testing/mock-provider/request-log.ts";
import { say } from "./screen.ts";

/** A reply that the journey controls. */
export interface HeldReply {
  request: LoggedRequest;
  /** Sends one delta. */
  push(text: string): void;
  /** Sends one delta of thoughts. */
  think(text: string): void;
  /** Ends the reply properly. */
  release(): void;
  /** When the server closed its connection, in Unix milliseconds. */
  disconnectedAt(): Promise<number>;
}

/** How many replies have been requested from the provider. */
export function replyCount(mock: MockProvider): number {
  return mock.requests.filter((request) => request.kind === "reply").length;
}

/** Sends a message whose reply the journey writes. */
export async function sayHeld(page: Page, mock: MockProvider, text: string): Promise<HeldReply> {
  const before = replyCount(mock);
  await say(page, `${text} [[gate]]`);
  return heldReply(mock, before + 1);
}

/** The n-th reply, counted from 1, once it has been requested from the provider. */
export async function heldReply(mock: MockProvider, n: number): Promise<HeldReply> {
  const request = await mock.waitForRequest(n);
  return {
    request,
    push: (text) => mock.push(text, n),
    think: (text) => mock.think(text, n),
    release: () => mock.release(n),
    async disconnectedAt() {
      const { disconnectedAt } = await mock.waitForDisconnect(n);
      return disconnectedAt ?? Number.NaN;
    },
  };
}

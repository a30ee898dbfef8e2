import type { Page } from "playwright";
import type { MockProvider } from "../../testing/mock-provider/mock-provider.ts";
import type { LoggedRequest } from "../../testing/mock-provider/request-log.ts";
import { say } from "./screen.ts";

/** A reply in the hands of the journey. */
export interface HeldReply {
  request: LoggedRequest;
  /** Sends one delta. */
  push(text: string): void;
  /** Sends one delta of thoughts. */
  think(text: string): void;
  /** Ends the reply well. */
  release(): void;
  /** When the server closed its connection, in Unix milliseconds. */
  disconnectedAt(): Promise<number>;
}

/** How many replies the provider has been asked for so far. */
export function replyCount(mock: MockProvider): number {
  return mock.requests.filter((request) => request.kind === "reply").length;
}

/** Sends a message whose reply says what the journey tells it to. */
export async function sayHeld(page: Page, mock: MockProvider, text: string): Promise<HeldReply> {
  const before = replyCount(mock);
  await say(page, `${text} [[gate]]`);
  return heldReply(mock, before + 1);
}

/** The n-th reply asked for, counted from 1, as soon as the provider has been asked. */
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

import { RequestError } from "../../platform/errors.ts";
import { bodyLate } from "./body-answers.ts";
import type { BodyDoor, TakenBody } from "./body-door.ts";
import type { Caller } from "./from-this-machine.ts";
import { createAnswerRoom, holdAnswer } from "./hold-answer.ts";
import type { Incoming } from "./incoming.ts";

/** Longest silence of a call over HTTP in seconds: above any statement and a stream's ping interval. */
const quietCallSeconds = 60;

/** A client that receives nothing for this long is cut off, in seconds; streams are pinged more often. */
const untakenSeconds = 30;

/** Answers a request once its body has arrived or was refused, whose rest is not awaited. */
export type WithBody = (
  incoming: Incoming,
  answer: (taken: TakenBody, address: string) => Promise<Response>,
) => Promise<Response>;

/** @param addressOf a client's address */
export function answersWithBodies({
  bodies,
  addressOf,
}: {
  bodies: BodyDoor;
  addressOf: (caller: Caller) => string;
}): WithBody {
  const answers = createAnswerRoom();
  return async ({ request, server, caller }, answer) => {
    server.timeout(request, quietCallSeconds);
    const address = addressOf(caller);
    using taken = await bodies.take(request, address);
    if (taken.isCut) return bodyLate();
    const refuse = async (refusal: RequestError) => {
      const response = await answer({ ...taken, refusal }, address);
      // After other refusals the client may retry on this connection; the body is discarded.
      if (refusal.code === "too_large") response.headers.set("connection", "close");
      return response;
    };
    if (taken.refusal) return await refuse(taken.refusal);
    try {
      const asking = { address, request };
      const response = await holdAnswer(answers, asking, () => answer(taken, address));
      server.timeout(request, untakenSeconds);
      return response;
    } catch (error) {
      if (error instanceof RequestError) return await refuse(error);
      throw error;
    }
  };
}

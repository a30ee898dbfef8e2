import { type Encoder, jsonEncoder } from "@trpc/client";
import { maxBatchSize, maxFrameBytes } from "../shared/limits.ts";

/** Separates frames. JSON contains no raw line breaks: within strings they are escaped. */
const separator = "\n";

/** The size of a text on the wire, in bytes of UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * Packs messages, in order, into as few frames as the server's limits allow. tRPC puts all calls of
 * one turn, and all subscriptions after a reconnect, into one frame; the server closes the socket
 * on a frame above `maxFrameBytes`, and refuses a batch above `maxBatchSize`. A message larger than
 * a frame gets its own, but `route-link.ts` sends none here.
 */
export function packFrames(messages: readonly unknown[]): string[] {
  const frames: string[][] = [];
  let room = 0;
  for (const message of messages) {
    const json = JSON.stringify(message);
    // Including the comma or bracket before it.
    const bytes = byteLength(json) + 1;
    const last = frames.at(-1);
    if (last && last.length < maxBatchSize && bytes <= room) {
      last.push(json);
      room -= bytes;
    } else {
      frames.push([json]);
      // The closing bracket takes a byte too.
      room = maxFrameBytes - bytes - 1;
    }
  }
  return frames.map((calls) => (calls.length === 1 ? calls.join() : `[${calls.join()}]`));
}

/** Encodes for a socket of `framedSockets`, which sends each frame separately. */
export const frameEncoder: Encoder = {
  encode: (data) => (Array.isArray(data) ? packFrames(data).join(separator) : JSON.stringify(data)),
  decode: (data) => jsonEncoder.decode(data),
};

/** A WebSocket class that sends the frames packed by `frameEncoder` one by one. */
export function framedSockets(Base: typeof WebSocket): typeof WebSocket {
  return class extends Base {
    override send(data: Parameters<WebSocket["send"]>[0]): void {
      if (typeof data !== "string") return super.send(data);
      for (const frame of data.split(separator)) super.send(frame);
    }
  };
}

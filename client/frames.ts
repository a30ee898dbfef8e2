import { type Encoder, jsonEncoder } from "@trpc/client";
import { maxBatchSize, maxFrameBytes } from "../shared/limits.ts";

/** Stands between frames. JSON has no raw line break in it: inside of texts it is escaped. */
const separator = "\n";

/** The size of a text on the wire, in bytes of UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * Packs messages into as few frames as the server's limits allow, in their order. tRPC puts all
 * that is called in one turn, and all subscriptions after a reconnect, into one frame; the server
 * closes the socket on a frame above `maxFrameBytes`, and refuses a batch above `maxBatchSize`.
 * A message that is larger than a frame by itself gets one of its own: `route-link.ts` lets none
 * come here.
 */
export function packFrames(messages: readonly unknown[]): string[] {
  const frames: string[][] = [];
  let room = 0;
  for (const message of messages) {
    const json = JSON.stringify(message);
    // With the comma or bracket before it.
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

/** Encodes for a socket of `framedSockets`, which sends each frame by itself. */
export const frameEncoder: Encoder = {
  encode: (data) => (Array.isArray(data) ? packFrames(data).join(separator) : JSON.stringify(data)),
  decode: (data) => jsonEncoder.decode(data),
};

/** A class of sockets that send what `frameEncoder` has packed, frame by frame. */
export function framedSockets(Base: typeof WebSocket): typeof WebSocket {
  return class extends Base {
    override send(data: Parameters<WebSocket["send"]>[0]): void {
      if (typeof data !== "string") return super.send(data);
      for (const frame of data.split(separator)) super.send(frame);
    }
  };
}

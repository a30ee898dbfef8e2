/**
 * A WebSocket class: the runtime's own, or that of the package `ws`. Described by the little that is
 * used, so that the client's types need neither a browser's nor a runtime's.
 */
export type WebSocketClass = new (url: string) => {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
};

/** The runtime's own WebSocket, unless another one is given. */
export function chooseWebSocket(given: WebSocketClass | undefined): typeof globalThis.WebSocket {
  // Both kinds have the events of the standard.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  if (given) return given as typeof globalThis.WebSocket;
  if (typeof globalThis.WebSocket === "undefined") {
    throw new Error("This runtime has no WebSocket of its own: pass one as `WebSocket`.");
  }
  return globalThis.WebSocket;
}

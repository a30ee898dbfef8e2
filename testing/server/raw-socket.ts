import { connect } from "node:net";

/** A message of the server, parsed. */
export interface Answer {
  id: number | string | null;
  method?: string;
  result?: { type: string; id?: string; data?: unknown };
  error?: { message: string; code: number; data: Record<string, unknown> };
}

/** A WebSocket that can send what no proper client would. Disposing ends it. */
export interface RawSocket extends Disposable {
  ws: WebSocket;
  /** Sends a value as JSON; a string or bytes unchanged. */
  send(message: unknown): void;
  /**
   * The next answer, or the next match; answers before it are dropped. Rejects when the socket
   * closes.
   */
  next(fits?: (answer: Answer) => boolean): Promise<Answer>;
  /** How it was closed. */
  closed: Promise<{ code: number; reason: string }>;
}

/** Opens a socket; with a token it authenticates. Rejects when the server refuses the upgrade. */
export async function openRawSocket(
  origin: string,
  { token, path = "/trpc?connectionParams=1", answersPings = false }: RawSocketOptions = {},
): Promise<RawSocket> {
  const ws = new WebSocket(`${origin.replace(/^http/, "ws")}${path}`);
  const inbox = new Inbox();
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.addEventListener("close", ({ code, reason }) => {
      inbox.end(new Error(`the socket was closed (${code} ${reason})`));
      resolve({ code, reason });
    });
  });
  ws.addEventListener("message", ({ data }) => {
    if (data === "PING" && answersPings) ws.send("PONG");
    if (data !== "PING" && data !== "PONG") inbox.add(JSON.parse(String(data)));
  });
  const socket: RawSocket = {
    ws,
    closed,
    send: (message) => {
      if (typeof message === "string") ws.send(message);
      else if (message instanceof Uint8Array) ws.send(Uint8Array.from(message));
      else ws.send(JSON.stringify(message));
    },
    next: (fits = () => true) => inbox.next(fits),
    [Symbol.dispose]: () => ws.close(),
  };
  await new Promise<void>((resolve, reject) => {
    ws.addEventListener("open", () => resolve());
    void closed.then(({ code }) => reject(new Error(`not opened (${code})`)));
  });
  if (token !== undefined) socket.send({ method: "connectionParams", data: { token } });
  return socket;
}

export interface RawSocketOptions {
  token?: string;
  path?: string;
  /**
   * Whether it answers the server's pings: a socket that does not is closed after half a minute.
   */
  answersPings?: boolean;
}

/** Requests an upgrade by hand and gives the status of the answer. */
export async function handshake(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const { host, hostname, port } = new URL(origin);
  const lines = Object.entries({
    Host: host,
    Upgrade: "websocket",
    Connection: "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  const answer = await exchange(
    { hostname, port: Number(port) },
    [`GET ${path} HTTP/1.1`, ...lines, "", ""].join("\r\n"),
  );
  return Number(answer.split(" ")[1]);
}

/**
 * Sends bytes to a port and gives the first bytes of the answer, or "" when it is closed without
 * one.
 */
export function exchange(to: { hostname: string; port: number }, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(to.port, to.hostname, () => socket.write(text));
    socket.once("data", (data) => {
      resolve(data.toString("latin1"));
      socket.destroy();
    });
    socket.once("close", () => resolve(""));
    socket.once("error", reject);
  });
}

/** Sends a request that asks for the connection to be closed, and gives the whole answer. */
export async function exchangeWhole(
  to: { hostname: string; port: number },
  text: string,
): Promise<string> {
  const socket = connect(to.port, to.hostname, () => socket.write(text));
  let answer = "";
  for await (const data of socket) answer += Buffer.from(data).toString("latin1");
  return answer;
}

class Inbox {
  readonly #answers: Answer[] = [];
  #wake: (() => void) | undefined;
  #end: Error | undefined;

  add(answer: Answer): void {
    this.#answers.push(answer);
    this.#wake?.();
  }

  end(reason: Error): void {
    this.#end = reason;
    this.#wake?.();
  }

  async next(fits: (answer: Answer) => boolean): Promise<Answer> {
    for (;;) {
      while (this.#answers.length > 0) {
        const answer = this.#answers.shift();
        if (answer && fits(answer)) return answer;
      }
      if (this.#end) throw this.#end;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

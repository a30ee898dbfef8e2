import { connect, type Socket } from "node:net";

/** A request over HTTP whose body is sent by hand. Disposing cuts its connection. */
export interface HalfRequest extends Disposable {
  send(bytes: string | Uint8Array): void;
  /** Takes nothing of the answer until told otherwise. */
  pause(): void;
  resume(): void;
  /** What the server answers first, or "" when it closes the connection without a word. */
  answered: Promise<string>;
  /** Everything that the server answers until it closes the connection. */
  closed: Promise<string>;
  /** What it has answered so far. */
  answer(): string;
}

/** Sends the head of a request: a method and a path, and headers besides `Host`. */
export async function beginRequest(
  origin: string,
  line: string,
  headers: Record<string, string>,
): Promise<HalfRequest> {
  const { hostname, port, host } = new URL(origin);
  const socket: Socket = connect(Number(port), hostname);
  const pieces: Uint8Array[] = [];
  const text = () => Buffer.concat(pieces).toString("latin1");
  const closed = new Promise<string>((resolve) => {
    socket.on("data", (data: Buffer) => pieces.push(data));
    socket.on("close", () => resolve(text()));
    // A reset is an end like another: what came before it counts.
    socket.on("error", () => {});
  });
  const answered = new Promise<string>((resolve) => {
    socket.once("data", (data: Buffer) => resolve(data.toString("latin1")));
    socket.once("close", () => resolve(text()));
  });
  const lines = Object.entries({ Host: host, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.once("connect", resolve);
  });
  socket.write([`${line} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
  return {
    send: (bytes) => void socket.write(bytes),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    answered,
    closed,
    answer: text,
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

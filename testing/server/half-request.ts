import { connect, type Socket } from "node:net";

/** A request over HTTP whose body the test sends. Disposing cuts its connection. */
export interface HalfRequest extends Disposable {
  send(bytes: string | Uint8Array): void;
  /** Reads nothing of the answer until `resume`. */
  pause(): void;
  resume(): void;
  /** The first part of the answer, or "" when the server closes the connection without one. */
  answered: Promise<string>;
  /** The whole answer, once the server has closed the connection. */
  closed: Promise<string>;
  /** The answer so far. */
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
    // A reset ends the answer too; the bytes before it count.
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

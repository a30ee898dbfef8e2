import { createServer, type AddressInfo, connect, type Socket } from "node:net";

/**
 * `hold` keeps bytes back in both directions. `deaf` loses those towards the browser, `dead` all
 * of them, without a word to either side. `cut` ends connections.
 */
type CableState = "through" | "hold" | "deaf" | "dead" | "cut";

/** A TCP connection between the browser and the server that a journey can tamper with. */
export interface Cable extends AsyncDisposable {
  /** Where the browser reaches the server through it. */
  readonly origin: string;
  /** Nothing arrives on either side until `restore`; then all of it does. */
  hold(): void;
  /** The server hears the browser, but the browser never hears the server again on these connections. */
  deafen(): void;
  /** Present connections die silently: they stay open and carry nothing any more. New ones work. */
  strand(): void;
  /** Ends all connections, and every new one at once, until `restore`. */
  cut(): void;
  restore(): void;
}

/** Puts a cable in front of a server on 127.0.0.1. */
export async function layCable(serverPort: number): Promise<Cable> {
  const wires = new Set<Wire>();
  let state: CableState = "through";
  const listener = createServer((browser) => {
    if (state === "cut") {
      browser.destroy();
      return;
    }
    const wire = new Wire(browser, connect(serverPort, "127.0.0.1"), () => wires.delete(wire));
    wire.set(state);
    wires.add(wire);
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const set = (next: CableState) => {
    state = next;
    for (const wire of [...wires]) wire.set(next);
  };
  return {
    origin: `http://127.0.0.1:${portOf(listener.address())}`,
    hold: () => set("hold"),
    deafen: () => set("deaf"),
    strand() {
      for (const wire of wires) wire.set("dead");
    },
    cut: () => set("cut"),
    restore: () => set("through"),
    async [Symbol.asyncDispose]() {
      set("cut");
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the cable has no port");
  return address.port;
}

/** One connection through the cable. What a test sends is small, so nothing limits what is kept back. */
class Wire {
  readonly #browser: Socket;
  #state: CableState = "through";
  /** Writes that wait for `through`, in order. */
  #held: (() => void)[] = [];

  constructor(browser: Socket, server: Socket, onEnd: () => void) {
    this.#browser = browser;
    const end = () => {
      browser.destroy();
      server.destroy();
      onEnd();
    };
    for (const socket of [browser, server]) socket.on("error", end).on("close", end);
    browser.on("data", (bytes) => {
      if (this.#state !== "dead") this.#pass(() => server.write(bytes));
    });
    server.on("data", (bytes) => {
      if (this.#state !== "dead" && this.#state !== "deaf") this.#pass(() => browser.write(bytes));
    });
  }

  set(state: CableState): void {
    // What was lost cannot be made good in the middle of a stream.
    const hasLost = this.#state === "deaf" || this.#state === "dead";
    if (state === "through" && hasLost) state = "cut";
    this.#state = state;
    if (state === "cut") this.#browser.destroy();
    if (state !== "through") return;
    const held = this.#held;
    this.#held = [];
    for (const write of held) write();
  }

  #pass(write: () => void): void {
    if (this.#state === "hold") this.#held.push(write);
    else write();
  }
}

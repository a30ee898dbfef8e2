import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A connection to a server that a test can tamper with. */
export interface TcpProxy extends AsyncDisposable {
  /** The server's URL through the proxy. */
  readonly url: string;
  /** Connections that are open now. */
  readonly open: number;
  /** Bytes that were sent to the near side so far, over all connections. */
  readonly received: number;
  /** Drops every connection, and each new one at once, until `mend`. */
  cut(): void;
  /** Nothing arrives on either side until `mend`; then all of it does. */
  stall(): void;
  /**
   * The far side receives from the near one, but nothing comes back, on current and new
   * connections.
   */
  deafen(): void;
  /**
   * Current connections, or those whose first bytes match, die silently: they stay open and carry
   * nothing more. New ones work. Returns how many.
   */
  strand(fits?: (opening: string) => boolean): number;
  /** Limits what the near side receives to this many bytes a second; 0 stops it. */
  throttle(bytesPerSecond: number): void;
  /** Restores new connections and those that have lost nothing; the others are dropped. */
  mend(): void;
  /** Directs new connections to another server. */
  retarget(url: string): void;
}

type Flow = "through" | "stalled" | "deaf" | "dead" | "cut";

/** Starts a proxy before the server that a URL such as `postgres://…` or `http://…` names. */
export async function startTcpProxy(targetUrl: string): Promise<TcpProxy> {
  const wires = new Set<Wire>();
  let target = new URL(targetUrl);
  let flow: Flow = "through";
  let rate = Infinity;
  let received = 0;
  const server = createServer((near) => {
    if (flow === "cut") return near.destroy();
    const far = connect(Number(target.port), target.hostname);
    const wire = new Wire(near, far, () => wires.delete(wire));
    far.on("data", (bytes: Buffer) => (received += bytes.length));
    wire.rate = rate;
    wire.set(flow);
    wires.add(wire);
  });
  const url = new URL(targetUrl);
  url.hostname = "127.0.0.1";
  url.port = String(await listen(server));
  const setAll = (next: Flow) => {
    flow = next;
    for (const wire of Array.from(wires)) wire.set(next);
  };
  const throttle = (bytesPerSecond: number) => {
    rate = bytesPerSecond;
    for (const wire of wires) wire.slowTo(rate);
  };
  return {
    url: url.href.replace(/\/$/, ""),
    get open() {
      return wires.size;
    },
    get received() {
      return received;
    },
    cut: () => setAll("cut"),
    stall: () => setAll("stalled"),
    deafen: () => setAll("deaf"),
    strand(fits = () => true) {
      const stranded = [...wires].filter((wire) => fits(wire.opening));
      for (const wire of stranded) wire.set("dead");
      return stranded.length;
    },
    throttle,
    mend() {
      throttle(Infinity);
      setAll("through");
    },
    retarget(next) {
      target = new URL(next);
    },
    async [Symbol.asyncDispose]() {
      setAll("cut");
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return address.port;
}

/** First bytes of a connection that are kept, to tell connections apart. */
const openingLength = 2_048;

/** One connection through the proxy. */
class Wire {
  rate = Infinity;
  /** The first bytes of the near side. */
  opening = "";
  readonly #near: Socket;
  readonly #far: Socket;
  #flow: Flow = "through";
  #resting: Timer | undefined;

  constructor(near: Socket, far: Socket, onEnd: () => void) {
    this.#near = near;
    this.#far = far;
    const end = () => {
      near.destroy();
      far.destroy();
      clearTimeout(this.#resting);
      onEnd();
    };
    near.on("error", end).on("close", end);
    // A connection that has died silently does not learn that the other side has ended.
    const farEnd = () => this.#flow !== "dead" && end();
    far.on("error", farEnd).on("close", farEnd);
    near.on("data", (bytes: Buffer) => this.#toFar(bytes));
    far.on("data", (bytes: Buffer) => this.#toNear(bytes));
  }

  set(next: Flow): void {
    // Lost bytes cannot be restored in the middle of a stream.
    const hasLost = this.#flow === "deaf" || this.#flow === "dead";
    this.#flow = next === "through" && hasLost ? "cut" : next;
    if (this.#flow === "cut") {
      this.#near.destroy();
      this.#far.destroy();
    } else if (this.#flow === "stalled") {
      this.#near.pause();
      this.#far.pause();
    } else {
      this.#near.resume();
      this.slowTo(this.rate);
    }
  }

  slowTo(bytesPerSecond: number): void {
    this.rate = bytesPerSecond;
    clearTimeout(this.#resting);
    this.#resting = undefined;
    if (this.#flow === "stalled") return;
    if (bytesPerSecond === 0) this.#far.pause();
    else this.#far.resume();
  }

  #toFar(bytes: Buffer): void {
    if (this.opening.length < openingLength) this.opening += bytes.toString("latin1");
    if (this.#flow === "dead") return;
    if (!this.#far.write(bytes)) this.#waitFor(this.#far, this.#near);
  }

  #toNear(bytes: Buffer): void {
    if (this.#flow === "dead" || this.#flow === "deaf") return;
    if (!this.#near.write(bytes)) this.#waitFor(this.#near, this.#far);
    if (this.rate !== Infinity) this.#rest((bytes.length / this.rate) * 1_000);
  }

  /** Takes nothing more from `from` before `to` has sent what it has. */
  #waitFor(to: Socket, from: Socket): void {
    from.pause();
    to.once("drain", () => {
      const rests = from === this.#far && (this.rate === 0 || this.#resting !== undefined);
      if (this.#flow !== "stalled" && !rests) from.resume();
    });
  }

  #rest(ms: number): void {
    this.#far.pause();
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      if (this.#flow !== "stalled") this.#far.resume();
    }, ms);
  }
}

import postgres from "postgres";

/** The channels to listen on, and the callbacks. */
export interface ListenOptions {
  url: string;
  channels: readonly string[];
  onNotice: (channel: string, payload: string) => void;
  /** The connection is lost for good. May be called more than once. */
  onLost: () => void;
}

/** A LISTEN connection. Disposing closes it without calling `onLost`. */
export interface ListenConnection {
  [Symbol.asyncDispose](): Promise<void>;
  /** Resolves once it listens on every channel; rejects when that fails or it is disposed. */
  ready: Promise<void>;
}

/** Longest wait for the server when closing, in seconds. */
const closeTimeoutSeconds = 1;

/**
 * Opens a connection for LISTEN alone, without reconnecting. The driver's own `listen` reconnects,
 * but leaks statements and, behind a proxy, spins while the server is unreachable.
 */
export function openListenConnection({
  url,
  channels,
  onNotice,
  onLost,
}: ListenOptions): ListenConnection {
  let disposed = false;
  // In a variable, because the driver's types lack some of its options.
  const options = {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => {},
    onnotify: onNotice,
    onclose: () => {
      if (!disposed) onLost();
    },
    connection: { application_name: "chatkit listen" },
  };
  const sql = postgres(url, options);
  const listens = channels.map((channel) => `listen "${channel}"`).join(";");
  return {
    ready: sql.unsafe(listens).then(() => undefined),
    async [Symbol.asyncDispose]() {
      disposed = true;
      await sql.end({ timeout: closeTimeoutSeconds });
    },
  };
}

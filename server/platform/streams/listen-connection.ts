import postgres from "postgres";

/** What is listened to, and who is told. */
export interface ListenOptions {
  url: string;
  channels: readonly string[];
  onNotice: (channel: string, payload: string) => void;
  /** The connection is gone and does not come back. May be called more than once. */
  onLost: () => void;
}

/** A connection that listens. Disposing closes it without a word to `onLost`. */
export interface ListenConnection {
  [Symbol.asyncDispose](): Promise<void>;
  /** Resolves once every channel is listened to; rejects when that fails or it is disposed. */
  ready: Promise<void>;
}

/** Longest wait for the server's part of closing, in seconds. */
const closeTimeoutSeconds = 1;

/**
 * Opens a connection for LISTEN alone. It is for one use: the driver's own `listen` reconnects
 * by itself, but leaks statements and, behind a proxy, spins while the server is away.
 */
export function openListenConnection({
  url,
  channels,
  onNotice,
  onLost,
}: ListenOptions): ListenConnection {
  let disposed = false;
  // In a variable, for the driver's types do not know all of its options.
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

import pg from "pg";

/** A database that does not answer a new connection within this time is away, in milliseconds. */
const connectWithinMs = 30_000;

/**
 * A connection for a backup: without time-outs, and with the forms of dates and numbers fixed, which
 * a database or a role may have set otherwise. The database notices within half a minute that this
 * machine is dead, and this one asks after ten seconds of silence whether the other one is there.
 */
export function connectClient(url: string, name: string): Promise<pg.Client> {
  return connect(url, name, {});
}

/** Longest wait for an answer to a small question, in milliseconds. */
const answerWithinMs = 120_000;

/**
 * The same for a connection that has little to say for hours: no setting of the database ends it,
 * and every question is answered soon.
 */
export async function connectIdleClient(url: string, name: string): Promise<pg.Client> {
  const client = await connect(url, name, { query_timeout: answerWithinMs });
  try {
    await client.query("set idle_session_timeout = 0");
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** In seconds where they are times. The system's own keep-alives take two hours. */
const settings = `
  set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'; set extra_float_digits = 3;
  set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3`;

async function connect(url: string, name: string, more: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `chatkit ${name}`,
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...more,
  });
  // Without a listener, a connection that is lost between two queries would end the process. The
  // next query fails.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(settings);
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

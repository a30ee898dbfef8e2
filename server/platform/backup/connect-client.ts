import pg from "pg";

/**
 * A connection for a backup: without time-outs, and with the forms of dates and numbers fixed, which
 * a database or a role may have set otherwise.
 */
export async function connectClient(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `chatkit ${name}`,
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  });
  await client.connect();
  try {
    await client.query("set datestyle = 'ISO, MDY'");
    await client.query("set intervalstyle = 'postgres'");
    await client.query("set extra_float_digits = 3");
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

/**
 * The same for a connection that has nothing to say for hours: no setting of the database ends it,
 * and the database notices within half a minute that this machine is dead.
 */
export async function connectIdleClient(url: string, name: string): Promise<pg.Client> {
  const client = await connectClient(url, name);
  try {
    await client.query("set idle_session_timeout = 0");
    // In seconds. The system's own are two hours.
    await client.query("set tcp_keepalives_idle = 10");
    await client.query("set tcp_keepalives_interval = 5");
    await client.query("set tcp_keepalives_count = 3");
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

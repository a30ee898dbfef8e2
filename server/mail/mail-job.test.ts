import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../app/app.ts";
import { startSmtpServer, type TestSmtpServer } from "../../testing/server/smtp-server.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { newVisitor, type Visitor } from "../../testing/server/visitor.ts";
import { untilRow, until } from "../../testing/until.ts";

let opened: AsyncDisposableStack;
let smtp: TestSmtpServer;
let sql: Sql;
let app: App;

beforeAll(async () => {
  opened = new AsyncDisposableStack();
  smtp = opened.use(await startSmtpServer());
  const login = { user: null, password: null };
  const from = "chat@chat.example.org";
  app = opened.use(
    await startTestApp({
      config: {
        smtp: { host: "127.0.0.1", port: smtp.port, ...login, from, requireTls: false },
        publicOrigin: "https://chat.example.org",
      },
    }),
  );
  sql = postgres(app.databaseUrl, { max: 2 });
  opened.defer(() => sql.end());
});

afterAll(() => opened?.disposeAsync());

/** A visitor with an address, who wants a mail for every new chat session. */
async function subscriber(email: string): Promise<Visitor> {
  const visitor = await newVisitor(app.origin);
  await sql`
    update users set email = ${email}, is_guest = false, email_verified_at = now(), locale = 'es',
      mail_preferences = '{"sessionCreated": true}' where id = ${visitor.user.id}`;
  return visitor;
}

test("an event that asks for a mail sends it, with the transaction", async () => {
  const { api } = await subscriber("ann@example.org");
  const guest = await newVisitor(app.origin);
  await guest.api.sessions.create.mutate({});
  await api.sessions.create.mutate({});
  await smtp.untilTaken(1);
  expect(smtp.taken[0]).toMatch(/^To: ann@example.org/m);
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
    select count(*)::int as count from mails`;
  expect(count).toBe(1);
});

test("a mail server that stalls touches no request, and a mail it did not take goes out later", async () => {
  const { api } = await subscriber("bob@example.org");
  smtp.mood = "stall";
  const { begun } = smtp;
  await api.sessions.create.mutate({});
  await smtp.untilBegun(begun + 1);
  // The one before is still held by the mail server.
  for (let i = 0; i < 5; i++) await api.sessions.create.mutate({});
  const [{ sent } = { sent: -1 }] = await sql<{ sent: number }[]>`
    select count(*)::int as sent from mails where recipient = 'bob@example.org' and sent_at is not null`;
  expect(sent).toBe(0);
});

test("what cannot be sent for good ends in the dead letters, with the reason", async () => {
  await using own = await startSmtpServer();
  own.mood = "refuse recipient";
  const login = { user: null, password: null };
  const smtpConfig = { host: "127.0.0.1", port: own.port, ...login, requireTls: false };
  await using other = await startTestApp({
    config: { smtp: { ...smtpConfig, from: "chat@chat.example.org" } },
  });
  const db = postgres(other.databaseUrl, { max: 1 });
  const { api, user } = await newVisitor(other.origin);
  await db`
    update users set email = 'nobody@example.org', email_verified_at = now(),
      mail_preferences = '{"sessionCreated": true}' where id = ${user.id}`;
  await api.sessions.create.mutate({});
  await untilRow(
    "a dead letter",
    () => db`select 1 from pgboss.job where name = 'mail_dead' and data ? 'mailId'`,
  );
  const [mail] = await db<{ failure: string }[]>`select failure from mails`;
  expect(mail?.failure).toContain("550");
  await db.end();
});

test("in development mails are kept, and shown at /dev/mail", async () => {
  await using other = await startTestApp();
  const db = postgres(other.databaseUrl, { max: 1 });
  const { api, user } = await newVisitor(other.origin);
  await db`
    update users set email = 'ann@example.org', email_verified_at = now(),
      mail_preferences = '{"sessionCreated": true}' where id = ${user.id}`;
  const list = async () => (await fetch(`${other.origin}/dev/mail`)).text();
  expect(await list()).toContain("No e-mails yet");
  await api.sessions.create.mutate({});
  const page = await until("a mail", async () => {
    const shown = await list();
    return shown.includes("A chat session was created") ? shown : undefined;
  });
  const path = /href="(\/dev\/mail\/mail_\w+)"/.exec(page)?.[1] ?? "";
  const shown = await (await fetch(`${other.origin}${path}`)).text();
  expect(shown).toContain("ann@example.org");
  expect(shown).toContain("sandbox=");
  const html = await fetch(`${other.origin}${path}/html`);
  expect(await html.text()).toContain("A chat session with");
  const forwarded = { headers: { "x-forwarded-for": "192.0.2.1" } };
  expect((await fetch(`${other.origin}/dev/mail`, forwarded)).status).toBe(403);
  expect((await fetch(`${other.origin}/dev/mail/mail_0/html`)).status).toBe(404);
  expect((await fetch(`${other.origin}/dev/mail/..%2f..%2fjwt-secret/html`)).status).toBe(404);
  await db.end();
});

test("where mail is sent there is no page that shows it", async () => {
  const answer = await fetch(`${app.origin}/dev/mail`);
  expect(await answer.text()).not.toContain("mail yet");
});

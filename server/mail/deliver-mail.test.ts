import { usualBrand } from "../../shared/brand.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { createLog } from "../platform/log.ts";
import { createMetrics } from "../platform/metrics/create-metrics.ts";
import { startSmtpServer, type TestSmtpServer } from "../../testing/server/smtp-server.ts";
import { createStage, type Stage } from "../../testing/server/stage.ts";
import { type DeliverDeps, deliverMail } from "./deliver-mail.ts";
import type { MailTransport } from "./mail-transport.ts";
import { sendMail } from "./send-mail.ts";
import { createSmtpTransport, type SmtpSettings } from "./smtp-transport.ts";

const from = "ChatKit <chat@chat.example.org>";
const patience = { connectMs: 10_000, silenceMs: 1_000, wholeMs: 10_000 };

let stage: Stage;
let smtp: TestSmtpServer;
let transport: MailTransport;
let deps: DeliverDeps;
let events = 0;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

beforeEach(async () => {
  await using opening = new AsyncDisposableStack();
  smtp = opening.use(await startSmtpServer());
  transport = opening.use(createSmtpTransport(settings(), patience));
  deps = depsWith(transport);
  const opened = opening.move();
  return () => opened.disposeAsync();
});

function settings(change: Partial<SmtpSettings> = {}): SmtpSettings {
  const login = { user: "chat", password: "secret" };
  return { host: "127.0.0.1", port: smtp.port, ...login, from, requireTls: false, ...change };
}

function depsWith(by: MailTransport | null): DeliverDeps {
  const brand = async () => usualBrand;
  const links = { address: () => "https://chat.example.org", secretOf: (id: string) => `${id}.x` };
  return {
    db: stage.db,
    log: createLog("silent"),
    metrics: createMetrics(),
    transport: by,
    links,
    brand,
  };
}

/** Leaves a mail, and gives its id. */
async function leaveMail(recipient = "ann@example.org"): Promise<string> {
  const event = `welcome:${++events}`;
  const mail = { event, userId: stage.userId, recipient, language: "fr" as const };
  await stage.db.transaction((tx) =>
    sendMail(tx, stage.jobs, { ...mail, content: { kind: "welcome" } }),
  );
  const [row] = await stage.sql<{ id: string }[]>`select id from mails where event = ${event}`;
  return row?.id ?? "";
}

async function stored(id: string) {
  const [row] = await stage.sql<{ sent: boolean; failure: string | null; claimed: boolean }[]>`
    select sent_at is not null as sent, failure, claimed_at is not null as claimed
    from mails where id = ${id}`;
  return row;
}

const idOf = (mail: string | undefined) => /^Message-ID: (.+)$/im.exec(mail ?? "")?.[1]?.trim();

test("a mail goes out as text and HTML, from this server to its reader", async () => {
  const id = await leaveMail();
  expect(await deliverMail(deps, id, false)).toMatchObject({ outcome: "done" });
  expect(smtp.taken).toHaveLength(1);
  const mail = smtp.taken[0] ?? "";
  expect(mail).toMatch(/^From: ChatKit <chat@chat.example.org>/m);
  expect(mail).toMatch(/^To: ann@example.org/m);
  expect(mail).toMatch(/^Subject: Bienvenue dans ChatKit/m);
  expect(mail).toMatch(/^Auto-Submitted: auto-generated/m);
  expect(mail).toContain("multipart/alternative");
  expect(idOf(mail)).toBe(`<${id}@chat.example.org>`);
  expect(await stored(id)).toMatchObject({ sent: true, failure: null });
});

describe("one event is one mail", () => {
  test("however often its job runs", async () => {
    const id = await leaveMail();
    const tries = await Promise.all(Array.from({ length: 5 }, () => deliverMail(deps, id, false)));
    expect(tries.filter(({ outcome }) => outcome === "done").length).toBeGreaterThan(0);
    for (let i = 0; i < 3; i++)
      expect(await deliverMail(deps, id, true)).toMatchObject({ outcome: "done" });
    expect(smtp.taken).toHaveLength(1);
  });

  test("however often it is asked for", async () => {
    const before = stage.jobNames.length;
    const ask = () =>
      stage.db.transaction((tx) =>
        sendMail(tx, stage.jobs, {
          event: "welcome:same",
          userId: stage.userId,
          recipient: "ann@example.org",
          language: "en",
          content: { kind: "welcome" },
        }),
      );
    await Promise.all([ask(), ask(), ask()]);
    expect(stage.jobNames.length - before).toBe(1);
  });

  test("also when its taker died before it could say so: the second copy has the same id", async () => {
    const id = await leaveMail();
    await deliverMail(deps, id, false);
    await stage.sql`
      update mails set sent_at = null, claimed_at = now() - interval '10 minutes' where id = ${id}`;
    expect(await deliverMail(deps, id, false)).toMatchObject({ outcome: "done" });
    expect(smtp.taken.map(idOf)).toEqual([idOf(smtp.taken[0]), idOf(smtp.taken[0])]);
  });
});

describe("a mail server that", () => {
  test("refuses the addressee is not asked again", async () => {
    smtp.mood = "refuse recipient";
    const id = await leaveMail();
    expect(await deliverMail(deps, id, false)).toMatchObject({ outcome: "dead" });
    expect((await stored(id))?.failure).toContain("550");
    smtp.mood = "accept";
    expect(await deliverMail(deps, id, false)).toMatchObject({ outcome: "done" });
    expect(smtp.taken).toHaveLength(0);
  });

  for (const mood of ["busy", "stall", "drop", "refuse login"] as const) {
    test(`is in the mood to ${mood} is asked again, and the mail arrives once`, async () => {
      smtp.mood = mood;
      const id = await leaveMail();
      expect(await deliverMail(deps, id, false)).toMatchObject({ outcome: "again" });
      expect(await stored(id)).toEqual({ sent: false, failure: null, claimed: false });
      smtp.mood = "accept";
      expect(await deliverMail(deps, id, false)).toMatchObject({ outcome: "done" });
      expect(smtp.taken).toHaveLength(1);
    });
  }

  test("is down is asked until there is no other try, and then it is said why", async () => {
    await smtp[Symbol.asyncDispose]();
    const id = await leaveMail();
    expect(await deliverMail(deps, id, false)).toMatchObject({ outcome: "again" });
    expect(await deliverMail(deps, id, true)).toMatchObject({ outcome: "dead" });
    expect((await stored(id))?.failure).toContain("ECONNREFUSED");
    const { values } = await deps.metrics.mails.get();
    const moved = values.filter(({ value }) => value > 0);
    const counted = moved.map(({ labels, value }) => [`${labels.kind} ${labels.outcome}`, value]);
    expect(Object.fromEntries(counted)).toEqual({ "welcome failed": 1, "welcome retried": 1 });
    await using again = await startSmtpServer();
    smtp = again;
  });

  test("cannot encrypt gets neither login nor mail where encryption is required", async () => {
    using strict = createSmtpTransport(settings({ requireTls: true }), patience);
    const id = await leaveMail();
    expect(await deliverMail(depsWith(strict), id, false)).toMatchObject({ outcome: "again" });
    expect(smtp.begun).toBe(0);
  });
});

test("a mail of a kind that only a newer node knows is left to that node", async () => {
  const id = await leaveMail();
  await stage.sql`update mails set content = '{"kind": "fromTheFuture"}' where id = ${id}`;
  expect(await deliverMail(deps, id, false)).toMatchObject({ outcome: "again" });
  expect(await stored(id)).toEqual({ sent: false, failure: null, claimed: false });
  expect(smtp.taken).toHaveLength(0);
});

test("without a mail server a mail is kept with the reason, and leaves no dead job", async () => {
  const id = await leaveMail();
  expect(await deliverMail(depsWith(null), id, false)).toEqual({ outcome: "done" });
  expect((await stored(id))?.failure).toContain("SMTP_HOST");
});

test("an address that looks like a list of addresses reaches no other mailbox", async () => {
  const id = await leaveMail("ann@example.org, bob@example.org\r\nBcc: eve@example.org");
  await deliverMail(deps, id, true);
  for (const mail of smtp.taken) expect(mail).not.toMatch(/^Bcc:/im);
  expect(smtp.taken.length).toBeLessThanOrEqual(1);
});

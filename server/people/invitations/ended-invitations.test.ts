import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import { maxInvitations } from "../../../shared/invitation-limits.ts";
import type { App } from "../../app/app.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { refusalOf } from "../../../testing/server/visitor.ts";
import { deleteEndedInvitations } from "./delete-ended-invitations.ts";

// Invitations that have ended: they make room for others.

let app: App;
let sql: Sql;
let admin: Browser;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web", logLevel: "silent" } });
  sql = postgres(app.databaseUrl, { max: 2 });
  admin = await newAdmin({ origin: app.origin, sql });
  await admin.api.admin.entry.setGuests.mutate({ guests: "link" });
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

const list = () => admin.api.admin.invitations.list.query();
const invite = () =>
  admin.api.admin.invitations.create.mutate({
    id: newId("invitation"),
    name: "For a guest",
    grants: "guest",
    maxUses: 1,
    expiresInHours: 24 * 366,
  });
const use = (invitation: string) => newBrowser(app.origin).api.auth.guest.mutate({ invitation });

/** Invitations for another year, in a state. */
async function insert(count: number, { revoked = false } = {}) {
  const { id: createdBy } = await admin.api.auth.me.query();
  const rows = Array.from({ length: count }, () => ({
    id: newId("invitation"),
    token_hash: crypto.randomUUID(),
    name: "",
    grants: "user",
    created_by: createdBy,
    expires_at: new Date(Date.now() + 365 * 86_400_000),
    revoked_at: revoked ? new Date() : null,
  }));
  await sql`insert into invitations ${sql(rows)}`;
}

test("the limit is one of open invitations: used and revoked ones make room", async () => {
  const [used, revoked] = [await invite(), await invite()];
  await insert(maxInvitations - 2);
  expect((await refusalOf(invite())).code).toBe("conflict");
  await use(used.secret);
  await admin.api.admin.invitations.revoke.mutate({ invitationId: revoked.id });
  await invite();
  await invite();
  expect((await refusalOf(invite())).code).toBe("conflict");
  expect(await list()).toHaveLength(maxInvitations + 2);
  await sql`delete from invitations`;
});

test("of ended ones the newest are kept, and no open one is lost from the list", async () => {
  const open = await invite();
  await insert(maxInvitations + 20, { revoked: true });
  await invite();
  const states = (await list()).map(({ state }) => state);
  expect(states.filter((state) => state === "revoked")).toHaveLength(maxInvitations - 1);
  expect((await list()).some(({ id }) => id === open.id)).toBe(true);
  await sql`delete from invitations`;
});

test("a month after its end an invitation is gone, also one that was used up or revoked", async () => {
  const made = [await invite(), await invite(), await invite(), await invite(), await invite()];
  const [usedLong, usedNow, revokedLong, expired, open] = made.map(({ id }) => id);
  for (const { id, secret } of made.slice(0, 2)) {
    await use(secret);
    expect((await list()).find((each) => each.id === id)?.state).toBe("used");
  }
  const ago = sql`now() - interval '31 days'`;
  await sql`update invitations set last_used_at = ${ago} where id = ${usedLong ?? ""}`;
  await sql`update invitations set revoked_at = ${ago} where id = ${revokedLong ?? ""}`;
  await sql`update invitations set expires_at = ${ago} where id = ${expired ?? ""}`;
  expect(await deleteEndedInvitations(sql, 100)).toBe(3);
  expect((await list()).map(({ id }) => id).toSorted()).toEqual(
    [usedNow ?? "", open ?? ""].toSorted(),
  );
});

import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import type { Sql } from "postgres";
import { type Announcement, maxAnnouncements } from "../../../shared/announcement.ts";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { newAccount } from "../../../testing/server/accounts.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTwoNodes, type TwoNodes } from "../../../testing/server/two-nodes.ts";
import { newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";

// What an admin at one node tells everyone, who is at another.

let app: App;
let other: App;
let sql: Sql;
let admin: Browser;

let nodes: TwoNodes;

beforeAll(async () => {
  nodes = await startTwoNodes();
  ({ app, other, sql, admin } = nodes);
});
afterAll(() => nodes?.[Symbol.asyncDispose]());

beforeEach(async () => {
  for (const { id } of await list())
    await admin.api.admin.announcements.delete.mutate({ announcementId: id });
});

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const list = () => admin.api.admin.announcements.list.query();
const save = (announcement: Announcement) =>
  admin.api.admin.announcements.save.mutate(announcement);

const newAnnouncement = (change: Partial<Announcement> = {}): Announcement => ({
  id: newId("announcement"),
  text: "Down for maintenance",
  severity: "warning",
  startsAt: inMs(-1_000),
  endsAt: null,
  ...change,
});

/** A guest's open tab, and the texts that it has been told, one line each time. */
async function openTab() {
  const { token } = await newVisitor(other.origin);
  const socket = openChatSocket(other.origin, token);
  const told: string[] = [];
  const watching = socket.api.announcements.watch.subscribe(
    {},
    {
      onData: ({ data }) =>
        void told.push(data.announcements.map(({ text }) => text).join(" + ") || "nothing"),
    },
  );
  const hears = (line: string) => untilTrue(`"${line}" is told`, async () => told.at(-1) === line);
  await hears("nothing");
  return {
    told,
    hears,
    [Symbol.dispose]() {
      watching.unsubscribe();
      socket[Symbol.dispose]();
    },
  };
}

test("an announcement is in every open tab at once, and out of it when it is changed or deleted", async () => {
  using tab = await openTab();
  const { id, ...rest } = newAnnouncement();
  await save({ id, ...rest });
  await tab.hears("Down for maintenance");
  await save({ id, ...rest, text: "  Back soon " });
  await tab.hears("Back soon");
  expect(await list()).toMatchObject([{ id, text: "Back soon" }]);
  await admin.api.admin.announcements.delete.mutate({ announcementId: id });
  await tab.hears("nothing");
  expect(tab.told).toEqual(["nothing", "Down for maintenance", "Back soon", "nothing"]);
});

test("it is told when it begins, not before, and gone when it ends", async () => {
  using tab = await openTab();
  await save(newAnnouncement({ text: "Always" }));
  await tab.hears("Always");
  const startsAt = inMs(700);
  const moment = newAnnouncement({ text: "A moment", startsAt });
  await save(moment);
  await tab.hears("Always + A moment");
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(startsAt));
  await save({ ...moment, endsAt: inMs(700) });
  await tab.hears("Always");
  expect(tab.told).toEqual([
    "nothing",
    "Always",
    "Always + A moment",
    "Always + A moment",
    "Always",
  ]);
});

test("two admins who publish at once lose neither, and both are audited", async () => {
  const texts = ["first", "second", "third", "fourth"];
  await Promise.all(texts.map((text) => save(newAnnouncement({ text }))));
  expect((await list()).map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
  const { events } = await admin.api.admin.audit.query({});
  const audited = events.filter(({ kind }) => kind === "announcement_saved");
  expect(audited.map(({ details }) => details["name"])).toEqual(expect.arrayContaining(texts));
});

test("there is an end to how many, and one that is there can still be changed", async () => {
  const all = Array.from({ length: maxAnnouncements }, () => newAnnouncement());
  for (const each of all) await save(each);
  expect((await refusalOf(save(newAnnouncement()))).code).toBe("conflict");
  const [last] = all.slice(-1);
  if (!last) throw new Error("there is none");
  await save({ ...last, text: "changed" });
  expect((await list()).filter(({ text }) => text === "changed")).toHaveLength(1);
});

test("what makes no sense is refused, and so is everyone but admins", async () => {
  const bad: Partial<Announcement>[] = [
    { text: " " },
    { text: "x".repeat(401) },
    { id: newId("prompt") },
    { startsAt: "tomorrow" },
    { startsAt: inMs(1_000), endsAt: inMs(500) },
  ];
  for (const change of bad)
    expect((await refusalOf(save(newAnnouncement(change)))).code).toBe("invalid_input");
  const { api } = await newAccount({ origin: app.origin, sql }, "person@example.org");
  const saving = api.admin.announcements.save.mutate(newAnnouncement());
  expect((await refusalOf(saving)).code).toBe("forbidden");
  expect((await refusalOf(api.admin.announcements.list.query())).code).toBe("forbidden");
  expect(await list()).toEqual([]);
});

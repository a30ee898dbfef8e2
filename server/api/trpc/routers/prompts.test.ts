import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../../shared/ids.ts";
import { maxPrompts, promptLimits } from "../../../../shared/limits.ts";
import type { PromptHead } from "../../../../shared/prompt.ts";
import { goodPassword, newAccount, newAdmin } from "../../../../testing/server/accounts.ts";
import { newBrowser } from "../../../../testing/server/browser.ts";
import { openChatSocket } from "../../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import { newVisitor, refusalOf } from "../../../../testing/server/visitor.ts";
import type { App } from "../../../app/app.ts";

let app: App;
let sql: Sql;
beforeAll(async () => {
  app = await startTestApp({ config: { role: "web", logLevel: "silent" } });
  sql = postgres(app.databaseUrl, { max: 1 });
}, 30_000);
afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

const newPrompt = (name: string, change: { id?: string; text?: string } = {}) => ({
  id: newId("prompt"),
  name,
  description: "",
  text: "Say hello to {{name|me}}.",
  ...change,
});

const names = (prompts: readonly PromptHead[]) => prompts.map(({ name }) => name);

test("a person's own prompts are theirs alone, by name, and change", async () => {
  const [ann, bob] = [await newVisitor(app.origin), await newVisitor(app.origin)];
  const greet = newPrompt("  greet ");
  await ann.api.prompts.save.mutate(greet);
  await ann.api.prompts.save.mutate(newPrompt("Apologise"));
  expect(names(await ann.api.prompts.list.query())).toEqual(["Apologise", "greet"]);
  expect(await ann.api.prompts.get.query({ promptId: greet.id })).toEqual({
    id: greet.id,
    name: "greet",
    description: "",
    text: greet.text,
    isShared: false,
  });
  await ann.api.prompts.save.mutate({ ...greet, name: "Greet them", text: "Hello!" });
  expect(names(await ann.api.prompts.list.query())).toEqual(["Apologise", "Greet them"]);
  expect(await bob.api.prompts.list.query()).toEqual([]);
  const promptId = greet.id;
  expect((await refusalOf(bob.api.prompts.get.query({ promptId }))).code).toBe("not_found");
  expect((await refusalOf(bob.api.prompts.save.mutate(greet))).code).toBe("conflict");
  await bob.api.prompts.delete.mutate({ promptId });
  expect(await ann.api.prompts.list.query()).toHaveLength(2);
  await ann.api.prompts.delete.mutate({ promptId });
  expect(names(await ann.api.prompts.list.query())).toEqual(["Apologise"]);
});

test("admins share prompts with everyone, who hear of it at once", async () => {
  const admin = await newAdmin({ origin: app.origin, sql });
  const bob = await newVisitor(app.origin);
  using socket = openChatSocket(app.origin, bob.token);
  const lists: PromptHead[][] = [];
  let heard = Promise.withResolvers<void>();
  const watching = socket.api.prompts.watch.subscribe(
    {},
    {
      onData({ data }) {
        lists.push(data.prompts);
        heard.resolve();
      },
    },
  );
  await heard.promise;
  expect(lists).toEqual([[]]);
  const own = newPrompt("House rules");
  await admin.api.prompts.save.mutate(own);
  heard = Promise.withResolvers<void>();
  await admin.api.admin.prompts.save.mutate({ ...own, isShared: true });
  await heard.promise;
  expect(lists.at(-1)).toMatchObject([{ name: "House rules", isShared: true }]);
  const promptId = own.id;
  // Others use it, and leave it as it is.
  expect((await bob.api.prompts.get.query({ promptId })).text).toBe(own.text);
  expect((await refusalOf(bob.api.prompts.save.mutate(own))).code).toBe("conflict");
  await bob.api.prompts.delete.mutate({ promptId });
  const taken = bob.api.admin.prompts.save.mutate({ ...own, isShared: false });
  expect((await refusalOf(taken)).code).toBe("forbidden");
  heard = Promise.withResolvers<void>();
  await admin.api.admin.prompts.save.mutate({ ...own, isShared: false });
  await heard.promise;
  expect(lists.at(-1)).toEqual([]);
  expect(names(await admin.api.prompts.list.query())).toEqual(["House rules"]);
  await admin.api.admin.prompts.save.mutate({ ...own, isShared: true });
  await admin.api.admin.prompts.delete.mutate({ promptId });
  expect(await admin.api.prompts.list.query()).toEqual([]);
  const lines = await sql<{ kind: string }[]>`
    select kind from audit_events where details ->> 'name' = 'House rules' order by seq`;
  expect(lines.map(({ kind }) => kind)).toEqual([
    "prompt_shared",
    "prompt_unshared",
    "prompt_shared",
    "prompt_deleted",
  ]);
  watching.unsubscribe();
});

test("prompts are limited in number and length", async () => {
  const { api, user } = await newVisitor(app.origin);
  for (const bad of [
    newPrompt(" "),
    newPrompt("x".repeat(promptLimits.name + 1)),
    newPrompt("long", { text: "x".repeat(promptLimits.text + 1) }),
    newPrompt("empty", { text: " \n" }),
  ])
    expect((await refusalOf(api.prompts.save.mutate(bad))).code).toBe("invalid_input");
  const last = newPrompt("last");
  await api.prompts.save.mutate(last);
  await sql`
    insert into prompts (id, user_id, name, description, text)
    select 'prm_' || n, ${user.id}, 'p' || n, '', 'x' from generate_series(2, ${maxPrompts}) n`;
  const refused = await refusalOf(api.prompts.save.mutate(newPrompt("one more")));
  expect(refused.code).toBe("conflict");
  // Those that exist can still be changed.
  await api.prompts.save.mutate({ ...last, name: "changed" });
});

test("a guest who signs in keeps prompts", async () => {
  const account = await newAccount({ origin: app.origin, sql }, "dora@example.org");
  await account.api.prompts.save.mutate(newPrompt("the account's"));
  const guest = newBrowser(app.origin);
  guest.use(await guest.visit());
  await guest.api.prompts.save.mutate(newPrompt("the guest's"));
  guest.use(
    await guest.api.auth.signIn.mutate({ email: "dora@example.org", password: goodPassword }),
  );
  expect(names(await guest.api.prompts.list.query())).toEqual(["the account's", "the guest's"]);
});

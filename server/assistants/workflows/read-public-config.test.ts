import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { WorkflowDraft } from "../../../shared/workflow.ts";
import type { App } from "../../app/app.ts";
import type { Cache } from "../../platform/cache/cache.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import { createSource, openCacheNode } from "../../../testing/server/cache-node.ts";
import { type DatabaseClient, openDatabase } from "../../platform/db/client.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import type { CacheReader } from "../../platform/cache/cache-kind.ts";
import { defaultWorkflow } from "./default-workflow.ts";
import {
  createPublicConfigKind,
  type PublicConfigTexts,
  readPublicConfig,
} from "./read-public-config.ts";

const resources = new AsyncDisposableStack();
let app: App;
let sql: Sql;
let client: DatabaseClient;
let admin: Browser;
/** Another node than the one that admins talk to. */
let node: {
  cache: Cache;
  untilHeard(fits: (said: string) => boolean, times?: number): Promise<void>;
  publicConfigs: CacheReader<PublicConfigTexts>;
};

beforeAll(async () => {
  app = resources.use(await startTestApp({ config: { logLevel: "silent" } }));
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  client = resources.use(openDatabase(app.databaseUrl, 4));
  admin = await newAdmin({ origin: app.origin, sql });
  const other = resources.use(await openCacheNode(client, createSource()));
  node = {
    cache: other.cache,
    untilHeard: other.untilHeard,
    publicConfigs: other.cache.open(createPublicConfigKind(client.db)),
  };
}, 30_000);
afterAll(() => resources.disposeAsync());

const edit = () => admin.api.admin.workflows;
const read = (workflowId: string, locale: "en" | "fr" | "es" = "en") =>
  readPublicConfig(node, { workflowId, locale });
const codeOf = (reading: Promise<unknown>) =>
  reading.then(
    () => "ok",
    (error: { code: string }) => error.code,
  );
const untilForgotten = (id: string, times: number) =>
  node.untilHeard((said) => said === `public_config||${id}`, times);

async function publish(id: string, change: Partial<WorkflowDraft>): Promise<void> {
  const { definition, draftRevision } = await edit().get.query({ id });
  const saved = await edit().saveDraft.mutate({
    id,
    draftRevision,
    definition: { ...definition, ...change },
  });
  await edit().publish.mutate({ id, ...saved });
}

test("a workflow's texts are public, in each language", async () => {
  const { greeting, placeholder, starters } = defaultWorkflow;
  for (const locale of ["en", "fr", "es"] as const)
    expect(await read("wf_default", locale)).toEqual({
      workflowId: "wf_default",
      name: "ChatKit",
      greeting: greeting[locale],
      placeholder: placeholder[locale],
      starters: starters.map(({ label, prompt, icon }) => ({
        label: label[locale],
        prompt: prompt[locale],
        icon,
      })),
    });
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
    select count(*)::int as count from cache_entries where kind = 'public_config' and key = 'wf_default'`;
  expect(count).toBe(1);
});

test("one that is missing, a draft or restricted is not found", async () => {
  const definition = { ...defaultWorkflow, name: "Closed" };
  await edit().create.mutate({ id: "wf_draft", definition });
  await edit().create.mutate({
    id: "wf_closed",
    definition: { ...definition, access: "registered" },
  });
  await edit().publish.mutate({ id: "wf_closed", draftRevision: 1 });
  for (const id of ["wf_missing", "wf_draft", "wf_closed"])
    expect([id, await codeOf(read(id))]).toEqual([id, "not_found"]);
  // Requests for missing workflows do not fill the table.
  expect(
    await sql`select 1 from cache_entries where key = 'wf_missing' and kind = 'public_config'`,
  ).toHaveLength(0);
});

test("every node tells the new words once a workflow is published, rolled back, archived or restored", async () => {
  const id = "wf_changing";
  await edit().create.mutate({ id, definition: { ...defaultWorkflow, name: "One" } });
  expect(await codeOf(read(id))).toBe("not_found");
  await edit().publish.mutate({ id, draftRevision: 1 });
  await untilForgotten(id, 1);
  expect((await read(id)).name).toBe("One");
  await publish(id, { name: "Two" });
  await untilForgotten(id, 2);
  expect((await read(id)).name).toBe("Two");
  await edit().rollBack.mutate({ id, version: 1 });
  await untilForgotten(id, 3);
  expect((await read(id)).name).toBe("One");
  await edit().archive.mutate({ id, isArchived: true });
  await untilForgotten(id, 4);
  expect(await codeOf(read(id))).toBe("not_found");
  await edit().archive.mutate({ id, isArchived: false });
  await untilForgotten(id, 5);
  expect((await read(id)).name).toBe("One");
});

import { expect, test } from "bun:test";
import { checkImports } from "./check-imports.ts";
import { readImports } from "./read-imports.ts";

function breaches(files: Record<string, string>): string[] {
  return checkImports(new Map(Object.entries(files)), new Set(["zod", "@trpc/server", "pg-boss"]));
}

const allowed = (path: string, source: string) => expect(breaches({ [path]: source })).toEqual([]);
const refused = (path: string, source: string) =>
  expect(breaches({ [path]: source })).toHaveLength(1);

test("reads every form of import, with its line", () => {
  const source = [
    'import type { A } from "./a.ts";',
    'import b, { type C } from "./b.ts";',
    'import "./c.css";',
    "import {\n  d,\n} from 'd';",
    'export type { E } from "./e.ts";',
    'export * from "./f.ts";',
    'const g = () => import("./g.ts");',
    'const type = "./not-an-import.ts";',
    'const go = `\nimport "fmt"\n`;',
  ].join("\n");
  expect(readImports(source)).toEqual([
    { specifier: "./a.ts", typeOnly: true, line: 1 },
    { specifier: "./b.ts", typeOnly: false, line: 2 },
    { specifier: "./c.css", typeOnly: false, line: 3 },
    { specifier: "d", typeOnly: false, line: 4 },
    { specifier: "./e.ts", typeOnly: true, line: 7 },
    { specifier: "./f.ts", typeOnly: false, line: 8 },
    { specifier: "./g.ts", typeOnly: false, line: 9 },
  ]);
});

test("shared imports zod and shared alone", () => {
  allowed("shared/a.ts", 'import { z } from "zod";\nimport { b } from "./b.ts";');
  refused("shared/a.ts", 'import { join } from "node:path";');
  refused("shared/a.ts", 'import type { B } from "../server/b.ts";');
});

test("client imports the router as a type, and no other part of the server", () => {
  allowed("client/a.ts", 'import type { AppRouter } from "../server/api/trpc/router.ts";');
  refused("client/a.ts", 'import { appRouter } from "../server/api/trpc/router.ts";');
  refused("client/a.ts", 'import type { Db } from "../server/platform/db/client.ts";');
  refused("client/a.ts", 'import { readFile } from "node:fs/promises";');
  allowed("client/terminal/chat.ts", 'import { parseArgs } from "node:util";');
});

test("web imports client and shared, never the server", () => {
  allowed(
    "web/chat/a.tsx",
    'import { newId } from "../../shared/ids.ts";\nimport { b } from "../../client/b.ts";',
  );
  refused("web/chat/a.tsx", 'import type { AppRouter } from "../../server/api/trpc/router.ts";');
  refused("web/chat/a.tsx", 'import { join } from "node:path";');
});

test("what the browser loads reaches zod neither directly nor through another file", () => {
  const files = {
    "shared/a.ts": 'import { z } from "zod";',
    "shared/b.ts": 'export { a } from "./a.ts";',
    "shared/c.ts": 'import type { A } from "./a.ts";',
  };
  expect(breaches({ ...files, "web/x.ts": 'import type { B } from "../shared/b.ts";' })).toEqual(
    [],
  );
  expect(breaches({ ...files, "web/x.ts": 'import { c } from "../shared/c.ts";' })).toEqual([]);
  expect(breaches({ ...files, "web/x.ts": 'import { b } from "../shared/b.ts";' })).toHaveLength(1);
  expect(breaches({ ...files, "client/x.ts": 'import { z } from "zod";' })).toHaveLength(1);
});

test("use-cases know no transport; routers, workers and what puts them together do", () => {
  const uses = ['import { TRPCError } from "@trpc/server";', 'import { PgBoss } from "pg-boss";'];
  for (const source of [...uses, 'import type { Req } from "../../api/http/request.ts";']) {
    refused("server/chat/threads/rename-thread.ts", source);
    allowed("server/api/trpc/routers/threads.ts", source);
    allowed("server/api/trpc/init.ts", source);
  }
  allowed(
    "server/chat/threads/a.ts",
    'import type { JobQueue } from "../../platform/jobs/job-queue.ts";',
  );
  refused(
    "server/chat/threads/a.ts",
    'import { enqueue } from "../../platform/jobs/job-queue.ts";',
  );
  allowed("server/app/app.ts", 'import { threadsRouter } from "../api/trpc/routers/threads.ts";');
  refused(
    "server/chat/threads/list-threads.ts",
    'import { x } from "../../api/trpc/routers/threads.ts";',
  );
});

test("a district imports from the districts below it alone, types included", () => {
  allowed("server/api/trpc/a.ts", 'import { a } from "../../chat/threads/a.ts";');
  allowed("server/chat/threads/a.ts", 'import { a } from "../messages/a.ts";');
  allowed("server/main.ts", 'import { startApp } from "./app/app.ts";');
  expect(
    breaches({
      "server/models/a.ts": 'import type { Config } from "../app/config.ts";',
      "server/platform/db/a.ts": 'import { a } from "../../chat/threads/a.ts";',
      "server/app/a.ts": 'import { a } from "../main.ts";',
      "server/mail/a.ts": 'import type { A } from "../analytics/a.ts";',
      "server/app/b.ts": 'import { a } from "../garage/a.ts";',
    }),
  ).toEqual([
    "server/models/a.ts:1 imports ../app/config.ts: the district app is above models: take what is needed as an argument, or move it down to where both may import it",
    "server/platform/db/a.ts:1 imports ../../chat/threads/a.ts: the district chat is above platform: take what is needed as an argument, or move it down to where both may import it",
    "server/app/a.ts:1 imports ../main.ts: the district main.ts is above app: take what is needed as an argument, or move it down to where both may import it",
    "server/mail/a.ts:1 imports ../analytics/a.ts: mail and analytics do not know each other: take what is needed as an argument, or move it to a district below both",
    "server/app/b.ts:1 imports ../garage/a.ts: garage is no district of the server: give it its place in scripts/check/districts.ts",
  ]);
  // Tests combine a part with those above it.
  allowed("server/platform/jobs/a.test.ts", 'import { queues } from "../../app/queues.ts";');
});

test("rooms do not load each other in a circle, however long; types may", () => {
  const way = {
    "server/chat/threads/a.ts": 'import { b } from "../messages/b.ts";',
    "server/chat/messages/b.ts": 'import { c } from "../feed/deep/c.ts";',
  };
  expect(breaches(way)).toEqual([]);
  const typesBack = 'import type { A } from "../../threads/a.ts";';
  expect(breaches({ ...way, "server/chat/feed/deep/c.ts": typesBack })).toEqual([]);
  const back = '\nimport { d } from "../../threads/d.ts";';
  const circle =
    "rooms load each other in a circle (server/chat/threads → server/chat/messages → server/chat/feed → server/chat/threads): move what both need to a room below them, or hand it in as an argument";
  expect(breaches({ ...way, "server/chat/feed/deep/c.ts": back })).toEqual([
    `server/chat/threads/a.ts:1 imports ../messages/b.ts: ${circle}`,
    `server/chat/messages/b.ts:1 imports ../feed/deep/c.ts: ${circle}`,
    `server/chat/feed/deep/c.ts:2 imports ../../threads/d.ts: ${circle}`,
  ]);
});

test("folders of the app and of the client are rooms; a file beside them stands for itself", () => {
  const web = { "web/chat/a.tsx": 'import { b } from "../composer/b.tsx";' };
  const late = 'const a = () => import("../chat/a.tsx");';
  expect(breaches({ ...web, "web/composer/b.tsx": late })).toHaveLength(2);
  const models = {
    "server/models/choose.ts": 'import { a } from "./offline/a.ts";',
    "server/models/offline/a.ts": 'import { b } from "../provider.ts";',
  };
  expect(breaches(models)).toEqual([]);
  const fromFile = { ...models, "server/models/provider.ts": 'import { c } from "./choose.ts";' };
  expect(breaches(fromFile)).toHaveLength(3);
  const test = { "web/composer/b.test.ts": 'import { a } from "../chat/a.tsx";' };
  expect(breaches({ ...web, ...test })).toEqual([]);
});

test("production code imports neither tests nor tools nor development packages", () => {
  refused("server/app/app.ts", 'import { x } from "../../testing/server/app.ts";');
  refused("server/app/app.ts", 'import { x } from "../../testing/mock-provider/x.ts";');
  refused("server/app/app.ts", 'import { x } from "../chat/pdf.testing.ts";');
  refused("server/app/app.ts", 'import fc from "fast-check";');
  allowed(
    "server/app/app.test.ts",
    'import fc from "fast-check";\nimport { x } from "../../testing/mock-provider/x.ts";',
  );
});

test("a breach says where, what and why", () => {
  expect(breaches({ "shared/a.ts": '\nimport { join } from "node:path";' })).toEqual([
    "shared/a.ts:2 imports node:path: shared imports zod and shared alone",
  ]);
});

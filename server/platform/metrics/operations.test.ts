import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import {
  findMetricProblems,
  type MetricFamily,
  readFamilies,
  sampleNames,
} from "../../../testing/server/check-metrics.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { metricNamesIn } from "../../../testing/server/promql-names.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";

const folder = join(import.meta.dirname, "../../../docs/operations");
const promtool = Bun.which("promtool");
if (promtool === null)
  console.warn(
    "no promtool on this machine (Debian: prometheus): metrics and alerts are not checked with it",
  );
const resources = new AsyncDisposableStack();
let app: App;
let text: string;
let families: MetricFamily[];
let names: Set<string>;

beforeAll(async () => {
  const mock: MockProvider = resources.use(await startMockProvider());
  app = resources.use(await startTestApp({ providerUrl: mock.url }));
  await makeTraffic(app.origin);
  text = await (await fetch(`${app.origin}/metrics`)).text();
  families = readFamilies(text);
  names = sampleNames(families);
});
afterAll(() => resources.disposeAsync());

/** Something of everything: replies whole and failed, sessions, refusals, odd requests. */
async function makeTraffic(origin: string): Promise<void> {
  const { api, token } = await newVisitor(origin);
  await api.sessions.create.mutate({});
  for (const said of ["hello", "[[401]]"]) {
    const { reply } = await api.messages.send.mutate(newSend({ text: said }));
    using socket = openChatSocket(origin, token);
    await socket.watch(reply.generation?.id ?? "");
  }
  await refusalOf(api.threads.get.query({ threadId: "cthr_0" }));
  for (const path of ["/livez", "/trpc", "/trpc/no.such", "/export", "/nope/<script>"])
    await fetch(`${origin}${path}`);
  await fetch(`${origin}/livez`, { method: "PROPFIND" });
}

describe("what a node tells after some traffic", () => {
  test("is as Prometheus wants it, with few values of labels", () => {
    expect(findMetricProblems(families)).toEqual([]);
    expect(families.filter(({ name }) => name.startsWith("chatkit_")).length).toBeGreaterThan(40);
  });

  test.skipIf(promtool === null)("is as promtool wants it", async () => {
    const { code, said } = await runPromtool(["check", "metrics"], text);
    expect([code, said]).toEqual([0, ""]);
  });

  test("what is wrong would be found", () => {
    const wrong = readFamilies(
      "# TYPE a_ms gauge\na_ms 1\n# HELP b_total x\n# TYPE b_total gauge\n" +
        `# HELP c x\n# TYPE c counter\nc{id="${"0".repeat(32)}"} 1\n`,
    );
    expect(findMetricProblems(wrong)).toEqual([
      "a_ms has no help",
      "a_ms is in no base unit",
      "b_total counters, and they alone, end in _total",
      "c counters, and they alone, end in _total",
      "c has ids in id",
    ]);
  });
});

describe("docs/operations/", () => {
  test("the alert rules know only names that are told", async () => {
    const { groups } = await readRules();
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(20);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { alert, expr, labels, annotations } of rules) {
      expect([alert, unknownIn(expr)]).toEqual([alert, []]);
      expect(["critical", "warning"]).toContain(labels.severity);
      expect(annotations.summary.length).toBeGreaterThan(0);
    }
  });

  test.skipIf(promtool === null)("promtool takes the alert rules", async () => {
    const { code, said } = await runPromtool(["check", "rules", join(folder, "alert-rules.yml")]);
    expect([code, said.includes("SUCCESS")]).toEqual([0, true]);
  });

  test("the dashboard knows only names that are told, and lays its panels side by side", async () => {
    const dashboard: Dashboard = await Bun.file(join(folder, "grafana-dashboard.json")).json();
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { title, targets = [], datasource } of panels)
      for (const { expr } of targets) {
        expect([title, unknownIn(expr)]).toEqual([title, []]);
        expect(datasource?.uid).toBe("${datasource}");
      }
    for (const { query } of dashboard.templating.list)
      if (typeof query !== "string")
        expect(unknownIn(query.query.replace(/^label_values\((.*), \w+\)$/, "$1"))).toEqual([]);
    expect(findOverlaps(panels)).toEqual([]);
  });

  test("the dashboard shows every metric of backups", async () => {
    const { panels }: Dashboard = await Bun.file(join(folder, "grafana-dashboard.json")).json();
    const shown = panels.flatMap(({ targets = [] }) =>
      targets.flatMap(({ expr }) => metricNamesIn(expr)),
    );
    const ofBackups = [...names].filter((name) => name.startsWith("chatkit_backup"));
    expect(ofBackups.length).toBeGreaterThan(4);
    expect(shown).toEqual(expect.arrayContaining(ofBackups));
  });

  test("the page explains every metric of the product's own, and no other", async () => {
    const page = await Bun.file(join(folder, "README.md")).text();
    const explained = new Set([...page.matchAll(/`(chatkit_\w+)`/g)].map(([, name = ""]) => name));
    const told = families.map(({ name }) => name).filter((name) => name.startsWith("chatkit_"));
    expect([...explained].toSorted()).toEqual(told.toSorted());
  });
});

test("names are found in expressions, and nothing else is", () => {
  expect(
    metricNamesIn(
      'sum by (le, x) (rate(a_bucket{b="c d"}[$__rate_interval])) / max(e) > 0.1 and f',
    ),
  ).toEqual(["a_bucket", "e", "f"]);
});

interface Rules {
  groups: {
    rules: {
      alert: string;
      expr: string;
      labels: { severity: string };
      annotations: { summary: string };
    }[];
  }[];
}

interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

interface Dashboard {
  templating: { list: { query: string | { query: string } }[] };
  panels: {
    id: number;
    title: string;
    gridPos: Place;
    datasource?: { uid: string };
    targets?: { expr: string }[];
  }[];
}

async function readRules(): Promise<Rules> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Bun.YAML.parse(await Bun.file(join(folder, "alert-rules.yml")).text()) as Rules;
}

/** `up` is Prometheus's own. */
function unknownIn(expression: string): string[] {
  return metricNamesIn(expression).filter((name) => name !== "up" && !names.has(name));
}

function findOverlaps(panels: Dashboard["panels"]): string[] {
  const overlap = (a: Place, b: Place) =>
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  return panels.flatMap((a, i) =>
    panels
      .slice(i + 1)
      .filter((b) => overlap(a.gridPos, b.gridPos) || a.gridPos.x + a.gridPos.w > 24)
      .map((b) => `${a.title} and ${b.title}`),
  );
}

async function runPromtool(args: string[], input = ""): Promise<{ code: number; said: string }> {
  const run = Bun.spawn([promtool ?? "", ...args], {
    stdin: new Blob([input]),
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err, code] = await Promise.all([
    new Response(run.stdout).text(),
    new Response(run.stderr).text(),
    run.exited,
  ]);
  return { code, said: out + err };
}

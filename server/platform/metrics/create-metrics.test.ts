import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { App } from "../../app/app.ts";
import { metricsPage } from "../../api/http/metrics-page.ts";
import { createMetrics } from "./create-metrics.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";

let app: App;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

/** Every sample of `/metrics`, by name and labels as they are written. */
async function readMetrics(): Promise<Map<string, number>> {
  const text = await (await fetch(`${app.origin}/metrics`)).text();
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    samples.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

/** What changed of the counts that do not belong to one more look at the metrics. */
async function moved(run: () => Promise<void>): Promise<Record<string, number>> {
  const before = await readMetrics();
  await run();
  const after = await readMetrics();
  const changes = [...after].flatMap(([name, value]) => {
    const change = value - (before.get(name) ?? 0);
    const counts = /^chatkit_.*(_total|_count)\b/.test(name);
    // Jobs are done when it suits them.
    if (/database_statement|socket_(frames|bytes)|chatkit_job_|route="metrics"/.test(name))
      return [];
    return counts && change !== 0 ? [[name, change] as const] : [];
  });
  return Object.fromEntries(changes);
}

describe("/metrics", () => {
  test("one reply moves the series it should, once each, and no other", async () => {
    const visitor = await newVisitor(app.origin);
    const changes = await moved(async () => {
      const { reply } = await visitor.api.messages.send.mutate(newSend({ text: "2 + 2" }));
      using socket = await openRawSocket(app.origin, { token: visitor.token });
      const input = { generationId: reply.generation?.id };
      socket.send({
        id: 1,
        method: "subscription",
        params: { path: "generations.watch", input },
      });
      await socket.next(({ result }) => result?.type === "stopped");
    });
    const flushes = changes["chatkit_flush_seconds_count"] ?? 0;
    // From the table, if the notice of the load arrived before its value was in memory.
    const hits = ["memory", "table"].map(
      (level) => `chatkit_cache_hits_total{kind="connections",level="${level}"}`,
    );
    // How often a writer waits for more text depends on how soon it comes.
    const varies = [...hits, "chatkit_flush_pause_seconds_count"];
    const others = Object.entries(changes).filter(([name]) => !varies.includes(name));
    expect(hits.reduce((sum, name) => sum + (changes[name] ?? 0), 0)).toBeGreaterThan(0);
    expect(Object.fromEntries(others)).toEqual({
      'chatkit_http_request_seconds_count{route="trpc",method="POST",status="2xx"}': 1,
      'chatkit_http_request_seconds_count{route="socket",method="GET",status="1xx"}': 1,
      // The built-in model names no window, which is remembered.
      'chatkit_cache_load_seconds_count{kind="connections",outcome="found"}': 1,
      'chatkit_cache_load_seconds_count{kind="context_window",outcome="missing"}': 1,
      'chatkit_cache_misses_total{kind="connections"}': 1,
      'chatkit_cache_misses_total{kind="context_window"}': 1,
      'chatkit_call_seconds_count{procedure="messages.send",outcome="ok"}': 1,
      'chatkit_provider_call_seconds_count{provider="builtin",outcome="completed"}':
        expect.any(Number),
      'chatkit_tokens_total{direction="in",model="builtin-offline"}': expect.any(Number),
      'chatkit_tokens_total{direction="out",model="builtin-offline"}': expect.any(Number),
      'chatkit_call_seconds_count{procedure="generations.watch",outcome="ok"}': 1,
      'chatkit_streams_opened_total{log="generation",outcome="begun"}': 1,
      'chatkit_cache_misses_total{kind="workflow_version"}': 1,
      chatkit_generation_queue_seconds_count: 1,
      chatkit_generation_first_text_seconds_count: 1,
      chatkit_generation_seconds_count: 1,
      'chatkit_generations_ended_total{status="completed"}': 1,
      ...(flushes > 0
        ? { chatkit_flush_seconds_count: flushes, chatkit_flush_generations_count: flushes }
        : {}),
    });
  });

  test("a stop is timed, and a refusal counted by its code", async () => {
    const visitor = await newVisitor(app.origin);
    const { reply } = await visitor.api.messages.send.mutate(newSend({ text: "count to 5000" }));
    const changes = await moved(async () => {
      using socket = await openRawSocket(app.origin, { token: visitor.token });
      const generationId = reply.generation?.id ?? "";
      socket.send({
        id: 1,
        method: "subscription",
        params: { path: "generations.watch", input: { generationId } },
      });
      await socket.next(({ result }) => JSON.stringify(result ?? "").includes('"type":"text"'));
      await visitor.api.generations.stop.mutate({ generationId });
      await socket.next(({ result }) => result?.type === "stopped");
      const send = newSend({ workflowId: "wf_missing" });
      await refusalOf(visitor.api.messages.send.mutate(send));
    });
    expect(changes).toMatchObject({
      'chatkit_generations_ended_total{status="stopped"}': 1,
      chatkit_generation_stop_seconds_count: 1,
      'chatkit_call_seconds_count{procedure="messages.send",outcome="not_found"}': 1,
    });
  });

  test("open sockets and their subscriptions are told", async () => {
    const visitor = await newVisitor(app.origin);
    const socket = await openRawSocket(app.origin, { token: visitor.token });
    socket.send({ id: 1, method: "subscription", params: { path: "feed.watch", input: {} } });
    await socket.next(({ result }) => result?.type === "started");
    const during = await readMetrics();
    expect(during.get("chatkit_sockets")).toBe(1);
    expect(during.get("chatkit_socket_subscriptions")).toBe(1);
    expect(during.get("chatkit_socket_buffered_bytes")).toBe(0);
    socket[Symbol.dispose]();
  });

  test("nothing is a gap", async () => {
    const gaps = [...(await readMetrics())].filter(([name]) => name.includes("gaps"));
    expect(gaps).toEqual([['chatkit_stream_gaps_total{log="generation"}', 0]]);
  });

  test("counters end in _total and everything is explained", async () => {
    const answer = await fetch(`${app.origin}/metrics`);
    expect(answer.headers.get("content-type")).toStartWith("text/plain; version=0.0.4");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const lines = (await answer.text()).split("\n");
    const types = lines.flatMap((line) => {
      const [, name, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
      return name && type ? [{ name, type }] : [];
    });
    expect(types.length).toBeGreaterThan(15);
    for (const { name, type } of types.filter((each) => each.name.startsWith("chatkit_"))) {
      expect([name, type === "counter"]).toEqual([name, name.endsWith("_total")]);
      expect(lines.some((line) => line.startsWith(`# HELP ${name} `))).toBe(true);
    }
  });
});

describe("who may read them", () => {
  const { registry } = createMetrics();
  const ask = async (token: string | null, said: Record<string, string>, address: string) => {
    const headers = new Headers({ host: "localhost:8000", ...said });
    return (await metricsPage(registry, token, { headers, address })).status;
  };

  test("without a token, this machine alone, and not through a proxy", async () => {
    for (const address of ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
      expect(await ask(null, {}, address)).toBe(200);
    for (const address of ["10.0.0.1", "192.168.1.127", "::ffff:8.8.8.8", "2001:db8::1", "127x"])
      expect(await ask(null, {}, address)).toBe(403);
    expect(await ask(null, { "x-forwarded-for": "127.0.0.1" }, "127.0.0.1")).toBe(403);
    expect(await ask(null, { forwarded: "for=127.0.0.1" }, "127.0.0.1")).toBe(403);
  });

  test("without a token, only under a loopback name: a page can point any other name here", async () => {
    for (const host of ["127.0.0.1:9", "[::1]:9", "a.localhost"])
      expect([host, await ask(null, { host }, "127.0.0.1")]).toEqual([host, 200]);
    for (const host of ["evil.example", "evil.example:8000", "192.168.1.5", "tower", "", "a b"])
      expect([host, await ask(null, { host }, "127.0.0.1")]).toEqual([host, 403]);
  });

  test("with one, those who bring it, from anywhere", async () => {
    const token = "a-token-of-some-length";
    expect(await ask(token, { authorization: `Bearer ${token}` }, "8.8.8.8")).toBe(200);
    for (const authorization of ["", "Bearer", `Bearer ${token}x`, token, `Basic ${token}`])
      expect(await ask(token, { authorization }, "127.0.0.1")).toBe(401);
  });
});

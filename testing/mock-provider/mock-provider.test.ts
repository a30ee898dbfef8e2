import { afterAll, describe, expect, test } from "bun:test";
import { expectedText } from "./choose-scenario.ts";
import { startMockProvider } from "./mock-provider.ts";
import { quickest, timeOf } from "../quickest.ts";

const mock = await startMockProvider();
afterAll(() => mock[Symbol.asyncDispose]());

interface Asked {
  text: string;
  url?: string;
  body?: Record<string, unknown>;
  signal?: AbortSignal;
}

function ask({ text, url = mock.url, body = {}, signal }: Asked): Promise<Response> {
  const messages = [{ role: "user", content: text }];
  return fetch(`${url}/chat/completions`, {
    method: "POST",
    body: JSON.stringify({ model: "m", stream: true, messages, ...body }),
    ...(signal ? { signal } : {}),
  });
}

test("streams what OpenAI streams, to the byte", async () => {
  const response = await ask({
    text: "[[paced tokens=1 rate=1000]]",
    body: { stream_options: { include_usage: true } },
  });
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const chunk = (choices: string, usage = "null") =>
    `data: {"id":"chatcmpl-mock","object":"chat.completion.chunk","created":1700000000,"model":"m",` +
    `"service_tier":"default","system_fingerprint":"fp_mock","choices":[${choices}],"usage":${usage}}\n\n`;
  const choice = (delta: string, finish: string) =>
    `{"index":0,"delta":${delta},"logprobs":null,"finish_reason":${finish}}`;
  const usage =
    '{"prompt_tokens":11,"completion_tokens":1,"total_tokens":12,' +
    '"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},' +
    '"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}}';
  expect(await response.text()).toBe(
    chunk(choice('{"role":"assistant","content":"","refusal":null}', "null")) +
      chunk(choice('{"content":"the "}', "null")) +
      chunk(choice("{}", '"stop"')) +
      chunk("", usage) +
      "data: [DONE]\n\n",
  );
});

test("answers without a stream too", async () => {
  const response = await ask({ text: "[[paced tokens=4]]", body: { stream: false } });
  const message = {
    role: "assistant",
    content: expectedText("paced tokens=4"),
    refusal: null,
    annotations: [],
  };
  expect(await response.json()).toMatchObject({
    object: "chat.completion",
    choices: [{ message }],
  });
});

test("lists its model", async () => {
  const response = await fetch(`${mock.url}/models`);
  expect(await response.json()).toMatchObject({ object: "list", data: [{ id: "mock" }] });
});

describe("the scenario", () => {
  test("comes from the last user message, else the model's name, else the default", async () => {
    await using own = await startMockProvider({ scenario: "401" });
    const { url } = own;
    await (
      await ask({ url, text: "Hi [[unknown-model]] there", body: { model: "mock:500" } })
    ).text();
    await (await ask({ url, text: "Hi", body: { model: "mock:500" } })).text();
    await (await ask({ url, text: "Hi" })).text();
    await (await ask({ url, text: "[[500]] and then [[empty]]" })).text();
    own.setScenario("echo");
    await (await ask({ url, text: "Hi" })).text();
    expect(own.requests.map(({ scenario }) => scenario)).toEqual([
      "unknown-model",
      "500",
      "401",
      "empty",
      "echo",
    ]);
  });

  test("of a title request is the title's, whatever its message says", async () => {
    const response = await ask({ text: "[[stall]]", body: { stream: false, max_tokens: 32 } });
    expect(await response.json()).toMatchObject({
      choices: [{ message: { content: "A scripted title" } }],
    });
    expect(mock.requests.at(-1)?.kind).toBe("title");
  });

  test.each([
    "[[nope]]",
    "[[paced token=5]]",
    "[[paced tokens=many]]",
    "[[paced tokens]]",
    "[[paced rate=0]]",
    "[[cut-fin tokens=x]]",
  ])("%s is refused with a reason", async (text) => {
    const response = await ask({ text });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("mock provider: ");
  });

  test("is checked when the mock starts", async () => {
    await expect(startMockProvider({ scenario: "nope" })).rejects.toThrow('no scenario "nope"');
  });

  test("counts its attempts by directive", async () => {
    const statusOf = async (text: string) => (await ask({ text })).status;
    expect(await statusOf("[[500 times=1 key=a]]")).toBe(500);
    expect(await statusOf("[[500 times=1 key=b]]")).toBe(500);
    expect(await statusOf("[[500 times=1 key=a]]")).toBe(200);
  });
});

test("requests follow one another on a connection, also in one packet", async () => {
  await using own = await startMockProvider();
  const request = "GET /v1/models HTTP/1.1\r\nhost: x\r\n\r\n";
  const answers = Promise.withResolvers<number>();
  let received = "";
  const socket = await Bun.connect({
    hostname: "127.0.0.1",
    port: own.port,
    socket: {
      data(_socket, bytes) {
        received += bytes.toString();
        const count = received.split("HTTP/1.1 200 OK").length - 1;
        if (count === 2) answers.resolve(count);
      },
    },
  });
  socket.write(request + request);
  expect(await answers.promise).toBe(2);
  socket.end();
  expect(own.requests.map(({ connection }) => connection)).toEqual([1, 1]);
});

test("tokens come at their pace and do not drift", async () => {
  const paced = async () => {
    const answer = await ask({ text: "[[paced tokens=101 rate=200 delay=50]]" });
    expect(await answer.text()).toEndWith("[DONE]\n\n");
  };
  // A timer that slept 5 ms after each of a hundred late wake-ups would be far over this.
  const mostMs = 650;
  const tookMs = await quickest(mostMs, () => timeOf(paced));
  expect(tookMs).toBeGreaterThanOrEqual(549);
  expect(tookMs).toBeLessThan(mostMs);
});

test("a flood stops at the socket of a client that does not read", async () => {
  await using own = await startMockProvider();
  const stop = new AbortController();
  const before = process.memoryUsage.rss();
  const response = await ask({ url: own.url, text: "[[flood endless=1]]", signal: stop.signal });
  await own.waitForRequest();
  expect(response.status).toBe(200);
  await Promise.all(
    Array.from({ length: 20 }, async () => (await ask({ text: "[[flood tokens=2000]]" })).text()),
  );
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 * 1024);
  stop.abort();
  await own.waitForDisconnect();
});

describe("the test", () => {
  test("holds a reply, says what it says, and lets it go", async () => {
    await using own = await startMockProvider({ scenario: "gate" });
    const answer = ask({ url: own.url, text: "Hi" }).then((response) => response.text());
    const request = await own.waitForRequest();
    own.push("by hand");
    expect(request.finishedAt).toBeNull();
    own.release();
    expect(await answer).toContain('"delta":{"content":"by hand"}');
    expect(request).toMatchObject({ kind: "reply", scenario: "gate", disconnectedAt: null });
    expect(request.finishedAt).not.toBeNull();
  });

  test("sees when a client closes its socket, and which one", async () => {
    await using own = await startMockProvider({ scenario: "gate" });
    const stop = new AbortController();
    const first = ask({ url: own.url, text: "1" });
    await own.waitForRequest(1);
    const second = ask({ url: own.url, text: "2", signal: stop.signal }).catch(String);
    await own.waitForRequest(2);
    stop.abort();
    expect((await own.waitForDisconnect(2)).disconnectedAt).toBeGreaterThan(0);
    expect(own.requests[0]?.disconnectedAt).toBeNull();
    own.release(1);
    expect(await (await first).text()).toEndWith("data: [DONE]\n\n");
    expect(await second).toContain("AbortError");
  });

  test("is told when it pushes to a reply that no gate holds", () => {
    expect(() => mock.push("x", 999)).toThrow("not held by a gate");
  });
});

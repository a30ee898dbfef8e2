import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { isObject, parseJson } from "../../platform/narrow.ts";
import { type FuzzStage, startFuzzStage } from "../../../testing/server/openapi/fuzz-stage.ts";
import { beginRequest } from "../../../testing/server/half-request.ts";

// OWASP ASVS 5.0, 1.5 and 4.1: bodies that are made to break, confuse or fill what parses them.

let stage: FuzzStage;
beforeAll(async () => {
  stage = await startFuzzStage();
}, 60_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

type Body = string | Uint8Array<ArrayBuffer>;

const json = { "content-type": "application/json" };

/** As large as a caller with a token may send. */
const megabyte = 1024 * 1024;

async function send(path: string, body: Body, headers: Record<string, string> = json) {
  const credential = stage.credentials["the key"]?.headers;
  const answer = await fetch(stage.app.origin + path, {
    method: "POST",
    headers: { ...credential, ...headers },
    body,
    signal: AbortSignal.timeout(20_000),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Whether an answer is a refusal in the form of its route. */
function isTyped(path: string, text: string): boolean {
  const body = parseJson(text);
  if (!isObject(body)) return false;
  const { error } = body;
  if (!path.startsWith("/v1/")) return typeof error === "string";
  return isObject(error) && typeof error["message"] === "string" && "code" in error;
}

/** Routes that read JSON and refuse what is none. `/api/create-session` takes that as an empty body. */
const strict = [
  "/api/messages",
  "/api/attachments",
  "/v1/chatkit/sessions",
  "/v1/chatkit/sessions/cksess_0/cancel",
];

const utf16 = (text: string, isBig: boolean) => {
  const bytes = Uint8Array.from(Buffer.from(`\ufeff${text}`, "utf16le"));
  if (isBig) Buffer.from(bytes.buffer).swap16();
  return bytes;
};

const valid = '{"user":"J\u00e9r\u00f4me","workflow":{"id":"wf_default"},"name":"a","size":1}';

const bodies: Readonly<Record<string, Body>> = {
  "lists nested half a million deep": "[".repeat(megabyte / 2) + "]".repeat(megabyte / 2),
  "objects nested a hundred thousand deep": '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000),
  "lists that are never closed": "[".repeat(megabyte),
  "nesting within a field": `{"user":${"[".repeat(33)}${"]".repeat(33)}}`,
  "a key given a hundred thousand times": `{${'"user":1,'.repeat(100_000)}"user":2}`,
  "fifty thousand fields": `{${Array.from({ length: 50_000 }, (_, i) => `"f${i}":0`).join()}}`,
  "a list of half a million": `{"attachments":[${"0,".repeat(megabyte / 2 - 20)}0]}`,
  "a number of a million digits": `{"size":${"9".repeat(megabyte - 20)}}`,
  "a number beyond all": '{"size":1e999,"expires_after":{"anchor":"created_at","seconds":1e999}}',
  "a text of escapes": `{"user":"${"\\ud800".repeat(170_000)}"}`,
  "a million blanks": " ".repeat(megabyte),
  "fields by way of __proto__": `{"__proto__":${valid},"constructor":{"prototype":${valid}}}`,
  "UTF-16, little end first": utf16(valid, false),
  "UTF-16, big end first": utf16(valid, true),
  "Latin-1": Uint8Array.from(Buffer.from(valid, "latin1")),
  "bytes that are no UTF-8": Uint8Array.from([0x7b, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xff, 0x7d]),
  "a form": "--x\r\ncontent-disposition: form-data; name=user\r\n\r\na\r\n--x--",
  "not a number": "NaN",
};

describe("a body that is made to break its parser is refused in the form of the route", () => {
  test.each(Object.entries(bodies))("%s", async (_, body) => {
    for (const path of strict) {
      const { status, text } = await send(path, body);
      // What goes with a path that names nothing is not looked at.
      const expected = path.endsWith("/cancel") ? [400, 404, 413] : [400, 413];
      expect(expected).toContain(status);
      expect({ path, text, isTyped: isTyped(path, text) }).toMatchObject({ isTyped: true });
    }
    const { status } = await send("/api/create-session", body);
    expect(status).toBeOneOf([200, 400, 413]);
  });
});

test("a name in another encoding is refused, and never taken for another user's", async () => {
  for (const name of ["J\u00e9r\u00f4me", "J\u00e8r\u00e0me"]) {
    const body = JSON.stringify({ user: name, workflow: { id: "wf_default" } });
    const inLatin1 = Uint8Array.from(Buffer.from(body, "latin1"));
    const refused = await send("/v1/chatkit/sessions", inLatin1);
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining("not UTF-8")]);
    const { status, text } = await send("/v1/chatkit/sessions", body);
    expect([status, parseJson(text)]).toMatchObject([200, { user: name }]);
  }
});

test("of a field given twice the last one counts, in what is checked and in what is done", async () => {
  const body =
    '{"user":1,"user":"first","workflow":{"id":"no"},"user":"last","workflow":{"id":"wf_default"}}';
  const { status, text } = await send("/v1/chatkit/sessions", body);
  expect([status, parseJson(text)]).toMatchObject([200, { user: "last" }]);
});

test("variables named like parts of objects are variables, and change no object", async () => {
  const bodyOf = (variables: string) =>
    `{"user":"proto","workflow":{"id":"wf_default","state_variables":${variables}}}`;
  const odd = '{"constructor":"b","toString":"c","hasOwnProperty":true}';
  const { status, text } = await send("/v1/chatkit/sessions", bodyOf(odd));
  expect(status).toBe(200);
  expect(text).toContain('"constructor":"b"');
  const lost = await send("/v1/chatkit/sessions", bodyOf('{"__proto__":"a"}'));
  expect(lost.status).toBe(400);
  expect(lost.text).toContain("state_variables.__proto__");
  const fresh: Record<string, unknown> = {};
  expect([fresh["constructor"], fresh["user"]]).toEqual([Object, undefined]);
});

describe("a compressed body is not unpacked", () => {
  const zeros = Bun.gzipSync(new Uint8Array(256 * megabyte));
  const good = Bun.gzipSync(JSON.stringify({ user: "zip", workflow: { id: "wf_default" } }));

  test.each([...strict, "/api/create-session"])("%s", async (path) => {
    for (const encoding of ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
      for (const body of [zeros, good]) {
        const headers = { ...json, "content-encoding": encoding };
        const { status, text } = await send(path, Uint8Array.from(body), headers);
        expect([path, status, text]).toEqual([path, 400, expect.stringContaining("compressed")]);
      }
  });
});

test("a body in chunks without an end is cut off where it is too large", async () => {
  const headers = { ...stage.credentials["the key"]?.headers, "transfer-encoding": "chunked" };
  for (const path of [...strict, "/api/create-session"]) {
    using request = await beginRequest(stage.app.origin, `POST ${path}`, headers);
    const chunk = `10000\r\n${"[".repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 2 * megabyte; sent += 0x10000) request.send(chunk);
    expect(await request.closed).toStartWith("HTTP/1.1 413 ");
  }
});

test("memory is as it was after all of them, over and over", async () => {
  const attack = () =>
    Promise.all(
      Object.values(bodies).flatMap((body) =>
        strict.map((path) =>
          send(path, body).then(({ status }) => expect(status).toBeLessThan(500)),
        ),
      ),
    );
  const settle = () => {
    Bun.gc(true);
    return process.memoryUsage().rss / megabyte;
  };
  await attack();
  const before = settle();
  for (let round = 0; round < 3; round++) await attack();
  // Each round sends some fifty megabytes; keeping them would show.
  expect(settle() - before).toBeLessThan(100);
}, 60_000);

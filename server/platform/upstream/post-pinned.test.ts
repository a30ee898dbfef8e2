import { expect, test } from "bun:test";
import { createServer } from "node:net";
import { once } from "node:events";
import { testCertificate } from "../../../testing/server/test-certificate.ts";
import { AddressRefused, isCallable, NoAnswer, postPinned } from "./post-pinned.ts";

// OWASP ASVS 5.0, 1.3.6 (server-side request forgery).

const post = { headers: {}, body: new Uint8Array([1, 2, 3]) };

test.each([
  "http://push.example.org/x",
  "https://push.example.org:8443/x",
  "https://user:pass@push.example.org/x",
  "https://localhost/x",
  "https://intranet/x",
  "https://127.0.0.1/x",
  "https://2130706433/x",
  "https://0x7f000001/x",
  "https://0177.0.0.1/x",
  "https://10.0.0.1/x",
  "https://[::1]/x",
  "https://[::ffff:10.0.0.1]/x",
  "https://[fd00::1]/x",
  "https://169.254.169.254/latest/meta-data",
  "ftp://push.example.org/x",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "push.example.org",
  "",
])("%s is not callable by its form", (url) => expect(isCallable(url, [])).toBe(false));

test("a public name or address is callable; an origin of the operator's own is, whatever it is", () => {
  expect(isCallable("https://fcm.googleapis.com/fcm/send/abc:def", [])).toBe(true);
  expect(isCallable("https://push.example.org:443/x", [])).toBe(true);
  expect(isCallable("https://1.1.1.1/x", [])).toBe(true);
  expect(isCallable("http://10.0.0.1:8080/x", ["http://10.0.0.1:8080"])).toBe(true);
  expect(isCallable("http://10.0.0.1:8081/x", ["http://10.0.0.1:8080"])).toBe(false);
});

test("a name that leads to private addresses alone is not called", async () => {
  using service = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response() });
  const resolve = async () => [
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ];
  const request = { ...post, url: "https://push.example.org/x" };
  const called = postPinned(request, { trustedOrigins: [], withinMs: 5_000, resolve });
  expect(await called.catch((error: unknown) => error)).toBeInstanceOf(AddressRefused);
  expect(service.pendingRequests).toBe(0);
});

test("the connection goes to the address that was checked, and the certificate has to name the host", async () => {
  const tls = testCertificate;
  const hosts: (string | null)[] = [];
  using service = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    tls,
    fetch(request) {
      hosts.push(request.headers.get("host"));
      return new Response(null, { status: 201, headers: { "retry-after": "7" } });
    },
  });
  let lookUps = 0;
  // A name that is rebound: the second look-up, if there is one, leads elsewhere.
  const resolve = async () =>
    lookUps++ === 0 ? [{ address: "127.0.0.1", family: 4 }] : [{ address: "127.0.0.2", family: 4 }];
  const call = (host: string) => {
    const origin = `https://${host}:${service.port}`;
    const options = { trustedOrigins: [origin], withinMs: 5_000, resolve, ca: tls.cert };
    return postPinned({ ...post, url: `${origin}/x` }, options);
  };
  expect(await call("push.example.org")).toEqual({ status: 201, retryAfter: "7" });
  expect(hosts).toEqual([`push.example.org:${service.port}`]);
  expect(lookUps).toBe(1);
  lookUps = 0;
  expect(await call("other.example.org").catch((error: unknown) => error)).toBeInstanceOf(NoAnswer);
  expect(hosts).toHaveLength(1);
});

test("headers without an end are cut off by time, and do not grow memory", async () => {
  const service = createServer((socket) => {
    const line = `x-more: ${"x".repeat(8_000)}\r\n`;
    let isOpen = true;
    const write = () => {
      while (isOpen && socket.write(line));
    };
    socket.on("error", () => {});
    socket.on("close", () => {
      isOpen = false;
    });
    socket.on("drain", write);
    socket.write("HTTP/1.1 201 Created\r\n");
    write();
  }).listen(0, "127.0.0.1");
  await once(service, "listening");
  const address = service.address();
  const port = typeof address === "object" ? address?.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  const before = process.memoryUsage().rss;
  const called = postPinned(
    { ...post, url: `${origin}/x` },
    { trustedOrigins: [origin], withinMs: 1_000 },
  );
  expect(await called.catch((error: unknown) => error)).toBeInstanceOf(NoAnswer);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  service.close();
}, 10_000);

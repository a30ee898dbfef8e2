import { expect, test } from "bun:test";
import { isOwnPath } from "./own-paths.ts";
import { previewFrame } from "./preview-frame.ts";
import { createSecure } from "./security-headers.ts";

const secure = createSecure({ tls: false, frameAncestors: ["https://host.example"] });

function open(pathname: string, frameAncestors: string[] = [], host = ""): Response {
  const caller = { headers: new Headers(host ? { host } : {}), address: null };
  return previewFrame({ pathname, caller }, { frameAncestors });
}

test.each(["/frame/page", "/frame/diagram", "/frame/chart"])(
  "%s is sandboxed, and may load nothing",
  (path) => {
    expect(isOwnPath(path)).toBe(true);
    const answer = secure(open(path, ["https://host.example"]));
    const policy = (answer.headers.get("content-security-policy") ?? "").split("; ");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("sandbox allow-scripts");
    expect(policy).toContain("form-action 'none'");
    expect(policy).toContain("frame-ancestors 'self' https://host.example");
    expect(policy.join(" ")).not.toMatch(/allow-same-origin|connect-src|https?:(?!\/\/host)/);
  },
);

test.each([
  ["/frame/diagram", ""],
  ["/frame/chart", " worker-src blob:;"],
])("%s runs its own script and this server's files alone", async (path, others) => {
  const answer = open(path);
  const policy = answer.headers.get("content-security-policy") ?? "";
  const [, script = ""] = /<script>([^]*)<\/script>/.exec(await answer.text()) ?? [];
  const hash = new Bun.CryptoHasher("sha256").update(script).digest("base64");
  expect(policy).toStartWith(`script-src 'self' 'sha256-${hash}';${others} default-src 'none';`);
});

test("no other path is a frame", () => {
  expect(isOwnPath("/frame/other")).toBe(false);
  expect(open("/frame/other").status).toBe(404);
});

test("this server's files are named by its host too, since an opaque origin has no 'self' in WebKit", () => {
  const policyFor = (path: string, host: string) =>
    open(path, [], host).headers.get("content-security-policy") ?? "";
  expect(policyFor("/frame/chart", "chat.example.org:8443")).toStartWith(
    "script-src 'self' http://chat.example.org:8443 https://chat.example.org:8443 'sha256-",
  );
  expect(policyFor("/frame/diagram", "[::1]:8000")).toContain(" http://[::1]:8000 ");
  expect(policyFor("/frame/page", "chat.example.org")).not.toContain("chat.example.org");
  for (const host of ["a;b", "a,b", "a b", "'none'", "a/b"])
    expect(policyFor("/frame/chart", host)).not.toContain("http:");
});

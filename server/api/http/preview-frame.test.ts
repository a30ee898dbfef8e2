import { expect, test } from "bun:test";
import { isOwnPath } from "./own-paths.ts";
import { previewFrame } from "./preview-frame.ts";
import { createSecure } from "./security-headers.ts";

const secure = createSecure({ tls: false, frameAncestors: ["https://host.example"] });

test.each(["/frame/page", "/frame/diagram", "/frame/chart"])(
  "%s is sandboxed, and may load nothing",
  (path) => {
    expect(isOwnPath(path)).toBe(true);
    const answer = secure(previewFrame(path, ["https://host.example"]));
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
  const answer = previewFrame(path, []);
  const policy = answer.headers.get("content-security-policy") ?? "";
  const [, script = ""] = /<script>([^]*)<\/script>/.exec(await answer.text()) ?? [];
  const hash = new Bun.CryptoHasher("sha256").update(script).digest("base64");
  expect(policy).toStartWith(`script-src 'self' 'sha256-${hash}';${others} default-src 'none';`);
});

test("no other path is a frame", () => {
  expect(isOwnPath("/frame/other")).toBe(false);
  expect(previewFrame("/frame/other", []).status).toBe(404);
});

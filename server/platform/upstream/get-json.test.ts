import { expect, test } from "bun:test";
import { RequestError } from "../errors.ts";
import { getJson } from "./get-json.ts";

// OWASP ASVS 5.0, 1.3.6 (server-side request forgery).

const signal = () => AbortSignal.timeout(5_000);

test.each([301, 302, 307, 308])(
  "a redirect (%i) is not followed: neither the key nor the call goes elsewhere",
  async (status) => {
    const reached: (string | null)[] = [];
    using elsewhere = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch(request) {
        reached.push(request.headers.get("authorization"));
        return Response.json({ from: "elsewhere" });
      },
    });
    using named = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: () => Response.redirect(new URL("/inside", elsewhere.url), status),
    });
    const server = { baseUrl: named.url.href, apiKey: "sk-secret" };
    const error = await getJson(server, "/workflows/wf_1", signal()).then(
      () => null,
      (cause: unknown) => cause,
    );
    expect(error).toBeInstanceOf(RequestError);
    expect(reached).toEqual([]);
  },
);

test("a path cannot name another host", async () => {
  const paths: string[] = [];
  using named = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch(request) {
      paths.push(new URL(request.url).pathname);
      return Response.json({});
    },
  });
  const server = { baseUrl: named.url.href, apiKey: null };
  for (const path of ["//127.0.0.1:1/x", "/@127.0.0.1:1/x"]) await getJson(server, path, signal());
  expect(paths).toHaveLength(2);
});

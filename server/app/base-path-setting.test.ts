import { expect, test } from "bun:test";
import { readConfig } from "./config.ts";

test("the base path is one that URLs, cookies and HTML take as it is", () => {
  expect(readConfig({}).basePath).toBe("");
  for (const path of ["/chat", "/a/b-c_d.e~1", " /chat "])
    expect(readConfig({ BASE_PATH: path }).basePath).toBe(path.trim());
  const refusals = {
    chat: "has to start with /",
    "/": "leave it out",
    "/chat/": "must not end with /",
    "//chat": "may have only",
    "/a//b": "may have only",
    "/a/../b": "may have only",
    "/ch at": "may have only",
    "/ch%20at": "may have only",
    '/a"b': "may have only",
    "/a;b": "may have only",
    [`/${"a".repeat(128)}`]: "at most 128",
  };
  for (const [path, says] of Object.entries(refusals))
    expect(() => readConfig({ BASE_PATH: path })).toThrow(
      new RegExp(`^bad settings:\\n  BASE_PATH: .*${says}[^\\n]*$`),
    );
  expect(() => readConfig({ PUBLIC_URL: "https://example.org/chat" })).toThrow(
    "PUBLIC_URL: has to be a URL without a path; BASE_PATH sets that",
  );
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";
import { listParts, listShell } from "./build-service-worker.ts";

test("the shell is the page, what it loads, and nothing that is loaded on demand", async () => {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-shell-"));
  try {
    const plain = ["index.html", "favicon.svg", "manifest.webmanifest"];
    for (const name of plain) await Bun.write(join(folder, name), name);
    const shell = await listShell(folder, {
      "index.html": { file: "assets/first-1.js", isEntry: true, css: ["assets/first-2.css"] },
      "chat/turns-part.ts": { file: "assets/turns-part-3.js", css: ["assets/turns-4.css"] },
    });
    expect(shell.map(({ url }) => url)).toEqual([
      ...plain.map((name) => `/${name}`),
      "/assets/first-1.js",
      "/assets/first-2.css",
    ]);
    expect(shell.filter(({ revision }) => revision === null).map(({ url }) => url)).toEqual([
      "/assets/first-1.js",
      "/assets/first-2.css",
    ]);
    const [page] = shell;
    await Bun.write(join(folder, "index.html"), "another build");
    const [later] = await listShell(folder, { "index.html": { file: "a.js", isEntry: true } });
    expect(page?.revision).toBeString();
    expect(later?.revision).not.toBe(page?.revision ?? "");
    expect(page?.integrity).toBe(`sha256-${page?.revision}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("parts are kept before they are used, except languages and what is large or for few", () => {
  const parts = listParts({
    "index.html": { file: "assets/first-1.js", isEntry: true, css: ["assets/first-2.css"] },
    "chat/turns-part.ts": { file: "assets/turns-3.js", css: ["assets/turns-4.css"] },
    "_shared-5.js": { file: "assets/shared-5.js", css: ["assets/turns-4.css"] },
    "i18n/languages/de.ts": { file: "assets/de-6.js" },
    "admin/jobs/jobs-page.tsx": { file: "assets/jobs-7.js" },
    "_chart-9.js": { file: "assets/chart-9.js" },
    "../node_modules/katex/dist/katex.mjs": { file: "assets/katex-8.js" },
  });
  expect(parts).toEqual(["/assets/turns-3.js", "/assets/turns-4.css", "/assets/shared-5.js"]);
});

import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import {
  type Consumer,
  createConsumer,
  importingPackage,
  readmeExamples,
} from "../../testing/client-package/consumer.ts";
import { runCommand } from "../process/run-command.ts";
import { packClient } from "./pack-client.ts";

const root = join(import.meta.dir, "../..");
const resources = new AsyncDisposableStack();
let folder: string;
/** Of the same sources, in folders of their own. */
let tarballs: readonly string[];
let consumer: Consumer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chatkit-pack-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const packing = [folder, join(folder, "again")].map((each) => packClient(root, each));
  const [first, again] = await Promise.all(packing);
  if (!first || !again) throw new Error("two packages were made");
  tarballs = [first.tarball, again.tarball];
  consumer = resources.use(await createConsumer(first.tarball));
}, 120_000);
afterAll(() => resources.disposeAsync());

const packed = (name: string) => Bun.file(join(folder, "client-package", name));

test("the same sources make the same bytes", async () => {
  const hashes = tarballs.map(async (path) => Bun.SHA256.hash(await Bun.file(path).bytes(), "hex"));
  const [first, again] = await Promise.all(hashes);
  expect(again).toBe(first);
});

/** Statements, so that words in comments and names of functions are none. */
const importsOf = /(?:^|;)(?:import|export)\b[^;"'`]*from ?["'`]([^"'`]+)["'`]/gm;

test("the package has no dependency, no server, and nothing of the machine that made it", async () => {
  const manifest = await packed("package.json").json();
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies"])
    expect(manifest).not.toHaveProperty(kind);
  const { version } = await Bun.file(join(root, "package.json")).json();
  expect(manifest).toMatchObject({ version, license: "MIT", type: "module", sideEffects: false });
  const files = Array.from(new Bun.Glob("**").scanSync(join(folder, "client-package")));
  expect(files).toEqual(expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md"]));
  const problems: string[] = [];
  for (const name of files.filter((each) => /\.(js|map|ts)$/.test(each))) {
    const text = await packed(name).text();
    if (text.includes(root)) problems.push(`${name} names a folder of this machine`);
    const map: { sources: string[] } | null = name.endsWith(".map") ? JSON.parse(text) : null;
    for (const source of map?.sources ?? [])
      if (!/\/(client|shared|@trpc)\//.test(source)) problems.push(`${name} shows ${source}`);
    const imported = map ? [] : text.matchAll(importsOf);
    for (const [, from] of imported)
      if (!(name === "dist/node.js" ? /^(\.\/|node:)/ : /^\.\//).test(from ?? ""))
        problems.push(`${name} imports ${from}`);
  }
  expect(problems).toEqual([]);
  expect(await packed("dist/index.d.ts").text()).not.toMatch(/drizzle|postgres|zod|Bun\b/);
  const readme = await packed("README.md").text();
  expect(Array.from(readme.matchAll(/\]\(([^)]+)\)/g), ([, to]) => to)).toEqual(["CHANGELOG.md"]);
});

/** The size of a program in a browser, minified and gzipped, in bytes. */
async function sizeOf(code: string): Promise<number> {
  const input = await consumer.write(`size-${Bun.hash(code)}.js`, code);
  await using bundle = await rolldown({ input, platform: "browser" });
  const { output } = await bundle.generate({ minify: true });
  return gzipSync(output[0].code, { level: 9 }).length;
}

test("a page pays at most 12 kB for calls, and 25.5 kB for the state of a chat", async () => {
  const calls = `import { connectChat, newId, toRequestError } from "@chatkit/client";`;
  const state = `import { activeBranch, createChatStore, createWebOutboxStorage, frameSchedule,
    listedThreads, shownTitle, waitingMessages } from "@chatkit/client/store";`;
  const use = "console.log(connectChat, newId, toRequestError";
  expect(await sizeOf(`${calls}${use})`)).toBeLessThan(12_000);
  const names = "activeBranch, createChatStore, createWebOutboxStorage, frameSchedule";
  const more = "listedThreads, shownTitle, waitingMessages";
  expect(await sizeOf(`${calls}${state}${use}, ${names}, ${more})`)).toBeLessThan(25_500);
  // What is not used is not paid for.
  expect(await sizeOf(`import { newId } from "@chatkit/client"; console.log(newId)`)).toBeLessThan(
    1_000,
  );
});

/** A library whose own declarations name types of the package, also those of calls and results. */
const library = `
  import type { ChatClient, FeedEvent, GenerationEvent, Message, Thread } from "@chatkit/client";
  import { activeBranch, type ChatState } from "@chatkit/client/store";
  export const titleOf = ({ title }: Thread): string | null => title;
  export const textOf = ({ text }: Message): string => text;
  export const kindOf = ({ type }: FeedEvent | GenerationEvent): string => type;
  export const list = ({ api }: ChatClient) => api.threads.list.query({});
  export const watch = ({ api }: ChatClient, generationId: string) =>
    api.generations.watch.subscribe({ generationId });
  export const last = (state: ChatState, id: string) => activeBranch(state, id).at(-1)?.message;
`;

/** One that knows nothing but two of the package's parts. */
const smallLibrary = `
  import { uploadFile, type UploadClient } from "@chatkit/client/files";
  import { type ChatStore, threadById } from "@chatkit/client/store";
  export const get = ({ state }: ChatStore, id: string) => threadById(state.get(), id);
  export const send = (client: UploadClient, file: Blob) =>
    uploadFile(client, { id: "", file, name: "" });
`;

/** The type errors of the README's examples and of a program, in a project with these options. */
async function check(options: object, include = "src"): Promise<string> {
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: false, ...options };
  await consumer.write("tsconfig.json", JSON.stringify({ compilerOptions, include: [include] }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return (await runCommand([process.execPath, tsc, "-p", "."], consumer.folder)).output;
}

test("the types check in projects without special options, with a browser's types and without", async () => {
  await consumer.lend("ws");
  await consumer.lend("@types/ws", "ws-types");
  for (const name of ["@types/node", "undici-types"]) await consumer.lend(name);
  const examples = await readmeExamples();
  expect(examples.length).toBeGreaterThan(4);
  for (const [index, code] of examples.entries()) await consumer.write(`src/${index}.ts`, code);
  const program = await Bun.file(join(root, "testing/client-package/live-a-chat.ts")).text();
  await consumer.write("src/program.ts", importingPackage(program));
  const types = ["node"];
  expect(await check({ module: "nodenext", target: "es2022", types })).toBe("");
  const bundled = { module: "esnext", moduleResolution: "bundler", target: "es2022", types };
  const strictest = { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
  expect(await check({ ...bundled, ...strictest, lib: ["ES2022"] })).toBe("");
}, 120_000);

test("a library that returns what calls do has declarations, which name the package's types", async () => {
  const declaring = { module: "nodenext", target: "es2022", types: [], declaration: true };
  await consumer.write("small-library.ts", smallLibrary);
  expect(await check(declaring, "small-library.ts")).toBe("");
  await consumer.write("library.ts", library);
  const emitting = { ...declaring, noEmit: false, emitDeclarationOnly: true, outDir: "declared" };
  expect(await check({ ...emitting, rootDir: "." }, "library.ts")).toBe("");
  const declared = await Bun.file(join(consumer.folder, "declared/library.d.ts")).text();
  const named = declared.matchAll(/import\("([^"]+)"\)\.(\w+)/g);
  const names = Array.from(named, ([, from, name]) => `${name} of ${from}`).sort();
  expect(names).toEqual(["ThreadPage of @chatkit/client", "TrackedEvent of @chatkit/client"]);
}, 120_000);

test("a wrong call is a type error", async () => {
  await consumer.write(
    "wrong.ts",
    `import { connectChat } from "@chatkit/client";
    const { api } = connectChat({ url: "" });
    void api.threads.rename.mutate({ threadId: 1, title: "" });
    void api.threads.list.query({}).then(({ threads }) => threads[0]?.titel);
    void api.threads.unknown;`,
  );
  const output = await check({ module: "node16", types: [] }, "wrong.ts");
  expect(output.match(/wrong\.ts\(\d/g)).toEqual(["wrong.ts(3", "wrong.ts(4", "wrong.ts(5"]);
}, 120_000);

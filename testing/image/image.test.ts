import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { chown, mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { connectChat, newId, type ChatClient } from "../../client/package/index.ts";
import { findTarget } from "../../scripts/executable/targets.ts";
import { buildImage } from "../../scripts/image/build-image.ts";
import { freePort } from "../../server/platform/free-port.ts";
import { askForBackup, untilBackedUp } from "../backups/ask-for-backup.ts";
import {
  canBuildImages,
  type ImageConfig,
  type ImageStore,
  openImageStore,
} from "./image-store.ts";
import { startContainer } from "./start-container.ts";

setDefaultTimeout(150_000);

const project = join(import.meta.dirname, "../..");
const resources = new AsyncDisposableStack();
let store: ImageStore;
let archive: string;
let name: string;
let image: { root: string; config: ImageConfig };
let volume: string;
let settings: Record<string, string>;

/** Says something, and resolves with the whole reply. */
async function ask(chat: ChatClient, text: string): Promise<string> {
  const ids = { id: newId("message"), replyId: newId("message"), threadId: newId("thread") };
  const { sent } = await chat.api.messages.say.mutate({ ...ids, text });
  const generationId = sent?.reply.generation?.id ?? "";
  let reply = "";
  for await (const { data } of chat.api.generations.watch.subscribe({ generationId }))
    if (data.type === "text") reply += data.text;
  return reply;
}

describe.skipIf(!(await canBuildImages((text) => console.log(text))))("the image", () => {
  beforeAll(async () => {
    store = resources.use(await openImageStore());
    archive = join(store.folder, "chatkit.oci.tar");
    name = await buildImage({
      root: project,
      target: findTarget(null),
      withPostgres: true,
      base: await store.makeBase(),
      archive,
      builder: store.builder,
    });
    image = await store.unpack(archive);
    volume = join(store.folder, "volume");
    await mkdir(volume);
    // An engine gives a new volume the owner of the image's folder.
    const { uid, gid } = await stat(join(image.root, "data"));
    await chown(volume, uid, gid);
    settings = { PORT: String(freePort()), LOG_LEVEL: "silent" };
  });
  afterAll(() => resources.disposeAsync());

  test("is small, says what it is, and lists what it is made of", async () => {
    expect(Bun.file(archive).size).toBeLessThan(150_000_000);
    const { version } = await Bun.file(join(project, "package.json")).json();
    expect(image.config).toMatchObject({
      user: "10001:10001",
      volumes: ["/data"],
      labels: {
        "org.opencontainers.image.title": "ChatKit",
        "org.opencontainers.image.version": version,
      },
    });
    const sbom = await Bun.file(join(image.root, "usr/share/sbom/chatkit.cdx.json")).json();
    expect(sbom).toMatchObject({ bomFormat: "CycloneDX" });
    // A new volume there has its owner.
    expect((await stat(join(image.root, "backups"))).uid).toBe(10_001);
  });

  test("is loaded by Docker and Podman under the name that compose.yaml has", async () => {
    const compose = await Bun.file(join(project, "compose.yaml")).text();
    expect(compose).toContain(`image: \${CHATKIT_IMAGE:-${name}}`);
    for (const format of ["docker-archive", "oci-archive"] as const)
      await store.load(format, archive, name);
  });

  test("runs as process 1 without root on a read-only file system, and goes on with its volume", async () => {
    const url = `http://127.0.0.1:${settings["PORT"]}`;
    await using chat = {
      ...connectChat({ url }),
      async [Symbol.asyncDispose]() {
        await this.close();
      },
    };
    {
      await using first = startContainer(image, volume, { settings });
      await first.line(/^ChatKit is ready/);
      expect(await ask(chat, "What is 12 % of 80?")).toContain("9.6");
      await using health = startContainer(image, volume, {
        settings,
        command: ["/usr/bin/chatkit", "health"],
      });
      expect(await health.ended).toMatchObject({ status: 0, out: "ready\n" });
      await first.stop("SIGTERM");
      expect(await first.ended).toMatchObject({ status: 0, err: "" });
    }
    const two = { ...settings, CHATKIT_PROCESSES: "2" };
    const backups = {
      BACKUP_SCHEDULE: "@daily",
      BACKUP_DESTINATION: "/data/backups",
      BACKUP_CHECK: "off",
    };
    await using second = startContainer(image, volume, { settings: { ...two, ...backups } });
    await second.line(/^ChatKit is ready/);
    await using address = startContainer(image, volume, {
      settings,
      command: ["/usr/bin/chatkit", "psql", "--print"],
    });
    await askForBackup((await address.ended).out.trim());
    expect((await chat.api.threads.list.query({})).threads).toHaveLength(1);
    expect(await ask(chat, "hello")).not.toBe("");
    expect(await untilBackedUp(join(volume, "backups"))).toHaveLength(1);
    await second.stop("SIGTERM");
    const { status, out, err } = await second.ended;
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).not.toContain("unpacking");
    expect(out).toContain("  processes: 2\n");
  });
});

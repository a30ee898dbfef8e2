import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { noImages } from "../../../shared/brand-images.ts";
import { nothingDecided } from "./brand-reader.ts";
import type { App } from "../../app/app.ts";
import { readConfig } from "../../app/config.ts";
import { newAccount, newAdmin } from "../../../testing/server/accounts.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { refusalOf } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";

// How the server presents itself, over two nodes of one server.

const plum = { light: "#7a1fa2", dark: "#d7a6f0" };
const decided = {
  name: "Operator’s",
  accent: { light: "#8a1c1c", dark: "#ffb4a8" },
  images: noImages,
};
const undecided = { light: false, dark: false, icon: false };

let app: App;
/** Its operator has decided everything. */
let operated: App;
let sql: Sql;
let admin: Browser;

beforeAll(async () => {
  app = await startTestApp({ config: { logLevel: "silent" } });
  const { databaseUrl } = app;
  operated = await startTestApp({
    databaseUrl,
    config: {
      role: "web",
      logLevel: "silent",
      branding: { ...decided, images: nothingDecided.images },
    },
  });
  sql = postgres(databaseUrl, { max: 2 });
  admin = await newAdmin({ origin: app.origin, sql });
});

afterAll(async () => {
  await sql?.end();
  await operated?.[Symbol.asyncDispose]();
  await app?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await sql`delete from server_settings where name = 'branding'`;
});

const asOperated = () => {
  const { api } = admin;
  return { api, call: (path: string, input?: unknown) => callAt(operated, path, input) };
};

/** A call of the admin at another node. */
async function callAt({ origin }: App, path: string, input?: unknown) {
  const answer = await fetch(`${origin}/trpc/${path}`, {
    method: input === undefined ? "GET" : "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${admin.token ?? ""}`,
    },
    ...(input === undefined ? {} : { body: JSON.stringify(input) }),
  });
  return answer.json();
}

async function sharePage({ origin }: App): Promise<Response> {
  return fetch(`${origin}/s/${"a".repeat(22)}`);
}

describe("a name and colours that an admin sets", () => {
  test("are on every page of a link from then on, whose policy allows the style", async () => {
    expect(await (await sharePage(app)).text()).toContain('<p class="site">ChatKit</p>');
    await admin.api.admin.branding.set.mutate({ name: "  Acme & <Söhne> ", accent: plum });
    const answer = await sharePage(app);
    const html = await answer.text();
    expect(html).toContain('<p class="site">Acme &amp; &lt;Söhne&gt;</p>');
    expect(html).toContain('property="og:site_name" content="Acme &amp; &lt;Söhne&gt;"');
    expect(html).toContain("– Acme &amp; &lt;Söhne&gt;</title>");
    expect(html).not.toContain("ChatKit");
    const [, style = ""] = /<style>([^]*?)<\/style>/.exec(html) ?? [];
    expect(style).toContain(`--accent:light-dark(${plum.light},${plum.dark})`);
    const digest = new Bun.CryptoHasher("sha256").update(style).digest("base64");
    expect(answer.headers.get("content-security-policy")).toContain(`'sha256-${digest}'`);
  });

  test("are in mails", async () => {
    await admin.api.admin.branding.set.mutate({ name: "Acme", accent: plum });
    await newAccount({ origin: app.origin, sql }, "mailed@example.org");
    await untilTrue("the welcome mail is sent", async () => {
      const [row] = await sql`
        select count(*)::int as n from mails
        where recipient = 'mailed@example.org' and content->>'kind' = 'welcome' and sent_at is not null`;
      return row?.["n"] === 1;
    });
    const html = await fetch(`${app.origin}/dev/mail`).then((answer) => answer.text());
    expect(html).toContain("Welcome to Acme");
  });

  test("are audited, and told to the admins", async () => {
    await admin.api.admin.branding.set.mutate({ name: "Acme", accent: plum });
    expect(await admin.api.admin.branding.get.query()).toEqual({
      brand: { name: "Acme", accent: plum, images: noImages },
      set: { name: "Acme", accent: plum },
      decided: { name: false, accent: false, images: undecided },
    });
    const { events } = await admin.api.admin.audit.query({});
    const event = events.find(({ kind }) => kind === "branding_changed");
    expect(event?.details).toEqual({ name: "Acme #7a1fa2 #d7a6f0" });
  });

  test("go back to the app's own", async () => {
    await admin.api.admin.branding.set.mutate({ name: "Acme", accent: plum });
    await admin.api.admin.branding.set.mutate({ name: null, accent: null });
    expect((await admin.api.admin.branding.get.query()).brand).toEqual({
      name: "ChatKit",
      accent: null,
      images: noImages,
    });
  });
});

describe("refused", () => {
  test.each([
    ["light", { ...plum, light: "#c58be0" }, "2.1:1"],
    ["dark", { ...plum, dark: "#5a1f72" }, "1.2:1"],
  ])(
    "is an accent that cannot be read in the %s theme, with its ratio",
    async (theme, accent, ratio) => {
      const { code, message } = await refusalOf(
        admin.api.admin.branding.set.mutate({ name: null, accent }),
      );
      expect(code).toBe("invalid_input");
      expect(message).toContain(`has a contrast of only ${ratio} in the ${theme} theme`);
      expect(message).toContain("text needs 4.5:1");
    },
  );

  test.each(["", "  ", "x".repeat(31), "two\nlines", "a\u2028b", "nul\u0000"])(
    "is the name %j",
    async (name) => {
      const set = admin.api.admin.branding.set.mutate({ name, accent: null });
      expect((await refusalOf(set)).code).toBe("invalid_input");
    },
  );

  test("is everyone but admins", async () => {
    const { api } = await newAccount({ origin: app.origin, sql }, "person@example.org");
    const set = api.admin.branding.set.mutate({ name: "Mine", accent: null });
    expect((await refusalOf(set)).code).toBe("forbidden");
    expect((await refusalOf(api.admin.branding.get.query())).code).toBe("forbidden");
  });
});

describe("what the server's settings decide", () => {
  test("applies, and admins see it and cannot change it", async () => {
    await admin.api.admin.branding.set.mutate({ name: "Acme", accent: plum });
    const { call } = asOperated();
    expect((await call("admin.branding.get")).result.data).toEqual({
      brand: decided,
      set: { name: "Acme", accent: plum },
      decided: { name: true, accent: true, images: undecided },
    });
    expect(await (await sharePage(operated)).text()).toContain("Operator’s");
    for (const changed of [
      { name: "Other", accent: plum },
      { name: "Acme", accent: null },
    ])
      expect((await call("admin.branding.set", changed)).error.data.appCode).toBe("conflict");
  });

  test("is read from the environment, and refused with its ratio", () => {
    const read = (env: Record<string, string>) => readConfig(env).branding;
    expect(read({})).toEqual({ name: null, accent: null, images: nothingDecided.images });
    expect(read({ CHATKIT_NAME: "Acme", CHATKIT_ACCENT: "#7A1FA2, #d7a6f0" })).toEqual({
      name: "Acme",
      accent: plum,
      images: nothingDecided.images,
    });
    expect(() => read({ CHATKIT_ACCENT: "#d7a6f0,#d7a6f0" })).toThrow(
      /CHATKIT_ACCENT: has a contrast of only 1\.\d:1 in the light theme; text needs 4\.5:1/,
    );
    expect(() => read({ CHATKIT_ACCENT: "#7a1fa2" })).toThrow("and one for the dark theme");
    expect(() => read({ CHATKIT_ACCENT: "red,blue" })).toThrow("has to be a colour such as");
  });
});

test("a value of a later version counts as not set, part by part", async () => {
  for (const value of [[], "text", { name: 7, accent: { light: "red" } }, { accent: 1 }]) {
    await sql`
      insert into server_settings (name, value) values ('branding', ${sql.json(value)})
      on conflict (name) do update set value = excluded.value`;
    expect((await admin.api.admin.branding.get.query()).set).toEqual({ name: null, accent: null });
  }
  await sql`update server_settings set value = ${sql.json({ name: "Acme", accent: 1, more: 2 })} where name = 'branding'`;
  expect((await admin.api.admin.branding.get.query()).set).toEqual({ name: "Acme", accent: null });
});

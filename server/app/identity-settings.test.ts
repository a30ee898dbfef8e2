import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Config, ConfigError, readConfig } from "./config.ts";

// The identity providers of the CHATKIT_CONFIG file.

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chatkit-identities-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const company = {
  name: "Example Inc.",
  issuer: "https://login.example.org/realms/main",
  clientId: "chatkit",
  clientSecretEnv: "COMPANY_SECRET",
};

async function read(providers: object, env: Record<string, string> = {}): Promise<Config> {
  const path = join(folder, `${crypto.randomUUID()}.json`);
  await writeFile(path, JSON.stringify({ signIn: { providers } }));
  return readConfig({ CHATKIT_CONFIG: path, COMPANY_SECRET: "hidden", ...env });
}

async function problemsOf(providers: object, env: Record<string, string> = {}) {
  try {
    await read(providers, env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
}

test("a file may have providers alone, in their order", async () => {
  const icon = "data:image/png;base64,iVBORw0KGgo=";
  const { identityProviders, provider } = await read({
    company,
    club: { ...company, issuer: "https://club.example", icon, scopes: [], trustsEmail: true },
  });
  expect(provider.kind).toBe("offline");
  expect(identityProviders).toEqual([
    {
      id: "company",
      name: "Example Inc.",
      icon: null,
      issuer: "https://login.example.org/realms/main",
      clientId: "chatkit",
      clientSecret: "hidden",
      scopes: ["email", "profile"],
      trustsEmail: false,
    },
    expect.objectContaining({ id: "club", icon, scopes: [], trustsEmail: true }),
  ]);
  expect(readConfig({}).identityProviders).toEqual([]);
});

test("plain HTTP is for a provider on this machine", async () => {
  for (const issuer of ["http://localhost:9000", "http://127.0.0.1:9000", "http://[::1]:9000"])
    expect(await problemsOf({ company: { ...company, issuer } })).toEqual([]);
  for (const issuer of [
    "http://login.example.org",
    "http://localhost.example.org",
    "javascript:alert(1)",
    "login.example.org",
    "https://login.example.org?tenant=1",
    "https://ann:secret@login.example.org",
  ])
    expect(await problemsOf({ company: { ...company, issuer } })).toEqual([
      expect.stringContaining("CHATKIT_CONFIG: signIn.providers.company.issuer: has to be"),
    ]);
});

test("everything that is wrong is named, without secrets", async () => {
  const at = (place: string) =>
    expect.stringContaining(`CHATKIT_CONFIG: signIn.providers.company.${place}: `);
  expect(await problemsOf({ company: { ...company, clientSecretEnv: "NOWHERE" } })).toEqual([
    at("clientSecretEnv"),
  ]);
  const both = { company, "company-2": company };
  expect(await problemsOf(both)).toEqual([
    at("issuer"),
    expect.stringContaining("signIn.providers.company-2.issuer: "),
  ]);
  for (const icon of [
    "https://evil.example/x.png",
    "data:text/html;base64,aGk=",
    "x".repeat(20_000),
  ])
    expect((await problemsOf({ company: { ...company, icon } })).length).toBeGreaterThan(0);
  for (const id of ["Company", "a/b", "", "x".repeat(33)])
    expect(await problemsOf({ [id]: company })).not.toEqual([]);
  const production = {
    NODE_ENV: "production",
    DATABASE_URL: "postgres://localhost/chatkit",
    JWT_SECRET_KEY: "x".repeat(32),
  };
  expect(await problemsOf({ company }, production)).toEqual([
    expect.stringContaining("need PUBLIC_URL"),
  ]);
  const all = await problemsOf({ company: { ...company, clientId: "" } });
  expect(all.join()).not.toContain("hidden");
});

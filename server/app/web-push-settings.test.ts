import { expect, test } from "bun:test";
import { ConfigError, type Env, readConfig } from "./config.ts";

const pushOf = (env: Env) => readConfig(env).push;

function problemsOf(env: Env): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((line) => line.split(":")[0] ?? "");
    throw error;
  }
  return [];
}

test("push services reach the operator by the public address, else by the sender of mails", () => {
  const smtp = { SMTP_HOST: "mail.example.org", SMTP_FROM_EMAIL: "Chat <chat@example.org>" };
  const PUBLIC_URL = "https://chat.example.org";
  expect(pushOf({ ...smtp, PUBLIC_URL })?.contact).toBe(PUBLIC_URL);
  expect(pushOf(smtp)?.contact).toBe("mailto:chat@example.org");
  const plain = { ...smtp, SMTP_FROM_EMAIL: "chat@example.org", PUBLIC_URL: "http://10.0.0.1" };
  expect(pushOf(plain)?.contact).toBe("mailto:chat@example.org");
  expect(pushOf({})?.contact).toBe("mailto:chatkit@localhost");
  const own = { ...smtp, PUBLIC_URL, CHATKIT_PUSH_CONTACT: "mailto:ops@example.org" };
  expect(pushOf(own)?.contact).toBe("mailto:ops@example.org");
});

test("they can be turned off, and own services named", () => {
  expect(pushOf({ CHATKIT_PUSH: "off" })).toBeNull();
  const services = "https://push.lan:8443, http://10.0.0.2:80";
  expect(pushOf({ CHATKIT_PUSH_SERVICES: services })?.ownServices).toEqual([
    "https://push.lan:8443",
    "http://10.0.0.2",
  ]);
  expect(pushOf({})?.ownServices).toEqual([]);
});

test("wrong settings are named, and those without effect", () => {
  for (const contact of ["ops@example.org", "http://example.org", "mailto:", "mailto:a b@c"])
    expect(problemsOf({ CHATKIT_PUSH_CONTACT: contact })).toEqual(["CHATKIT_PUSH_CONTACT"]);
  expect(problemsOf({ CHATKIT_PUSH_SERVICES: "push.lan" })).toEqual(["CHATKIT_PUSH_SERVICES"]);
  expect(problemsOf({ CHATKIT_PUSH: "yes" })).toEqual(["CHATKIT_PUSH"]);
  const off = { CHATKIT_PUSH: "off", CHATKIT_PUSH_CONTACT: "mailto:ops@example.org" };
  expect(problemsOf(off)).toEqual(["CHATKIT_PUSH_CONTACT"]);
});

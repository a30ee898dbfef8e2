import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { cutSettingsIn } from "./env-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chatkit-env-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a program in a folder with this `.env`. */
async function runBeside(
  text: string,
  words: readonly string[],
  more: Record<string, string> = {},
) {
  await Bun.write(join(folder, ".env"), text);
  const { PATH = "" } = process.env;
  const child = Bun.spawn([process.execPath, ...words], {
    cwd: folder,
    env: { PATH, HOME: "/home/ann", DATA_DIR: folder, ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { out, err, code: await child.exited };
}

/** The variables that Bun reads from this `.env`. */
async function readByBun(text: string, more?: Record<string, string>) {
  const { out } = await runBeside(text, ["-e", "console.log(JSON.stringify(process.env))"], more);
  return z.record(z.string(), z.string()).parse(JSON.parse(out));
}

const whole: Record<string, string> = {
  ESCAPED: String.raw`pa\$word9`,
  QUOTED: String.raw`"pa\$word#9"`,
  COMMENTED: "8000 # the port",
  HASH_IN_QUOTES: "'ab#cd'",
  MEANT: "${HOME}/chat",
  DEFAULT: "a${missing:-b}",
  LAST: "price$",
};

const cut: Record<string, "$" | "#"> = {
  pa$word9: "$",
  "'pa$word9'": "$",
  '"pa$word9"': "$",
  "pa${word}9": "$",
  "postgres://a:b$c@h/d#e": "$",
  "ab#cd": "#",
  "#abc": "#",
  "${HOME}#x": "#",
};

test("values that Bun cuts are found, and those that arrive whole are not", async () => {
  const text = Object.entries(whole).map(([name, value]) => `${name}=${value}`);
  const values = Object.keys(cut).map((value, i) => `export CUT_${i}=${value}`);
  const lines = [...text, ...values, "# NOTE=a$b", ""].join("\r\n");
  const env = await readByBun(lines);
  expect(env).toMatchObject({ ESCAPED: "pa$word9", QUOTED: "pa$word#9", MEANT: "/home/ann/chat" });
  expect(env["CUT_0"]).toBe("pa");
  expect(cutSettingsIn(lines, env)).toEqual(
    Object.values(cut).map((by, i) => ({ name: `CUT_${i}`, by })),
  );
});

test("a value from elsewhere is not that of the file", async () => {
  const env = await readByBun("SMTP_PASSWORD=pa$word9", { SMTP_PASSWORD: "another" });
  expect(cutSettingsIn("SMTP_PASSWORD=pa$word9", env)).toEqual([]);
});

test("the start and the doctor say which settings were cut, without their values", async () => {
  const text = "PORT=banana\nSMTP_PASSWORD='hidden$word9'\nMETRICS_TOKEN=secret#and-more\n";
  const start = await runBeside(text, [join(import.meta.dir, "../main.ts")]);
  const doctor = await runBeside(text, [join(import.meta.dir, "operator/doctor/doctor-cli.ts")]);
  for (const said of [start.err, doctor.out]) {
    expect(said).toContain("SMTP_PASSWORD in .env was read only in part: what follows a $");
    expect(said).toContain("METRICS_TOKEN in .env was read only in part: what follows a #");
    expect(said).toContain('NAME="pa\\$word#9"');
    expect(said).not.toMatch(/hidden|and-more/);
  }
  expect([start.code, doctor.code]).toEqual([1, 1]);
});

import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readText, readYaml } from "./read-yaml.ts";

const withValue = ["--file", "--profile", "--volume", "--env"];

/** A command of the pages, such as `docker compose --profile cluster up --detach caddy`. */
interface ComposeCommand {
  line: string;
  profiles: string[];
  verb: string;
  /** The services that it names. */
  services: string[];
}

async function readCommands(): Promise<ComposeCommand[]> {
  const folder = "docs/operations";
  const pages = await readdir(join(import.meta.dir, "../..", folder));
  const texts = await Promise.all(
    pages.filter((name) => name.endsWith(".md")).map((name) => readText(`${folder}/${name}`)),
  );
  return texts.flatMap((text) =>
    [...text.matchAll(/^ *docker compose ((?:.*\\\n)*.*)$/gm)].map(([, line = ""]) =>
      readCommand(line.replaceAll("\\\n", " ").replace(/ #.*$/, "")),
    ),
  );
}

function readCommand(line: string): ComposeCommand {
  const words = line.trim().split(/ +/);
  const profiles: string[] = [];
  const plain: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "--profile") profiles.push(words[i + 1] ?? "");
    if (withValue.includes(word)) i++;
    else if (!word.startsWith("-")) plain.push(word);
  }
  const [verb = "", ...rest] = plain;
  // What follows the service is the command to run in it, or a file in it.
  const services = ["run", "exec"].includes(verb) ? rest.slice(0, 1) : rest;
  return { line, profiles, verb, services: verb === "cp" ? [] : services };
}

test("commands of the pages name services and profiles that exist, and start no server beside a cluster", async () => {
  const { services } = z
    .object({
      services: z.record(z.string(), z.object({ profiles: z.array(z.string()).optional() })),
    })
    .parse((await readYaml("compose.yaml"))[0]);
  const profiles = Object.values(services).flatMap((service) => service.profiles ?? []);
  const commands = await readCommands();
  expect(commands.length).toBeGreaterThan(15);
  for (const command of commands) {
    const { line, verb } = command;
    expect([line, command.services.filter((name) => !(name in services))]).toEqual([line, []]);
    expect([line, command.profiles.filter((name) => !profiles.includes(name))]).toEqual([line, []]);
    if (verb !== "up" || !command.profiles.includes("cluster")) continue;
    // Without a name, every service that has no profile is started too.
    expect([line, command.services.length > 0]).toEqual([line, true]);
    expect(command.services).not.toContain("chatkit");
  }
});

import { mkdir } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Exchange, seedThread } from "../e2e/journey/seed-thread.ts";
import { everydayExchange, longDocument } from "./browser/documents.ts";
import {
  type Load,
  openAgain,
  openByAddress,
  openByLink,
  readBack,
  type Subject,
  typeWhileStreaming,
} from "./browser/loads.ts";
import { measureLoad } from "./browser/measure-load.ts";
import { type Result, toTable } from "./browser/report.ts";

import { openStage, resultsFolder, type Stage } from "./browser/stage.ts";

/**
 * `bun run bench:browser`: the built app in a real Chromium, with conversations inserted into the
 * database. Prints a table and writes it with all figures to `bench/results/browser.json`.
 *
 * `--only NAME` runs the loads whose name contains NAME, `--repeat N` runs each N times,
 * `--profile` writes processor profiles beside the results instead of measuring.
 */
const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    repeat: { type: "string", default: "3" },
    profile: { type: "boolean", default: false },
  },
});

const at100 = {
  name: "100 tokens/s, typing",
  reply: "paced rate=100 tokens=1500 kind=markdown",
  keys: 110,
};
const report = {
  name: "a reply of 57 KB at 1,000 tokens/s, typing",
  reply: "paced rate=1000 tokens=14000 kind=markdown",
  keys: 100,
};

function loadsOn({ sql }: Stage): Load[] {
  const subject = (name: string, exchanges: readonly Exchange[]): Subject => {
    return { name, seed: () => seedThread(sql, name, exchanges) };
  };
  const everyday = (count: number) =>
    subject(
      `${count} messages`,
      Array.from({ length: count / 2 }, (_, i) => everydayExchange(i)),
    );
  const document = subject("57 KB of Markdown", [
    { question: "Write the report.", reply: longDocument(57_000) },
  ]);
  const [few, middle, many] = [everyday(2), everyday(500), everyday(2000)];
  return [
    ...[document, middle, many].flatMap((each) => [
      openByLink(each),
      openByAddress(each),
      openAgain(each),
    ]),
    readBack(many),
    typeWhileStreaming(middle, at100),
    typeWhileStreaming(many, at100),
    typeWhileStreaming(few, report),
  ];
}

async function run(): Promise<Result[]> {
  await using stage = await openStage(join(resultsFolder, "browser-server.log"));
  const results: Result[] = [];
  for (const [index, load] of loadsOn(stage).entries()) {
    if (!load.name.includes(values.only)) continue;
    console.error(`· ${load.name}`);
    const result: Result = { load: load.name, samples: [] };
    const profilePath = values.profile ? join(resultsFolder, `browser-${index}.cpuprofile`) : null;
    for (let n = 0; n < Number(values.repeat); n++)
      result.samples.push(await measureLoad(stage, load, profilePath));
    results.push(result);
  }
  return results;
}

await mkdir(resultsFolder, { recursive: true });
const results = await run();
console.log(`\n${toTable(results)}\n`);
const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? "unknown", bun: Bun.version };
await Bun.write(
  join(resultsFolder, "browser.json"),
  `${JSON.stringify({ machine, results }, null, 2)}\n`,
);

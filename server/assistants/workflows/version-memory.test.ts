import { afterAll, beforeAll, expect, test } from "bun:test";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { loadBrief } from "../../chat/generation/load-brief.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { createVersionMemory } from "./version-memory.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
}, 30_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

test("a published version is read once; a draft, and what is published at each time, always", async () => {
  const { sql } = stage;
  const metrics = createMetrics();
  const versions = createVersionMemory(metrics);
  const counts = async () => {
    const hits = (await metrics.cacheHits.get()).values.map(({ value }) => value);
    return hits.reduce((sum, value) => sum + value, 0);
  };
  const load = async (workflowVersion: number | null) => {
    const { generationId: id } = await stage.ask();
    await sql`update generations set workflow_version = ${workflowVersion} where id = ${id}`;
    const named = { id, workflowId: "wf_default", workflowVersion };
    return (await loadBrief({ sql, versions }, named)).instructions;
  };
  const first = await load(1);
  await sql`update workflow_versions set definition = jsonb_set(definition, '{instructions}', '"Changed."')`;
  expect(await load(1)).toBe(first);
  expect(await counts()).toBe(1);
  for (const words of ["Draft.", "Another draft."]) {
    await sql`update workflows set draft = jsonb_build_object('instructions', ${words}::text)`;
    expect(await load(0)).toBe(words);
  }
  for (const words of ["Published.", "Published later."]) {
    await sql`update workflows set instructions = ${words}`;
    expect(await load(null)).toBe(words);
  }
  expect(await counts()).toBe(1);
});

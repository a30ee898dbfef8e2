import { expect, test } from "bun:test";
import { workflowLimits } from "../../../shared/workflow-rules.ts";
import { readWorkflowFile } from "./read-workflow-file.ts";

const head = { format: "chatkit.workflow", formatVersion: 1, id: "wf_file" };
const read = (text: string) => readWorkflowFile(new Blob([text]));

test("a workflow's file is read, though every letter is escaped", async () => {
  const escaped = "\\u6f22".repeat(workflowLimits.instructions);
  const definition = `{"instructions":"${escaped}"}`;
  const file = `${JSON.stringify(head).slice(0, -1)},"definition":${definition}}`;
  expect(await read(file)).toMatchObject(head);
});

test.each([
  "",
  "null",
  "[]",
  '"chatkit.workflow"',
  "{",
  '{"format":"another"}',
  '{"format":"chatkit.workflow"}',
  '{"format":"chatkit.workflow","id":7}',
  `${JSON.stringify(head)}${" ".repeat(512 * 1024)}`,
])("what is none is not read (%#)", async (text) => {
  expect(await read(text)).toBeNull();
});

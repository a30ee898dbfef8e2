import { expect, test } from "bun:test";
import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import { boundExport } from "./bound-export.ts";

type Done = (result: ExportResult) => void;

/** An exporter whose answers the test gives, and what was lost. */
function stage(mostWaiting: number) {
  const answers: Done[] = [];
  const lost: [string, number][] = [];
  const failures: string[] = [];
  const room = boundExport<string>(
    { export: (_, done) => void answers.push(done), shutdown: async () => {} },
    mostWaiting,
    {
      lost: (reason, count) => void lost.push([reason, count]),
      failed: ({ message }) => void failures.push(message),
    },
  );
  return { room, answers, lost, failures };
}

test("takes no more than a limit, what is on its way included, and counts the rest", () => {
  const { room, answers, lost } = stage(2);
  expect([room.take(), room.take(), room.take()]).toEqual([true, true, false]);
  room.exporter.export(["a", "b"], () => {});
  expect(room.take()).toBe(false);
  answers[0]?.({ code: ExportResultCode.SUCCESS });
  expect(room.take()).toBe(true);
  expect(lost).toEqual([
    ["full", 1],
    ["full", 1],
  ]);
});

test("counts what the receiver does not take, and passes the result on", () => {
  const { room, answers, lost, failures } = stage(2);
  const results: ExportResult[] = [];
  room.exporter.export(["a", "b"], (result) => void results.push(result));
  const refusal = { code: ExportResultCode.FAILED, error: new Error("refused") };
  answers[0]?.(refusal);
  expect([results, lost, failures]).toEqual([[refusal], [["failed", 2]], ["refused"]]);
});

import { expect, test } from "bun:test";
import { trace } from "@opentelemetry/api";
import { present } from "../../../../testing/present.ts";
import { createLog } from "../../log.ts";
import { noTracer } from "../tracer.ts";
import { toLogRecord } from "./to-log-record.ts";

/** What is exported of a line, and the line itself. */
function exported(write: (log: ReturnType<typeof createLog>) => void, ids = {}) {
  const [written, sent]: [string[], string[]] = [[], []];
  const tracer = { ...noTracer, ids: () => ids };
  const telemetry = { tracer, writeLog: (line: string) => void sent.push(line) };
  write(createLog("debug", { write: (line) => void written.push(line) }, telemetry));
  expect(sent).toEqual(written);
  return { line: JSON.parse(present(written[0])), record: present(toLogRecord(present(sent[0]))) };
}

test("a line has the same severity, time, message and fields as a record", () => {
  const { line, record } = exported((log) =>
    log.child({ requestId: "r" }).warn({ count: 2, isLast: true, names: ["a"] }, "it happened"),
  );
  expect(record).toMatchObject({
    severityNumber: 13,
    severityText: "WARN",
    timestamp: line.time,
    body: "it happened",
    attributes: { requestId: "r", count: 2, isLast: true, names: ["a"] },
  });
});

test("a record belongs to the span in which it was written", () => {
  const ids = { trace_id: "4bf92f3577b34da6a3ce929d0e0e4736", span_id: "00f067aa0ba902b7" };
  const { line, record } = exported((log) => log.info("hello"), ids);
  expect(line).toMatchObject(ids);
  expect(trace.getSpanContext(present(record.context))).toMatchObject({
    traceId: ids.trace_id,
    spanId: ids.span_id,
  });
  expect(record.attributes).toEqual({});
});

test("an error has what the log has of it, and hides the same", () => {
  const secret = "what a person wrote";
  const cause = Object.assign(new Error(`refused\nparams: ${secret}`), { code: "22001" });
  const error = Object.assign(new TypeError("outer", { cause }), { detail: secret });
  const { record } = exported((log) => log.error({ err: error }, "failed"));
  expect(record.attributes).toMatchObject({
    "exception.type": "TypeError",
    "exception.message": "outer",
    "error.cause": "Error 22001: refused",
  });
  expect(record.attributes?.["exception.stacktrace"]).toContain("to-log-record.test.ts");
  expect(JSON.stringify(record)).not.toContain(secret);
});

test("what is no line is no record", () => {
  for (const line of ["", "null", "[]", "{", "a text"]) expect(toLogRecord(line)).toBeNull();
});

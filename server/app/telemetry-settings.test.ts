import { describe, expect, test } from "bun:test";
import { ConfigError, type Env, readConfig } from "./config.ts";

function read(env: Env) {
  return readConfig(env).telemetry;
}

function problemsOf(env: Env): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318/" };

describe("where traces and logs go", () => {
  test("is nowhere without an address, and where it is turned off", () => {
    for (const env of [{}, { ...endpoint, OTEL_SDK_DISABLED: "TRUE" }])
      expect(read(env)).toMatchObject({ traces: null, logs: null });
    expect(read({ OTEL_SDK_DISABLED: "false", ...endpoint }).traces).not.toBeNull();
  });

  test("is below the address of all, or an address of their own as it is", () => {
    expect(read(endpoint)).toMatchObject({
      traces: { url: "http://collector:4318/v1/traces", protocol: "http/protobuf" },
      logs: { url: "http://collector:4318/v1/logs" },
    });
    expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT: "https://x.example/otlp" }).traces?.url).toBe(
      "https://x.example/otlp/v1/traces",
    );
    const own = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://tempo/any/path" };
    expect(read(own)).toMatchObject({ traces: { url: "http://tempo/any/path" }, logs: null });
  });

  test("is one of both where the other is none", () => {
    expect(read({ ...endpoint, OTEL_LOGS_EXPORTER: "none" }).logs).toBeNull();
    expect(read({ ...endpoint, OTEL_TRACES_EXPORTER: "none" }).traces).toBeNull();
  });
});

test("headers and attributes are pairs, percent-encoded", () => {
  const { traces, logs, resource, serviceName } = read({
    ...endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20key, x-a=1=2",
    OTEL_EXPORTER_OTLP_LOGS_HEADERS: "x-a=3",
    OTEL_RESOURCE_ATTRIBUTES: "service.name=desk,deployment.environment.name=test",
  });
  expect(traces?.headers).toEqual({ authorization: "Bearer key", "x-a": "1=2" });
  expect(logs?.headers).toEqual({ authorization: "Bearer key", "x-a": "3" });
  expect(resource["deployment.environment.name"]).toBe("test");
  expect(serviceName).toBe("desk");
  expect(
    read({ OTEL_SERVICE_NAME: "own", OTEL_RESOURCE_ATTRIBUTES: "service.name=x" }).serviceName,
  ).toBe("own");
  expect(read({}).serviceName).toBe("chatkit");
});

test("samplers are those of OpenTelemetry", () => {
  const sampling = (sampler: string, arg = "") =>
    read({ OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: arg }).sampling;
  expect(read({}).sampling).toEqual({ ratio: 1, followsParent: true });
  expect(sampling("parentbased_traceidratio", "0.01")).toEqual({
    ratio: 0.01,
    followsParent: true,
  });
  expect(sampling("traceidratio", "0.5")).toEqual({ ratio: 0.5, followsParent: false });
  expect(sampling("always_off", "0.5")).toEqual({ ratio: 0, followsParent: false });
  expect(sampling("parentbased_always_on", "0.5")).toEqual({ ratio: 1, followsParent: true });
});

test("what cannot be meant is refused by name, without its value", () => {
  const wrong = {
    OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4317",
    OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    OTEL_EXPORTER_OTLP_HEADERS: "secret-without-a-name",
    OTEL_TRACES_SAMPLER: "sometimes",
    OTEL_TRACES_SAMPLER_ARG: "1.5",
    CHATKIT_TRACE_FROM_PROXY: "on",
  };
  const problems = problemsOf(wrong);
  expect(new Set(problems.map((problem) => problem.split(":")[0]))).toEqual(
    new Set(Object.keys(wrong)),
  );
  expect(problems.join()).not.toContain("secret-without");
});

import { parseArgs } from "node:util";
import { startMockProvider } from "./mock-provider.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    scenario: { type: "string", default: "echo" },
  },
});
const mock = await startMockProvider({ port: Number(values.port), scenario: values.scenario });
console.log(mock.url);

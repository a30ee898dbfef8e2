import { afterAll } from "bun:test";
import { shared, Stages } from "./stages.ts";

// `bun test --preload` runs this before the first file, and what `afterAll` gets after the last.
const stages = new Stages(`shared-${process.pid}`);
shared.stages = stages;
afterAll(() => stages[Symbol.asyncDispose](), 90_000);

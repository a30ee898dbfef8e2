import { expect, test } from "bun:test";
import { countWorkers } from "./count-workers.ts";

test("one worker more than the cores, at most four, unless the environment says how many", () => {
  expect([1, 2, 64].map((cores) => countWorkers({}, cores))).toEqual([1, 3, 4]);
  expect(countWorkers({ CHATKIT_TEST_WORKERS: "1" }, 2)).toBe(1);
  expect(countWorkers({ CHATKIT_TEST_WORKERS: "12" }, 2)).toBe(12);
  for (const CHATKIT_TEST_WORKERS of ["0", "-1", "two", "100", "1.5"])
    expect(() => countWorkers({ CHATKIT_TEST_WORKERS }, 2)).toThrow("from 1 to 99");
});

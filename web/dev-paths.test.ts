import { expect, test } from "bun:test";
import { isServerPath } from "../shared/server-paths.ts";

test("no file of the app has an address that the server answers itself: in development it could not be loaded", async () => {
  const files = await Array.fromAsync(new Bun.Glob("**/*").scan({ cwd: import.meta.dir }));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => isServerPath(`/${file}`))).toEqual([]);
});

import { expect, spyOn, test } from "bun:test";
import { freePort } from "../../server/platform/free-port.ts";
import { startServer } from "./server-process.ts";

/** A server that is ready at once and exits on a request to `/end`. */
const program = (port: number) => `
  Bun.serve({ hostname: "127.0.0.1", port: ${port}, fetch(request) {
    if (request.url.endsWith("/end")) setTimeout(() => process.exit(7));
    return new Response("ok");
  } });`;

test("a server that exits by itself is reported, a stopped one is not", async () => {
  const told = Promise.withResolvers<void>();
  const lines: string[] = [];
  using _ = spyOn(console, "log").mockImplementation((line: string) => {
    lines.push(line);
    if (line.includes("server exited")) told.resolve();
  });
  const port = freePort();
  const url = `http://127.0.0.1:${port}`;
  const options = { cwd: import.meta.dir, url, env: process.env };
  {
    await using server = startServer({
      command: [process.execPath, "-e", program(port)],
      ...options,
    });
    await server.ready;
    await fetch(`${url}/end`);
    await told.promise;
  }
  expect(lines).toEqual(["server exited (code 7); a change restarts it"]);
}, 30_000);

import postgres from "postgres";

/**
 * The minimum of an idle node: a port and one LISTEN connection, and nothing that runs. `--loaded`
 * also loads the server's program, which makes the process as large as a node.
 */
const url = process.env["DATABASE_URL"] ?? "";
if (process.argv.includes("--loaded")) await import("../../server/app/app.ts");
Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response("nothing") });
await postgres(url, { max: 1, onnotice: () => {} }).listen("chatkit_bench", () => {});
console.log("listening");

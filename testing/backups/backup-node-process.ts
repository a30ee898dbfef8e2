import { openBackupNode } from "./backup-node.ts";

// A node in a process of its own, to be killed: it makes the backup that is due, and says so.
const { url, variables } = JSON.parse(process.argv[2] ?? "");
await using node = openBackupNode(url, variables);
console.log(JSON.stringify(await node.run()));

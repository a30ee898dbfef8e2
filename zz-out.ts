import { startTcpProxy } from "./server/testing/tcp-proxy.ts";
import { createTestDatabase } from "./server/testing/test-database.ts";
import postgres from "postgres";
import { Socket } from "node:net";
import { connectSocket } from "./server/db/connect-socket.ts";
const hung = () => Object.assign(new Error("hung up"), { code: "ECONNRESET" });
class NoDelay extends Socket { a=false; override emit(e: any, ...args: any[]): boolean { if (e==="data") this.a=true; if (e==="close" && !this.a && args[0]!==true) super.emit("error", hung()); return super.emit(e, ...args); } }
const variants: Record<string, any> = { delay: connectSocket, nodelay: (o: any) => Object.assign(new NoDelay(), {host:o.host[0]}).connect(o.port[0], o.host[0]) };
const database = await createTestDatabase();
for (const [name, socket] of Object.entries(variants)) {
let slow=0;
for (let round=0; round<10; round++) {
const proxy = await startTcpProxy(database.url);
const sql = postgres(proxy.url, { max: 5, connect_timeout: 1, backoff: () => 0.05, socket } as any);
await Promise.all(Array.from({length: 5}, () => sql`select pg_sleep(0.01)`));
proxy.cut();
for (let i=0;i<4;i++) { await sql.begin(async (s)=>{ await s`select 1`; }).catch(()=>{}); }
proxy.mend(); 
for (let i=0;i<10;i++) await Promise.all(Array.from({length: 5}, () => sql`select 1`.catch((e) => { if (e.code==="CONNECT_TIMEOUT") slow++; })));
await sql.end({timeout:0});
await proxy[Symbol.asyncDispose]();
}
console.log(name, "timeouts", slow);
}
process.exit();

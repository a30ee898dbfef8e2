import type { Role } from "../../server/app/config.ts";
import {
  type EndedProcess,
  type ServerProcess,
  spawnServer,
} from "../../scripts/process/server-process.ts";
import type { Address } from "./round-robin.ts";

/** What every process of a node is started with. */
export interface NodeOptions {
  name: string;
  role: Role;
  /** The whole environment. */
  env: Record<string, string | undefined>;
  bunArgs: string[];
  /** The folder of the sources that it runs; the project's when absent. */
  root?: string | undefined;
  print: (name: string, text: string) => void;
  /** Called when a process has ended, whether it was asked to or not. */
  onEnded: (name: string, ended: EndedProcess) => void;
}

/** A node of a cluster. Its processes run one after another, each on a new port. */
export class ClusterNode implements AsyncDisposable {
  readonly name: string;
  readonly role: Role;
  readonly #options: NodeOptions;
  #process: ServerProcess | undefined;
  #origin: string | undefined;

  constructor(options: NodeOptions) {
    this.name = options.name;
    this.role = options.role;
    this.#options = options;
  }

  /** Its own address. Throws while it is not running. */
  get origin(): string {
    if (this.#origin === undefined) throw new Error(`${this.name} is not running`);
    return this.#origin;
  }

  /** Whether it is ready and was not asked to end. */
  get isRunning(): boolean {
    return this.#origin !== undefined;
  }

  /** Process id of its current process. Throws while it is not running. */
  get pid(): number {
    return this.#running().pid;
  }

  /** The address where it takes clients' connections; null when it does not. */
  get address(): Address | null {
    if (this.role === "worker" || this.#origin === undefined) return null;
    const { hostname, port } = new URL(this.#origin);
    return { host: hostname, port: Number(port) };
  }

  /** Starts its process; resolves when it is ready, rejects with what it printed when it is not. */
  async start(): Promise<void> {
    const next = this.#spawn();
    this.#process = next;
    this.#origin = await next.origin();
  }

  /** Such as SIGSTOP and SIGCONT. */
  signal(name: NodeJS.Signals): void {
    this.#running().signal(name);
  }

  /** Ends its process; resolves with how it ended. It gets no new connections from then on. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<EndedProcess> {
    const process = this.#running();
    this.#origin = undefined;
    process.signal(signal);
    return process.ended;
  }

  /** Rolls: starts a new process, sends new connections there, and ends the old one. */
  async replace(): Promise<EndedProcess> {
    const before = this.#running();
    await this.start();
    before.signal("SIGTERM");
    return before.ended;
  }

  /** Asks it to end, and kills it after this time in milliseconds. */
  async endWithin(ms: number): Promise<void> {
    const process = this.#process;
    if (!process) return;
    process.signal("SIGTERM");
    const timer = setTimeout(() => process.signal("SIGKILL"), ms);
    await process.ended;
    clearTimeout(timer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process?.[Symbol.asyncDispose]();
  }

  #running(): ServerProcess {
    if (!this.#process) throw new Error(`${this.name} is not running`);
    return this.#process;
  }

  #spawn(): ServerProcess {
    const { name, role, env, bunArgs, root, print, onEnded } = this.#options;
    const spawned = spawnServer({
      env: { ...env, HOST: "127.0.0.1", PORT: "0", CHATKIT_ROLE: role },
      bunArgs: ["--no-orphans", ...bunArgs],
      ...(root === undefined ? {} : { root }),
      detached: true,
      print: (text) => print(name, text),
    });
    void spawned.ended.then((ended) => {
      if (this.#process === spawned) {
        this.#process = undefined;
        this.#origin = undefined;
      }
      onEnded(name, ended);
    });
    return spawned;
  }
}

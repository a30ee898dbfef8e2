import postgres from "postgres";
import type { Logger } from "../log.ts";
import { enoughBytes, inMegabytes, lowBytes, makeReserve, readFreeBytes } from "./disk-room.ts";

/** Interval between checks of the disk, in milliseconds. A check is one system call. */
const lookEveryMs = 1_000;

/** Timeout of a check in seconds: beyond it PostgreSQL is unreachable, or the disk hangs. */
const answerWithinSeconds = 5;

export interface DiskGuardOptions {
  /** The data folder. */
  folder: string;
  /** Address of the database, as an owner who may change settings. */
  url: string;
  log: Pick<Logger, "error" | "info" | "warn">;
}

/**
 * Stops writes before the disk is full, which PostgreSQL would not survive: with less than
 * `lowBytes` free, every transaction becomes read-only, so reads continue and writes are refused.
 * Writes resume when there is room again.
 */
export class DiskGuard implements AsyncDisposable {
  readonly #options: DiskGuardOptions;
  #isFull = false;
  #hasReserve = false;
  /** The setting in PostgreSQL; null while unknown. */
  #readOnly: boolean | null = null;
  #timer: Timer | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(options: DiskGuardOptions) {
    this.#options = options;
  }

  /**
   * Starts the checks. Once this resolves, a database left read-only by an earlier run is writable
   * again.
   */
  async start(): Promise<void> {
    this.#hasReserve = await makeReserve(this.#options.folder);
    await this.#tell(false);
    this.#timer = setInterval(() => void this.look(), lookEveryMs);
  }

  /**
   * Checks now and sends the setting again: a restarted PostgreSQL may not have it, and may have
   * used the reserve.
   */
  async lookAfresh(): Promise<void> {
    this.#readOnly = null;
    this.#hasReserve = false;
    await this.look();
  }

  /** One check at a time; resolves when it is done. Never rejects. */
  look(): Promise<void> {
    return (this.#looking = this.#looking.then(() => this.#lookNow()));
  }

  async #lookNow(): Promise<void> {
    const { folder, log } = this.#options;
    try {
      const free = await readFreeBytes(folder);
      if (!this.#isFull && free < lowBytes) {
        this.#isFull = true;
        log.error(
          { folder, freeMegabytes: inMegabytes(free) },
          `disk full at ${folder}: read-only until there is space`,
        );
      } else if (this.#isFull && free >= enoughBytes) {
        this.#isFull = false;
        log.info({ folder }, `disk has space again at ${folder}: writes resume`);
      }
      if (!this.#isFull && !this.#hasReserve) this.#hasReserve = await makeReserve(folder);
      if (this.#readOnly !== this.#isFull) await this.#tell(this.#isFull);
    } catch (error) {
      log.warn({ err: error, folder }, "the disk check failed, retrying");
    }
  }

  /** The setting applies to every session from its next transaction, and survives restarts. */
  async #tell(readOnly: boolean): Promise<void> {
    const sql = postgres(this.#options.url, {
      max: 1,
      connect_timeout: answerWithinSeconds,
      onnotice: () => {},
      connection: { application_name: "chatkit disk" },
    });
    try {
      const value = readOnly ? "on" : "off";
      await sql.unsafe(`alter system set default_transaction_read_only = ${value}`);
      await sql`select pg_reload_conf()`;
      // The reload reaches this session like all others: soon, not at once.
      const deadline = performance.now() + answerWithinSeconds * 1_000;
      for (;;) {
        const [row] = await sql<{ now: string }[]>`
          select current_setting('default_transaction_read_only') as now`;
        if (row?.now === value) break;
        if (performance.now() > deadline) throw new Error("PostgreSQL has not applied the setting");
        await Bun.sleep(20);
      }
      this.#readOnly = readOnly;
    } finally {
      await sql.end({ timeout: 1 });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }
}

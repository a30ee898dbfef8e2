import type { Sql } from "postgres";
import type { AnalyticsServices } from "../../analytics/analytics-services.ts";
import type { AssistantServices } from "../../assistants/assistant-services.ts";
import type { ChatServices } from "../../chat/chat-services.ts";
import type { ModelServices } from "../../models/model-services.ts";
import type { Viewer } from "../../people/auth/viewer.ts";
import type { ShownCookie } from "../../people/auth/session-cookie.ts";
import type { PeopleServices } from "../../people/people-services.ts";
import type { Limits } from "../../platform/limits/limits.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";

/** What the api may use of a node: its own, and what the use-cases of each district need. */
export interface Services {
  sql: Sql;
  metrics: Metrics;
  limits: Limits;
  /** What has been made of batches of events for the first socket that they went to. */
  frames: WeakMap<object, readonly string[]>;
  people: PeopleServices;
  chat: ChatServices;
  assistants: AssistantServices;
  models: ModelServices;
  analytics: AnalyticsServices;
}

/** The session cookie of one HTTP request. */
export interface CookieAccess {
  /** What the request brought, or null. */
  value: ShownCookie | null;
  userAgent: string | null;
  /** Sends it (again) with the answer. */
  set(value: string): void;
  /** Has the browser forget it. */
  clear(): void;
  /** What the browser has to be known by (`KnownDevices`), or null. */
  device: string | null;
  /** Sends that with the answer. Goes after `set`, which replaces all cookies of the answer. */
  setDevice(value: string): void;
}

/** Which call of a socket a subscription answers, as its frames name it. */
export interface SocketCall {
  id: number | string;
  jsonrpc: "2.0" | undefined;
}

/** A socket's part in its subscriptions. */
export interface SocketFlow {
  /** 1 while it is open. */
  readonly readyState: number;
  /** Live subscriptions on this socket. */
  subscriptions: number;
  /** Whether it takes a frame that is sent now. */
  readonly hasRoom: boolean;
  /** Nothing when a frame may be sent now; else a promise for when it may, or the socket has closed. */
  turn(): Promise<void> | undefined;
  /**
   * Runs a call when it is its turn, and gives its answer when there is room for it.
   *
   * @throws RequestError `rate_limited` when too many calls wait already
   */
  call<T extends { ok: boolean; data?: unknown }>(run: () => Promise<T>): Promise<T>;
  /** Tells, once tRPC sends an event, which call that answers. */
  onceSent(event: object, tell: (call: SocketCall) => void): void;
  /** The event is not sent any more. */
  forget(event: object): void;
  /** Sends a frame as it is. */
  send(frame: string): void;
}

/** Counts in a subscription of an account (as `accountOf` has it), and gives what counts it out again. @throws RequestError `rate_limited` */
export type OpenStream = (account: string) => () => void;

/** Runs one of a batch's calls. @throws RequestError `too_large` where the answers before fill the batch */
export type RunInBatch = <T extends { ok: boolean; data?: unknown }>(
  call: () => Promise<T>,
) => Promise<T>;

/** What tRPC hands to every procedure. Made once per HTTP request and once per socket. */
export interface RequestContext {
  services: Services;
  /** For the log and for the person who reports an error. */
  requestId: string;
  /** Where the call comes from, as far as the connection and trusted proxies tell. */
  address: string;
  /** Who calls, as of a moment ago; null without a credential. A promise when it has to be looked up. */
  authenticate(): Viewer | null | Promise<Viewer | null>;
  openStream: OpenStream;
  /** For the pages of a subscription of this account's. */
  takePage: (account: string) => Promise<Disposable>;
  /** For the calls of one HTTP batch; null for a call by itself, and on a socket. */
  batch: RunInBatch | null;
  /** Null on a socket. */
  cookie: CookieAccess | null;
  /** Null over HTTP. */
  socket: SocketFlow | null;
}

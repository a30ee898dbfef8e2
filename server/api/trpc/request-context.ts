import type { Sql } from "postgres";
import type { AnalyticsServices } from "../../analytics/analytics-services.ts";
import type { AssistantServices } from "../../assistants/assistant-services.ts";
import type { ChatServices } from "../../chat/chat-services.ts";
import type { ModelServices } from "../../models/model-services.ts";
import type { Viewer } from "../../people/auth/viewer.ts";
import type { ShownCookie } from "../../people/auth/session-cookie.ts";
import type { PeopleServices } from "../../people/people-services.ts";
import type { PushServices } from "../../push/push-services.ts";
import type { Limits } from "../../platform/limits/limits.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import type { Tracer } from "../../platform/tracing/tracer.ts";

/** The services that the API needs from a node, by district. */
export interface Services {
  sql: Sql;
  metrics: Metrics;
  tracer: Tracer;
  limits: Limits;
  /** Frames made for batches of events, shared by all sockets that send the same batch. */
  frames: WeakMap<object, readonly string[]>;
  people: PeopleServices;
  chat: ChatServices;
  assistants: AssistantServices;
  models: ModelServices;
  analytics: AnalyticsServices;
  push: PushServices;
}

/** The cookies of one HTTP request. */
export interface CookieAccess {
  /** The session cookie of the request, or null. */
  value: ShownCookie | null;
  userAgent: string | null;
  /** Sets or renews the session cookie in the response. */
  set(value: string): void;
  /** Deletes the session cookie. */
  clear(): void;
  /** The device cookie (`KnownDevices`), or null. */
  device: string | null;
  /** Sets the device cookie. Call it after `set`, which replaces all cookies of the response. */
  setDevice(value: string): void;
  /** Sets the cookie of a sign-in with an identity provider (`attempt-cookie.ts`). */
  setAttempt(secret: string): void;
}

/** The call of a socket that a subscription answers, as in its frames. */
export interface SocketCall {
  id: number | string;
  jsonrpc: "2.0" | undefined;
}

/** The socket of a subscription. */
export interface SocketFlow {
  /** 1 while it is open. */
  readonly readyState: number;
  /** Live subscriptions on this socket. */
  subscriptions: number;
  /** Whether a frame would be accepted now. */
  readonly hasRoom: boolean;
  /**
   * Undefined when a frame may be sent now; otherwise a promise for its turn or the socket's end.
   */
  turn(): Promise<void> | undefined;
  /**
   * Runs a call when it is its turn, and returns its result once there is room for it.
   *
   * @throws RequestError `rate_limited` when too many calls are queued
   */
  call<T extends { ok: boolean; data?: unknown }>(run: () => Promise<T>): Promise<T>;
  /** Calls back when tRPC sends an event, with the call that it answers. */
  onceSent(event: object, tell: (call: SocketCall) => void): void;
  /** The event will not be sent. */
  forget(event: object): void;
  /** Sends a raw frame. */
  send(frame: string): void;
}

/**
 * Counts a subscription of an account (see `accountOf`), and returns a function that removes it
 * from the count. @throws RequestError `rate_limited`
 */
export type OpenStream = (account: string) => () => void;

/**
 * Runs one call of a batch. @throws RequestError `too_large` when earlier results fill the batch
 */
export type RunInBatch = <T extends { ok: boolean; data?: unknown }>(
  call: () => Promise<T>,
) => Promise<T>;

/** The context of procedures. Created once per HTTP request and once per socket. */
export interface RequestContext {
  services: Services;
  /** For the log and for error reports. */
  requestId: string;
  /** IP address of the call, as far as the connection and trusted proxies tell. */
  address: string;
  /**
   * The viewer, recently checked; null without valid credentials. A promise when it has to be
   * looked up.
   */
  authenticate(): Viewer | null | Promise<Viewer | null>;
  openStream: OpenStream;
  /** Room for a page of an account's subscription. */
  takePage: (account: string) => Promise<Disposable>;
  /** Limits an HTTP batch; null for single calls and on sockets. */
  batch: RunInBatch | null;
  /** Null on a socket. */
  cookie: CookieAccess | null;
  /** Null over HTTP. */
  socket: SocketFlow | null;
}

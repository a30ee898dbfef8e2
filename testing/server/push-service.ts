import { createPublicKey, verify } from "node:crypto";
import { newId } from "../../shared/ids.ts";
import { type PushMessage, pushMessageSchema } from "../../shared/push.ts";
import { decryptPush, newReceiver, type PushReceiver } from "./push-receiver.ts";

/** How the service answers a push; each tells what it does by its name. */
export type PushAnswer =
  | { status: number; headers?: Record<string, string> }
  | "slow"
  | "endless body"
  | "cut";

/** A push as it arrived. */
export interface ArrivedPush {
  message: PushMessage;
  headers: Headers;
  /** The claims of the signature, which was right. */
  claims: { aud: string; exp: number; sub: string };
  /** The server's public key. */
  serverKey: string;
  bytes: number;
}

/** A browser of a test, as far as its subscription goes. */
export interface PushBrowser {
  endpoint: string;
  keys: PushReceiver["keys"];
  /** Decrypted pushes in the order of arrival, refused ones too. */
  arrived: ArrivedPush[];
  /** Resolves with the push of this number, from 0. */
  push(index: number): Promise<ArrivedPush>;
}

/** A push service of a test. */
export interface TestPushService extends AsyncDisposable {
  origin: string;
  newBrowser(): Promise<PushBrowser>;
  /** The answers to the next pushes; later ones are taken (201). */
  answers: PushAnswer[];
}

/** Starts a push service on this machine. Each push has to be decrypted and verified to count. */
export function startPushService(options: { tls?: Bun.TLSOptions } = {}): TestPushService {
  const browsers = new Map<string, { receiver: PushReceiver; hear: (push: ArrivedPush) => void }>();
  const answers: PushAnswer[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    ...(options.tls ? { tls: options.tls } : {}),
    async fetch(request) {
      const to = browsers.get(new URL(request.url).pathname);
      if (!to || request.method !== "POST") return new Response(null, { status: 404 });
      to.hear(await readPush(request, to.receiver));
      return answerWith(answers.shift() ?? { status: 201 });
    },
  });
  const { origin } = server.url;
  return {
    origin,
    answers,
    async newBrowser() {
      const receiver = await newReceiver();
      const path = `/push/${newId("message")}`;
      const arrived: ArrivedPush[] = [];
      const awaited = new Map<number, (push: ArrivedPush) => void>();
      const hear = (push: ArrivedPush) => {
        arrived.push(push);
        awaited.get(arrived.length - 1)?.(push);
      };
      browsers.set(path, { receiver, hear });
      return {
        endpoint: origin + path,
        keys: receiver.keys,
        arrived,
        push(index) {
          const here = arrived[index];
          if (here) return Promise.resolve(here);
          return new Promise((resolve) => void awaited.set(index, resolve));
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await server.stop(true);
    },
  };
}

function answerWith(answer: PushAnswer): Response | Promise<Response> {
  if (answer === "slow") return new Promise(() => {});
  if (answer === "cut") throw new Error("the connection is cut");
  if (answer !== "endless body") return new Response(null, answer);
  const piece = new Uint8Array(65_536);
  const pull = (controller: ReadableStreamDefaultController) => controller.enqueue(piece);
  return new Response(new ReadableStream({ pull }), { status: 201 });
}

async function readPush(request: Request, receiver: PushReceiver): Promise<ArrivedPush> {
  const { headers } = request;
  const body = new Uint8Array(await request.arrayBuffer());
  const plain = await decryptPush(receiver, body);
  const [, token = "", serverKey = ""] =
    /^vapid t=([^,]+), k=([\w-]+)$/.exec(headers.get("authorization") ?? "") ?? [];
  return {
    message: pushMessageSchema.parse(JSON.parse(Buffer.from(plain).toString("utf8"))),
    headers,
    claims: verifyVapid(token, serverKey),
    serverKey,
    bytes: body.length,
  };
}

/** Verifies an ES256 signature with Node's own cryptography. @throws Error when it is wrong */
function verifyVapid(token: string, serverKey: string): ArrivedPush["claims"] {
  const point = Buffer.from(serverKey, "base64url");
  const half = (from: number) => point.subarray(from, from + 32).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", x: half(1), y: half(33) };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const [head = "", claims = "", signature = ""] = token.split(".");
  const isRight = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  const { alg, typ } = JSON.parse(Buffer.from(head, "base64url").toString());
  if (!isRight || alg !== "ES256" || typ !== "JWT") throw new Error("the signature is wrong");
  return JSON.parse(Buffer.from(claims, "base64url").toString());
}

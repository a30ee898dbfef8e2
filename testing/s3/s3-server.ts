import { createHash, randomBytes } from "node:crypto";
import { isSignedWith, keyIdOf } from "./s3-signature.ts";

/** What is stored under a key. */
interface StoredObject {
  bytes: Uint8Array<ArrayBuffer>;
  modified: Date;
}

/** An upload in parts that is neither completed nor aborted. */
interface OpenUpload {
  key: string;
  parts: Map<number, Uint8Array<ArrayBuffer>>;
}

/** A request as the server has understood it. */
export interface S3Request {
  method: string;
  bucket: string;
  key: string;
  query: URLSearchParams;
}

/** A server that speaks S3's protocol, with one bucket and one access key. Disposing stops it. */
export interface S3Server extends AsyncDisposable {
  endpoint: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  objects: Map<string, StoredObject>;
  uploads: Map<string, OpenUpload>;
  /** All requests so far, oldest first. */
  requests: S3Request[];
  /** Called before a request is answered; an answer that it returns is sent instead. */
  onRequest: (request: S3Request) => Response | undefined | Promise<Response | undefined>;
}

/** Keys of a page of a listing; S3 has 1,000. */
const pageKeys = 5;

/** Starts an S3-compatible server: puts, parts, gets with ranges, heads, deletes and listings. */
export function startS3Server(): S3Server {
  const state: Omit<S3Server, "endpoint" | typeof Symbol.asyncDispose> = {
    bucket: "kept",
    accessKeyId: "AKIATESTKEY",
    secretAccessKey: randomBytes(16).toString("hex"),
    objects: new Map(),
    uploads: new Map(),
    requests: [],
    onRequest: () => undefined,
  };
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    maxRequestBodySize: 1024 ** 3,
    fetch: (request) => answer(state, request),
  });
  return Object.assign(state, {
    endpoint: `http://127.0.0.1:${server.port}`,
    [Symbol.asyncDispose]: () => server.stop(true),
  });
}

type State = Omit<S3Server, "endpoint" | typeof Symbol.asyncDispose>;

async function answer(state: State, request: Request): Promise<Response> {
  const { pathname, searchParams: query } = new URL(request.url);
  const [, bucket = "", ...rest] = pathname.split("/").map(decodeURIComponent);
  const read: S3Request = { method: request.method, bucket, key: rest.join("/"), query };
  if (keyIdOf(request) !== state.accessKeyId) return refusal(403, "InvalidAccessKeyId");
  if (!isSignedWith(request, state.secretAccessKey)) return refusal(403, "SignatureDoesNotMatch");
  if (bucket !== state.bucket) return refusal(404, "NoSuchBucket");
  state.requests.push(read);
  const other = await state.onRequest(read);
  if (other) return other;
  if (read.key === "") return list(state, query);
  const { method } = read;
  if (method === "POST" && query.has("uploads")) return beginUpload(state, read.key);
  if (query.has("uploadId")) return continueUpload(state, read, request);
  if (method === "PUT") {
    store(state, read.key, await request.bytes());
    return new Response(null, { headers: { etag: '"1"' } });
  }
  if (method === "DELETE") {
    state.objects.delete(read.key);
    return new Response(null, { status: 204 });
  }
  return send(state, read, request.headers.get("range"));
}

function beginUpload({ uploads }: State, key: string): Response {
  const id = crypto.randomUUID();
  uploads.set(id, { key, parts: new Map() });
  return xml(
    `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
  );
}

async function continueUpload(
  state: State,
  { method, query, key }: S3Request,
  request: Request,
): Promise<Response> {
  const id = query.get("uploadId") ?? "";
  const upload = state.uploads.get(id);
  if (!upload) return refusal(404, "NoSuchUpload");
  if (method === "PUT") {
    const bytes = await request.bytes();
    upload.parts.set(Number(query.get("partNumber")), bytes);
    return new Response(null, { headers: { etag: etagOf(bytes) } });
  }
  state.uploads.delete(id);
  if (method === "DELETE") return new Response(null, { status: 204 });
  const named = [...(await request.text()).matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)];
  const parts = named.map(([, number]) => upload.parts.get(Number(number)));
  if (parts.includes(undefined)) return refusal(400, "InvalidPart");
  store(state, key, Buffer.concat(parts.filter((part) => part !== undefined)));
  return xml(`<CompleteMultipartUploadResult><ETag>"1"</ETag></CompleteMultipartUploadResult>`);
}

function store({ objects }: State, key: string, bytes: Uint8Array<ArrayBuffer>): void {
  objects.set(key, { bytes, modified: new Date() });
}

function send({ objects }: State, { method, key }: S3Request, range: string | null): Response {
  const object = objects.get(key);
  if (!object)
    return method === "HEAD" ? new Response(null, { status: 404 }) : refusal(404, "NoSuchKey");
  const { bytes, modified } = object;
  const headers = { etag: etagOf(bytes), "last-modified": modified.toUTCString() };
  if (method === "HEAD")
    return new Response(null, { headers: { ...headers, "content-length": String(bytes.length) } });
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === undefined) return new Response(bytes, { headers });
  const end = to ? Number(to) + 1 : bytes.length;
  return new Response(bytes.subarray(Number(from), end), { status: 206, headers });
}

/** A page of a listing, in the order of S3: by the bytes of the key. */
function list({ objects, bucket }: State, query: URLSearchParams): Response {
  const prefix = query.get("prefix") ?? "";
  const after = query.get("continuation-token") ?? query.get("start-after") ?? "";
  const keys = [...objects.keys()]
    .filter((key) => key.startsWith(prefix) && key > after)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const page = keys.slice(0, pageKeys);
  const isTruncated = keys.length > page.length;
  const rows = page.map((key) => {
    const object = objects.get(key);
    return `<Contents><Key>${escaped(key)}</Key><LastModified>${object?.modified.toISOString()}</LastModified><ETag>"1"</ETag><Size>${object?.bytes.length}</Size></Contents>`;
  });
  const next = isTruncated
    ? `<NextContinuationToken>${escaped(page.at(-1) ?? "")}</NextContinuationToken>`
    : "";
  return xml(
    `<ListBucketResult><Name>${bucket}</Name><KeyCount>${page.length}</KeyCount><IsTruncated>${isTruncated}</IsTruncated>${next}${rows.join("")}</ListBucketResult>`,
  );
}

function etagOf(bytes: Uint8Array): string {
  return `"${createHash("md5").update(bytes).digest("hex")}"`;
}

function refusal(status: number, code: string): Response {
  return xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`, status);
}

function xml(body: string, status = 200): Response {
  const text = `<?xml version="1.0" encoding="UTF-8"?>${body}`;
  return new Response(text, { status, headers: { "content-type": "application/xml" } });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

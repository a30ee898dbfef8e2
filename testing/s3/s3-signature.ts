import { createHash, createHmac } from "node:crypto";

/** What a request says of its signature. */
interface Signed {
  keyId: string;
  scope: string;
  headers: string[];
  signature: string;
}

/** The access key that a request names; null when it is not signed by AWS Signature Version 4. */
export function keyIdOf(request: Request): string | null {
  return read(request)?.keyId ?? null;
}

/**
 * Whether a request is signed with this secret, by AWS Signature Version 4 in the header
 * `Authorization` (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 */
export function isSignedWith(request: Request, secret: string): boolean {
  const signed = read(request);
  if (!signed) return false;
  const { scope, headers, signature } = signed;
  const canonical = [
    request.method,
    canonicalPath(request),
    canonicalQuery(new URL(request.url).searchParams),
    ...headers.map((name) => `${name}:${request.headers.get(name)?.trim() ?? ""}`),
    "",
    headers.join(";"),
    request.headers.get("x-amz-content-sha256") ?? "",
  ].join("\n");
  const text = [
    "AWS4-HMAC-SHA256",
    request.headers.get("x-amz-date") ?? "",
    scope,
    createHash("sha256").update(canonical).digest("hex"),
  ].join("\n");
  const key = scope
    .split("/")
    .reduce((last: string | Buffer, part) => hmac(last, part), `AWS4${secret}`);
  return hmac(key, text).toString("hex") === signature;
}

function read(request: Request): Signed | null {
  const header = request.headers.get("authorization") ?? "";
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  if (!found) return null;
  const [, keyId = "", scope = "", headers = "", signature = ""] = found;
  return { keyId, scope, headers: headers.split(";"), signature };
}

/** The path as it was sent, each segment encoded once. */
function canonicalPath(request: Request): string {
  const { pathname } = new URL(request.url);
  return pathname.split("/").map(decodeURIComponent).map(encoded).join("/");
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join("&");
}

/** As RFC 3986 has it. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

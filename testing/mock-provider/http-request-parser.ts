/** A whole HTTP/1.1 request. Header names are in lower case. */
export interface HttpRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A request that this parser does not support; the mock answers 400. */
export class HttpSyntaxError extends Error {
  override readonly name = "HttpSyntaxError";
}

interface Head {
  method: string;
  path: string;
  headers: Record<string, string>;
  bodyStart: number;
  bodyLength: number;
}

function parseHead(buffer: Buffer): Head | null {
  const end = buffer.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const [requestLine = "", ...lines] = buffer.toString("latin1", 0, end).split("\r\n");
  const [method = "", path = ""] = requestLine.split(" ");
  if (!path.startsWith("/"))
    throw new HttpSyntaxError(`not a request line: ${requestLine.slice(0, 80)}`);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  if (headers["transfer-encoding"])
    throw new HttpSyntaxError("request bodies need a content-length");
  const bodyLength = Number(headers["content-length"] ?? "0");
  if (!Number.isSafeInteger(bodyLength))
    throw new HttpSyntaxError("content-length is not a number");
  return { method, path, headers, bodyStart: end + 4, bodyLength };
}

/** Collects bytes into requests, of which several may follow one another on a connection. */
export class HttpRequestParser {
  #parts: Buffer[] = [];
  #size = 0;
  #head: Head | null = null;

  feed(bytes: Uint8Array): void {
    this.#parts.push(Buffer.from(bytes));
    this.#size += bytes.length;
  }

  /** Takes the next whole request; null until more bytes have come. Throws `HttpSyntaxError`. */
  next(): HttpRequest | null {
    if (this.#head && this.#size < this.#head.bodyStart + this.#head.bodyLength) return null;
    const buffer = Buffer.concat(this.#parts);
    this.#parts = [buffer];
    this.#head ??= parseHead(buffer);
    if (!this.#head) return null;
    const { method, path, headers, bodyStart, bodyLength } = this.#head;
    const end = bodyStart + bodyLength;
    if (buffer.length < end) return null;
    this.#parts = [buffer.subarray(end)];
    this.#size = buffer.length - end;
    this.#head = null;
    return { method, path, headers, body: buffer.toString("utf8", bodyStart, end) };
  }
}

/** The keys of a subscription, as the browser gives them: base64url. */
export interface ReceiverKeys {
  /** The browser's public key: an uncompressed point of P-256, 65 bytes. */
  p256dh: string;
  /** Its authentication secret: 16 bytes. */
  auth: string;
}

/** What is made anew for each message. */
export interface SenderSecrets {
  /** For ECDH on P-256. */
  keys: CryptoKeyPair;
  /** 16 bytes. */
  salt: Uint8Array<ArrayBuffer>;
}

const curve = { name: "ECDH", namedCurve: "P-256" } as const;
/** The whole message is one record (RFC 8291, section 4); this is the most that services must take. */
const recordSize = 4_096;
/** Ends the last record (RFC 8188, section 2). */
const lastRecord = 2;
/** Record, header of 86 bytes, tag of 16 and the delimiter together are at most 4,096 bytes. */
export const longestPayload = recordSize - 86 - 16 - 1;

/**
 * Encrypts a message for a browser, so that the push service between cannot read it: `aes128gcm`
 * (RFC 8188) with keys as for web push (RFC 8291).
 *
 * @param plain at most `longestPayload` bytes
 * @returns the body of the request
 * @throws Error when the subscription's keys are not valid
 */
export async function encryptPayload(
  plain: Uint8Array<ArrayBuffer>,
  receiver: ReceiverKeys,
  secrets?: SenderSecrets,
): Promise<Uint8Array> {
  const { keys, salt } = secrets ?? (await newSecrets());
  const receiverKey = fromBase64(receiver.p256dh);
  const senderKey = new Uint8Array(await crypto.subtle.exportKey("raw", keys.publicKey));
  const shared = await deriveShared(keys.privateKey, receiverKey);
  const info = join([ascii("WebPush: info\0"), receiverKey, senderKey]);
  const material = await expand(shared, { salt: fromBase64(receiver.auth), info, bytes: 32 });
  const keyInfo = ascii("Content-Encoding: aes128gcm\0");
  const nonceInfo = ascii("Content-Encoding: nonce\0");
  const key = await expand(material, { salt, info: keyInfo, bytes: 16 });
  const iv = await expand(material, { salt, info: nonceInfo, bytes: 12 });
  const cipher = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const record = join([plain, Uint8Array.of(lastRecord)]);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, cipher, record);
  const size = new DataView(new ArrayBuffer(4));
  size.setUint32(0, recordSize);
  const header = [salt, new Uint8Array(size.buffer), Uint8Array.of(senderKey.length), senderKey];
  return join([...header, new Uint8Array(sealed)]);
}

/** Whether these can be a browser's keys: a point of the curve, and a secret of 16 bytes. */
export async function areReceiverKeys({ p256dh, auth }: ReceiverKeys): Promise<boolean> {
  if (fromBase64(auth).length !== 16) return false;
  return crypto.subtle.importKey("raw", fromBase64(p256dh), curve, false, []).then(
    () => true,
    () => false,
  );
}

async function newSecrets(): Promise<SenderSecrets> {
  const keys = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  return { keys, salt: crypto.getRandomValues(new Uint8Array(16)) };
}

async function deriveShared(
  privateKey: CryptoKey,
  receiverKey: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const receiver = await crypto.subtle.importKey("raw", receiverKey, curve, false, []);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: "ECDH", public: receiver }, privateKey, 256),
  );
}

/** HKDF with SHA-256 (RFC 5869). */
async function expand(
  material: Uint8Array<ArrayBuffer>,
  {
    salt,
    info,
    bytes,
  }: { salt: Uint8Array<ArrayBuffer>; info: Uint8Array<ArrayBuffer>; bytes: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", material, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 8 * bytes));
}

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(pieces));
}

function ascii(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "base64url"));
}

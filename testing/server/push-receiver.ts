import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from "node:crypto";

/**
 * A browser's side of a subscription. Its cryptography is Node's, not the Web's, so that it shares
 * no code and no mistake with what it checks.
 */
export interface PushReceiver {
  ecdh: ECDH;
  keys: { p256dh: string; auth: string };
}

/** Makes the keys of a subscription. */
export async function newReceiver(): Promise<PushReceiver> {
  const ecdh = createECDH("prime256v1");
  const p256dh = ecdh.generateKeys().toString("base64url");
  return { ecdh, keys: { p256dh, auth: randomBytes(16).toString("base64url") } };
}

/**
 * Decrypts the body of a push message (RFC 8291 and 8188).
 *
 * @throws Error when it was not encrypted for this receiver
 */
export async function decryptPush(
  { ecdh, keys }: PushReceiver,
  body: Uint8Array,
): Promise<Uint8Array> {
  const bytes = Buffer.from(body);
  const salt = bytes.subarray(0, 16);
  const keyLength = bytes.readUInt8(20);
  const sender = bytes.subarray(21, 21 + keyLength);
  const shared = ecdh.computeSecret(sender);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), sender]);
  const material = hkdf(shared, { salt: Buffer.from(keys.auth, "base64url"), info, bytes: 32 });
  const key = hkdf(material, {
    salt,
    info: Buffer.from("Content-Encoding: aes128gcm\0"),
    bytes: 16,
  });
  const nonce = hkdf(material, { salt, info: Buffer.from("Content-Encoding: nonce\0"), bytes: 12 });
  const sealed = bytes.subarray(21 + keyLength);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(sealed.subarray(-16));
  const record = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = record.lastIndexOf(2);
  if (bytes.readUInt32BE(16) !== 4_096 || end === -1) throw new Error("not one whole record");
  return record.subarray(0, end);
}

function hkdf(
  material: Buffer,
  { salt, info, bytes }: { salt: Buffer; info: Buffer; bytes: number },
): Buffer {
  return Buffer.from(hkdfSync("sha256", material, salt, info, bytes));
}

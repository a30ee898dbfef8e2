import { expect, test } from "bun:test";
import { decryptPush, newReceiver } from "../../testing/server/push-receiver.ts";
import { areReceiverKeys, encryptPayload, longestPayload } from "./encrypt-payload.ts";

const curve = { name: "ECDH", namedCurve: "P-256" } as const;

test("the example of RFC 8291, section 5 and appendix A, byte by byte", async () => {
  const receiver = {
    p256dh:
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth: "BTBZMqHH6r4Tts7J_aSIgg",
  };
  const senderPublic =
    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
  const point = Buffer.from(senderPublic, "base64url");
  const half = (from: number) => point.subarray(from, from + 32).toString("base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: half(1),
    y: half(33),
    d: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
  };
  const keys = {
    privateKey: await crypto.subtle.importKey("jwk", jwk, curve, false, ["deriveBits"]),
    publicKey: await crypto.subtle.importKey("raw", point, curve, true, []),
  };
  const salt = new Uint8Array(Buffer.from("DGv6ra1nlYgDCS1FRnbzlw", "base64url"));
  const plain = new TextEncoder().encode("When I grow up, I want to be a watermelon");
  const body = await encryptPayload(plain, receiver, { keys, salt });
  expect(Buffer.from(body).toString("base64url")).toBe(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
});

test("a browser reads what was encrypted for it, up to the longest; no two bodies are the same", async () => {
  const receiver = await newReceiver();
  for (const length of [0, 1, longestPayload]) {
    const plain = new TextEncoder().encode("é".repeat(length).slice(0, length));
    const cut = plain.slice(0, length);
    const [one, other] = [
      await encryptPayload(cut, receiver.keys),
      await encryptPayload(cut, receiver.keys),
    ];
    expect(one.length).toBe(length + 103);
    expect(Buffer.from(one)).not.toEqual(Buffer.from(other));
    expect(Buffer.from(await decryptPush(receiver, one))).toEqual(Buffer.from(cut));
  }
  expect(longestPayload + 103).toBe(4_096);
});

test("keys that are no keys are recognised", async () => {
  const { keys } = await newReceiver();
  expect(await areReceiverKeys(keys)).toBe(true);
  const wrong = [
    { ...keys, auth: "" },
    { ...keys, auth: Buffer.alloc(17).toString("base64url") },
    { ...keys, p256dh: "" },
    { ...keys, p256dh: Buffer.alloc(65, 4).toString("base64url") },
    { ...keys, p256dh: keys.p256dh.slice(0, -4) },
  ];
  for (const each of wrong) expect(await areReceiverKeys(each)).toBe(false);
});

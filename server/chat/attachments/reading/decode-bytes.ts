/** The upper halves of IBM's code pages for Latin script, which decoders of the web do not know. */
const upperHalves: Readonly<Record<string, string>> = {
  cp850:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
  cp852:
    "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0",
};

/**
 * Decodes bytes; undefined when they are not in this encoding.
 *
 * @param encoding a label of the Encoding Standard, `cp850` or `cp852`
 * @param hasMore whether the bytes may end within a character
 */
export function decodeBytes(
  bytes: Uint8Array,
  encoding: string,
  hasMore: boolean,
): string | undefined {
  const upperHalf = upperHalves[encoding];
  if (upperHalf !== undefined)
    return Buffer.from(bytes)
      .toString("latin1")
      .replace(/[\x80-\xff]/g, (byte) => upperHalf.charAt(byte.charCodeAt(0) - 0x80));
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: hasMore });
  } catch {
    return undefined;
  }
}

/** For each part that is no UTF-8, a damaged text has at least so many characters that are. */
const leastWhole = 4;

/**
 * Decodes UTF-8 of which a few bytes are damaged, such as a log that several programs wrote, or a
 * file that ends within a character; undefined for what is more probably another encoding.
 */
export function decodeDamagedUtf8(bytes: Uint8Array, hasMore: boolean): string | undefined {
  const text = new TextDecoder("utf-8").decode(bytes, { stream: hasMore });
  const damaged = text.match(/\ufffd/g)?.length ?? 0;
  const whole = (text.match(/\P{ASCII}/gu)?.length ?? 0) - damaged;
  return whole >= leastWhole * damaged ? text : undefined;
}

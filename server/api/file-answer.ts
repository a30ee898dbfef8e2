import { notFound } from "../platform/errors.ts";

/** Uploads are served as data, whatever type they claim. */
export function dataHeaders(mimeType: string): Record<string, string> {
  return { "content-type": mimeType, "x-content-type-options": "nosniff" };
}

/** The `Content-Disposition` header as in RFC 6266 and RFC 8187. */
export function saveAs(name: string): Record<string, string> {
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (mark) => {
    return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return { "content-disposition": `attachment; filename*=UTF-8''${encoded}` };
}

/**
 * Fails if fewer than `size` bytes come, so that a file deleted meanwhile does not look complete.
 */
export function toStream(
  parts: AsyncGenerator<Uint8Array, void>,
  { size, broken }: { size: number; broken: (error: unknown) => void },
): ReadableStream<Uint8Array> {
  let left = size;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await parts.next();
        if (done && left > 0) throw notFound("attachment");
        if (done) return controller.close();
        left -= value.length;
        controller.enqueue(new Uint8Array(value));
      } catch (error) {
        broken(error);
        controller.error(error);
      }
    },
    cancel: () => void parts.return(),
  });
}

import { brandImageKinds } from "../../../shared/brand-images.ts";
import { findImage } from "../../people/branding/brand-image-store.ts";
import type { PeopleServices } from "../../people/people-services.ts";

/** Nothing that an SVG holds is loaded or run, also where its address is opened. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** A picture of the server, which anyone may see. */
export async function brandImage(
  people: Pick<PeopleServices, "db" | "branding">,
  request: Request,
  pathname: string,
): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD")
    return new Response("Method not allowed", { status: 405, headers: { allow: "GET, HEAD" } });
  const kind = brandImageKinds.find((each) => pathname === `/brand/${each}`);
  const image = kind ? await findImage(people, kind) : null;
  if (!image) return new Response("Not found", { status: 404 });
  const isNamed = new URL(request.url).searchParams.get("v") === image.version;
  return new Response(Buffer.from(image.base64, "base64"), {
    headers: {
      "content-type": image.type,
      "content-security-policy": policy,
      "cache-control": isNamed ? "public, max-age=31536000, immutable" : "no-cache",
    },
  });
}

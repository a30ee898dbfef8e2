import { expect, test } from "bun:test";
import { isServerPath } from "../../../shared/server-paths.ts";
import { isMailPath } from "./mail-page.ts";
import { isOwnPath } from "./own-paths.ts";

const parts = [
  ..."api assets chart connect-model dev diagram docs export favicon.svg frame import livez mail".split(
    " ",
  ),
  ..."metrics openapi.json page readyz s settings shr_1 sign-in sw.js t trpc v1 x".split(" "),
];
const known = (
  "/livez /readyz /metrics /export /trpc /trpc/x /api/x /v1/x /openapi.json /docs/api /s/shr_1 " +
  "/import/x /frame/page /frame/diagram /frame/chart /dev/mail /dev/mail/ /dev/mail/mail_1/html"
).split(" ");
const paths = ["/", ...known, ...parts.flatMap((one) => pathsUnder(`/${one}`))];

function pathsUnder(path: string): string[] {
  return [path, `${path}/`, `${path}x`, ...parts.map((part) => `${path}/${part}`)];
}

test("browsers know which paths the server answers itself", () => {
  const own = paths.filter((path) => isOwnPath(path) || isMailPath(path));
  expect(paths.filter(isServerPath)).toEqual(own);
  expect(own).toEqual(expect.arrayContaining(known));
  for (const path of ["/", "/t/x", "/settings", "/sign-in", "/sw.js"])
    expect(own).not.toContain(path);
});

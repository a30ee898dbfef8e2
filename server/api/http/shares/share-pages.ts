import { createHash } from "node:crypto";
import type { Brand } from "../../../../shared/brand.ts";
import { shownPasswordSchema } from "../../../../shared/account.ts";
import { pickLocale } from "../../../../shared/locale.ts";
import { maxPasswordLength } from "../../../../shared/limits.ts";
import { shareSlugSchema } from "../../../../shared/share.ts";
import { escapeHtml } from "../../../../web/documents/escape.ts";
import { type OpenShare, openShare, type ShareReader } from "../../../chat/shares/open-share.ts";
import { readCopyPage } from "../../../chat/shares/read-copy.ts";
import type { CookieScope } from "../../../people/auth/cookie-scope.ts";
import { findSession } from "../../../people/auth/find-session.ts";
import { readSessionCookie } from "../../../people/auth/session-cookie.ts";
import { RequestError } from "../../../platform/errors.ts";
import { limitHeaders } from "../../../platform/limits/limit-headers.ts";
import { acceptedLanguages } from "../../accepted-languages.ts";
import type { SocketDeps } from "../websocket.ts";
import {
  addressOf,
  renderCopy,
  renderNotice,
  shareStyleOf,
  type ShareView,
  shareWords,
} from "./render-share.ts";
import { passwordCookieOf, readPasswordCookie } from "./password-cookie.ts";
import type { ShareGrants } from "../../../chat/shares/share-grants.ts";
import type { RenderedPages } from "./rendered-pages.ts";
import { answerFile } from "./share-file.ts";

/** Dependencies of the pages. */
export interface SharePageDeps extends SocketDeps {
  cookies: CookieScope;
  origin: string;
  /** The path that the server is below; empty at the root. */
  basePath: string;
  /** The request's path below that. */
  pathname: string;
  /** IP address of the request. */
  address: string;
  rendered: RenderedPages;
}

/** What a request asks for. */
interface SharePath {
  slug: string;
  /** Null for the page itself. */
  file: { attachmentId: string; isPreview: boolean } | null;
}

/** Nothing is loaded but pictures of this server; no script runs. */
function policyOf(brand: Brand): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${createHash("sha256").update(shareStyleOf(brand)).digest("base64")}'`,
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * The pages of links to chats, for readers without the app: the copy, its files, and the form for a
 * password. Reading is all that they allow.
 */
export async function answerShare(deps: SharePageDeps, request: Request): Promise<Response> {
  const accepted = acceptedLanguages(request.headers.get("accept-language"));
  const locale = pickLocale(accepted);
  const { origin, basePath } = deps;
  const brand = await deps.services.people.branding.current();
  const view = { locale, region: regionOf(accepted, locale), origin, basePath, brand };
  const path = readPath(deps.pathname);
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead && !(request.method === "POST" && path?.file === null))
    return new Response("Method not allowed", {
      status: 405,
      headers: { allow: "GET, HEAD, POST" },
    });
  try {
    await deps.services.limits.takeByAddress("sharePage", deps.address);
    if (!path) return gone(view);
    return await answer(deps, { request, path, view });
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (error.code === "rate_limited" || error.code === "unavailable") return busy(view, error);
    return gone(view);
  }
}

interface Asked {
  request: Request;
  path: SharePath;
  view: ShareView;
}

async function answer(deps: SharePageDeps, { request, path, view }: Asked): Promise<Response> {
  const { db, sql, sharing, shareGrants } = deps.services.chat;
  const reader = await readerOf(deps, request);
  const opened = await openShare(db, sharing, { slug: path.slug, reader });
  if (opened === null) return gone(view);
  if (opened === "sign_in") return path.file ? gone(view) : signIn(view, path.slug);
  const cookie = readPasswordCookie(request.headers.get("cookie"));
  const hasEntered = shareGrants.isGood(cookie ?? "", { kind: "password", share: opened });
  if (opened.needsPassword && !hasEntered) {
    if (path.file) return gone(view);
    if (request.method === "POST") return tryPassword(deps, { request, view }, opened);
    return passwordForm(view, { slug: path.slug, problem: null });
  }
  if (request.method === "POST") return seeOther(addressOf(view, path.slug));
  if (path.file) return answerFile(deps, opened, { ...path.file, url: new URL(request.url) });
  const page = pageOf(new URL(request.url));
  const rendered = await deps.rendered.get(
    { shareId: opened.id, key: keyOf(opened, { view, page, grants: shareGrants }) },
    async () => {
      const copy = await readCopyPage(sql, opened.id, page);
      return copy && renderCopy(opened, copy, { ...view, grants: shareGrants, page });
    },
  );
  return rendered === null ? gone(view) : html(view, rendered);
}

/** The reader by the session cookie, which the page's request carries. */
async function readerOf(
  { services, viewers, cookies }: SharePageDeps,
  request: Request,
): Promise<ShareReader> {
  const cookie = readSessionCookie(request.headers.get("cookie"), cookies);
  const session = await findSession(services.people.db, cookie);
  // A disabled account has no viewer.
  const viewer = session && (await viewers.current(session.id));
  return { userId: viewer?.userId ?? null, isGuest: session?.isGuest ?? true };
}

async function tryPassword(
  { services, address, cookies }: SharePageDeps,
  { request, view }: { request: Request; view: ShareView },
  share: OpenShare,
): Promise<Response> {
  const w = shareWords(view.locale).password;
  const { limits, people, chat } = services;
  // A form of another site may not try passwords.
  const site = request.headers.get("sec-fetch-site") ?? "same-origin";
  const form = new URLSearchParams(await request.text());
  const { data: password } = shownPasswordSchema.safeParse(form.get("password"));
  if (site !== "same-origin" || password === undefined)
    return passwordForm(view, { slug: share.slug, problem: w.wrong });
  try {
    await limits.takeByAddress("sharePasswordByNetwork", address, share.id);
    await limits.takeByAddress("sharePasswordByAddress", address);
    await limits.take("sharePasswordByLink", share.id);
  } catch (error) {
    if (!(error instanceof RequestError) || error.code !== "rate_limited") throw error;
    const refusal = passwordForm(view, { slug: share.slug, problem: w.wait });
    return new Response(refusal.body, {
      status: 429,
      headers: [...refusal.headers, ...Object.entries(limitHeaders([error]))],
    });
  }
  if (!(await people.passwords.verify(password, share.passwordHash)))
    return passwordForm(view, { slug: share.slug, problem: w.wrong });
  const path = addressOf(view, share.slug);
  const response = seeOther(path);
  const value = chat.shareGrants.give({ kind: "password", share });
  const seconds = chat.shareGrants.validSeconds.password;
  response.headers.append(
    "set-cookie",
    passwordCookieOf({ path, value, seconds, secure: cookies.secure }),
  );
  return response;
}

function readPath(pathname: string): SharePath | null {
  const [, slug = "", attachmentId, preview] =
    /^\/s\/([^/]{22})(?:\/files\/(atc_[0-9a-f]{32})(\/preview)?)?$/.exec(pathname) ?? [];
  if (!shareSlugSchema.safeParse(slug).success) return null;
  if (attachmentId === undefined) return { slug, file: null };
  return { slug, file: { attachmentId, isPreview: preview !== undefined } };
}

/** The first preferred tag of the language with a region; the language if there is none. */
function regionOf(accepted: readonly string[], locale: string): string {
  const tag = accepted.find((each) => /^[a-z]{2}-[a-z]{2}$/i.test(each) && each.startsWith(locale));
  return tag !== undefined && Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0 ? tag : locale;
}

function pageOf(url: URL): number {
  const page = url.searchParams.get("page") ?? "";
  return /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1;
}

/** Everything that a rendered page depends on: the copy, and what the page signs. */
function keyOf(
  share: OpenShare,
  { view, page, grants }: { view: ShareView; page: number; grants: ShareGrants },
): string {
  const { id, audience, updatedAt } = share;
  const signed = (["continue", "file"] as const).map((kind) => grants.give({ kind, share }));
  return [
    id,
    updatedAt.toISOString(),
    audience,
    page,
    view.locale,
    view.region,
    view.origin,
    JSON.stringify(view.brand),
    ...signed,
  ].join(" ");
}

function signIn(view: ShareView, slug: string): Response {
  const w = shareWords(view.locale).signIn;
  const link = `<nav><a class="button" href="${view.basePath}/sign-in#next=${slug}">${escapeHtml(w.action)}</a></nav>`;
  const body = `<p>${escapeHtml(w.text)}</p>${link}`;
  return html(view, renderNotice(view, { title: w.title, body }), 401);
}

function passwordForm(
  view: ShareView,
  { slug, problem }: { slug: string; problem: string | null },
): Response {
  const w = shareWords(view.locale).password;
  const told =
    problem === null
      ? ""
      : `<p class="problem" id="problem" role="alert">${escapeHtml(problem)}</p>`;
  const marks = problem === null ? "" : ' aria-invalid="true" aria-describedby="problem"';
  const body = `<form method="post" action="${addressOf(view, slug)}"><label for="password">${escapeHtml(w.label)}</label><div><input id="password" name="password" type="password" required maxlength="${maxPasswordLength}" autocomplete="off" autofocus${marks}><button>${escapeHtml(w.submit)}</button></div>${told}</form>`;
  return html(view, renderNotice(view, { title: w.title, body }), problem === null ? 200 : 403);
}

/** The same answer for links that never were, have ended, and are for others. */
function gone(view: ShareView): Response {
  const { title, text } = shareWords(view.locale).gone;
  return html(view, renderNotice(view, { title, body: `<p>${escapeHtml(text)}</p>` }), 404);
}

function busy(view: ShareView, error: RequestError): Response {
  const { title, text } = shareWords(view.locale).tooMany;
  const status = error.code === "unavailable" ? 503 : 429;
  const page = html(
    view,
    renderNotice(view, { title, body: `<p>${escapeHtml(text)}</p>` }),
    status,
  );
  for (const [name, value] of Object.entries(limitHeaders([error]))) page.headers.set(name, value);
  return page;
}

function seeOther(path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: path, "cache-control": "no-store" },
  });
}

function html({ brand }: ShareView, body: string, status = 200): Response {
  return new Response(body, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policyOf(brand),
      // With `no-referrer`, browsers send the form with the origin `null`.
      "referrer-policy": "same-origin",
      "x-robots-tag": "noindex, nofollow",
      "cache-control": "no-store",
      vary: "accept-language, cookie",
    },
  });
}

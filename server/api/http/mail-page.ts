import { type KeptMail, readOutboxFolder } from "../../mail/outbox-folder.ts";

/** Whether a path belongs to the development inbox. */
export function isMailPath(pathname: string): boolean {
  return /^\/dev\/mail(\/|$)/.test(pathname);
}

/**
 * The development inbox: `/dev/mail` lists the stored mails, newest first; `/dev/mail/<id>` shows
 * one as it will look; `/dev/mail/<id>/html` is its HTML alone. In English only, because it is a
 * tool for developers and not part of the product.
 *
 * @param folder of the mails
 * @param of the request's path below the base path, which is empty at the root
 */
export async function mailPage(
  folder: string,
  { pathname, basePath }: { pathname: string; basePath: string },
): Promise<Response> {
  const mails = await readOutboxFolder(folder);
  if (pathname.replace(/\/$/, "") === "/dev/mail")
    return page(basePath, "E-mails", listOf(mails, basePath));
  const [, id, part] = /^\/dev\/mail\/(mail_\w+)(\/html)?$/.exec(pathname) ?? [];
  const mail = mails.find((each) => each.id === id);
  if (!mail) return new Response("No such e-mail.", { status: 404 });
  // Links open outside the frame.
  const framed = mail.html.replace("<head>", '<head><base target="_blank">');
  return part ? html(framed) : page(basePath, mail.subject, shown(mail, basePath));
}

function listOf(mails: readonly KeptMail[], basePath: string): string {
  if (mails.length === 0) return "<p>No e-mails yet. Those that would be sent appear here.</p>";
  const rows = mails.map(
    ({ id, subject, recipient, createdAt }) =>
      `<li><a href="${basePath}/dev/mail/${id}">${escaped(subject)}</a><br><small>${escaped(recipient)}, ${createdAt}</small></li>`,
  );
  return `<ul>${rows.join("")}</ul>`;
}

/** The mail's HTML is in a sandboxed frame whose links open a new tab. */
function shown({ id, recipient, createdAt, text }: KeptMail, basePath: string): string {
  return `<p><a href="${basePath}/dev/mail">All e-mails</a></p>
<p>To ${escaped(recipient)}, ${createdAt}</p>
<iframe title="The e-mail" src="${basePath}/dev/mail/${id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" width="100%" height="560"></iframe>
<h2>As plain text</h2>
<pre>${linked(escaped(text))}</pre>`;
}

function linked(text: string): string {
  return text.replace(/https?:\/\/[^\s<]*[^\s<.,]/g, (url) => `<a href="${url}">${url}</a>`);
}

const style = `
  :root { color-scheme: light dark; background: light-dark(#fff, #121212); color: light-dark(#161616, #ededed); }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
  a { color: light-dark(#0b4fcf, #8fb4ff); }
  li { margin-block: 0.5rem; }
  iframe { border: 1px solid light-dark(#ccc, #444); background: #fff; }
  pre { white-space: pre-wrap; }`;

function page(basePath: string, title: string, body: string): Response {
  return html(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="${basePath}/favicon.svg" type="image/svg+xml"><title>${escaped(title)}</title><style>${style}</style></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`,
  );
}

function html(body: string): Response {
  return new Response(body, {
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}

function escaped(text: string): string {
  return Bun.escapeHTML(text);
}

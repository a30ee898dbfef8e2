/** A browser at a provider: keeps its cookies, and follows redirects by hand. */
export class ProviderVisitor {
  readonly #cookies = new Map<string, string>();

  /**
   * Opens a provider's address, signs in as a person and agrees to everything.
   *
   * @returns where the provider sends the browser in the end, away from itself
   */
  async signIn(url: string, login: string): Promise<URL> {
    const { origin } = new URL(url);
    let at = new URL(url);
    for (let steps = 0; steps < 20; steps++) {
      if (at.origin !== origin) return at;
      const answer = await this.#request(at);
      const location = answer.headers.get("location");
      if (location !== null) {
        at = new URL(location, at);
        continue;
      }
      const page = await answer.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (prompt === undefined) throw new Error(`No form at ${at.pathname}: ${page.slice(0, 500)}`);
      const form = new URLSearchParams({ prompt, login, password: "any" });
      const action = /action="([^"]+)"/.exec(page)?.[1] ?? at.href;
      const next = await this.#request(new URL(action, at), form);
      at = new URL(next.headers.get("location") ?? "/", at);
    }
    throw new Error("The provider goes round in circles.");
  }

  async #request(url: URL, form?: URLSearchParams): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie },
      ...(form ? { method: "POST", body: form } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }
}

import { isObject } from "../../server/platform/narrow.ts";
import type { Key, Tab } from "./tab.ts";

/** Code points that WebDriver has for keys without a character. */
const keyCodes: Record<Key, string> = {
  Enter: "\ue007",
  Escape: "\ue00c",
  End: "\ue010",
  Control: "\ue009",
  k: "k",
};

/** The property that holds the id of an element in WebDriver's messages. */
const elementKey = "element-6066-11e4-a52e-4f735466cecf";

/** Longest wait for an answer, in milliseconds: a page may still be loading. */
const patienceMs = 30_000;

/** A session of a WebDriver server (W3C WebDriver), with the commands that tabs need. */
export class WebDriverSession {
  readonly #url: string;

  private constructor(url: string) {
    this.#url = url;
  }

  /** Starts a browser, which ends with `end`. */
  static async begin(driverUrl: string): Promise<WebDriverSession> {
    const answer = await call(`${driverUrl}/session`, "POST", {
      capabilities: { alwaysMatch: {} },
    });
    if (!isObject(answer) || typeof answer["sessionId"] !== "string")
      throw new Error(`the driver began no session: ${JSON.stringify(answer)}`);
    return new WebDriverSession(`${driverUrl}/session/${answer["sessionId"]}`);
  }

  get(path: string): Promise<unknown> {
    return call(this.#url + path, "GET");
  }

  post(path: string, body: object = {}): Promise<unknown> {
    return call(this.#url + path, "POST", body);
  }

  async end(): Promise<void> {
    await call(this.#url, "DELETE");
  }

  /** The tab of a window handle. */
  tab(handle: string): Tab {
    const run = (script: string) => this.post("/execute/sync", { script, args: [] });
    const here = async <T>(act: () => Promise<T>) => {
      await this.post("/window", { handle });
      return act();
    };
    const find = async (expression: string) => {
      const found = await run(`return ${expression}`);
      if (isObject(found) && typeof found[elementKey] === "string") return found[elementKey];
      throw new Error(`no element: ${expression}`);
    };
    return {
      go: (url) => here(async () => void (await this.post("/url", { url }))),
      reload: () => here(async () => void (await this.post("/refresh"))),
      read: (expression) => here(() => run(`return ${expression}`)),
      click: (element) =>
        here(async () => void (await this.post(`/element/${await find(element)}/click`))),
      type: (text) =>
        here(() => this.#press(Array.from(text).flatMap((key) => [down(key), up(key)]))),
      press: (key, held) =>
        here(() => {
          const pressed = [down(keyCodes[key]), up(keyCodes[key])];
          if (!held) return this.#press(pressed);
          return this.#press([down(keyCodes[held]), ...pressed, up(keyCodes[held])]);
        }),
      choose: (element, path) =>
        here(
          async () =>
            void (await this.post(`/element/${await find(element)}/value`, { text: path })),
        ),
      picture: () =>
        here(async () =>
          Uint8Array.from(Buffer.from(String(await this.get("/screenshot")), "base64")),
        ),
      close: () => here(async () => void (await call(`${this.#url}/window`, "DELETE"))),
    };
  }

  async #press(actions: object[]): Promise<void> {
    await this.post("/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }
}

const down = (value: string) => ({ type: "keyDown", value });
const up = (value: string) => ({ type: "keyUp", value });

/** @throws Error what the driver says that went wrong */
async function call(url: string, method: string, body?: object): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(patienceMs),
  });
  const message: unknown = await answer.json();
  const value = isObject(message) ? message["value"] : null;
  if (answer.ok) return value;
  throw new Error(`${method} ${new URL(url).pathname}: ${JSON.stringify(value)}`);
}

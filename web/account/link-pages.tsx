import { createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import type { RequestErrorCode } from "../../shared/errors.ts";
import { useChat } from "../state/chat.ts";
import { AccountPage, Done } from "./account-page.tsx";
import { AccountReady } from "./account-ready.tsx";
import { checkFilled } from "./check-fields.ts";
import { PasswordField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { takeLinkSecret } from "./link-secret.ts";
import { NextLink } from "./links.tsx";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

/** Uses the link of a registration, on a click, because programs that scan mails open links too. */
export function VerifyEmailPage(): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  const [used, setUsed] = createSignal<{ email: string; userId: string } | null>(null);
  const isHere = () => chat.state().user?.id === used()?.userId;
  return (
    <LinkPage
      title={w("verify.title")}
      intro={w("verify.intro")}
      say={{ forbidden: () => w("verify.forbidden") }}
      elsewhere={w("verify.elsewhere")}
      use={async (secret, password) =>
        setUsed(await chat.client.api.auth.verifyEmail.mutate({ secret, password }))
      }
    >
      <Show when={used()}>
        {(account) => (
          <Show
            when={isHere()}
            fallback={
              <Done text={w("verify.done", account().email)}>
                <NextLink href="/sign-in">{w("signIn.title")}</NextLink>
              </Done>
            }
          >
            <AccountReady title={w("register.done.title")} />
          </Show>
        )}
      </Show>
    </LinkPage>
  );
}

/** Uses the link of a change of address. */
export function ConfirmEmailPage(): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  const [email, setEmail] = createSignal("");
  return (
    <LinkPage
      title={w("confirm.title")}
      intro={w("confirm.intro")}
      say={{ forbidden: () => w("wrong.domain") }}
      use={async (secret) => {
        setEmail((await chat.client.api.account.confirmEmailChange.mutate({ secret })).email);
      }}
    >
      <Done title={w("confirm.done.title")} text={w("confirm.done", email())}>
        <NextLink href="/">{w("action.toChat")}</NextLink>
      </Done>
    </LinkPage>
  );
}

function LinkPage(props: {
  title: string;
  intro: string;
  /** Uses the link; the password is null unless it was asked for. */
  use: (secret: string, password: string | null) => Promise<unknown>;
  /** Why another browser has to give the password; without it, none is asked for. */
  elsewhere?: string;
  /** Messages for refusals that mean something specific here. */
  say?: Partial<Record<RequestErrorCode, () => string>>;
  /** Shown once the link was used. */
  children: JSX.Element;
}): JSX.Element {
  const w = useAccountWords();
  const problem = useProblem();
  const secret = takeLinkSecret();
  const [done, setDone] = createSignal(false);
  const [password, setPassword] = createSignal<string | null>(null);
  const form = createForm<"password">({
    check: () => ({ password: problem(checkFilled(password() ?? "not asked for")) }),
    async send() {
      try {
        await props.use(secret, password());
      } catch (cause) {
        const isAsked = toRequestError(cause).code === "wrong_credentials" && props.elsewhere;
        if (!isAsked || password() !== null) throw cause;
        setPassword("");
        return;
      }
      setDone(true);
    },
    fieldOf: { wrong_credentials: "password" },
    say: { wrong_credentials: () => w("wrong.password"), ...props.say },
  });
  return (
    <AccountPage title={props.title}>
      <Switch>
        <Match when={secret === ""}>
          <p class="mt-2">{w("link.missing")}</p>
        </Match>
        <Match when={done()}>{props.children}</Match>
        <Match when={!done()}>
          <p class="mt-2 text-muted">{props.intro}</p>
          <form class="mt-6 flex flex-col gap-4" noValidate onSubmit={form.submit}>
            <Show when={password() !== null}>
              <div ref={focusField}>
                <PasswordField
                  label={w("field.password")}
                  hint={props.elsewhere ?? ""}
                  autocomplete="current-password"
                  value={password() ?? ""}
                  onInput={setPassword}
                  problem={form.problem("password")}
                />
              </div>
            </Show>
            <FormEnd form={form} label={w("verify.submit")} />
          </form>
        </Match>
      </Switch>
    </AccountPage>
  );
}

/** Takes the person to a field that a click has made appear. */
function focusField(around: HTMLElement): void {
  queueMicrotask(() => around.querySelector("input")?.focus());
}

import { type Accessor, createSignal, type JSX, Show } from "solid-js";
import { type RequestError, toRequestError } from "../../client/request-error.ts";
import type { RequestErrorCode } from "../../shared/errors.ts";
import { Button } from "../ui/button.tsx";
import { Refusal } from "./refusal.tsx";
import { useAccountWords } from "./words/account-words.ts";

/** Error messages of fields before anything is sent. */
type Problems<Field extends string> = Partial<Record<Field, (() => string) | undefined>>;

interface FormOptions<Field extends string> {
  check: () => Problems<Field>;
  send: () => Promise<unknown>;
  /** The field that a refusal concerns; all others concern the whole form. */
  fieldOf?: Partial<Record<RequestErrorCode, Field>>;
  /** Messages for refusals that mean something specific here. */
  say?: Partial<Record<RequestErrorCode, () => string>>;
}

/** A form that is submitted once at a time, keeps its input, and shows errors where they belong. */
export interface Form<Field extends string> {
  pending: Accessor<boolean>;
  /** The error message of a field, if any. */
  problem(field: Field): JSX.Element;
  /** The error message of the whole form. */
  refusal(): JSX.Element;
  submit(event: SubmitEvent): void;
  /** Shows the errors of the fields without sending anything. */
  check(): void;
}

export function createForm<Field extends string>(options: FormOptions<Field>): Form<Field> {
  const [pending, setPending] = createSignal(false);
  const [problems, setProblems] = createSignal<Problems<Field>>({});
  const [error, setError] = createSignal<RequestError | null>(null);
  const fieldOf = (refused: RequestError) => options.fieldOf?.[refused.code];
  const sentence = (refused: RequestError) => (
    <Refusal error={refused} say={options.say?.[refused.code]} />
  );

  async function send(form: HTMLFormElement): Promise<void> {
    const found = options.check();
    setProblems(() => found);
    setError(null);
    if (!Object.values(found).some(Boolean)) {
      setPending(true);
      try {
        await options.send();
      } catch (cause) {
        setError(toRequestError(cause));
      } finally {
        setPending(false);
      }
    }
    focusFirstProblem(form);
  }

  return {
    pending,
    problem(field) {
      const found = problems()[field];
      if (found) return found();
      const refused = error();
      return refused && fieldOf(refused) === field ? sentence(refused) : undefined;
    },
    refusal() {
      const refused = error();
      return refused && fieldOf(refused) === undefined ? sentence(refused) : undefined;
    },
    check: () => setProblems(() => options.check()),
    submit(event) {
      event.preventDefault();
      if (!pending() && event.currentTarget instanceof HTMLFormElement)
        void send(event.currentTarget);
    },
  };
}

function focusFirstProblem(form: HTMLFormElement): void {
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

/** The end of a form: the error message of the whole form, and the submit button. */
export function FormEnd(props: {
  form: Form<never> | { pending: Accessor<boolean>; refusal(): JSX.Element };
  label: string;
  look?: "primary" | "plain" | "danger";
  class?: string;
}): JSX.Element {
  const w = useAccountWords();
  return (
    <>
      <div role="alert" class="text-sm text-danger empty:hidden">
        <Show when={props.form.refusal()}>{(sentence) => <p>{sentence()}</p>}</Show>
      </div>
      <Button
        type="submit"
        look={props.look ?? "primary"}
        class={props.class ?? "w-full"}
        aria-disabled={props.form.pending()}
      >
        {props.form.pending() ? w("action.working") : props.label}
      </Button>
    </>
  );
}

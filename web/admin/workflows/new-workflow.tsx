import { useNavigate } from "@solidjs/router";
import { createSignal, type JSX } from "solid-js";
import type { WorkflowDraft } from "../../../shared/workflow.ts";
import { defaultWorkflowSettings, workflowLimits } from "../../../shared/workflow-rules.ts";
import { TextField } from "../../account/field.tsx";
import { createForm, FormEnd } from "../../account/form.tsx";
import { Section } from "../../account/section.tsx";
import { useAccountWords } from "../../account/words/account-words.ts";
import { useChat } from "../../state/chat.ts";
import { useWorkflowWords } from "./words/workflow-words.ts";

/** Creates an assistant with just a name, and opens its page. */
export function NewWorkflow(): JSX.Element {
  const w = useWorkflowWords();
  const account = useAccountWords();
  const chat = useChat();
  const navigate = useNavigate();
  const [name, setName] = createSignal("");
  const [ownId, setOwnId] = createSignal<string | null>(null);
  const id = () => ownId() ?? idFor(name());
  const form = createForm<"name" | "id">({
    check: () => ({
      name:
        name().trim() === "" || name().trim().length > workflowLimits.name
          ? () => account("wrong.name")
          : undefined,
      id: /^wf_[A-Za-z0-9_-]{1,64}$/.test(id()) ? undefined : () => w("new.id.wrong"),
    }),
    async send() {
      const definition = blankDraft(name().trim());
      await chat.client.api.admin.workflows.create.mutate({ id: id(), definition });
      navigate(`/admin/workflows/${id()}`);
    },
    fieldOf: { conflict: "id" },
    say: { conflict: () => w("new.id.taken") },
  });
  return (
    <Section title={w("new.title")}>
      <form class="mt-4 flex max-w-sm flex-col gap-4" noValidate onSubmit={form.submit}>
        <TextField
          label={w("new.name")}
          autocomplete="off"
          value={name()}
          onInput={setName}
          problem={form.problem("name")}
        />
        <TextField
          label={w("new.id")}
          hint={w("new.id.hint")}
          autocomplete="off"
          value={id()}
          onInput={(text) => setOwnId(text.trim())}
          problem={form.problem("id")}
        />
        <FormEnd form={form} label={w("new.submit")} class="self-start" />
      </form>
    </Section>
  );
}

/** Longest id derived from a name, without the prefix. */
const longestId = 40;

/** A readable id: the name's letters and digits. */
function idFor(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, "_").slice(0, longestId);
  return `wf_${words.replace(/^_+|(?<!_)_+$/g, "")}`;
}

function blankDraft(name: string): WorkflowDraft {
  const none = { en: "", fr: "", es: "" };
  const texts = { greeting: none, placeholder: none, starters: [] };
  return { ...defaultWorkflowSettings, name, model: null, instructions: "", ...texts };
}

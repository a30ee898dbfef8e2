import { createSignal, type Signal } from "solid-js";
import type { ChatApi } from "../../../client/connect.ts";
import { type RequestError, toRequestError } from "../../../client/request-error.ts";
import type { EditedWorkflow } from "../../../shared/workflow.ts";
import { downloadJson } from "./download-json.ts";
import type { DraftSaving } from "./draft-saving.ts";
import type { Editor } from "./editor-context.ts";

export interface EditorActionsOptions {
  initial: EditedWorkflow;
  workflows: ChatApi["admin"]["workflows"];
  saving: DraftSaving;
  editor: Editor;
}

/** A message in the current language. */
type Sentence = () => string;

/** Whether to show the server's draft instead of the one on the screen. */
type Shows = (now: EditedWorkflow) => boolean;

/**
 * Actions on a workflow besides editing its draft. One runs at a time, and then shows the server's
 * state.
 */
export class EditorActions {
  readonly #options: EditorActionsOptions;
  readonly #workflow: Signal<EditedWorkflow>;
  readonly #busy = createSignal(false);
  readonly #notice = createSignal<Sentence>(() => "");
  readonly #error = createSignal<RequestError | null>(null);

  constructor(options: EditorActionsOptions) {
    this.#options = options;
    this.#workflow = createSignal(options.initial);
  }

  /** The workflow after the last action. */
  readonly workflow = () => this.#workflow[0]();
  readonly busy = () => this.#busy[0]();
  /** A message about what was just done, or "". */
  readonly notice = () => this.#notice[0]()();
  /** Why the last action was refused. */
  readonly error = () => this.#error[0]();

  /** Publishes the draft, or shows what is missing. */
  publish(): void {
    const { saving, workflows, editor } = this.#options;
    editor.showMissing();
    if (editor.missing().length > 0 || editor.hasMarks()) return;
    void this.#run(async () => {
      if (!(await saving.flush())) return undefined;
      const call = () =>
        workflows.publish.mutate({ ...this.#id(), draftRevision: saving.revision() });
      const { version } = await this.#after(call, () => false);
      return () => editor.w("publish.done", version);
    });
  }

  discard(): void {
    const { saving, workflows, editor } = this.#options;
    const call = () =>
      workflows.discardDraft.mutate({ ...this.#id(), draftRevision: saving.revision() });
    void this.#run(async () => {
      await this.#after(call, () => true);
      return () => editor.w("discard.done");
    });
  }

  /** Publishes an older version again. A draft stays as it is. */
  rollBack(version: number): void {
    const { saving, workflows, editor } = this.#options;
    const call = () => workflows.rollBack.mutate({ ...this.#id(), version });
    void this.#run(async () => {
      if (!(await saving.flush())) return undefined;
      const published = await this.#after(call, ({ hasDraft }) => !hasDraft);
      return () => editor.w("versions.rolledBack", version, published.version);
    });
  }

  setArchived(isArchived: boolean): void {
    const { workflows, editor } = this.#options;
    const call = () => workflows.archive.mutate({ ...this.#id(), isArchived });
    void this.#run(async () => {
      await this.#after(call, () => false);
      return () => editor.w(isArchived ? "archive.done" : "archive.undone");
    });
  }

  /** Downloads it as a file, as shown on the screen. */
  exportFile(): void {
    const { saving, workflows } = this.#options;
    void this.#run(async () => {
      if (!(await saving.flush())) return;
      const { id } = this.#id();
      downloadJson(`${id}.json`, await workflows.export.query({ id }));
    });
  }

  /** Resolves a conflict by overwriting the other change. */
  keepMine(): void {
    void this.#run(() => this.#options.saving.keepMine());
  }

  /** Resolves a conflict by showing the other change. */
  takeTheirs(): void {
    void this.#run(() => this.#options.saving.alone(() => this.#refresh(() => true)));
  }

  #id(): { id: string } {
    return { id: this.#options.initial.id };
  }

  async #run(task: () => Promise<Sentence | void>): Promise<void> {
    if (this.busy()) return;
    this.#busy[1](true);
    this.#notice[1](() => () => "");
    this.#error[1](null);
    try {
      const done = await task();
      if (done) this.#notice[1](() => done);
    } catch (cause) {
      const error = toRequestError(cause);
      this.#options.saving.refuse(error.fields);
      this.#error[1](error);
    } finally {
      this.#busy[1](false);
    }
  }

  #after<T>(call: () => Promise<T>, shows: Shows): Promise<T> {
    return this.#options.saving.alone(async () => {
      const answer = await call();
      await this.#refresh(shows);
      return answer;
    });
  }

  async #refresh(shows: Shows): Promise<void> {
    const { workflows, saving } = this.#options;
    const now = await workflows.get.query(this.#id());
    this.#workflow[1](now);
    if (shows(now)) saving.replace(now);
    else saving.adopt(now.draftRevision);
  }
}

import { createSignal, type Signal } from "solid-js";
import { type RequestError, toRequestError } from "../../../client/request-error.ts";
import type { WorkflowDraft } from "../../../shared/workflow.ts";
import { sameJson } from "./same-json.ts";

/** Pause in typing before the draft is saved, in milliseconds. */
const saveAfterMs = 700;

/** Pause before a retry when the server could not be reached, in milliseconds. */
const retryAfterMs = 3_000;

/**
 * `refused`: the server rejected the draft; the next change is tried again.
 * `failed`: the server could not be reached; retried automatically.
 * `conflict`: another editor has changed the draft; the user decides.
 */
export type SaveState = "saved" | "saving" | "failed" | "refused" | "conflict";

/** A draft as stored on the server. */
export interface StoredDraft {
  definition: WorkflowDraft;
  draftRevision: number;
}

export interface DraftSavingOptions {
  /**
   * Saves a draft based on a revision. Returns the new revision; rejects with the server's refusal.
   */
  save(draftRevision: number, definition: WorkflowDraft): Promise<number>;
  load(): Promise<StoredDraft>;
  /** Whether the draft is valid enough to be saved; errors are shown elsewhere. */
  isSound(definition: WorkflowDraft): boolean;
  /** Runs a task later; returns a function that cancels it. */
  schedule(task: () => void, delayMs: number): () => void;
}

/** Saves a draft while it is edited, one call at a time, always the latest state. */
export class DraftSaving {
  readonly #options: DraftSavingOptions;
  readonly #draft: Signal<WorkflowDraft>;
  readonly #revision: Signal<number>;
  readonly #state = createSignal<SaveState>("saved");
  readonly #refused = createSignal<readonly string[]>([]);
  readonly #replaced = createSignal(0);
  #stored: WorkflowDraft;
  /** Sent and possibly saved: its response was lost. */
  #unsure: WorkflowDraft | null = null;
  #underWay: Promise<void> | null = null;
  #callOff: (() => void) | null = null;

  constructor(initial: StoredDraft, options: DraftSavingOptions) {
    this.#options = options;
    this.#draft = createSignal(initial.definition);
    this.#revision = createSignal(initial.draftRevision);
    this.#stored = initial.definition;
  }

  /** The draft on the screen. */
  readonly draft = () => this.#draft[0]();
  readonly state = () => this.#state[0]();
  readonly revision = () => this.#revision[0]();
  /** Paths that the server rejected. */
  readonly refused = () => this.#refused[0]();
  /** Incremented when the whole draft is replaced, so that fields are redrawn. */
  readonly replaced = () => this.#replaced[0]();

  change(patch: Partial<WorkflowDraft>): void {
    const next = this.#draft[1]((before) => ({ ...before, ...patch }));
    if (this.state() === "conflict") return;
    // The call in progress may carry another state.
    const isSaved = this.#underWay === null && this.#isStored(next);
    if (isSaved && this.state() === "refused") this.#refused[1]([]);
    this.#state[1](isSaved ? "saved" : "saving");
    this.#saveLater(saveAfterMs);
  }

  /** Saves now. Resolves to whether everything is on the server. */
  async flush(): Promise<boolean> {
    this.#callOff?.();
    this.#callOff = null;
    if (this.#underWay) await this.#underWay;
    if (this.state() === "saved") return true;
    if (this.state() === "conflict") return false;
    if (this.#isStored(this.draft())) {
      this.#state[1]("saved");
      return true;
    }
    if (!this.#options.isSound(this.draft())) {
      this.#state[1]("refused");
      return false;
    }
    // Another caller may have started in the meantime.
    this.#underWay ??= this.#saveOnce().finally(() => {
      this.#underWay = null;
    });
    await this.#underWay;
    return this.state() === "saved";
  }

  /**
   * Resolves a conflict by overwriting the other change. Rejects when the server cannot be reached.
   */
  async keepMine(): Promise<void> {
    this.#revision[1]((await this.#options.load()).draftRevision);
    this.#state[1]("saving");
    await this.flush();
  }

  /** Shows another draft instead, such as the server's. */
  replace({ definition, draftRevision }: StoredDraft): void {
    this.#callOff?.();
    this.#stored = definition;
    this.#unsure = null;
    this.#draft[1](() => definition);
    this.adopt(draftRevision);
    this.#refused[1]([]);
    this.#state[1]("saved");
    this.#replaced[1]((count) => count + 1);
  }

  /** The server's revision changed without a change of the draft. */
  adopt(draftRevision: number): void {
    this.#revision[1](draftRevision);
  }

  /** The server rejects these fields, although it saved them. */
  refuse(fields: readonly string[]): void {
    this.#refused[1](fields);
  }

  /** Runs another change of the draft while no save is in progress. */
  async alone<T>(task: () => Promise<T>): Promise<T> {
    while (this.#underWay) await this.#underWay;
    const run = task();
    this.#underWay = run.then(nothing, nothing).finally(() => {
      this.#underWay = null;
    });
    return run;
  }

  /** Stops saving automatically. */
  close(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #isStored(draft: WorkflowDraft): boolean {
    return this.#unsure === null && sameJson(draft, this.#stored);
  }

  #saveLater(delayMs: number): void {
    this.#callOff?.();
    this.#callOff = this.#options.schedule(() => void this.flush(), delayMs);
  }

  async #saveOnce(): Promise<void> {
    const sent = this.draft();
    const page = this.replaced();
    this.#state[1]("saving");
    try {
      const saved = await this.#options.save(this.revision(), sent);
      if (page === this.replaced()) this.#take(saved, sent);
    } catch (cause) {
      if (page === this.replaced()) await this.#fail(toRequestError(cause), sent);
    }
  }

  #take(saved: number, sent: WorkflowDraft): void {
    this.#stored = sent;
    this.#unsure = null;
    this.adopt(saved);
    this.#refused[1]([]);
    const isStored = this.#isStored(this.draft());
    this.#state[1](isStored ? "saved" : "saving");
    if (!isStored) this.#saveLater(0);
  }

  async #fail(error: RequestError, sent: WorkflowDraft): Promise<void> {
    switch (error.code) {
      case "conflict":
        return this.#settleConflict(sent);
      case "unavailable":
        this.#unsure = sent;
        return this.#failFor(error.retryAfterMs ?? retryAfterMs);
      case "rate_limited":
        return this.#failFor(error.retryAfterMs ?? retryAfterMs);
      default:
        this.#refused[1](error.fields.map((path) => path.replace(/^definition\./, "")));
        this.#state[1]("refused");
    }
  }

  #failFor(delayMs: number): void {
    this.#state[1]("failed");
    this.#saveLater(delayMs);
  }

  /**
   * A lost response looks like another editor's change; so does a version published beside the
   * draft.
   */
  async #settleConflict(sent: WorkflowDraft): Promise<void> {
    try {
      const now = await this.#options.load();
      const own = [sent, this.#unsure, this.#stored].find((each) => sameJson(now.definition, each));
      if (own) this.#take(now.draftRevision, own);
      else this.#state[1]("conflict");
    } catch {
      // The next attempt finds out who changed it.
      this.#failFor(retryAfterMs);
    }
  }
}

function nothing(): void {}

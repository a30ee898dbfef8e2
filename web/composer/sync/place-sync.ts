import { type RequestError, toRequestError } from "../../../client/request-error.ts";
import type { Draft, SavedDraft } from "../../../shared/draft.ts";
import { maxDraftLength } from "../../../shared/limits.ts";
import type { Schedule } from "../drafts.ts";
import { contentOf, type DraftContent, fingerprint, isEmpty, isWithin } from "./draft-content.ts";
import type { Standing } from "./standing.ts";

/** Pause in typing before a draft is saved, in milliseconds. */
export const saveAfterMs = 600;

/** Least time between two saves, in milliseconds: many pauses are shorter than this. */
export const saveEveryMs = 2_000;

/** For this long after a key a draft from elsewhere does not change the field, in milliseconds. */
export const typingMs = 3_000;

/** Pause before a save that failed is tried again, in milliseconds. */
const retryMs = 5_000;

/** One draft on this device. */
export interface DraftDevice {
  read(): DraftContent;
  /** Shows a draft of another device. */
  show(draft: Draft): void;
  /** Shows a draft of another device before what was written here without a connection to it. */
  merge(draft: Draft): void;
  save(content: DraftContent & { revision: number }): Promise<SavedDraft>;
  recall(): Standing | null;
  remember(standing: Standing): void;
  /** A save from here replaces this draft of another device, of which parts would be lost. */
  onReplaced(draft: Draft): void;
  schedule: Schedule;
  /** Milliseconds of a clock that only runs forward. */
  now(): number;
}

/** Keeps one draft the same on this device and the server. */
export interface PlaceSync {
  /** The draft may have changed here. */
  changed(): void;
  /** The server's draft. */
  told(draft: Draft): void;
  /** Saves without waiting for a pause: the page may go away. */
  flush(): void;
  /** Saves what is left, and shows nothing more. */
  close(): void;
}

const nothing = fingerprint({ text: "", files: [] });

/**
 * The last device that pauses in typing wins, and never silently: a save names the revision that it
 * replaces, and if another device was faster, its draft is offered here. A draft that arrives while
 * nothing here is unsaved just appears.
 */
class Sync implements PlaceSync {
  readonly #device: DraftDevice;
  #standing: Standing | null;
  /** Arrived during a save, or while the user types. */
  #waiting: Draft | null = null;
  #isSaving = false;
  #isClosed = false;
  #typedAt = Number.NEGATIVE_INFINITY;
  #savedAt = Number.NEGATIVE_INFINITY;
  /** The content of the last change, so that what is shown does not count as typed. */
  #seen: string;
  #cancel: () => void = () => undefined;

  constructor(device: DraftDevice) {
    this.#device = device;
    this.#standing = device.recall();
    this.#seen = this.#print();
  }

  changed(): void {
    const print = this.#print();
    if (print === this.#seen || this.#isClosed) return;
    this.#seen = print;
    this.#typedAt = this.#device.now();
    this.#plan();
  }

  told(draft: Draft): void {
    if (this.#isClosed) return;
    if (this.#isSaving) {
      this.#waiting = draft;
      return;
    }
    const { revision } = this.#standing ?? { revision: -1 };
    // The server has forgotten it: what is here is saved anew.
    if (draft.revision === 0 && revision > 0) this.#standing = { revision: 0, print: nothing };
    else if (draft.revision > revision) this.#meet(draft);
    if (this.#isChanged()) this.#plan();
  }

  flush(): void {
    this.#cancel();
    if (!this.#isSaving && this.#isChanged()) void this.#save();
  }

  close(): void {
    this.flush();
    this.#isClosed = true;
  }

  #meet(draft: Draft): void {
    const content = contentOf(draft);
    const print = fingerprint(content);
    const isFirst = this.#standing === null;
    const wasChanged = this.#isChanged();
    const isTyping = this.#device.now() - this.#typedAt < typingMs;
    if (isTyping && (isFirst || !wasChanged) && print !== this.#print()) {
      this.#waiting = draft;
      this.#plan(typingMs);
      return;
    }
    this.#standing = { revision: draft.revision, print };
    this.#device.remember(this.#standing);
    if (!wasChanged) this.#show(() => this.#device.show(draft));
    else if (isEmpty(content) || isWithin(content, this.#device.read())) return;
    else if (isFirst) this.#show(() => this.#device.merge(draft));
    else this.#device.onReplaced(draft);
  }

  #show(show: () => void): void {
    show();
    this.#seen = this.#print();
  }

  #print(): string {
    return fingerprint(this.#device.read());
  }

  #isChanged(): boolean {
    return this.#print() !== (this.#standing?.print ?? nothing);
  }

  /** Does what is due after a pause: saves, or shows what has arrived. */
  #plan(atLeastMs = 0): void {
    this.#cancel();
    if (this.#isClosed) return;
    const now = this.#device.now();
    const isSent = isEmpty(this.#device.read());
    const pauseMs = Math.max(saveAfterMs, this.#savedAt + saveEveryMs - now);
    const dueMs = this.#isChanged() ? (isSent ? 0 : pauseMs) : this.#typedAt + typingMs - now;
    this.#cancel = this.#device.schedule(() => this.#act(), Math.max(0, dueMs, atLeastMs));
  }

  #act(): void {
    if (this.#isSaving) return;
    if (this.#isChanged()) void this.#save();
    else this.#takeWaiting();
  }

  #takeWaiting(): void {
    const draft = this.#waiting;
    this.#waiting = null;
    if (draft) this.told(draft);
  }

  async #save(): Promise<void> {
    const content = this.#device.read();
    if (content.text.length > maxDraftLength) return;
    this.#isSaving = true;
    this.#savedAt = this.#device.now();
    try {
      const revision = this.#standing?.revision ?? 0;
      const saved = await this.#device.save({ ...content, revision });
      this.#isSaving = false;
      if (saved.isSaved) this.#saved({ revision: saved.revision, print: fingerprint(content) });
      else this.told(saved.draft);
    } catch (cause) {
      this.#isSaving = false;
      this.#failed(toRequestError(cause));
    }
  }

  #saved(standing: Standing): void {
    this.#standing = standing;
    this.#device.remember(standing);
    this.#takeWaiting();
    if (!this.#isChanged()) return;
    // What was written during the save before the draft was left.
    if (this.#isClosed) void this.#save();
    else this.#plan();
  }

  /** The text stays in the browser, and in the field. */
  #failed({ code, retryAfterMs = 0 }: RequestError): void {
    if (code !== "invalid_input") this.#plan(Math.max(retryMs, retryAfterMs));
  }
}

export function createPlaceSync(device: DraftDevice): PlaceSync {
  const sync = new Sync(device);
  return {
    changed: () => sync.changed(),
    told: (draft) => sync.told(draft),
    flush: () => sync.flush(),
    close: () => sync.close(),
  };
}

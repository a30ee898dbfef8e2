import type { FailureReason } from "../frame-message.ts";

/** A chart that cannot be drawn, for a reason that the app says in words. */
export class ChartFailure extends Error {
  readonly reason: FailureReason;

  /** @param detail the address of the reason `address`, or the message of `wrong` */
  constructor(reason: FailureReason, detail = "") {
    super(detail);
    this.reason = reason;
  }
}

/** Any error as a message of the frame. */
export function failedMessage(error: unknown) {
  const reason = error instanceof ChartFailure ? error.reason : "wrong";
  const detail = error instanceof Error ? error.message : String(error);
  return { type: "failed", reason, detail: detail.slice(0, 600) } as const;
}

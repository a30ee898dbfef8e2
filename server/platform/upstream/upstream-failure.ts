/** Why another server gave no usable answer: the cause of an `unavailable` error, for the log. */
export class UpstreamFailure extends Error {
  override readonly name = "UpstreamFailure";
  readonly kind: "unreached" | "status" | "unreadable";
  /** The HTTP status if it is the reason. */
  readonly status: number | undefined;

  constructor(
    kind: UpstreamFailure["kind"],
    message: string,
    options?: { status?: number; cause?: unknown },
  ) {
    super(message, { cause: options?.cause });
    this.kind = kind;
    this.status = options?.status;
  }
}

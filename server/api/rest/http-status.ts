import type { RequestErrorCode } from "../../../shared/errors.ts";

/** The HTTP status of each refusal. */
export const httpStatuses = {
  unauthenticated: 401,
  forbidden: 403,
  model_unavailable: 403,
  not_found: 404,
  invalid_input: 400,
  conflict: 409,
  wrong_credentials: 403,
  invalid_link: 400,
  weak_password: 400,
  account_disabled: 403,
  rate_limited: 429,
  too_large: 413,
  storage_full: 413,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<RequestErrorCode, number>;

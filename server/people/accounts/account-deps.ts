import type { Passwords } from "./passwords.ts";
import type { MailWay } from "../../../shared/account.ts";
import type { KnownDevices } from "../auth/known-devices.ts";
import type { OneTimeSecrets } from "../auth/one-time-secrets.ts";
import type { SessionDeps } from "../auth/use-auth-session.ts";
import type { MailJobs } from "../../mail/mail-queues.ts";
import type { Limits } from "../../platform/limits/limits.ts";

/** Dependencies of the account use-cases. */
export interface AccountDeps extends SessionDeps {
  jobs: MailJobs;
  limits: Limits;
  links: OneTimeSecrets;
  knownDevices: KnownDevices;
  passwords: Passwords;
  mailWay: MailWay;
}

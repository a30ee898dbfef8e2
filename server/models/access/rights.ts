import type { Access } from "../../../shared/access.ts";

/** What decides which connections a user may use. */
export interface Rights {
  role: "user" | "admin";
  isGuest: boolean;
}

/** The rights that everyone has. */
export const guestRights: Rights = { role: "user", isGuest: true };

/** Whether a user may use what has this access rule. */
export function mayUse(access: Access, { role, isGuest }: Rights): boolean {
  switch (access) {
    case "everyone":
      return true;
    case "registered":
      return role === "admin" || !isGuest;
    case "admins":
      return role === "admin";
  }
}

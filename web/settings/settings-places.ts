import type { IconName } from "../ui/icons.tsx";
import type { SettingsWords } from "./words/en.ts";

/** A page of the settings or the administration. */
export interface SettingsPlace {
  path: string;
  /** Key of its name. */
  label: keyof SettingsWords & `place.${string}`;
  icon: IconName;
  /** Whether guests have nothing to set there. */
  needsAccount: boolean;
}

/** The settings, in the order of the navigation. */
export const settingsPlaces: readonly SettingsPlace[] = [
  { path: "/settings", label: "place.general", icon: "settings", needsAccount: false },
  { path: "/settings/account", label: "place.account", icon: "user", needsAccount: false },
  { path: "/settings/personal", label: "place.personal", icon: "pencil", needsAccount: false },
  { path: "/settings/prompts", label: "place.prompts", icon: "document", needsAccount: false },
  {
    path: "/settings/notifications",
    label: "place.notifications",
    icon: "bell",
    needsAccount: false,
  },
  { path: "/settings/devices", label: "place.devices", icon: "device", needsAccount: true },
  { path: "/settings/keys", label: "place.keys", icon: "key", needsAccount: true },
  { path: "/settings/shares", label: "place.shares", icon: "share", needsAccount: true },
  { path: "/settings/data", label: "place.data", icon: "document", needsAccount: false },
];

/** What admins manage. */
export const adminPlaces: readonly SettingsPlace[] = [
  { path: "/admin/analytics", label: "place.analytics", icon: "chart", needsAccount: true },
  { path: "/admin/users", label: "place.users", icon: "users", needsAccount: true },
  { path: "/admin/entry", label: "place.entry", icon: "door", needsAccount: true },
  { path: "/admin/branding", label: "place.branding", icon: "drop", needsAccount: true },
  { path: "/admin/workflows", label: "place.assistants", icon: "spark", needsAccount: true },
  { path: "/admin/connections", label: "place.connections", icon: "plug", needsAccount: true },
  { path: "/admin/audit", label: "place.audit", icon: "eye", needsAccount: true },
  { path: "/admin/jobs", label: "place.jobs", icon: "clock", needsAccount: true },
];

import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the settings' navigation and of the general settings, in English. */
export const en = {
  "settings.title": "Settings",
  "admin.title": "Administration",
  "place.general": "General",
  "place.account": "Account",
  "place.personal": "Personalisation",
  "place.prompts": "Prompts",
  "place.notifications": "Notifications",
  "place.devices": "Devices",
  "place.keys": "API keys",
  "place.shares": "Shared links",
  "place.data": "Your data",
  "place.analytics": "Analytics",
  "place.users": "Users",
  "place.entry": "Registration",
  "place.branding": "Branding",
  "place.assistants": "Assistants",
  "place.connections": "Connections",
  "place.audit": "Audit log",
  "place.jobs": "Jobs",
  "settings.theme": "Theme",
  "settings.theme.light": "Light",
  "settings.theme.dark": "Dark",
  "settings.theme.system": "System",
  "settings.language": "Language",
  "settings.shortcuts": "Keyboard shortcuts",
  "menu.signOut": "Sign out",
  "shortcuts.show": "Show keyboard shortcuts",
  "signOut.intro": "Signs you out on this device. Your chats stay in your account.",
  "notifications.none": "This server doesn’t send e-mail.",
};

export type SettingsWords = WordsOf<typeof en>;

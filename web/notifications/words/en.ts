import type { WordsOf } from "../../i18n/page-words.ts";

/** The words of the notification settings in English, and the list of keys. */
export const en = {
  "push.title": "Push notifications",
  "push.intro": (app: string) =>
    `Get a notification when a reply is ready and ${app} isn’t on your screen.`,
  "push.off": "This server doesn’t send push notifications.",
  "push.unsupported": "This browser doesn’t support push notifications.",
  "push.addToHome": (app: string) =>
    `On an iPhone or iPad, add ${app} to your home screen and open it from there.`,
  "push.insecure": "Push notifications need a secure connection (HTTPS).",
  "push.denied":
    "Your browser blocks notifications from this site. Allow them in the site’s settings, usually next to the address.",
  "push.turnOn": "Turn on for this device",
  "push.turnOff": "Turn off for this device",
  "push.isOn": "Push notifications are on for this device.",
  "push.failed":
    "Your browser couldn’t register for push notifications. Check your connection and try again.",
  "push.test": "Send a test",
  "push.tested": "A test notification will arrive in a few seconds.",
  "push.devices": "Other devices",
  "push.lastUsed": (time: string) => `Last notification ${time}`,
  "push.never": "No notifications yet",
  "push.remove": "Remove",
  "push.remove.label": (device: string) => `Remove ${device}`,
  "push.removed": "Device removed.",
  "push.showText": "Show the text in notifications",
  "push.showText.hint":
    "The chat’s title and the first words of the reply. They can be read on a locked screen.",
  "push.quiet": "Quiet hours",
  "push.quiet.from": "From",
  "push.quiet.until": "Until",
  "push.quiet.hint": (zone: string) => `No notifications during these hours. Time zone: ${zone}`,
  "push.quiet.same": "Choose two different times.",
};

export type PushWords = WordsOf<typeof en>;

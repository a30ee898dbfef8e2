import type { MailWords } from "./mail-words.ts";

const minutes = "The link works once, within ten minutes.";

export const en: MailWords = {
  plainLink: "Or open this address:",
  footer: (origin) => `This mail was sent by ChatKit at ${origin}.`,
  welcome: () => ({
    subject: "Welcome to ChatKit",
    before: [
      "Your address is confirmed and your account is ready. Your conversations are with you.",
    ],
    action: "Open ChatKit",
  }),
  verifyEmail: () => ({
    subject: "Confirm your address",
    before: ["Somebody, hopefully you, registered with this address. Confirm that it is yours."],
    action: "Confirm the address",
    after: [minutes, "If it was not you, you need do nothing."],
  }),
  resetPassword: () => ({
    subject: "Choose a new password",
    before: ["Somebody asked for a new password for the account with this address."],
    action: "Choose a new password",
    after: [minutes, "If it was not you, you need do nothing: your password stays as it is."],
  }),
  changeEmail: () => ({
    subject: "Confirm your new address",
    before: ["You asked to use this address for your account. Confirm that it is yours."],
    action: "Confirm the new address",
    after: [minutes, "If it was not you, you need do nothing."],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "The address of your account was changed",
    before: [`Your account now uses the address ${newEmail}.`],
    after: ["If it was not you, ask whoever runs this server for help at once."],
  }),
  passwordChanged: () => ({
    subject: "Your password was changed",
    before: ["The password of your account was changed, and all other devices were signed out."],
    action: "It was not me",
  }),
  alreadyRegistered: () => ({
    subject: "You already have an account",
    before: ["Somebody, hopefully you, tried to register with this address, which has an account."],
    action: "Sign in",
    after: ["If it was not you, you need do nothing."],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "New sign-in to your account",
    before: [
      `Your account was used to sign in on ${say(at, timeZone)}.`,
      `Device: ${userAgent ?? "unknown"}`,
      `Network address: ${address ?? "unknown"}`,
    ],
    action: "See where you are signed in",
    after: ["If it was not you, sign that device out and change your password."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "A chat session was created",
    before: [`A chat session with ${workflowName} was created for you on ${say(at, timeZone)}.`],
    after: ["You get this mail because you asked for it in the settings."],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "Your reply is ready" : `Your reply is ready: ${title}`,
    before: ["The reply was finished while you were away."],
    action: "Read it",
    after: ["You get this mail because you asked for it in the settings."],
  }),
  accountDeleted: () => ({
    subject: "Your account was deleted",
    before: [
      "Your account and everything in it were deleted, as you asked. This is the last mail.",
    ],
  }),
};

import type { MailWords } from "./mail-words.ts";

const minutes = "The link works once and expires in ten minutes.";

export const en: MailWords = {
  plainLink: "Or open this address:",
  footer: (origin, app) => `Sent by ${app} at ${origin}.`,
  welcome: ({ app }) => ({
    subject: `Welcome to ${app}`,
    before: [
      "Your address is confirmed and your account is ready. Your chats are saved to your account.",
    ],
    action: `Open ${app}`,
  }),
  verifyEmail: () => ({
    subject: "Confirm your e-mail address",
    before: [
      "Someone, hopefully you, registered with this address. Please confirm that it’s yours.",
    ],
    action: "Confirm address",
    after: [minutes, "If this wasn’t you, ignore this e-mail."],
  }),
  resetPassword: () => ({
    subject: "Choose a new password",
    before: ["Someone asked to reset the password of the account with this address."],
    action: "Choose a new password",
    after: [minutes, "If this wasn’t you, ignore this e-mail. Your password stays the same."],
  }),
  accountCreated: () => ({
    subject: "An account was created for you",
    before: [
      "An administrator of this server created an account with your e-mail address. Choose a password to use it.",
    ],
    action: "Choose a password",
    after: [
      "The link works once and expires in seven days. After that, use “Forgot your password?” on the sign-in page.",
    ],
  }),
  changeEmail: () => ({
    subject: "Confirm your new e-mail address",
    before: ["You asked to use this address for your account. Please confirm that it’s yours."],
    action: "Confirm the new address",
    after: [minutes, "If this wasn’t you, ignore this e-mail."],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "Your account’s e-mail address was changed",
    before: [`Your account now uses the address ${newEmail}.`],
    after: ["If this wasn’t you, contact the server’s administrator right away."],
  }),
  passwordChanged: () => ({
    subject: "Your password was changed",
    before: ["The password of your account was changed, and all other devices were signed out."],
    action: "This wasn’t me",
  }),
  identityConnected: ({ provider }) => ({
    subject: `You can now sign in with ${provider}`,
    before: [`${provider} was connected to your account and can be used to sign in.`],
    action: "This wasn’t me",
  }),
  alreadyRegistered: () => ({
    subject: "You already have an account",
    before: [
      "Someone, hopefully you, tried to register with this address, but it already has an account.",
    ],
    action: "Sign in",
    after: ["If this wasn’t you, ignore this e-mail."],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "New sign-in to your account",
    before: [
      `Someone signed in to your account on ${say(at, timeZone)}.`,
      `Device: ${userAgent ?? "unknown"}`,
      `Network address: ${address ?? "unknown"}`,
    ],
    action: "Review your devices",
    after: ["If this wasn’t you, sign out that device and change your password."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "A chat session was created",
    before: [`A chat session with ${workflowName} was created for you on ${say(at, timeZone)}.`],
    after: ["You’re receiving this because of your e-mail settings."],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "Your reply is ready" : `Your reply is ready: ${title}`,
    before: ["Your reply finished while you were away."],
    action: "Read it",
    after: ["You’re receiving this because of your e-mail settings."],
  }),
  accountDeleted: () => ({
    subject: "Your account was deleted",
    before: [
      "Your account and all its data have been deleted, as you asked. This is our last e-mail.",
    ],
  }),
};

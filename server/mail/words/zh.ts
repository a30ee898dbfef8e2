import type { MailWords } from "./mail-words.ts";

const minutes = "链接只能使用一次，十分钟后过期。";
const ignore = "如果不是你本人操作，请忽略此邮件。";
const settings = "你收到此邮件是因为你的邮件设置。";

export const zh: MailWords = {
  plainLink: "或打开此地址：",
  footer: (origin, app) => `由 ${origin} 的 ${app} 发送。`,
  welcome: ({ app }) => ({
    subject: `欢迎使用 ${app}`,
    before: ["你的地址已确认，账号已准备就绪。你的聊天已保存到账号。"],
    action: `打开 ${app}`,
  }),
  verifyEmail: () => ({
    subject: "确认你的邮箱地址",
    before: ["有人（希望是你）用此地址注册了账号。请确认这是你的地址。"],
    action: "确认地址",
    after: [minutes, ignore],
  }),
  resetPassword: () => ({
    subject: "设置新密码",
    before: ["有人请求重置此地址对应账号的密码。"],
    action: "设置新密码",
    after: [minutes, `${ignore}你的密码保持不变。`],
  }),
  accountCreated: () => ({
    subject: "已为你创建账号",
    before: ["此服务器的管理员用你的邮箱地址创建了账号。请设置密码后使用。"],
    action: "设置密码",
    after: ["链接仅可使用一次，七天后过期。之后请在登录页使用“忘记密码？”。"],
  }),
  changeEmail: () => ({
    subject: "确认你的新邮箱地址",
    before: ["你请求将此地址用于你的账号。请确认这是你的地址。"],
    action: "确认新地址",
    after: [minutes, ignore],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "你的账号邮箱地址已更改",
    before: [`你的账号现在使用地址 ${newEmail}。`],
    after: ["如果不是你本人操作，请立即联系服务器管理员。"],
  }),
  passwordChanged: () => ({
    subject: "你的密码已更改",
    before: ["你的账号密码已更改，所有其他设备均已退出登录。"],
    action: "不是我本人",
  }),
  identityConnected: ({ provider }) => ({
    subject: `现在可以使用 ${provider} 登录`,
    before: [`${provider} 已关联到你的账号，可用于登录。`],
    action: "不是我本人",
  }),
  alreadyRegistered: () => ({
    subject: "你已有账号",
    before: ["有人（希望是你）尝试用此地址注册，但该地址已有账号。"],
    action: "登录",
    after: [ignore],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "你的账号有新登录",
    before: [
      `有人于 ${say(at, timeZone)} 登录了你的账号。`,
      `设备：${userAgent ?? "未知"}`,
      `网络地址：${address ?? "未知"}`,
    ],
    action: "检查你的设备",
    after: ["如果不是你本人操作，请使该设备退出登录并更改密码。"],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "已创建聊天会话",
    before: [`已于 ${say(at, timeZone)} 为你创建与 ${workflowName} 的聊天会话。`],
    after: [settings],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "你的回复已完成" : `你的回复已完成：${title}`,
    before: ["你离开期间，回复已完成。"],
    action: "阅读",
    after: [settings],
  }),
  accountDeleted: () => ({
    subject: "你的账号已删除",
    before: ["已按你的要求删除你的账号及其所有数据。这是我们的最后一封邮件。"],
  }),
};

import type { ShareWords } from "./share-words.ts";

export const zh: ShareWords = {
  untitled: "分享的聊天",
  person: "用户",
  assistant: "助手",
  thoughts: "思考过程",
  messages: (_count, written) => `${written} 条消息`,
  copiedOn: (day) => `分享于 ${day}`,
  continue: "继续此聊天",
  cut: "此处仅显示该消息的开头。继续此聊天即可阅读全文。",
  nextPage: "下一页",
  previousPage: "上一页",
  note: "与 AI 模型聊天的副本。回复可能有误。",
  closed: "分享的聊天",
  password: {
    title: "此聊天设有密码",
    label: "密码",
    submit: "打开聊天",
    wrong: "密码错误。",
    wait: "尝试次数过多。请几分钟后重试。",
  },
  signIn: {
    title: "登录以查看此聊天",
    text: "此聊天分享给在此服务器上有账号的人。",
    action: "登录",
  },
  gone: {
    title: "此链接无效",
    text: "它可能已过期或被撤销。请向发送者索取新链接。",
  },
  tooMany: {
    title: "请求过多",
    text: "请一分钟后重试。",
  },
};

import type { Translation } from "../../i18n/page-words.ts";
import type { PushWords } from "./en.ts";

export const zh: Translation<PushWords> = {
  "push.title": "推送通知",
  "push.intro": (app: string) => `当回复就绪而 ${app} 不在屏幕上时，你会收到通知。`,
  "push.off": "此服务器不发送推送通知。",
  "push.unsupported": "此浏览器不支持推送通知。",
  "push.addToHome": (app: string) =>
    `在 iPhone 或 iPad 上，请将 ${app} 添加到主屏幕，并从主屏幕打开。`,
  "push.insecure": "推送通知需要安全连接（HTTPS）。",
  "push.denied": "浏览器阻止了此网站的通知。请在网站设置中允许，通常位于地址旁边。",
  "push.turnOn": "在此设备上开启",
  "push.turnOff": "在此设备上关闭",
  "push.isOn": "此设备已开启推送通知。",
  "push.failed": "浏览器无法注册推送通知。请检查网络连接后重试。",
  "push.test": "发送测试通知",
  "push.tested": "几秒后会收到一条测试通知。",
  "push.devices": "其他设备",
  "push.lastUsed": (time: string) => `上次通知：${time}`,
  "push.never": "尚无通知",
  "push.remove": "移除",
  "push.remove.label": (device: string) => `移除 ${device}`,
  "push.removed": "设备已移除。",
  "push.showText": "在通知中显示内容",
  "push.showText.hint": "聊天标题和回复的开头。锁屏时也能看到。",
  "push.quiet": "免打扰时段",
  "push.quiet.from": "从",
  "push.quiet.until": "到",
  "push.quiet.hint": (zone: string) => `此时段内不发送通知。时区：${zone}`,
  "push.quiet.same": "请选择两个不同的时间。",
};

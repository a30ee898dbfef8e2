import type { Translation } from "../../../i18n/page-words.ts";
import type { AddUsersWords } from "./en.ts";

export const zh: Translation<AddUsersWords> = {
  title: "添加用户",
  "intro.mail": "每个人都会收到一封邮件，内含设置密码的链接。",
  "intro.link": "此服务器不发送邮件：你会为每个人得到一个链接，供其设置密码。",
  "one.title": "单个用户",
  "one.admin": "管理员",
  "one.submit": "创建账号",
  "list.title": "多个用户（CSV）",
  "list.intro": "请选择每行一人的文件。role 列可省略。已有账号的邮箱保持不变。",
  "list.file": "文件",
  "list.found": (count) => `找到的邮箱：${count}`,
  "list.wrong": (lines) => `无法使用的行：${lines}`,
  "list.cut": "文件过长，只读取了开头部分。",
  "list.submit": "创建账号",
  "done.title": "结果",
  "done.created": (count) => `已创建的账号：${count}`,
  "done.exist": (count) => `已有账号：${count}`,
  "done.invalid": (count) => `不是邮箱地址：${count}`,
  "done.link": (email) => `请将此链接交给 ${email}。七天内可使用一次，之后不会再显示。`,
  "done.links": "请立即保存链接，之后不会再显示。每个链接七天内可使用一次。",
  "done.save": "保存链接（CSV）",
  back: "返回用户列表",
};

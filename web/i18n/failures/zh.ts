import type { Translation } from "../page-words.ts";
import type { FailureWords } from "./en.ts";

export const zh: Translation<FailureWords> = {
  retryIn: (time) => `可在 ${time}后重试。`,
  provider_auth: "模型服务器拒绝了此服务器的 API 密钥。",
  provider_unknown_model: "模型服务器上没有所配置的模型。",
  provider_removed: "此模型的连接已被移除。",
  model_unavailable: "你不能使用此模型。请选择其他模型或助手。",
  provider_wrong_address: "模型服务器的地址上没有聊天 API。",
  message_too_long: "此消息对模型来说过长。请缩短，或减少附件。",
  provider_rate_limited: "模型当前繁忙。",
  provider_rejected: "模型服务器拒绝了此请求。它可能过长或违反了规则。",
  provider_unreachable: "无法连接到模型服务器。",
  provider_unavailable: "模型服务器出错。",
  provider_timeout: "模型服务器响应时间过长。",
  provider_cut: "回复完成前与模型服务器的连接中断。",
  provider_nonsense: "模型服务器返回了无法读取的内容。",
  too_complex: "内置模型所需的时间或内存超出了单条回复的限制。",
  workers_lost: "撰写此回复的服务器两次发生故障。已保留到目前为止的文本。",
  internal: "此服务器出了点问题。",
};

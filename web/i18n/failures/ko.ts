import type { Translation } from "../page-words.ts";
import type { FailureWords } from "./en.ts";

export const ko: Translation<FailureWords> = {
  retryIn: (time) => `${time} 후에 다시 시도할 수 있습니다.`,
  provider_auth: "모델 서버가 이 서버의 API 키를 거부했습니다.",
  provider_unknown_model: "모델 서버에 설정된 모델이 없습니다.",
  provider_removed: "이 모델의 연결이 제거되었습니다.",
  model_unavailable: "이 모델을 사용할 수 없습니다. 다른 모델이나 어시스턴트를 선택하세요.",
  provider_wrong_address: "모델 서버 주소에 채팅 API가 없습니다.",
  message_too_long: "모델이 처리하기에 메시지가 너무 깁니다. 줄이거나 첨부 파일을 줄이세요.",
  provider_rate_limited: "지금은 모델이 사용 중입니다.",
  provider_rejected: "모델 서버가 이 요청을 거부했습니다. 너무 길거나 규칙에 어긋날 수 있습니다.",
  provider_unreachable: "모델 서버에 연결할 수 없습니다.",
  provider_unavailable: "모델 서버에 오류가 발생했습니다.",
  provider_timeout: "모델 서버의 응답이 너무 오래 걸렸습니다.",
  provider_cut: "답변이 완료되기 전에 모델 서버와의 연결이 끊겼습니다.",
  provider_nonsense: "모델 서버가 읽을 수 없는 응답을 보냈습니다.",
  too_complex: "내장 모델에 답변 하나가 쓸 수 있는 것보다 많은 시간이나 메모리가 필요합니다.",
  workers_lost:
    "이 답변을 작성하던 서버가 두 번 중단되었습니다. 지금까지의 텍스트는 보존되었습니다.",
  internal: "이 서버에 문제가 발생했습니다.",
};

import type { Translation } from "../../i18n/page-words.ts";
import type { PushWords } from "./en.ts";

export const ko: Translation<PushWords> = {
  "push.title": "푸시 알림",
  "push.intro": (app: string) => `${app}이(가) 화면에 없을 때 답변이 준비되면 알림을 받습니다.`,
  "push.off": "이 서버는 푸시 알림을 보내지 않습니다.",
  "push.unsupported": "이 브라우저는 푸시 알림을 지원하지 않습니다.",
  "push.addToHome": (app: string) =>
    `iPhone이나 iPad에서는 ${app}을(를) 홈 화면에 추가한 다음 거기에서 여세요.`,
  "push.insecure": "푸시 알림에는 보안 연결(HTTPS)이 필요합니다.",
  "push.denied":
    "브라우저가 이 사이트의 알림을 차단했습니다. 보통 주소 옆에 있는 사이트 설정에서 허용해 주세요.",
  "push.turnOn": "이 기기에서 켜기",
  "push.turnOff": "이 기기에서 끄기",
  "push.isOn": "이 기기에서 푸시 알림이 켜져 있습니다.",
  "push.failed": "브라우저가 푸시 알림에 등록하지 못했습니다. 연결을 확인한 후 다시 시도해 주세요.",
  "push.test": "테스트 보내기",
  "push.tested": "몇 초 후에 테스트 알림이 도착합니다.",
  "push.devices": "다른 기기",
  "push.lastUsed": (time: string) => `마지막 알림: ${time}`,
  "push.never": "아직 알림 없음",
  "push.remove": "삭제",
  "push.remove.label": (device: string) => `${device} 삭제`,
  "push.removed": "기기를 삭제했습니다.",
  "push.showText": "알림에 내용 표시",
  "push.showText.hint": "채팅 제목과 답변의 첫 부분입니다. 잠금 화면에서도 읽을 수 있습니다.",
  "push.quiet": "방해 금지 시간",
  "push.quiet.from": "시작",
  "push.quiet.until": "종료",
  "push.quiet.hint": (zone: string) => `이 시간에는 알림을 보내지 않습니다. 시간대: ${zone}`,
  "push.quiet.same": "서로 다른 두 시각을 선택하세요.",
};

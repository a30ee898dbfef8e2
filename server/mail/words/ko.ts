import type { MailWords } from "./mail-words.ts";

const minutes = "링크는 한 번만 사용할 수 있으며 10분 후 만료됩니다.";
const ignore = "본인이 아니라면 이 이메일을 무시하세요.";
const settings = "이메일 설정에 따라 이 메일을 보내 드립니다.";

export const ko: MailWords = {
  plainLink: "또는 이 주소를 여세요:",
  footer: (origin, app) => `${origin}의 ${app}에서 보냄.`,
  welcome: ({ app }) => ({
    subject: `${app}에 오신 것을 환영합니다`,
    before: ["주소가 확인되었고 계정이 준비되었습니다. 채팅은 계정에 저장됩니다."],
    action: `${app} 열기`,
  }),
  verifyEmail: () => ({
    subject: "이메일 주소를 확인하세요",
    before: ["누군가(본인이길 바랍니다) 이 주소로 가입했습니다. 본인의 주소인지 확인해 주세요."],
    action: "주소 확인",
    after: [minutes, ignore],
  }),
  resetPassword: () => ({
    subject: "새 비밀번호를 선택하세요",
    before: ["이 주소의 계정에 대한 비밀번호 재설정 요청이 있었습니다."],
    action: "새 비밀번호 선택",
    after: [minutes, `${ignore} 비밀번호는 그대로 유지됩니다.`],
  }),
  accountCreated: () => ({
    subject: "계정이 만들어졌습니다",
    before: [
      "이 서버의 관리자가 회원님의 이메일 주소로 계정을 만들었습니다. 비밀번호를 정하면 사용할 수 있습니다.",
    ],
    action: "비밀번호 정하기",
    after: [
      "링크는 한 번만 사용할 수 있으며 7일 후 만료됩니다. 그 후에는 로그인 페이지에서 ‘비밀번호를 잊으셨나요?’를 이용하세요.",
    ],
  }),
  changeEmail: () => ({
    subject: "새 이메일 주소를 확인하세요",
    before: ["이 주소를 계정에 사용하도록 요청하셨습니다. 본인의 주소인지 확인해 주세요."],
    action: "새 주소 확인",
    after: [minutes, ignore],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "계정의 이메일 주소가 변경되었습니다",
    before: [`이제 계정에서 ${newEmail} 주소를 사용합니다.`],
    after: ["본인이 아니라면 즉시 서버 관리자에게 연락하세요."],
  }),
  passwordChanged: () => ({
    subject: "비밀번호가 변경되었습니다",
    before: ["계정의 비밀번호가 변경되었고 다른 모든 기기에서 로그아웃되었습니다."],
    action: "본인이 아닙니다",
  }),
  identityConnected: ({ provider }) => ({
    subject: `이제 ${provider}(으)로 로그인할 수 있습니다`,
    before: [`${provider} 계정이 연결되어 로그인에 사용할 수 있습니다.`],
    action: "본인이 아닙니다",
  }),
  alreadyRegistered: () => ({
    subject: "이미 계정이 있습니다",
    before: ["누군가(본인이길 바랍니다) 이 주소로 가입하려 했지만 이미 계정이 있습니다."],
    action: "로그인",
    after: [ignore],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "계정에 새로 로그인했습니다",
    before: [
      `누군가 ${say(at, timeZone)}에 계정에 로그인했습니다.`,
      `기기: ${userAgent ?? "알 수 없음"}`,
      `네트워크 주소: ${address ?? "알 수 없음"}`,
    ],
    action: "기기 확인",
    after: ["본인이 아니라면 해당 기기에서 로그아웃하고 비밀번호를 변경하세요."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "채팅 세션이 만들어졌습니다",
    before: [`${say(at, timeZone)}에 ${workflowName} 채팅 세션이 만들어졌습니다.`],
    after: [settings],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "답변이 준비되었습니다" : `답변이 준비되었습니다: ${title}`,
    before: ["자리를 비운 동안 답변이 완료되었습니다."],
    action: "읽기",
    after: [settings],
  }),
  accountDeleted: () => ({
    subject: "계정이 삭제되었습니다",
    before: ["요청하신 대로 계정과 모든 데이터를 삭제했습니다. 마지막 이메일입니다."],
  }),
};

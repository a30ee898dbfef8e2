import type { Translation } from "../../i18n/page-words.ts";
import type { PushWords } from "./en.ts";

export const pt: Translation<PushWords> = {
  "push.title": "Notificações push",
  "push.intro": (app: string) =>
    `Receba uma notificação quando uma resposta estiver pronta e o ${app} não estiver na tela.`,
  "push.off": "Este servidor não envia notificações push.",
  "push.unsupported": "Este navegador não oferece suporte a notificações push.",
  "push.addToHome": (app: string) =>
    `Em um iPhone ou iPad, adicione o ${app} à tela de início e abra-o por lá.`,
  "push.insecure": "As notificações push precisam de uma conexão segura (HTTPS).",
  "push.denied":
    "Seu navegador bloqueia as notificações deste site. Permita-as nas configurações do site, geralmente ao lado do endereço.",
  "push.turnOn": "Ativar neste dispositivo",
  "push.turnOff": "Desativar neste dispositivo",
  "push.isOn": "As notificações push estão ativadas neste dispositivo.",
  "push.failed":
    "Seu navegador não conseguiu se registrar para notificações push. Verifique a conexão e tente novamente.",
  "push.test": "Enviar um teste",
  "push.tested": "Uma notificação de teste chegará em alguns segundos.",
  "push.devices": "Outros dispositivos",
  "push.lastUsed": (time: string) => `Última notificação: ${time}`,
  "push.never": "Nenhuma notificação ainda",
  "push.remove": "Remover",
  "push.remove.label": (device: string) => `Remover ${device}`,
  "push.removed": "Dispositivo removido.",
  "push.showText": "Mostrar o texto nas notificações",
  "push.showText.hint":
    "O título do chat e as primeiras palavras da resposta. Podem ser lidos com a tela bloqueada.",
  "push.quiet": "Horário de silêncio",
  "push.quiet.from": "De",
  "push.quiet.until": "Até",
  "push.quiet.hint": (zone: string) => `Sem notificações neste horário. Fuso horário: ${zone}`,
  "push.quiet.same": "Escolha dois horários diferentes.",
};

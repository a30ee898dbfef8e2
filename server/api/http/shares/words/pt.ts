import type { ShareWords } from "./share-words.ts";

export const pt: ShareWords = {
  untitled: "Chat compartilhado",
  person: "Usuário",
  assistant: "Assistente",
  thoughts: "Raciocínio",
  messages: (count, written) => (count === 1 ? "1 mensagem" : `${written} mensagens`),
  copiedOn: (day) => `Compartilhado em ${day}`,
  continue: "Continuar este chat",
  cut: "Só o início desta mensagem é exibido. Continue o chat para ler tudo.",
  nextPage: "Próxima página",
  previousPage: "Página anterior",
  note: "Cópia de um chat com um modelo de IA. As respostas podem estar erradas.",
  closed: "Um chat compartilhado",
  password: {
    title: "Este chat tem uma senha",
    label: "Senha",
    submit: "Abrir chat",
    wrong: "Senha incorreta.",
    wait: "Tentativas demais. Tente novamente em alguns minutos.",
  },
  signIn: {
    title: "Entre para ver este chat",
    text: "Este chat é compartilhado com pessoas que têm conta neste servidor.",
    action: "Entrar",
  },
  gone: {
    title: "Este link não funciona",
    text: "Ele pode ter expirado ou sido revogado. Peça um novo à pessoa que o enviou.",
  },
  tooMany: {
    title: "Solicitações demais",
    text: "Tente novamente em um minuto.",
  },
};

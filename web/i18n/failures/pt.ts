import type { Translation } from "../page-words.ts";
import type { FailureWords } from "./en.ts";

export const pt: Translation<FailureWords> = {
  retryIn: (time) => `Você pode tentar novamente em ${time}.`,
  provider_auth: "O servidor de modelos recusou a chave de API deste servidor.",
  provider_unknown_model: "O servidor de modelos não tem o modelo configurado.",
  provider_removed: "A conexão deste modelo foi removida.",
  model_unavailable: "Você não pode usar este modelo. Escolha outro modelo ou assistente.",
  provider_wrong_address: "Não há uma API de chat no endereço do servidor de modelos.",
  message_too_long:
    "Esta mensagem é longa demais para o modelo. Encurte-a ou anexe menos arquivos.",
  provider_rate_limited: "O modelo está ocupado no momento.",
  provider_rejected:
    "O servidor de modelos recusou esta solicitação. Ela pode ser longa demais ou contrariar as regras dele.",
  provider_unreachable: "Não foi possível acessar o servidor de modelos.",
  provider_unavailable: "O servidor de modelos teve um erro.",
  provider_timeout: "O servidor de modelos demorou demais para responder.",
  provider_cut: "A conexão com o servidor de modelos caiu antes de a resposta terminar.",
  provider_nonsense: "O servidor de modelos enviou uma resposta ilegível.",
  too_complex:
    "O modelo integrado precisaria de mais tempo ou memória do que uma resposta pode usar.",
  workers_lost:
    "O servidor que escrevia esta resposta falhou duas vezes. O texto até aqui foi mantido.",
  internal: "Algo deu errado neste servidor.",
};

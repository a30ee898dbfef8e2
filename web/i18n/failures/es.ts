import type { FailureWords } from "./en.ts";

/** Why a reply failed, in Spanish. */
export const es: FailureWords = {
  retryIn: (time) => `Puedes volver a intentarlo en ${time}.`,
  provider_auth: "El servidor de modelos ha rechazado la clave de API de este servidor.",
  provider_unknown_model: "El servidor de modelos no tiene el modelo configurado.",
  provider_removed: "La conexión de este modelo se ha eliminado.",
  model_unavailable: "No tienes acceso a este modelo. Elige otro modelo o asistente.",
  provider_wrong_address: "En la dirección del servidor de modelos no hay ninguna API de chat.",
  message_too_long:
    "Este mensaje es demasiado largo para el modelo. Acórtalo o adjunta menos archivos.",
  provider_rate_limited: "El modelo está ocupado en este momento.",
  provider_rejected:
    "El servidor de modelos ha rechazado esta petición. Puede ser demasiado larga o contraria a sus normas.",
  provider_unreachable: "No se puede conectar con el servidor de modelos.",
  provider_unavailable: "El servidor de modelos ha tenido un error.",
  provider_timeout: "El servidor de modelos ha tardado demasiado en responder.",
  provider_cut:
    "Se ha perdido la conexión con el servidor de modelos antes de completar la respuesta.",
  provider_nonsense: "El servidor de modelos ha enviado una respuesta ilegible.",
  too_complex:
    "El modelo integrado necesitaría más tiempo o memoria de lo que permite una respuesta.",
  workers_lost:
    "El servidor que escribía esta respuesta ha fallado dos veces. El texto escrito hasta ahora se conserva.",
  internal: "Se ha producido un error en este servidor.",
};

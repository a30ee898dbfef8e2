import type { FailureWords } from "./en.ts";

/** Why a reply failed, in French. */
export const fr: FailureWords = {
  retryIn: (time) => `Vous pouvez réessayer dans ${time}.`,
  provider_auth: "Le serveur de modèles a refusé la clé d’API de ce serveur.",
  provider_unknown_model: "Le serveur de modèles ne propose pas le modèle configuré.",
  provider_removed: "La connexion de ce modèle a été supprimée.",
  model_unavailable: "Vous n’avez pas accès à ce modèle. Choisissez un autre modèle ou assistant.",
  provider_wrong_address: "L’adresse du serveur de modèles ne mène à aucune API de chat.",
  message_too_long:
    "Ce message est trop long pour le modèle. Raccourcissez-le ou joignez moins de fichiers.",
  provider_rate_limited: "Le modèle est occupé pour le moment.",
  provider_rejected:
    "Le serveur de modèles a refusé cette requête. Elle est peut-être trop longue ou contraire à ses règles.",
  provider_unreachable: "Le serveur de modèles est injoignable.",
  provider_unavailable: "Le serveur de modèles a rencontré une erreur.",
  provider_timeout: "Le serveur de modèles a mis trop de temps à répondre.",
  provider_cut: "La connexion au serveur de modèles a été perdue avant la fin de la réponse.",
  provider_nonsense: "Le serveur de modèles a envoyé une réponse illisible.",
  too_complex:
    "Le modèle intégré aurait besoin de plus de temps ou de mémoire qu’une réponse n’en permet.",
  workers_lost:
    "Le serveur qui écrivait cette réponse a échoué deux fois. Le texte déjà écrit est conservé.",
  internal: "Une erreur est survenue sur ce serveur.",
};

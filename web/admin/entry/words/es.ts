import type { EntryWords } from "./en.ts";

/** Words of the page of registration and guests in Spanish. */
export const es: EntryWords = {
  title: "Registro e invitados",
  intro: "Quién puede tener una cuenta y quién puede chatear sin ella.",
  decided: "Lo deciden los ajustes del servidor. No se puede cambiar aquí.",
  "signUp.title": "Quién puede registrarse",
  "signUp.open": "Cualquiera",
  "signUp.invitation": "Quienes tengan una invitación",
  "signUp.invitation.hint": "Crea enlaces de invitación más abajo.",
  "signUp.domain": "Quienes tengan una dirección de correo de ciertos dominios",
  "signUp.domain.hint": "Los demás necesitan una invitación.",
  "signUp.closed": "Nadie",
  "signUp.closed.hint": "Las cuentas existentes siguen funcionando; las invitaciones, no.",
  "domain.noMail": "Requiere correo: sin él, el servidor no puede confirmar direcciones.",
  domains: "Dominios",
  "domains.hint":
    "Sepáralos con comas, por ejemplo example.org, example.com. Los subdominios cuentan aparte.",
  "domains.wrong": "Introduce dominios como example.org.",
  "guests.title": "Invitados",
  "guests.on": "Cualquiera puede chatear sin cuenta",
  "guests.on.hint":
    "Los chats de un invitado quedan ligados a su navegador y pasan a su cuenta cuando la tiene.",
  "guests.link": "Solo quienes tengan una invitación pueden chatear sin cuenta",
  "guests.link.hint":
    "Crea más abajo una invitación para chatear como invitado. Quienes ya son invitados se quedan.",
  "guests.off": "Todos tienen que iniciar sesión",
  "guests.off.hint":
    "Se cierra la sesión de los invitados. Sus chats pasan a la cuenta con la que entren o que creen en el mismo navegador. Los enlaces compartidos siguen funcionando.",
  "invitations.title": "Invitaciones",
  "invitations.intro": "Cualquiera que tenga el enlace de una invitación puede usarla.",
  "invitations.closed":
    "El registro está cerrado: las invitaciones para registrarse no funcionan por ahora.",
  "invitations.none": "Aún no hay invitaciones.",
  "invitations.name": "Nombre",
  "invitations.name.hint": "Solo lo ven los administradores.",
  "invitations.nameLong": "Usa como máximo 60 caracteres.",
  "invitations.grants": "Qué da",
  "grants.user": "Una cuenta",
  "grants.admin": "Una cuenta de administrador",
  "grants.guest": "Chatear como invitado",
  "invitations.maxUses": "Cuántas personas pueden usarla",
  "invitations.maxUses.hint": "Déjalo vacío para no poner límite.",
  "invitations.usesWrong": "Introduce un número del 1 al 10 000 o déjalo vacío.",
  "invitations.expires": "Caduca a los",
  "invitations.create": "Crear invitación",
  "invitations.created": "Este es el enlace. Cópialo ahora: no se volverá a mostrar.",
  "invitations.revoked": "Invitación revocada.",
  "invitations.full":
    "Hay demasiadas invitaciones. Las antiguas desaparecen un mes después de caducar.",
  "invitations.uses": (uses) => `usos: ${uses}`,
  "invitations.usesOf": (uses, most) => `usos: ${uses} de ${most}`,
  "invitations.until": (time) => `caduca el ${time}`,
  "invitations.state.used": "agotada",
  "invitations.state.expired": "caducada",
  "invitations.state.revoked": "revocada",
};

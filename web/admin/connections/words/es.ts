import type { ConnectionWords } from "./en.ts";

/** The words of the connections page in Spanish. */
export const es: ConnectionWords = {
  title: "Conexiones",
  intro:
    "Los servidores de modelos que escriben las respuestas. Los cambios se aplican al momento.",
  add: "Añadir conexión",
  none: "Aún no hay conexiones. Responde el pequeño modelo integrado.",
  list: "Conexiones",

  "found.list": "Encontrados en este equipo",
  "found.text": (name: string, models: number) => {
    const offers = models === 1 ? "1 modelo" : `${models} modelos`;
    return `${name} está en marcha en este equipo, ${models === 0 ? "aún sin modelos" : `con ${offers}`}.`;
  },
  "found.other": (address: string, models: number) =>
    `Hay un servidor de modelos en marcha en ${address}, con ${models === 1 ? "1 modelo" : `${models} modelos`}.`,
  "found.connect": "Conectar",
  "found.label": (name: string) => `Conectar: ${name}`,

  settings: "Definida en la configuración del servidor",
  locked:
    "La clave guardada se cifró con otro secreto del servidor y no se puede leer. Introdúcela de nuevo.",
  shadowed: "No se usa: la configuración del servidor tiene una conexión con este nombre.",
  "key.stored": "Clave guardada",
  "key.none": "Sin clave",
  "models.all": "Todos los modelos del servidor",
  "models.some": (count: number) => (count === 1 ? "1 modelo" : `${count} modelos`),
  edit: "Editar",
  delete: "Eliminar",
  "label.edit": (id: string) => `Editar: ${id}`,
  "label.delete": (id: string) => `Eliminar: ${id}`,
  "delete.title": (id: string) => `¿Eliminar «${id}»?`,
  "delete.text":
    "Los asistentes y chats que usan sus modelos no tendrán respuestas hasta que tengan otro. También se elimina su clave.",
  "delete.default": "El modelo predeterminado vuelve a ser el de la configuración del servidor.",
  deleted: "Se ha eliminado la conexión.",

  "editor.new": "Nueva conexión",
  "editor.change": (id: string) => `Editar «${id}»`,
  service: "Servicio",
  other: "Otro servidor compatible con OpenAI",
  compatible: "Servidor compatible con OpenAI",
  name: "Nombre",
  "name.hint": "Va delante de sus modelos, como en claude/claude-sonnet-4-5.",
  address: "Dirección",
  "address.hint": "Con la versión, por ejemplo http://localhost:11434/v1.",
  "address.own": "Déjala vacía para usar la dirección del propio servicio.",
  key: "Clave de API",
  "key.show": "Mostrar la clave",
  "key.hide": "Ocultar la clave",
  "key.keep": "Déjala vacía para conservar la clave guardada.",
  "key.optional": "Déjala vacía si el servidor no necesita ninguna.",
  headers: (names: string) => `Las demás cabeceras no cambian: ${names}.`,
  models: "Modelos que se ofrecen",
  "models.hint":
    "Un nombre por línea. Déjalo vacío para ofrecer todos los que anuncia el servidor.",
  access: "Quién puede usarla",
  "access.everyone": "Todo el mundo",
  "access.registered": "Personas con cuenta",
  "access.admins": "Administradores",
  "access.only.registered": "Solo para personas con cuenta",
  "access.only.admins": "Solo para administradores",
  "access.hint":
    "Sus modelos no se ofrecen a los demás. Los asistentes les responden con un modelo alternativo, si lo hay.",
  limit: "Solicitudes simultáneas",
  "limit.hint":
    "Para un servidor con capacidad limitada. Las demás respuestas esperan, y las personas se turnan. Déjalo vacío para no poner límite.",
  "limit.some": (most: number) =>
    most === 1 ? "Una solicitud a la vez" : `Como máximo ${most} solicitudes simultáneas`,
  save: "Guardar",
  saved: "Se ha guardado la conexión.",

  test: "Probar",
  "test.model": "Modelo de prueba",
  "test.listing": "Cargando modelos…",
  "test.noList": "El servidor no anuncia sus modelos. Escribe el nombre de uno.",
  "test.running": "Esperando una respuesta…",
  "test.good": (text: string, time: string) => `Responde: «${text}» (${time})`,
  "test.silent": (time: string) => `Responde, pero sin texto (${time}).`,
  "test.bad": (reason: string) => `Detalles: ${reason}`,

  "default.title": "Modelo predeterminado",
  "default.intro": "Responde en los asistentes que no tienen un modelo propio.",
  "default.label": "Modelo",
  "default.only.registered":
    "Solo pueden usarlo las personas con cuenta. Los demás reciben un modelo alternativo, si lo hay.",
  "default.only.admins":
    "Solo pueden usarlo los administradores. Los demás reciben un modelo alternativo, si lo hay.",
  "default.settings": "Volver a la configuración del servidor",
  "default.chosen": "Se ha guardado el modelo predeterminado.",
  "default.use": (model: string) => `Usar ${model} como modelo predeterminado`,

  "wrong.id": "Hasta 32 letras minúsculas, cifras y guiones.",
  "wrong.prefix":
    "Hay nombres de modelos de la configuración del servidor que ya empiezan así. Elige otro nombre.",
  "wrong.address": "Escribe una URL que empiece por http:// o https://, sin contraseña.",
  "wrong.key": "Este servicio necesita una clave.",
  "wrong.newKey": "Introduce la clave de nuevo: la guardada no se envía a otra dirección.",
  "wrong.models": "El nombre de un modelo tiene como máximo 200 caracteres.",
  "wrong.maxConcurrent": "Escribe un número entero del 1 al 10 000 o deja el campo vacío.",
  "wrong.conflict":
    "El nombre está en uso u otra persona ha cambiado la conexión. Vuelve a cargar la página.",
  "wrong.input": "El servidor lo ha rechazado. Revisa la dirección e introduce la clave de nuevo.",
};

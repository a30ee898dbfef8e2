import type { AddUsersWords } from "./en.ts";

/** Words of the page for adding users in Spanish. */
export const es: AddUsersWords = {
  title: "Añadir usuarios",
  "intro.mail": "Cada persona recibe un correo con un enlace para elegir una contraseña.",
  "intro.link":
    "Este servidor no envía correo: recibes un enlace por persona para que elija una contraseña.",
  "one.title": "Una persona",
  "one.admin": "Administrador",
  "one.submit": "Crear cuenta",
  "list.title": "Varias personas (CSV)",
  "list.intro":
    "Elige un archivo con una persona por línea. La columna role es opcional. Las direcciones que ya tienen cuenta no cambian.",
  "list.file": "Archivo",
  "list.found": (count) => `Direcciones encontradas: ${count}`,
  "list.wrong": (lines) => `Líneas que no se pueden usar: ${lines}`,
  "list.cut": "El archivo es demasiado largo. Solo se ha leído el principio.",
  "list.submit": "Crear cuentas",
  "done.title": "Resultado",
  "done.created": (count) => `Cuentas creadas: ${count}`,
  "done.exist": (count) => `Ya tenían cuenta: ${count}`,
  "done.invalid": (count) => `No son direcciones de correo: ${count}`,
  "done.link": (email) =>
    `Dale este enlace a ${email}. Funciona una sola vez, durante siete días, y no se volverá a mostrar.`,
  "done.links":
    "Guarda los enlaces ahora: no se volverán a mostrar. Cada uno funciona una sola vez, durante siete días.",
  "done.save": "Guardar enlaces (CSV)",
  back: "Volver a los usuarios",
};

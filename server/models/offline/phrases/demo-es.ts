import type { DemoPhrases } from "./phrases.ts";

export const spanishDemo: DemoPhrases = {
  title: "Un paseo por Markdown",
  opening:
    "Todo lo que sigue es un ejemplo guardado que muestra cómo se ven las respuestas mientras llegan.",
  headings: ["Texto", "Listas", "Tabla", "Código", "Fórmulas", "Cita"],
  emphasis:
    "Una palabra puede ir en **negrita**, en *cursiva*, ***ambas***, ~~tachada~~ o en `código`.  \nUna línea puede terminar sin abrir otro párrafo.",
  link: "Los enlaces se abren en otra pestaña: [la guía de Markdown](https://www.markdownguide.org) o una dirección sola, https://commonmark.org.",
  bread: ["Pan", "Agua, 350 g", "Harina, 500 g", "dos tercios de trigo", "un tercio de centeno"],
  steps: [
    "Mezclar y esperar una hora.",
    "Dar forma a la hogaza.",
    "Hornear a 240 °C durante 40 minutos.",
  ],
  tasks: ["Comprar harina", "Alimentar la masa madre", "Invitar a los vecinos"],
  columns: ["Planeta", "Distancia al sol (millones de km)", "Radio (km)", "Lunas"],
  planets: ["Mercurio", "Venus", "Tierra", "Marte"],
  inlineCode:
    "`print(primes(50))` muestra los números primos hasta cincuenta; los otros dos también.",
  euler: "Las fórmulas van en una línea, como la de Euler,",
  roots: "o solas, como las raíces de una ecuación de segundo grado",
  series: "y dos resultados que sorprenden a todo el mundo una vez:",
  quote: ["La simplicidad es requisito previo de la fiabilidad.", "— *Edsger W. Dijkstra*"],
  closing:
    "Prueba ahora `muéstrame una tabla`, `escribe un ejemplo de código en Rust` o `demo larga`.",
  storedSample: "_Un ejemplo guardado: no compongo otros nuevos._",
  storedCode: (languages) =>
    `_Ejemplos guardados: no escribo programas nuevos. Hay uno para ${languages}._`,
};

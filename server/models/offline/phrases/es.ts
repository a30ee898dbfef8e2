import { connectCommands } from "./connect-commands.ts";
import { spanishDemo } from "./demo-es.ts";
import type { DatePhrases, IntroPhrases, Phrases, TimePhrases } from "./phrases.ts";

const intro: IntroPhrases = {
  greeting:
    "¡Hola! Soy el **modelo sin conexión integrado**: un conjunto de pequeñas herramientas dentro de este servidor, no un modelo de lenguaje. Todavía no hay ningún servidor de modelos conectado, pero esto es lo que sé hacer:",
  greetingAgain:
    "¡Hola de nuevo! Pídeme un cálculo, una hora, una fecha o algo de tus conversaciones; `ayuda` muestra la lista completa.",
  wellBeing:
    "Soy un conjunto de pequeñas herramientas dentro de este servidor: mientras funcione, todo va bien. `ayuda` muestra lo que sé hacer.",
  what: "Soy el **modelo sin conexión integrado**: un conjunto de pequeñas herramientas dentro de este servidor, no un modelo de lenguaje. Nada de lo que me escribes sale de este servidor.",
  abilities: `- **Calcular**: \`cuánto es el 12 % de 80\`, \`sqrt(2) * 3^4\`
- **Convertir unidades**: \`convierte 5 millas a km\`, \`20 °C en °F\`
- **Fechas y horas**: \`qué hora es en Tokio\`, \`cuántos días faltan para Navidad\`, \`las 3 de la tarde en Nueva York en Madrid\`
- **Buscar en tus conversaciones**: \`busca factura en mis conversaciones\`, \`muestra mis últimas conversaciones\`
- **Resumir** eligiendo frases: \`resume esta conversación\`, o pega un texto después de \`resume:\`
- **Mostrar Markdown**: \`demo de markdown\`, \`muéstrame una tabla\`, \`escribe un ejemplo de código en Python\`
- **Trabajar un texto**: \`cuenta las palabras: …\`, \`ordena: …\`, \`en mayúsculas: …\`, \`formatea este json: …\`
- **Azar y cuentas**: \`lanza 2d6\`, \`uuid\`, \`escribe 50 líneas numeradas\``,
  connect: `Para hablar con un modelo de verdad, define uno de estos ajustes en el entorno del servidor y reinícialo:\n\n${connectCommands}`,
  unknown:
    "No puedo responder a eso: soy el **modelo sin conexión integrado**, un conjunto de pequeñas herramientas dentro de este servidor, no un modelo de lenguaje. Lo que sé hacer:",
  thanks: "¡De nada!",
};

const time: TimePhrases = {
  now: ({ clock, date, place, zone }) =>
    `${place ? `Hora en ${place}` : "Tu hora"}: **${clock}**, ${date} (${zone}).`,
  date: (date, place) => (place ? `En ${place} es **${date}**.` : `Hoy es **${date}**.`),
  unknownPlace: (name) =>
    `No conozco el lugar «${name}». Conozco las grandes ciudades, los países con un solo huso horario y nombres como \`Europe/Paris\`.`,
  carried: ({ from, fromPlace, clock, offset, place, days }) =>
    `Cuando en ${fromPlace} el reloj marca las ${from.clock} (${from.offset}), ${place ? `en ${place}` : "donde estás"} marca las **${clock}** (${offset})${dayShift(days)}.`,
  onDate: (date, place) =>
    `Vale para ${date} en ${place}; el horario de verano puede cambiarlo otros días.`,
  difference: ({ first, second, size, order }) => {
    const other = second ?? "Tu reloj";
    if (order === "same") return `**${other}** y **${first}** tienen la misma hora.`;
    return `**${other}** va **${size} por ${order === "ahead" ? "delante" : "detrás"}** de **${first}**.`;
  },
  clockAt: (place, clock, offset) => `${place ?? "Donde estás"}: ${clock} (${offset})`,
  differenceNote: "Es la diferencia de ahora; el horario de verano puede cambiarla durante el año.",
};

function dayShift(days: number): string {
  if (days === 0) return "";
  return days > 0 ? " del día siguiente" : " del día anterior";
}

const dates: DatePhrases = {
  between: ({ from, to, days, isOne, breakdown }) =>
    `Del ${from} al ${to}: **${days} ${isOne ? "día" : "días"}**${breakdown.length > 0 ? ` (${breakdown.join("; ")})` : ""}.`,
  offset: ({ from, duration, isPast, date }) =>
    `${duration} ${from ? `${isPast ? "antes" : "después"} del ${from}` : isPast ? "antes de hoy" : "después de hoy"}: **${date}**.`,
  weekday: (date, weekday, tense) =>
    `El ${date} ${tense === "past" ? "fue" : "es"} **${weekday}**.`,
  gregorianNote: "(Contado en el calendario gregoriano, que todavía no se usaba.)",
  week: ({ date, week, year, monday, sunday }) =>
    `El ${date} está en la **semana ${week}** de ${year} según ISO 8601, que va del ${monday} al ${sunday}.`,
  outOfRange: "Esa fecha está más lejos de lo que sé contar.",
};

export const spanish: Phrases = {
  intro,
  time,
  dates,
  arithmetic: {
    undefinedResult: (expression) => `${expression} no tiene valor real.`,
    tooLarge: (expression) =>
      `${expression} es más de lo que calculo: mis números terminan en mil cifras.`,
    unreadable:
      "No puedo leer eso como un cálculo. Conozco `+ - * / ^ % !`, los paréntesis y funciones como `sqrt`, `ln`, `sin` y `max`.",
  },
  units: {
    noRates:
      "No puedo convertir dinero: los tipos de cambio varían a cada minuto y sin conexión no tengo ninguno. Un modelo conectado con herramientas, o tu banco, puede decirlo.",
    incompatible: (from, to) =>
      `${from} y ${to} miden cosas distintas, así que no se pueden convertir.`,
  },
  search: {
    found: (words) => `Encontrado en tus conversaciones para ${words}:`,
    nothing: (words) =>
      `No he encontrado nada en tus otras conversaciones${words ? ` para ${words}` : ""}.`,
    recent: "Tus últimas conversaciones:",
    noThreads: "Todavía no tienes otras conversaciones.",
    untitled: "Conversación sin título",
    author: (role) => (role === "user" ? "tú" : "asistente"),
  },
  summary: {
    ofText: "**Resumen del texto**",
    ofConversation: "**Frases clave**",
    ofThread: (link) => `**Resumen de** ${link}`,
    counts: (questions, answers) =>
      `Hasta ahora esta conversación tiene ${questions} ${questions === 1 ? "mensaje tuyo" : "mensajes tuyos"} y ${answers} ${answers === 1 ? "respuesta" : "respuestas"}.`,
    asked: "**Has escrito**",
    topics: (words) => `Palabras frecuentes: ${words}.`,
    honesty: (kept, total) =>
      `_Son ${kept} de ${total} frases, elegidas por las palabras que comparten con el resto. Extraigo; no comprendo._`,
    tooShort: "Hay demasiado poco texto para acortarlo.",
    nothingYet:
      "Todavía no hay nada que resumir. Pega un texto después de `resume:`, o vuelve a pedirlo más adelante en la conversación.",
  },
  files: {
    summary: "**Resumen**",
    image: (width, height) =>
      `Una imagen de ${width} × ${height} píxeles. No puedo ver imágenes; para eso hace falta un modelo que pueda.`,
    empty: "No encuentro texto en este archivo.",
    cut: "Solo se ha leído el principio de este archivo.",
  },
  text: {
    counts: ({ words, characters, withoutSpaces, lines }) =>
      `- Palabras: **${words}**\n- Caracteres: **${characters}** (${withoutSpaces} sin espacios)\n- Líneas: **${lines}**`,
    notBase64: "Eso no es Base64 de un texto legible.",
    jsonTooLong: "Con formato, este JSON sería demasiado largo para mostrarlo aquí.",
    notJson: "Eso no es JSON válido. El analizador dice:",
  },
  random: {
    number: (drawn, low, high) => `**${drawn}** (entre ${low} y ${high}, todos igual de probables)`,
    dice: ({ count, sides, rolls, sum }) =>
      count === 1
        ? `**${sum}** (un dado de ${sides} caras)`
        : `${rolls} = **${sum}** (${count} dados de ${sides} caras)`,
    needsSides: "Un dado tiene al menos dos caras.",
    heads: "**Cara**",
    tails: "**Cruz**",
  },
  count: {
    line: (n, total, square) => `Línea ${n} de ${total}: ${n} al cuadrado es ${square}.`,
    stopped: (limit) => `Me detengo en ${limit} por respuesta.`,
  },
  demo: spanishDemo,
  long: {
    opening:
      "Esta es una respuesta larga para verla llegar. Nadie la ha ideado: está hecha de ejemplos guardados y contando.",
    tables: "Tablas de multiplicar",
    timesTable: (factor) => `Tabla del ${factor}`,
    squares: "Cuadrados",
    primes: "Los números primos menores que mil",
    fibonacci: "Números de Fibonacci",
    code: "El mismo programa en muchos lenguajes",
    closing: "Eso es todo.",
  },
  continuing: {
    different:
      "No puedo continuar esta respuesta: ahora sería distinta. Regenérala para tenerla completa.",
  },
  title: { untitled: "Nueva conversación" },
};

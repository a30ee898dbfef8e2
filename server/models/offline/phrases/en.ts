import { connectCommands } from "./connect-commands.ts";
import { englishDemo } from "./demo-en.ts";
import type { DatePhrases, IntroPhrases, Phrases, TimePhrases } from "./phrases.ts";

const intro: IntroPhrases = {
  greeting:
    "Hello! I am the **built-in offline model**: a set of small tools inside this server, not a language model. No model server is connected yet, but there are things I can do:",
  greetingAgain:
    "Hello again! Ask me for a calculation, a time, a date, or something from your chats; `help` lists everything.",
  wellBeing:
    "I am a set of small tools inside this server, so all is well as long as it runs. `help` lists what I can do.",
  what: "I am the **built-in offline model**: a set of small tools inside this server, not a language model. Nothing you write to me leaves this server.",
  abilities: `- **Calculate**: \`what is 12% of 80\`, \`sqrt(2) * 3^4\`
- **Convert units**: \`convert 5 miles to km\`, \`20 °C in °F\`
- **Dates and times**: \`what time is it in Tokyo\`, \`days until Christmas\`, \`3pm in New York in Paris\`
- **Search your chats**: \`find invoice in my chats\`, \`show my recent chats\`
- **Summarise** by picking sentences: \`summarise this conversation\`, or paste a text after \`summarise:\`
- **Show Markdown**: \`markdown demo\`, \`show me a table\`, \`write a code example in Python\`
- **Work on text**: \`count words: …\`, \`sort: …\`, \`uppercase: …\`, \`format json: …\`
- **Chance and counting**: \`roll 2d6\`, \`uuid\`, \`write 50 numbered lines\``,
  connect: `To talk to a real model, set one of these in the server's environment and start it again:\n\n${connectCommands}`,
  unknown:
    "I cannot answer that: I am the **built-in offline model**, a set of small tools inside this server, not a language model. What I can do:",
  thanks: "You're welcome!",
};

const time: TimePhrases = {
  now: ({ clock, date, place, zone }) =>
    `It is **${clock}** ${place ? `in ${place}` : "where you are"}, on ${date} (${zone}).`,
  date: (date, place) => (place ? `In ${place} it is **${date}**.` : `Today is **${date}**.`),
  unknownPlace: (name) =>
    `I do not know the place “${name}”. I know large cities, countries with one time zone, and names such as \`Europe/Paris\`.`,
  carried: ({ from, fromPlace, clock, offset, place, days }) =>
    `When it is ${from.clock} in ${fromPlace} (${from.offset}), it is **${clock}** ${place ? `in ${place}` : "where you are"} (${offset})${dayShift(days)}.`,
  onDate: (date, place) =>
    `This holds for ${date} in ${place}; daylight saving time can change it on other days.`,
  difference: ({ first, second, size, order }) => {
    const other = second ?? "Your clock";
    if (order === "same") return `**${first}** and **${other}** show the same time.`;
    return `**${other}** is **${size} ${order}** ${order === "ahead" ? "of " : ""}**${first}**.`;
  },
  clockAt: (place, clock, offset) => `${place ?? "Where you are"}: ${clock} (${offset})`,
  differenceNote: "That is the difference now; daylight saving time can change it during the year.",
};

function dayShift(days: number): string {
  if (days === 0) return "";
  return days > 0 ? " on the next day" : " on the day before";
}

const dates: DatePhrases = {
  between: ({ from, to, days, isOne, breakdown }) =>
    `From ${from} to ${to}: **${days} ${isOne ? "day" : "days"}**${breakdown.length > 0 ? ` (${breakdown.join("; ")})` : ""}.`,
  offset: ({ from, duration, isPast, date }) =>
    `${duration} ${from ? `${isPast ? "before" : "after"} ${from}` : isPast ? "ago" : "from today"}: **${date}**.`,
  weekday: (date, weekday, tense) => `${date} ${tense === "past" ? "was" : "is"} a **${weekday}**.`,
  gregorianNote: "(Counted in the Gregorian calendar, which was not in use yet.)",
  week: ({ date, week, year, monday, sunday }) =>
    `${date} is in **week ${week}** of ${year} by ISO 8601, which runs from ${monday} to ${sunday}.`,
  outOfRange: "That date is further away than I can count.",
};

export const english: Phrases = {
  intro,
  time,
  dates,
  arithmetic: {
    undefinedResult: (expression) => `${expression} has no real value.`,
    tooLarge: (expression) =>
      `${expression} is more than I work out: my numbers end at a thousand digits.`,
    unreadable:
      "I cannot read that as arithmetic. I know `+ - * / ^ % !`, brackets, and functions such as `sqrt`, `ln`, `sin` and `max`.",
  },
  units: {
    noRates:
      "I cannot convert money: exchange rates change by the minute, and I have none offline. A connected model with tools, or your bank, can tell.",
    incompatible: (from, to) =>
      `${from} and ${to} measure different things, so one cannot be converted to the other.`,
  },
  search: {
    found: (words) => `Found in your chats for ${words}:`,
    nothing: (words) => `I found nothing in your other chats${words ? ` for ${words}` : ""}.`,
    recent: "Your latest chats:",
    noThreads: "You have no other chats yet.",
    untitled: "Untitled chat",
    author: (role) => (role === "user" ? "you" : "assistant"),
  },
  summary: {
    ofText: "**Summary of the text**",
    ofConversation: "**Key sentences**",
    ofThread: (link) => `**Summary of** ${link}`,
    counts: (questions, answers) =>
      `So far this conversation has ${questions} ${questions === 1 ? "message" : "messages"} from you and ${answers} ${answers === 1 ? "reply" : "replies"}.`,
    asked: "**You wrote**",
    topics: (words) => `Frequent words: ${words}.`,
    honesty: (kept, total) =>
      `_These are ${kept} of ${total} sentences, picked for the words they share with the rest. I extract; I do not understand._`,
    tooShort: "There is too little text to shorten.",
    nothingYet:
      "There is nothing to summarise yet. Paste a text after `summarise:`, or ask again later in the conversation.",
  },
  files: {
    summary: "**Summary**",
    image: (width, height) =>
      `A picture of ${width} × ${height} pixels. I cannot see pictures; a model that can is needed for that.`,
    empty: "I find no text in this file.",
    cut: "Only the beginning of this file was read.",
  },
  text: {
    counts: ({ words, characters, withoutSpaces, lines }) =>
      `- Words: **${words}**\n- Characters: **${characters}** (${withoutSpaces} without spaces)\n- Lines: **${lines}**`,
    notBase64: "That is not Base64 of readable text.",
    jsonTooLong: "Laid out, this JSON would be too long to show here.",
    notJson: "That is not valid JSON. The parser says:",
  },
  random: {
    number: (drawn, low, high) => `**${drawn}** (between ${low} and ${high}, each as likely)`,
    dice: ({ count, sides, rolls, sum }) =>
      count === 1
        ? `**${sum}** (one die of ${sides} sides)`
        : `${rolls} = **${sum}** (${count} dice of ${sides} sides)`,
    needsSides: "A die needs at least two sides.",
    heads: "**Heads**",
    tails: "**Tails**",
  },
  count: {
    line: (n, total, square) => `Line ${n} of ${total}: ${n} squared is ${square}.`,
    stopped: (limit) => `I stop after ${limit} in one reply.`,
  },
  demo: englishDemo,
  long: {
    opening:
      "This is a long reply to watch. Nobody thought it up: it is put together from stored samples and by counting.",
    tables: "Times tables",
    timesTable: (factor) => `Times ${factor}`,
    squares: "Squares",
    primes: "The primes below a thousand",
    fibonacci: "Fibonacci numbers",
    code: "The same program in many languages",
    closing: "That was all of it.",
  },
  continuing: {
    different:
      "I cannot continue this reply, because now it would be a different one. Regenerate it to get a whole one.",
  },
  title: { untitled: "New chat" },
};

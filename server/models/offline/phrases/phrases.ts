/** All sentences of the offline model in one language. Numbers and dates are already formatted. */
export interface Phrases {
  intro: IntroPhrases;
  arithmetic: {
    undefinedResult(expression: string): string;
    tooLarge(expression: string): string;
    unreadable: string;
  };
  units: {
    noRates: string;
    incompatible(from: string, to: string): string;
  };
  time: TimePhrases;
  dates: DatePhrases;
  search: {
    found(words: string): string;
    nothing(words: string): string;
    recent: string;
    noThreads: string;
    untitled: string;
    author(role: "user" | "assistant"): string;
  };
  summary: {
    ofText: string;
    ofConversation: string;
    ofThread(link: string): string;
    counts(questions: number, answers: number): string;
    asked: string;
    topics(words: string): string;
    /** States that this is extraction, not understanding. */
    honesty(kept: number, total: number): string;
    tooShort: string;
    nothingYet: string;
  };
  files: {
    summary: string;
    image(width: string, height: string): string;
    empty: string;
    /** States that only the beginning was read. */
    cut: string;
  };
  text: {
    counts(counts: {
      words: string;
      characters: string;
      withoutSpaces: string;
      lines: string;
    }): string;
    notBase64: string;
    notJson: string;
    /** For JSON that is too long to show formatted. */
    jsonTooLong: string;
  };
  random: {
    number(drawn: string, low: string, high: string): string;
    dice(roll: { count: number; sides: number; rolls: string; sum: number }): string;
    needsSides: string;
    heads: string;
    tails: string;
  };
  count: {
    line(n: number, total: number, square: string): string;
    stopped(limit: string): string;
  };
  demo: DemoPhrases;
  long: {
    opening: string;
    tables: string;
    timesTable(factor: number): string;
    squares: string;
    primes: string;
    fibonacci: string;
    code: string;
    closing: string;
  };
  continuing: {
    /** For a reply that cannot be regenerated identically, such as one with the time. */
    different: string;
  };
  title: {
    /** For a first message without a word. */
    untitled: string;
  };
}

export interface IntroPhrases {
  greeting: string;
  greetingAgain: string;
  wellBeing: string;
  what: string;
  abilities: string;
  /** How to connect a real model. */
  connect: string;
  unknown: string;
  thanks: string;
}

/** A null place is the user's own. */
export interface TimePhrases {
  now(what: { clock: string; date: string; place: string | null; zone: string }): string;
  date(date: string, place: string | null): string;
  unknownPlace(name: string): string;
  carried(what: {
    from: { clock: string; offset: string };
    fromPlace: string;
    clock: string;
    offset: string;
    place: string | null;
    /** Days later (negative: earlier) there. */
    days: number;
  }): string;
  onDate(date: string, place: string): string;
  difference(what: {
    first: string;
    second: string | null;
    size: string;
    order: "ahead" | "behind" | "same";
  }): string;
  clockAt(place: string | null, clock: string, offset: string): string;
  differenceNote: string;
}

export interface DatePhrases {
  between(what: {
    from: string;
    to: string;
    days: string;
    isOne: boolean;
    breakdown: string[];
  }): string;
  offset(what: { from: string | null; duration: string; isPast: boolean; date: string }): string;
  weekday(date: string, weekday: string, tense: "past" | "present"): string;
  gregorianNote: string;
  week(what: { date: string; week: number; year: number; monday: string; sunday: string }): string;
  outOfRange: string;
}

export interface DemoPhrases {
  title: string;
  opening: string;
  /** For the sections on text, lists, tables, code, formulas and quotes. */
  headings: readonly [string, string, string, string, string, string];
  emphasis: string;
  link: string;
  /** A recipe's ingredients: bread, water, flour, and two kinds of flour. */
  bread: readonly [string, string, string, string, string];
  steps: readonly string[];
  tasks: readonly string[];
  /** Planet, distance, radius, moons. */
  columns: readonly [string, string, string, string];
  planets: readonly [string, string, string, string];
  inlineCode: string;
  euler: string;
  roots: string;
  series: string;
  quote: readonly string[];
  closing: string;
  storedSample: string;
  storedCode(languages: string): string;
}

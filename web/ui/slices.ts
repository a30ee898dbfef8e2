/** Longest stretch of a job in one task, in milliseconds: half a frame. */
const sliceMs = 8;

/** Runs long jobs in short tasks, so that typing, scrolling and painting come between. */
export interface Slices {
  /**
   * Runs a job to its end. It yields wherever it can be left. The job begun last goes first: it
   * stands lowest on the page, where people look. Returns the way to give the job up.
   */
  run(job: Iterator<void>): () => void;
}

/** What slices need of the page. */
export interface TaskClock {
  /** Runs something in a task of its own, soon. */
  requestTask: (run: () => void) => void;
  /** Milliseconds on a clock that only goes forward. */
  now: () => number;
}

export function createSlices(clock: TaskClock): Slices {
  const jobs: Iterator<void>[] = [];
  let isRequested = false;

  const request = () => {
    if (isRequested || jobs.length === 0) return;
    isRequested = true;
    clock.requestTask(runSlice);
  };
  const remove = (job: Iterator<void>) => {
    const at = jobs.indexOf(job);
    if (at !== -1) jobs.splice(at, 1);
  };
  const runSlice = () => {
    isRequested = false;
    const end = clock.now() + sliceMs;
    try {
      for (let job = jobs.at(-1); job; job = jobs.at(-1)) {
        step(job);
        if (clock.now() >= end) return;
      }
    } finally {
      request();
    }
  };
  /** A job that throws is over, too. */
  const step = (job: Iterator<void>) => {
    let isOver = true;
    try {
      isOver = job.next().done === true;
    } finally {
      if (isOver) remove(job);
    }
  };
  return {
    run(job) {
      jobs.push(job);
      request();
      return () => remove(job);
    },
  };
}

/** Tasks of the page that are not put off, not even while it is hidden. */
export function pageTaskClock(): TaskClock {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener("message", () => waiting.shift()?.());
  port1.start();
  return {
    requestTask(run) {
      waiting.push(run);
      port2.postMessage(null);
    },
    now: () => performance.now(),
  };
}

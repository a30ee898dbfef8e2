/** Longest slice of a job in one task, in milliseconds: half a frame. */
const sliceMs = 8;

/** Runs long jobs in short tasks, so that typing, scrolling and painting come between. */
export interface Slices {
  /**
   * Runs a job to its end. It yields wherever it can pause. The last started job goes first,
   * because it is lowest on the page, where users look. Returns a function that cancels the job.
   */
  run(job: Iterator<void>): () => void;
}

/** What slices need from the page. */
export interface TaskClock {
  /** Runs something in a separate task, soon. */
  requestTask: (run: () => void) => void;
  /** A monotonic clock in milliseconds. */
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
  /** A job that throws is finished, too. */
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

/** Tasks of the page that are not throttled, not even while it is hidden. */
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

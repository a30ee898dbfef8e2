import { describe, expect, test } from "bun:test";
import {
  afterJump,
  afterResize,
  afterScroll,
  offersJump,
  onTheWay,
  startFollowing,
} from "./scroll-follow.ts";

const view = (top: number, contentHeight = 2000) => ({ top, height: 500, contentHeight });
const atEnd = afterResize(startFollowing, view(0)).state;

describe("a pinned view", () => {
  test("goes to the end when content grows", () => {
    expect(afterResize(atEnd, view(1500, 2100)).scrollTo).toBe(1600);
  });

  test("stays pinned through a jitter of 3 px", () => {
    expect(afterScroll(atEnd, view(1497), "fine").pinned).toBe(true);
  });

  test("lets go after more than 3 px upwards, even in small steps", () => {
    let state = atEnd;
    for (const top of [1498, 1496.5, 1495]) state = afterScroll(state, view(top), "fine");
    expect(state.pinned).toBe(false);
  });

  test("gives a finger 10 px", () => {
    expect(afterScroll(atEnd, view(1490), "touch").pinned).toBe(true);
    expect(afterScroll(atEnd, view(1489), "touch").pinned).toBe(false);
  });

  test("stays pinned when content becomes shorter and the browser pulls the view up", () => {
    expect(afterScroll(atEnd, view(1300, 1800), "fine").pinned).toBe(true);
  });
});

describe("an unpinned view", () => {
  const reading = afterScroll(atEnd, view(1000), "fine");

  test("is not moved by growing content, and keeps count of the distance", () => {
    const { state, scrollTo } = afterResize(reading, view(1000, 2400));
    expect(scrollTo).toBeNull();
    expect(state.distance).toBe(900);
    expect(state.pinned).toBe(false);
  });

  test("is pinned again on the way down within 60 px of the end", () => {
    expect(afterScroll(reading, view(1439), "fine").pinned).toBe(false);
    expect(afterScroll(reading, view(1440), "fine").pinned).toBe(true);
  });

  test("is not pinned by moving up within 60 px of the end", () => {
    const near = afterScroll(atEnd, view(1490), "fine");
    expect(afterScroll(near, view(1480), "fine").pinned).toBe(false);
  });

  test("offers the way back beyond 200 px alone", () => {
    expect(offersJump(afterScroll(atEnd, view(1300), "fine"))).toBe(false);
    expect(offersJump(afterScroll(atEnd, view(1299), "fine"))).toBe(true);
  });

  test("follows again once asked to jump", () => {
    const jumped = afterJump(reading);
    expect(offersJump(jumped)).toBe(false);
    expect(afterResize(jumped, view(1000)).scrollTo).toBe(1500);
  });

  test("an animated way down does not let go", () => {
    let state = afterJump(reading);
    for (const top of [1100, 1250, 1420]) state = afterScroll(state, view(top), "fine");
    expect(state.pinned).toBe(true);
  });
});

test("a view on its way to the end stays pinned wherever it is thrown, and a person's move after it counts", () => {
  const thrown = onTheWay(view(40, 9_000));
  expect(thrown).toMatchObject({ pinned: true, distance: 8_460 });
  expect(offersJump(thrown)).toBe(false);
  expect(afterResize(thrown, view(40, 9_000)).scrollTo).toBe(8_500);
  expect(afterScroll(onTheWay(view(1_000, 9_000)), view(900, 9_000), "fine").pinned).toBe(false);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Restarts } from "../src/restarts";

const MINUTE = 60_000;

test("four ends within three minutes are mended, and a fifth is not", () => {
  const restarts = new Restarts();
  assert.deepEqual([0, 1, 2, 3, 4].map((end) => restarts.allowed(end)), [true, true, true, true, false]);
});

test("ends that lie long ago do not count", () => {
  const restarts = new Restarts();
  for (let end = 0; end < 20; end++) assert.equal(restarts.allowed(end * MINUTE), true);
});

test("who starts it by hand starts counting afresh", () => {
  const restarts = new Restarts();
  for (let end = 0; end < 5; end++) restarts.allowed(end);
  restarts.forget();
  assert.equal(restarts.allowed(5), true);
});

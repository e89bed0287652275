import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, steps, versionOf, type Order } from "../src/recipe";

const ORDER: Order = { environment: "/storage/server-0.1.0", wheel: "/ext/sharedground-0.1.0-py3-none-any.whl", windows: false };
const lines = (commands: ReturnType<typeof steps>) => commands.map(({ program, args }) => [program, ...args].join(" "));

test("with uv, in a Python that the server runs on", () => {
  assert.deepEqual(lines(steps({ kind: "uv", program: "/bin/uv" }, ORDER)), [
    "/bin/uv venv --no-project --python >=3.11,<3.14 /storage/server-0.1.0",
    "/bin/uv pip install --python /storage/server-0.1.0/bin/python /ext/sharedground-0.1.0-py3-none-any.whl",
  ]);
});

test("with a Python of one's own", () => {
  assert.deepEqual(lines(steps({ kind: "python", program: "/bin/python3.12" }, ORDER)), [
    "/bin/python3.12 -m venv /storage/server-0.1.0",
    "/storage/server-0.1.0/bin/python -m pip install --disable-pip-version-check --no-input /ext/sharedground-0.1.0-py3-none-any.whl",
  ]);
});

for (const kind of ["uv", "python"] as const) {
  test(`with all that it needs at hand, ${kind} asks no index`, () => {
    const [, install] = lines(steps({ kind, program: `/bin/${kind}` }, { ...ORDER, wheelhouse: "/ext/wheelhouse" }));
    assert.match(install!, /--no-index --find-links \/ext\/wheelhouse/);
  });
}

test("what came along is for one Python only", () => {
  const [make] = lines(steps({ kind: "uv", program: "uv" }, { ...ORDER, wheelhouse: "/ext/wheelhouse", version: "3.12" }));
  assert.match(make!, /--offline --python 3\.12 /);
  assert.match(fits("3.12"), /sys\.version_info\[:2\] == \(3, 12\)/);
  assert.match(fits(), /\(3, 11\) <= sys\.version_info < \(3, 14\)/);
});

test("on Windows the environment's Python lies in Scripts", () => {
  const [, install] = steps({ kind: "python", program: "py" }, { ...ORDER, environment: "C:\\s", windows: true });
  assert.equal(install!.program, "C:\\s\\Scripts\\python.exe");
});

test("every step says what it does", () => {
  for (const tool of ["uv", "python"] as const) {
    for (const { saying } of steps({ kind: tool, program: tool }, ORDER)) assert.match(saying, /^[A-Z].+…$/);
  }
});

test("a wheel's name tells its version", () => {
  assert.equal(versionOf("/ext/dist/server/sharedground-1.2.3-py3-none-any.whl"), "1.2.3");
});

--- Runs the tests: each a name for what a writer can rely on, and a function that fails where it is not so.

package.path = vim.env.HERE .. "/?.lua;" .. package.path
local Editor = require("editor")

local tests = {}
for _, file in ipairs({ "everyday", "rules_and_settings", "lasting", "finding_out" }) do
  for _, test in ipairs(require(file)) do
    table.insert(tests, test)
  end
end

local function say(text)
  io.stdout:write(text, "\n")
  io.stdout:flush()
end

local wanted = vim.list_slice(arg, 1)
local function is_wanted(name)
  return #wanted == 0 or vim.iter(wanted):any(function(part) return name:find(part, 1, true) ~= nil end)
end

local passed, failed = 0, 0
for _, test in ipairs(tests) do
  local name, check = unpack(test)
  if is_wanted(name) then
    local before = vim.uv.now()
    local good, trouble = xpcall(check, debug.traceback)
    local seconds = (vim.uv.now() - before) / 1000
    say(("%s  %s (%.1f s)"):format(good and "ok    " or "FAILED", name, seconds))
    if good then
      passed = passed + 1
    else
      failed = failed + 1
      say(trouble)
      Editor.keep_all(name:gsub("%W+", "-"))
    end
  end
end

Editor.quit_all()
say(("%d passed, %d failed"):format(passed, failed))
os.exit(failed == 0 and passed > 0 and 0 or 1)

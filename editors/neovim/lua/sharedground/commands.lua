--- What `:SharedGround` does: what no key or code action does already.

local M = {}

---@param text string
---@param level? integer
local function say(text, level)
  vim.notify(text, level or vim.log.levels.INFO)
end

--- The client of this buffer, or else any that runs.
---@return vim.lsp.Client?
local function running()
  return vim.lsp.get_clients({ name = "sharedground", bufnr = 0 })[1] or vim.lsp.get_clients({ name = "sharedground" })[1]
end

---@param client vim.lsp.Client
---@param command string
---@param arguments? table[]
---@param done? fun(result: any)
local function ask(client, command, arguments, done)
  client:request("workspace/executeCommand", { command = command, arguments = arguments }, function(err, result)
    if err then
      say(err.message, vim.log.levels.ERROR)
    elseif done then
      done(result)
    end
  end, 0)
end

--- The rules that flagged something in this buffer, the nearest to the cursor first; and whether the first is on its line.
local function rules_here()
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  local found = vim.tbl_filter(function(item)
    return type(item.code) == "string" and item.code:find("/") ~= nil
  end, vim.diagnostic.get(0))
  local function distance(item)
    return { math.abs(item.lnum - line + 1), math.max(item.col - column, column - item.end_col, 0) }
  end
  table.sort(found, function(a, b)
    local near, far = distance(a), distance(b)
    return near[1] < far[1] or (near[1] == far[1] and near[2] < far[2])
  end)
  local rules = vim.fn.uniq(vim.tbl_map(function(item) return item.code end, found))
  return rules, found[1] ~= nil and found[1].lnum == line - 1
end

local commands = {}

function commands.check(client)
  if vim.tbl_isempty(client.workspace_folders or {}) then
    say("This draft is in no project. Put a sharedground.toml, empty if you like, into the folder to check.")
    return
  end
  ask(client, "sharedground.checkWorkspace", nil, function()
    vim.diagnostic.setqflist({ title = "Shared Ground" })
  end)
end

function commands.explain(client, rule)
  local rules, on_this_line = rules_here()
  rule = rule or (on_this_line and rules[1])
  if not rule then
    say("Nothing is flagged on this line. Name a rule: :SharedGround explain guilt/privilege-checking")
    return
  end
  local target = { rule = rule, uri = vim.uri_from_bufnr(0) }
  ask(client, "sharedground.explain", { target }, function(text)
    if text == "" then
      say(("There is no rule “%s”."):format(rule), vim.log.levels.WARN)
    end
  end)
end

function commands.reload(client)
  ask(client, "sharedground.reload")
end

function commands.restart(client)
  require("sharedground.session").restart(client)
end

---@param arguments string[]
function M.run(arguments)
  local command = commands[arguments[1]]
  local client = running()
  if not command then
    say(("There is no “:SharedGround %s”. There are: %s."):format(arguments[1], table.concat(M.names(), ", ")))
  elseif not client then
    say("Shared Ground is not running here. :checkhealth sharedground says why.", vim.log.levels.WARN)
  else
    command(client, arguments[2])
  end
end

function M.names()
  local names = vim.tbl_keys(commands)
  table.sort(names)
  return names
end

---@param line string the command line so far
function M.complete(line)
  local command, typed = line:match("SharedGround%s+(%S+)%s+(%S*)$")
  local choices = M.names()
  if command then
    choices = command == "explain" and rules_here() or {}
  else
    typed = line:match("(%S*)$")
  end
  return vim.tbl_filter(function(choice) return vim.startswith(choice, typed) end, choices)
end

return M

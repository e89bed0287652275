--- `:checkhealth sharedground`

local health = vim.health

local M = {}

local INSTALL = "Install the server: `uv tool install .` or `pipx install .` in a clone of Shared Ground."
local PATH = "Installed already? `uv tool update-shell` or `pipx ensurepath` puts it on your PATH, for new terminals."
local ENABLE = 'Put `vim.lsp.enable("sharedground")` into your init.lua.'
local PATIENCE = 60000 -- milliseconds: the first look after an installation compiles the rules
local TIMED_OUT = 124

---@param command string[]
---@param folder? string
local function run(command, folder)
  local ran, job = pcall(vim.system, command, { text = true, cwd = folder })
  if not ran then
    return { code = -1, stdout = "", stderr = tostring(job) }
  end
  return job:wait(PATIENCE)
end

---@param text string
local function lines(text)
  return vim.split(vim.trim(text), "\n")
end

---@param program string
local function server(program)
  if vim.fn.executable(program) == 0 then
    health.error(("The server was not found: %s"):format(program), {
      INSTALL,
      PATH,
      "Or say where it is: `vim.lsp.config(\"sharedground\", { cmd = { \"/path/to/sharedground\", \"lsp\" } })`.",
    })
    return false
  end
  local said = run({ program, "--version" })
  if said.code ~= 0 then
    health.error(("%s does not run"):format(program), lines(said.stderr))
    return false
  end
  health.ok(("server: %s, %s"):format(vim.fn.exepath(program), vim.trim(said.stdout)))
  return true
end

--- What the command line says of settings and rules, where the drafts are.
---@param program string
---@param folder string
local function rules(program, folder)
  local said = run({ program, "rules", "list", "--format", "json" }, folder)
  local read, list = pcall(vim.json.decode, said.stdout)
  local problems = lines(said.stderr)
  if said.code == TIMED_OUT then
    health.warn(("the rules in %s were not read within a minute; look again when the computer is less busy"):format(folder))
  elseif said.code ~= 0 or not read then
    health.error(("settings or rules do not hold in %s"):format(folder), problems)
  elseif problems[1] ~= "" then
    health.warn(("settings or rules want a look in %s"):format(folder), problems)
  else
    health.ok(("rules: %d, in %s"):format(#(list.rules or list), folder))
  end
end

local function enabled()
  local is_enabled = vim.lsp.is_enabled -- from 0.11.2 on
  if is_enabled and not is_enabled("sharedground") then
    health.warn("not switched on", { ENABLE })
  else
    health.ok("switched on")
  end
  health.info("filetypes: " .. table.concat(vim.lsp.config.sharedground.filetypes, ", "))
end

---@return string[] folders of the clients that run
local function clients()
  local folders = {}
  for _, client in ipairs(vim.lsp.get_clients({ name = "sharedground" })) do
    local count = vim.tbl_count(client.attached_buffers)
    local place = client.root_dir or "drafts outside a project"
    health.ok(("running: client %d, %d buffer%s, %s"):format(client.id, count, count == 1 and "" or "s", place))
    table.insert(folders, client.root_dir)
  end
  if vim.tbl_isempty(vim.lsp.get_clients({ name = "sharedground" })) then
    health.info("not running: it starts with the first draft that you open")
  end
  return folders
end

function M.check()
  health.start("Shared Ground")
  if vim.fn.has("nvim-0.11") == 0 then
    health.error("Neovim 0.11 or newer is needed")
    return
  end
  local config = vim.lsp.config.sharedground
  if not config then
    health.error("lsp/sharedground.lua is not on the runtimepath", { "See editors/neovim in Shared Ground." })
    return
  end
  enabled()
  local program = type(config.cmd) == "table" and config.cmd[1]
  if not program then
    health.info("server: started by a function in your own settings")
  end
  local found = program and server(program)
  local folders = clients()
  if found then
    for _, folder in ipairs(#folders > 0 and folders or { vim.fn.getcwd() }) do
      rules(program, folder)
    end
  end
end

return M

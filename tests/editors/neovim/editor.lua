--- A Neovim in a terminal of its own, with a home folder of its own: driven by keys, read from its screen, and asked
--- about its state over a socket.

local Editor = {}
Editor.__index = Editor

local SCREEN = { width = 120, height = 40 }
local PATIENCE = 180000 -- milliseconds

local number = 0
local running = {}

---@param path string
---@param text string
local function write(path, text)
  vim.fn.mkdir(vim.fs.dirname(path), "p")
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

--- Polls until `look` gives something, and gives it back.
function Editor.wait(what, look, patience)
  local deadline = vim.uv.now() + (patience or PATIENCE)
  repeat
    local ran, found = pcall(look)
    if ran and found then
      return found
    end
    vim.wait(50) -- the editors are asked outside of it: a request from within would wait for ever
  until vim.uv.now() > deadline
  error("not within the time: " .. what, 2)
end

--- Starts one. `files`: path in the project → text. `init`: the user's init.lua. `path`: where programs are looked for.
function Editor.start(options)
  number = number + 1
  local self = setmetatable({ home = ("%s/%d"):format(vim.env.ROOM, number) }, Editor)
  self.project = self.home .. "/project"
  self:write(options.files or {})
  vim.fn.mkdir(self.project .. "/.git", "p")
  local packages = self.home .. "/.local/share/nvim/site/pack/sharedground/start"
  vim.fn.mkdir(packages, "p")
  vim.fn.system({ "cp", "-r", vim.env.CLIENT, packages .. "/sharedground" })
  write(self.home .. "/.config/nvim/init.lua", options.init or 'vim.lsp.enable("sharedground")\n')
  self.log = self.home .. "/.local/state/nvim/lsp.log"
  local socket = self.home .. "/s"
  self.terminal = vim.api.nvim_create_buf(false, true)
  local window = vim.api.nvim_open_win(self.terminal, true, { relative = "editor", row = 0, col = 0, width = SCREEN.width, height = SCREEN.height })
  self.job = vim.fn.jobstart({ vim.env.NVIM, "-n", "--listen", socket }, {
    term = true,
    width = SCREEN.width,
    height = SCREEN.height,
    cwd = self.project,
    clear_env = true,
    env = {
      HOME = self.home,
      XDG_CACHE_HOME = vim.env.ROOM .. "/cache", -- shared: to prepare the rules takes seconds
      LANG = "C.UTF-8",
      TERM = "xterm-256color",
      PATH = options.path or (vim.fs.dirname(vim.env.SHAREDGROUND) .. ":" .. vim.env.PATH),
    },
  })
  vim.api.nvim_win_set_config(window, { hide = true })
  self.channel = Editor.wait("a socket", function()
    return vim.fn.sockconnect("pipe", socket, { rpc = true })
  end, 10000)
  running[self] = true
  return self
end

--- Writes files of the project, from outside the editor.
function Editor:write(files)
  for name, text in pairs(files) do
    write(vim.fs.joinpath(self.project, name), text)
  end
end

--- A file of the project as it is on the disk.
function Editor:on_disk(name)
  local file = assert(io.open(vim.fs.joinpath(self.project, name), "rb"))
  local text = file:read("a")
  file:close()
  return text
end

--- Types, in the notation of mappings: `gra`, `<Esc>`, `:w<CR>`.
function Editor:keys(keys)
  vim.fn.rpcrequest(self.channel, "nvim_input", keys)
end

--- Waits until everything typed has had its effect, that of keys that keys have typed too.
function Editor:settle()
  for _ = 1, 3 do
    vim.wait(50)
    self:lua("return true")
  end
end

--- Runs Lua in the editor; what it returns must be plain. Where a message waits to have been read, it is.
function Editor:lua(code, ...)
  for _ = 1, 20 do
    local mode = vim.fn.rpcrequest(self.channel, "nvim_get_mode")
    if not mode.blocking then
      break
    elseif mode.mode == "r" then
      self:keys("<CR>")
    end
    vim.wait(50)
  end
  if vim.fn.rpcrequest(self.channel, "nvim_get_mode").blocking then
    error("Neovim waits for a key:\n" .. self:screen())
  end
  return vim.fn.rpcrequest(self.channel, "nvim_exec_lua", code, { ... })
end

function Editor:command(command)
  return self:lua("return vim.api.nvim_exec2(..., { output = true }).output", command)
end

--- What the screen shows.
function Editor:screen()
  return table.concat(vim.api.nvim_buf_get_lines(self.terminal, 0, -1, false), "\n")
end

--- Waits until the screen shows something, given as a Lua pattern, and gives back what the pattern captures.
function Editor:see(pattern, patience)
  return Editor.wait("on the screen: " .. pattern .. "\n" .. self:screen(), function()
    return self:screen():match(pattern)
  end, patience)
end

--- Opens a file of the project, with this text if any is given.
function Editor:open(name, text)
  if text then
    self:write({ [name] = text })
  end
  self:command("edit " .. vim.fn.fnameescape(vim.fs.joinpath(self.project, name)))
end

function Editor:text()
  return table.concat(self:lua("return vim.api.nvim_buf_get_lines(0, 0, -1, false)"), "\n")
end

--- The findings in the buffer, in order: rule, the flagged text by its bytes, and the bytes.
function Editor:findings()
  return self:lua([[
    local found = {}
    for _, d in ipairs(vim.diagnostic.get(0)) do
      local ok, text = pcall(vim.api.nvim_buf_get_text, 0, d.lnum, d.col, d.end_lnum, d.end_col, {})
      table.insert(found, { rule = d.code, text = ok and table.concat(text, "\n"), line = d.lnum, first = d.col, last = d.end_col,
        severity = d.severity, message = d.message, source = d.source })
    end
    table.sort(found, function(a, b) return a.line < b.line or (a.line == b.line and a.first < b.first) end)
    return found
  ]])
end

--- The rules that flag something, in the order of the draft, once these are the ones.
function Editor:wait_for(rules)
  local function seen()
    return vim.tbl_map(function(finding) return finding.rule end, self:findings())
  end
  local last
  local ran = pcall(Editor.wait, "findings", function()
    last = seen()
    return vim.deep_equal(last, rules)
  end)
  if not ran then
    error(("wanted %s, came %s"):format(vim.inspect(rules), vim.inspect(last)), 2)
  end
  return self:findings()
end

--- Puts the cursor where some text begins.
function Editor:go_to(text)
  assert(self:lua([[return vim.fn.search("\\V" .. ..., "cw")]], text) > 0, "not in the draft: " .. text)
end

--- Presses the key for code actions and chooses the one whose title contains this.
function Editor:choose(title)
  self:keys("gra")
  local choice = self:see("(%d+): [^\n]*" .. vim.pesc(title))
  self:see("Type number")
  self:keys(choice .. "<CR>")
end

--- Keeps the screen and the client's log among the artefacts.
function Editor:keep(name)
  write(("%s/artifacts/%s.txt"):format(vim.env.HERE, name), self:screen())
  local log = io.open(self.log)
  if log then
    write(("%s/artifacts/%s.log"):format(vim.env.HERE, name), log:read("a"))
    log:close()
  end
end

--- The ids of the servers that this Neovim has started and that are alive.
function Editor:servers()
  return self:lua([[
    local found = {}
    for _, id in ipairs(vim.api.nvim_get_proc_children(vim.fn.getpid())) do
      table.insert(found, id)
    end
    return found
  ]])
end

--- Leaves as one does, and insists if it takes too long.
function Editor:quit()
  if not running[self] then
    return
  end
  running[self] = nil
  pcall(vim.fn.rpcnotify, self.channel, "nvim_input", "<C-\\><C-n>:qall!<CR>")
  if vim.fn.jobwait({ self.job }, 10000)[1] == -1 then
    vim.fn.jobstop(self.job)
  end
end

function Editor.quit_all()
  for self in pairs(running) do
    self:quit()
  end
end

function Editor.keep_all(name)
  for self in pairs(running) do
    pcall(self.keep, self, ("%s-%s"):format(name, vim.fs.basename(self.home)))
  end
end

return Editor

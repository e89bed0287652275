--- What Neovim leaves to a client: which files are ours, asking again when rules change, blanks as tab stops, and coming
--- back after a crash. Each goes by what this Neovim says of itself, and stands aside once it does that alone.

local M = {}

-- Which files -----------------------------------------------------------------------------------------------------

-- What the folders of a rule pack are called.
local FOLDERS =
  { "accusation", "charity", "chauvinism", "division", "guilt", "hierarchy", "isolation", "lexicon" }

---@param words string
---@param bufnr integer
local function has_line_starting_with(words, bufnr)
  return vim.iter(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)):any(function(line)
    return vim.startswith(line, words)
  end)
end

--- Whether a buffer is a draft, or a settings or rule file of ours. Starting the server for all TOML and YAML would cost
--- people who write neither a second and some memory. All buffers without a name have the same address, `file://`, in
--- Neovim, and what is said of one would come to another.
---@param bufnr integer
function M.reads(bufnr)
  local filetype = vim.bo[bufnr].filetype
  local path = vim.api.nvim_buf_get_name(bufnr)
  local name = vim.fs.basename(path)
  if path == "" then
    return false
  elseif filetype == "toml" then
    return name == "sharedground.toml" or (name == "pyproject.toml" and has_line_starting_with("[tool.sharedground", bufnr))
  elseif filetype == "yaml" then
    return name == "pack.yaml" or vim.list_contains(FOLDERS, vim.fs.basename(vim.fs.dirname(path)))
  end
  return true
end

--- Starts the server for a buffer that has got a name; its filetype may be older than that.
---@param bufnr integer
function M.named(bufnr)
  if vim.bo[bufnr].filetype ~= "" and vim.tbl_isempty(vim.lsp.get_clients({ name = "sharedground", bufnr = bufnr })) then
    pcall(vim.api.nvim_exec_autocmds, "FileType", { group = "nvim.lsp.enable", buffer = bufnr, modeline = false })
  end
end

--- What the server is told that a buffer is. Neovim gives a saved message and one that is being written the same name.
---@param bufnr integer
---@param filetype string
function M.language(bufnr, filetype)
  local is_message = filetype == "mail" and vim.endswith(vim.api.nvim_buf_get_name(bufnr), ".eml")
  return is_message and "email" or filetype
end

-- Asking again ------------------------------------------------------------------------------------------------------

local REFRESH = "workspace/diagnostic/refresh"

--- Has all drafts of a client looked at again.
---@param client vim.lsp.Client
function M.ask_again(client)
  for bufnr in pairs(client.attached_buffers) do
    if vim.api.nvim_buf_is_loaded(bufnr) then
      local document = vim.lsp.util.make_text_document_params(bufnr)
      client:request("textDocument/diagnostic", { textDocument = document }, nil, bufnr)
    end
  end
end

function M.handlers()
  local handlers = { ["window/showMessage"] = M.show }
  if not vim.lsp.handlers[REFRESH] then
    handlers[REFRESH] = function(_, _, ctx)
      M.ask_again(assert(vim.lsp.get_client_by_id(ctx.client_id)))
      return vim.NIL
    end
  end
  return handlers
end

-- Messages --------------------------------------------------------------------------------------------------------

local COLOURS = { "ErrorMsg", "WarningMsg" }

--- Shows a message on the one line that there is for it, so that nobody has to press Enter. What is cut off stands in
--- the log, and in the health check.
---@param params lsp.ShowMessageParams
function M.show(_, params)
  local text = params.message:gsub("%s+", " ")
  local width = vim.fn.strdisplaywidth
  if width(text) > vim.v.echospace then
    repeat
      text = vim.fn.strcharpart(text, 0, vim.fn.strchars(text) - 1)
    until width(text) < vim.v.echospace
    text = text .. "…"
  end
  vim.cmd.redraw()
  vim.api.nvim_echo({ { text, COLOURS[params.type] } }, true, {})
  return vim.NIL
end

-- Blanks as tab stops -------------------------------------------------------------------------------------------------

M.FILL_IN = "sharedground.fillIn"

--- What we add to what Neovim can do. Versions keep an edit from a text that has changed since; Neovim checks them.
function M.capabilities()
  local able = vim.lsp.protocol.make_client_capabilities()
  M.neovim_fills_in = vim.tbl_get(able, "workspace", "workspaceEdit", "snippetEditSupport") or false
  return {
    workspace = {
      diagnostics = { refreshSupport = true },
      workspaceEdit = { documentChanges = true, snippetEditSupport = true },
    },
  }
end

--- Turns the answer to `codeAction/resolve` with a snippet in its edit into one with a command of ours: Neovim knows
--- what to do with commands, and not yet with snippets in edits.
---@param action lsp.CodeAction
function M.as_command(action)
  local change = vim.tbl_get(action, "edit", "documentChanges", 1)
  local edit = vim.tbl_get(change or {}, "edits", 1)
  if edit and edit.snippet then
    local what = { textDocument = change.textDocument, range = edit.range, snippet = edit.snippet.value }
    action.edit = nil
    action.command = { title = action.title, command = M.FILL_IN, arguments = { what } }
  end
  return action
end

--- The client command: replaces a range by a snippet, and stands on its first blank.
---@param command lsp.Command
---@param ctx { client_id: integer }
function M.fill_in(command, ctx)
  local client = assert(vim.lsp.get_client_by_id(ctx.client_id))
  local what = command.arguments[1]
  local bufnr = vim.uri_to_bufnr(what.textDocument.uri)
  if vim.lsp.util.buf_versions[bufnr] ~= what.textDocument.version or bufnr ~= vim.api.nvim_get_current_buf() then
    vim.notify("The draft has changed since this was offered; ask again.", vim.log.levels.WARN)
    return
  end
  vim.lsp.util.apply_text_edits({ { range = what.range, newText = "" } }, bufnr, client.offset_encoding)
  local start = what.range.start
  local line = vim.api.nvim_buf_get_lines(bufnr, start.line, start.line + 1, false)[1]
  local column = vim.str_byteindex(line, client.offset_encoding, start.character, false)
  local allowed = vim.wo.virtualedit
  vim.wo.virtualedit = "onemore" -- else the cursor cannot stand behind the last character of a line
  vim.api.nvim_win_set_cursor(0, { start.line + 1, column })
  -- vim.snippet indents the lines after the first as the line is; ours are indented already.
  local indent = vim.pesc(line:match("^%s*"))
  local snippet = what.snippet:gsub("\r\n?", "\n"):gsub("\n" .. indent, "\n")
  vim.snippet.expand(snippet)
  vim.wo.virtualedit = allowed
end

---@param client vim.lsp.Client
function M.started(client)
  if M.neovim_fills_in then
    return
  end
  local request = client.request
  function client:request(method, params, handler, bufnr)
    local answer = handler
    if method == "codeAction/resolve" and handler then
      answer = function(err, action, ...)
        return handler(err, action and M.as_command(action), ...)
      end
    end
    return request(self, method, params, answer, bufnr)
  end
end

-- Coming back ---------------------------------------------------------------------------------------------------------

local SIGTERM = 15
local MOST, WITHIN, PAUSE = 3, 180000, 500 -- times, milliseconds, milliseconds

---@type integer[]
local crashes = {}
---@type table<integer, true>
local restarting = {}

--- Whether a crash may be followed by a new start. A server that does nothing but crash is left alone.
local function may_come_back()
  local now = vim.uv.now()
  crashes = vim.tbl_filter(function(time) return now - time < WITHIN end, crashes)
  table.insert(crashes, now)
  return #crashes <= MOST
end

--- Starts a client that has ended again, in the buffers that it had.
---@param client vim.lsp.Client
local function start_again(client)
  local buffers = vim.tbl_keys(client.attached_buffers)
  vim.defer_fn(function()
    for _, bufnr in ipairs(vim.tbl_filter(vim.api.nvim_buf_is_loaded, buffers)) do
      vim.lsp.start(client.config, { bufnr = bufnr })
    end
  end, PAUSE)
end

---@param code integer
---@param signal integer
---@param client_id integer
function M.ended(code, signal, client_id)
  local as_meant = (code == 0 and signal == 0) or signal == SIGTERM
  local client = vim.lsp.get_client_by_id(client_id)
  if client and (restarting[client_id] or (not as_meant and may_come_back())) then
    start_again(client)
  end
  restarting[client_id] = nil
end

--- Ends the server and starts it again, as after an upgrade.
---@param client vim.lsp.Client
function M.restart(client)
  restarting[client.id] = true
  client:stop(true)
end

return M

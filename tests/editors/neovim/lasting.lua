--- The server's life: killed, restarted, upgraded, and ended with Neovim.

local Editor = require("editor")

local TEXT = "That is not our fight.\n"

local function open(options)
  local editor = Editor.start(options or {})
  editor:open("draft.md", TEXT)
  editor:wait_for({ "isolation/not-our-fight" })
  return editor
end

local function is_alive(process)
  return vim.uv.kill(process, 0) == 0
end

local function server_of(editor)
  local servers = editor:servers()
  assert(#servers == 1, vim.inspect(servers))
  return servers[1]
end

return {
  { "a server that is killed comes back, and the findings with it", function()
    local editor = open()
    local before = server_of(editor)
    vim.uv.kill(before, "sigkill")
    Editor.wait("another server", function() return #editor:servers() == 1 and server_of(editor) ~= before end)
    editor:open("draft.md")
    editor:keys("ggOSilence is violence.<Esc>")
    editor:wait_for({ "accusation/complicity-verdict", "isolation/not-our-fight" })
    assert(editor:lua("return #vim.lsp.get_clients({ bufnr = 0, name = 'sharedground' })") == 1)
    editor:quit()
  end },

  { "a server that crashes again and again is left alone", function()
    local editor = open()
    for _ = 1, 3 do
      local before = server_of(editor)
      vim.uv.kill(before, "sigkill")
      Editor.wait("another server", function() return #editor:servers() == 1 and server_of(editor) ~= before end)
      Editor.wait("it to be attached", function()
        return editor:lua("return #vim.lsp.get_clients({ bufnr = 0, name = 'sharedground' })") == 1
      end)
    end
    vim.uv.kill(server_of(editor), "sigkill")
    Editor.wait("no server", function() return #editor:servers() == 0 end)
    vim.wait(2000)
    assert(#editor:servers() == 0, "it came back a fourth time")
    editor:keys(":lua vim.lsp.enable('sharedground')<CR>")
    editor:wait_for({ "isolation/not-our-fight" })
    editor:quit()
  end },

  { ":SharedGround restart makes it another process, with the findings of one", function()
    local editor = open()
    local before = server_of(editor)
    editor:keys(":SharedGround restart<CR>")
    Editor.wait("another server", function() return #editor:servers() == 1 and server_of(editor) ~= before end)
    assert(not is_alive(before))
    Editor.wait("it to be attached", function()
      return editor:lua("return #vim.lsp.get_clients({ bufnr = 0, name = 'sharedground' })") == 1
    end)
    editor:wait_for({ "isolation/not-our-fight" })
    editor:quit()
  end },

  { "switching it off ends the server and takes the findings away", function()
    local editor = open()
    local server = server_of(editor)
    editor:keys(":lua vim.lsp.enable('sharedground', false)<CR>")
    editor:wait_for({})
    Editor.wait("the server's end", function() return not is_alive(server) end)
    editor:quit()
  end },

  { "nothing stays behind when Neovim is left", function()
    local editor = open()
    local server = server_of(editor)
    editor:quit()
    Editor.wait("the server's end", function() return not is_alive(server) end, 10000)
  end },

  { "nothing stays behind when Neovim is killed", function()
    local editor = open()
    local server = server_of(editor)
    vim.uv.kill(editor:lua("return vim.fn.getpid()"), "sigkill")
    Editor.wait("the server's end", function() return not is_alive(server) end, 15000)
    editor:quit()
  end },

  { "no word of a draft is in Neovim's log of the server", function()
    local editor = open()
    editor:keys("GoCheck your privilege.<Esc>")
    editor:wait_for({ "isolation/not-our-fight", "guilt/privilege-checking" })
    local file = io.open(editor.log) -- Neovim makes it once the server prints something
    local log = file and file:read("a") or ""
    assert(not log:find("fight", 1, true) and not log:find("privilege", 1, true), log)
    editor:quit()
  end },
}

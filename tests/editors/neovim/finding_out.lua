--- What tells a newcomer how it stands: the health check, the help, and what is said where something is missing.

local Editor = require("editor")

local function health(editor)
  editor:keys(":checkhealth sharedground<CR>")
  return Editor.wait("the health report", function()
    local text = editor:text()
    return text:find("Shared Ground ~", 1, true) and text
  end)
end

local function holds(report, ...)
  for _, part in ipairs({ ... }) do
    assert(report:find(part), part .. " is missing in:\n" .. report)
  end
end

return {
  { "the health check finds server, version, drafts and rules", function()
    local editor = Editor.start({})
    editor:open("draft.md", "That is not our fight.\n")
    editor:wait_for({ "isolation/not-our-fight" })
    local report = health(editor)
    holds(report, "OK server: [^\n]*sharedground %d+%.%d+", "OK switched on", "filetypes: [^\n]*markdown", "1 buffer, ", "OK rules: %d%d+")
    assert(not report:find("ERROR") and not report:find("WARNING"), report)
    editor:keep("health")
    editor:quit()
  end },

  { "the health check names the rule that does not hold", function()
    local editor = Editor.start({
      files = { ["sharedground.toml"] = 'packs = ["rules"]\n', ["rules/guilt/soup.yaml"] = "id: guilt/soup\n" },
    })
    editor:open("draft.md", "That is not our fight.\n")
    editor:see("soup%.yaml") -- the server says so too, and nobody has to press Enter
    assert(not vim.fn.rpcrequest(editor.channel, "nvim_get_mode").blocking, editor:screen())
    assert(editor:command("messages"):find("soup%.yaml:1:1"), editor:command("messages"))
    editor:wait_for({ "isolation/not-our-fight" })
    holds(health(editor), "soup%.yaml:1:1: a rule needs")
    editor:quit()
  end },

  { "without a server the health check says how to install it", function()
    local editor = Editor.start({ path = "/usr/bin:/bin" })
    holds(health(editor), "ERROR The server was not found: sharedground", "uv tool install", "pipx ensurepath")
    editor:quit()
  end },

  { "where it is not switched on, the health check and the commands say so", function()
    local editor = Editor.start({ init = "" })
    holds(health(editor), "WARNING not switched on", "vim%.lsp%.enable")
    editor:keys(":SharedGround check<CR>")
    editor:see("not running here")
    editor:quit()
  end },

  { "the help has a page, every command is in it, and its links lead somewhere", function()
    local editor = Editor.start({ init = "" })
    editor:command("helptags ALL")
    editor:command("help sharedground")
    local text = editor:text()
    for _, name in ipairs(editor:lua([[return vim.fn.getcompletion("SharedGround ", "cmdline")]])) do
      assert(text:find(":SharedGround " .. name, 1, true), "not in the help: " .. name)
    end
    local links = {}
    for link in text:gmatch("|(%S-)|") do
      table.insert(links, link)
    end
    assert(#links > 3)
    for _, link in ipairs(links) do
      editor:command("help " .. link)
    end
    editor:quit()
  end },

  { "commands and rules are completed", function()
    local editor = Editor.start({})
    editor:open("draft.md", "That is not our fight.\n")
    editor:wait_for({ "isolation/not-our-fight" })
    local function completed(line)
      return editor:lua([[return vim.fn.getcompletion(..., "cmdline")]], line)
    end
    assert(vim.deep_equal(completed("SharedGround "), { "check", "explain", "reload", "restart" }))
    assert(vim.deep_equal(completed("SharedGround explain iso"), { "isolation/not-our-fight" }))
    editor:quit()
  end },
}

--- Rules and settings that change under open drafts.

local Editor = require("editor")

local RULE = [==[
id: guilt/soup
status: preview
severity: warning
confidence: 0.9
since: "0.1"
summary: Stands in for a rule that a project has written for itself.
message: "“{match}” is a word that this project has thought about."
why: |
  The project has its reasons.
keep-when: |
  Keep it where the soup is meant.
sources: ["The project's own minutes"]
match:
  phrase: "cold soup"
rewrites:
  - text: "soup"
    applicability: review
    why: "It says enough."
examples:
  flag: ["There will be [[cold soup]]."]
  ok:
    warm: ["There will be soup."]
]==]

local PROJECT = {
  ["draft.md"] = "There will be cold soup. That is not our fight.\n",
  ["other.md"] = "We say: check your privilege.\n",
  ["sharedground.toml"] = 'packs = ["rules"]\npreview = true\n',
  ["rules/guilt/soup.yaml"] = RULE,
}

local function project()
  local editor = Editor.start({ files = PROJECT })
  editor:open("draft.md")
  editor:wait_for({ "guilt/soup", "isolation/not-our-fight" })
  return editor
end

return {
  { "a rule that is edited and saved counts in open drafts", function()
    local editor = project()
    editor:keys(":split rules/guilt/soup.yaml<CR>")
    editor:see("id: guilt/soup")
    editor:keys(':%s/phrase: "cold/phrase: "hot/<CR>')
    editor:wait_for({ "example" }) -- its example does not hold any more, and says so in place
    editor:keys(":w<CR><C-w>j")
    editor:wait_for({ "isolation/not-our-fight" }) -- “cold soup” is no matter any more
    editor:keys("ggOWe had hot soup.<Esc>")
    editor:wait_for({ "guilt/soup", "isolation/not-our-fight" })
    editor:quit()
  end },

  { "a rule that does not hold is underlined where it does not", function()
    local editor = project()
    editor:keys(":edit rules/guilt/soup.yaml<CR>")
    editor:see("id: guilt/soup")
    editor:keys(":%s/severity: warning/severity: dire/<CR>")
    local found = Editor.wait("a word about the severity", function() return editor:findings()[1] and editor:findings() end)
    assert(found[1].text == "dire" and found[1].line == 2, vim.inspect(found))
    editor:quit()
  end },

  { "a rule is switched off, and a phrase accepted, for the project", function()
    local editor = project()
    editor:go_to("our fight")
    editor:choose("Switch isolation/not-our-fight off")
    editor:wait_for({ "guilt/soup" })
    editor:go_to("cold soup")
    editor:choose("Accept “cold soup”")
    editor:wait_for({})
    local settings = editor:on_disk("sharedground.toml")
    assert(settings:find("isolation/not-our-fight", 1, true) and settings:find("cold soup", 1, true), settings)
    editor:quit()
  end },

  { "settings in Lua lie over the project's", function()
    local editor = Editor.start({
      files = PROJECT,
      init = [[
        vim.lsp.config("sharedground", { settings = { sharedground = { ignore = { "isolation" } } } })
        vim.lsp.enable("sharedground")
      ]],
    })
    editor:open("draft.md")
    editor:wait_for({ "guilt/soup" })
    editor:quit()
  end },

  { "what changes outside of Neovim counts after :SharedGround reload", function()
    local editor = project()
    editor:write({ ["sharedground.toml"] = 'ignore = ["isolation"]\n' })
    editor:keys(":SharedGround reload<CR>")
    editor:wait_for({})
    editor:quit()
  end },

  { ":SharedGround check fills the quickfix list with what all drafts hold", function()
    local editor = project()
    editor:keys(":SharedGround check<CR>")
    local names = Editor.wait("three places", function()
      local names = editor:lua([[
        return vim.tbl_map(function(item) return vim.fs.basename(vim.api.nvim_buf_get_name(item.bufnr)) end, vim.fn.getqflist())
      ]])
      return #names == 3 and names
    end)
    assert(vim.deep_equal(names, { "draft.md", "draft.md", "other.md" }), vim.inspect(names))
    editor:see("other%.md|1 col %d+%-%d+ %a+|")
    editor:keep("workspace")
    editor:quit()
  end },
}

--- What one does with a draft, all in one editor, by the keys that Neovim has for it.

local Editor = require("editor")

local editor
--- The editor of these tests, with a new draft open in it.
local drafts = 0
local function draft(text, name)
  editor = editor or Editor.start({})
  editor:keys("<C-\\><C-n>")
  drafts = drafts + 1
  editor:command("silent! only | silent! %bwipeout!")
  editor:open(name or ("draft%d.md"):format(drafts), text)
  return editor
end

local LEAFLET = table.concat({
  "# Monday",
  "",
  "Hi 😀 check your privilege before you complain about rent.",
  "",
  "That is not our fight. We stand with genuine refugees.",
  "",
}, "\n")

local function find(findings, rule)
  return vim.iter(findings):find(function(finding) return finding.rule == rule end)
end

return {
  { "findings stand at their words, to the byte", function()
    local found = draft(LEAFLET):wait_for({
      "guilt/privilege-checking", "isolation/not-our-fight", "division/deserving-sort",
    })
    assert(found[1].line == 2 and found[1].first == #"Hi 😀 ", vim.inspect(found[1]))
    assert(vim.startswith(found[1].text, "check your privilege"), found[1].text)
    assert(found[2].text == "is not our fight" and found[2].line == 4 and found[2].first == 5, vim.inspect(found[2]))
    assert(found[3].text == "genuine refugees", found[3].text)
    assert(found[1].severity == vim.diagnostic.severity.WARN and found[1].source == "Shared Ground")
    editor:see("W [^\n]*Hi 😀") -- the sign at the line
    editor:keep("findings")
  end },

  { "a draft that costs nobody anything shows nothing", function()
    draft("Bring the letter that you got. Check your privilege.\n"):wait_for({ "guilt/privilege-checking" })
    editor:keys("fCd$") -- the second sentence goes, and with it the finding
    editor:wait_for({})
  end },

  { "what is typed is read", function()
    draft("Come on Thursday.\n"):wait_for({})
    editor:keys("GoThat is not our fight.<Esc>")
    local found = editor:wait_for({ "isolation/not-our-fight" })
    assert(found[1].line == 1, vim.inspect(found))
  end },

  { "a new buffer is read from when it has a name, and two such are not mixed up", function()
    draft("Come on Thursday.\n"):wait_for({})
    for number, text in ipairs({ "That is not our fight.", "Check your privilege." }) do
      editor:command("enew | setlocal filetype=markdown")
      editor:keys("i" .. text .. "<Esc>")
      editor:settle()
      assert(editor:lua("return #vim.lsp.get_clients({ bufnr = 0, name = 'sharedground' })") == 0)
      editor:command(("%s new%d.md"):format(number == 1 and "write" or "file", number))
      editor:wait_for({ number == 1 and "isolation/not-our-fight" or "guilt/privilege-checking" })
    end
    editor:command("buffer new1.md")
    editor:wait_for({ "isolation/not-our-fight" })
  end },

  { "hover says why, the principle and when to keep the line", function()
    draft(LEAFLET):wait_for({ "guilt/privilege-checking", "isolation/not-our-fight", "division/deserving-sort" })
    editor:go_to("not our fight")
    editor:keys("K")
    editor:see("isolation/not%-our%-fight")
    editor:see("Why%.")
    local float = editor:lua([[
      for _, window in ipairs(vim.api.nvim_list_wins()) do
        if vim.api.nvim_win_get_config(window).relative ~= "" then
          return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n")
        end
      end
    ]])
    for _, part in ipairs({ "Why.", "The principle.", "When to keep it." }) do
      assert(float:find(part, 1, true), part .. " is missing in: " .. float)
    end
    editor:keep("hover")
  end },

  { "the quickfix list holds the findings, and leads to them", function()
    draft(LEAFLET):wait_for({ "guilt/privilege-checking", "isolation/not-our-fight", "division/deserving-sort" })
    editor:keys("gg:lua vim.diagnostic.setqflist()<CR>")
    local items = Editor.wait("a quickfix list", function()
      local items = editor:lua("return vim.fn.getqflist()")
      return #items == 3 and items
    end)
    assert(items[1].lnum == 3 and items[1].col == #"Hi 😀 " + 1 and items[1].type == "W", vim.inspect(items[1]))
    editor:see("draft%d+%.md|5 col 6%-22 %a+|")
    editor:keep("quickfix")
    editor:keys(":cc 2<CR>")
    Editor.wait("the cursor at the second finding", function()
      return vim.deep_equal(editor:lua("return vim.api.nvim_win_get_cursor(0)"), { 5, 5 })
    end)
  end },

  { "a rewrite is chosen by keys, and undone by one", function()
    draft(LEAFLET):wait_for({ "guilt/privilege-checking", "isolation/not-our-fight", "division/deserving-sort" })
    editor:go_to("our fight")
    editor:choose("Rewrite: “is tied up with our fight”")
    editor:wait_for({ "guilt/privilege-checking", "division/deserving-sort" })
    assert(editor:text() == vim.trim(LEAFLET:gsub("is not our fight", "is tied up with our fight")), editor:text())
    editor:keys("u")
    editor:wait_for({ "guilt/privilege-checking", "isolation/not-our-fight", "division/deserving-sort" })
    assert(editor:text() == vim.trim(LEAFLET), editor:text())
  end },

  { "a rewrite with blanks has a tab stop at each", function()
    draft("Hi 😀. That is not our fight. Come on Thursday.\n"):wait_for({ "isolation/not-our-fight" })
    editor:go_to("our fight")
    editor:choose("Fill in: ")
    editor:see("SELECT")
    editor:keep("blanks")
    for _, typed in ipairs({ "The rent strike<Tab>", "the dockers' strike<Tab>", "one landlord<Tab>" }) do
      editor:keys(typed)
      editor:settle()
    end
    editor:keys(" Yes.<Esc>")
    local filled = "Hi 😀. The rent strike and the dockers' strike run through one landlord. Yes. Come on Thursday."
    Editor.wait("the blanks filled in", function() return editor:text() == filled end, 5000)
    editor:wait_for({})
  end },

  { "blanks work at the very end of a line, and can be undone", function()
    local text = "This is the whole of it.\n\nSilence is violence"
    draft(text):wait_for({ "accusation/complicity-verdict" })
    editor:go_to("violence")
    editor:choose("Fill in: ")
    editor:see("SELECT")
    editor:keys("the board<Esc>")
    Editor.wait("the first blank filled in", function()
      return editor:text():find("\n\nThis is the work of the board. Here is what we can refuse: [a shift", 1, true)
    end, 5000)
    editor:keys("uu")
    Editor.wait("as it was", function() return editor:text() == text end, 5000)
  end },

  { "an offer for a text that has changed since is refused", function()
    draft("That is not our fight.\n"):wait_for({ "isolation/not-our-fight" })
    editor:go_to("our fight")
    editor:lua([[
      vim.ui.select = function(items, options, choose) -- the writer types on while the offers are shown
        vim.api.nvim_buf_set_lines(0, 0, 0, false, { "One more line." })
        vim.defer_fn(function() choose(vim.iter(items):find(function(i) return i.action.title:find("^Fill in") end)) end, 500)
      end
    ]])
    editor:keys("gra")
    editor:see("has changed")
    assert(editor:text() == "One more line.\nThat is not our fight.", editor:text())
    editor:lua([[package.loaded["vim.ui"] = nil; vim.ui = require("vim.ui")]])
  end },

  { "ignore here writes the comment, and the place is left alone", function()
    draft(LEAFLET):wait_for({ "guilt/privilege-checking", "isolation/not-our-fight", "division/deserving-sort" })
    editor:go_to("our fight")
    editor:choose("Ignore isolation/not-our-fight here")
    editor:wait_for({ "guilt/privilege-checking", "division/deserving-sort" })
    assert(editor:text():find("<!-- sharedground: ignore isolation/not-our-fight: reason -->", 1, true), editor:text())
  end },

  { "all safe rewrites are carried out at once, and no other", function()
    draft("We stand with war-torn Gaza and with genuine refugees. That is not our fight.\n")
    editor:wait_for({ "isolation/timeless-conflict", "division/deserving-sort", "isolation/not-our-fight" })
    editor:keys(":lua vim.lsp.buf.code_action({ context = { only = { 'source.fixAll.sharedground' }, diagnostics = {} }, apply = true })<CR>")
    editor:wait_for({ "isolation/not-our-fight" })
    assert(editor:text() == "We stand with Gaza and with refugees. That is not our fight.", editor:text())
  end },

  { "line ends of Windows stay, and the words are flagged at their bytes", function()
    draft("# 😀\r\n\r\nHi 😀. That is not our fight.\r\n\r\nWe stand with war-torn Gaza.\r\n")
    local found = editor:wait_for({ "isolation/not-our-fight", "isolation/timeless-conflict" })
    assert(found[1].text == "is not our fight" and found[1].first == #"Hi 😀. That ", vim.inspect(found[1]))
    assert(found[2].text == "war-torn Gaza" and found[2].line == 4, vim.inspect(found[2]))
    editor:go_to("war-torn")
    editor:choose("Rewrite: “Gaza”")
    editor:wait_for({ "isolation/not-our-fight" })
    editor:go_to("our fight")
    editor:choose("Fill in: ")
    editor:see("SELECT")
    editor:keys("<Esc>:w<CR>")
    Editor.wait("saved", function()
      local text = editor:on_disk(("draft%d.md"):format(drafts))
      return text:find("^# 😀\r\n\r\n") and text:find("[This fight]", 1, true) and not text:find("war") and not text:gsub("\r\n", ""):find("[\r\n]")
    end, 5000)
  end },

  { "explaining a rule opens its page, with nothing flagged in it", function()
    draft(LEAFLET):wait_for({ "guilt/privilege-checking", "isolation/not-our-fight", "division/deserving-sort" })
    editor:go_to("our fight")
    editor:keys(":SharedGround explain<CR>")
    Editor.wait("the rule's page", function()
      return vim.startswith(editor:text(), "# isolation/not-our-fight\n")
    end)
    vim.wait(1500) -- long enough for findings to come
    assert(#editor:findings() == 0, vim.inspect(editor:findings()))
  end },

  { "every kind of file that is read gets the server", function()
    draft("Nothing here.\n"):wait_for({})
    local names = vim.json.decode(vim.fn.system({ vim.fs.dirname(vim.env.SHAREDGROUND) .. "/python", "-c",
      "import json; from sharedground.text.readers import formats; print(json.dumps(['draft' + s for s in formats.TEXT_SUFFIXES]))" }))
    assert(#names > 20)
    for _, name in ipairs({ "COMMIT_EDITMSG", unpack(names) }) do
      if name ~= "draft.ipynb" then -- Neovim shows its JSON, which is no draft
        editor:open("kinds/" .. name, "That is not our fight.\n")
        local ran = pcall(Editor.wait, "the server", function()
          return editor:lua("return #vim.lsp.get_clients({ bufnr = 0, name = 'sharedground' })") == 1
        end, 5000)
        assert(ran, ("%s (filetype “%s”)"):format(name, editor:lua("return vim.bo.filetype")))
      end
    end
  end },

  { "other TOML and YAML files are left alone", function()
    draft("Nothing here.\n"):wait_for({})
    local attached = "return #vim.lsp.get_clients({ bufnr = 0, name = 'sharedground' })"
    for name, text in pairs({ ["Cargo.toml"] = "", ["pyproject.toml"] = "[project]\n", ["docker/compose.yaml"] = "" }) do
      editor:open(name, text)
      vim.wait(300)
      assert(editor:lua(attached) == 0, name)
    end
    for name, text in pairs({ ["sharedground.toml"] = "", ["python/pyproject.toml"] = "[tool.sharedground]\n", ["pack/guilt/x.yaml"] = "" }) do
      editor:open(name, text)
      Editor.wait(name, function() return editor:lua(attached) == 1 end, 5000)
    end
    vim.fn.delete(editor.project .. "/sharedground.toml")
  end },
}

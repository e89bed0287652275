--- `:SharedGround`, and the filetypes that this Neovim does not know. The server is switched on by
--- `vim.lsp.enable("sharedground")`.

if vim.g.loaded_sharedground or vim.fn.has("nvim-0.11") == 0 then
  return
end
vim.g.loaded_sharedground = true

for extension, filetype in pairs({ latex = "tex", mdx = "mdx", rest = "rst", srt = "srt", vtt = "vtt" }) do
  if not vim.filetype.match({ filename = "draft." .. extension }) then
    vim.filetype.add({ extension = { [extension] = filetype } })
  end
end

vim.api.nvim_create_autocmd({ "BufFilePost", "BufWritePost" }, {
  group = vim.api.nvim_create_augroup("sharedground", {}),
  callback = function(event)
    require("sharedground.session").named(event.buf)
  end,
})

vim.api.nvim_create_user_command("SharedGround", function(arguments)
  require("sharedground.commands").run(arguments.fargs)
end, {
  nargs = "+",
  complete = function(_, line)
    return require("sharedground.commands").complete(line)
  end,
  desc = "Shared Ground: check all drafts, explain a rule, reload or restart",
})

--- Shared Ground's language server. `vim.lsp.enable("sharedground")` switches it on; `:help sharedground` says the rest.

local session = require("sharedground.session")

---@type vim.lsp.Config
return {
  cmd = { "sharedground", "lsp" },
  filetypes = {
    "asciidoc",
    "gitcommit",
    "html",
    "mail",
    "markdown",
    "markdown.mdx",
    "mdx",
    "org",
    "plaintex",
    "quarto",
    "rmd",
    "rst",
    "srt",
    "tex",
    "text",
    "vtt",
    "xhtml",
    -- Settings and rules. Other TOML and YAML files are left alone: see `root_dir`.
    "toml",
    "yaml",
  },
  root_markers = { ".git", "sharedground.toml" },
  root_dir = function(bufnr, on_dir)
    if session.reads(bufnr) then
      on_dir(vim.fs.root(bufnr, vim.lsp.config.sharedground.root_markers))
    end
  end,
  get_language_id = session.language,
  capabilities = session.capabilities(),
  handlers = session.handlers(),
  commands = { [session.FILL_IN] = session.fill_in },
  on_init = session.started,
  on_exit = session.ended,
}

-- A person in Neovim: opens a contract, waits for diagnostics, asks for completions, mends the text, waits again.
-- Environment: NODE, CLI, CONTRACT, ANSWER (a file for what was seen, as JSON).
local seen = {}

local function finish()
  local file = assert(io.open(os.getenv('ANSWER'), 'w'))
  file:write(vim.json and vim.json.encode(seen) or vim.fn.json_encode(seen))
  file:close()
  vim.cmd('qall!')
end

local function codes(buffer)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, tostring(diagnostic.code or (diagnostic.user_data and diagnostic.user_data.lsp.code)))
  end
  return found
end

local ok, problem = pcall(function()
  vim.cmd('edit ' .. os.getenv('CONTRACT'))
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({
    name = 'plumbline',
    cmd = { os.getenv('NODE'), os.getenv('CLI'), 'lsp', '--stdio' },
    root_dir = vim.fn.fnamemodify(os.getenv('CONTRACT'), ':h'),
    get_language_id = function() return 'odcs' end,
  })
  vim.lsp.buf_attach_client(buffer, client)
  vim.wait(15000, function() return #codes(buffer) > 0 end, 20)
  seen.before = codes(buffer)

  local last = vim.api.nvim_buf_line_count(buffer)
  vim.api.nvim_buf_set_lines(buffer, last, last, false, { 'sla' })
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = last, character = 3 } }
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/completion', params, 10000)
  seen.completions = {}
  for _, answer in pairs(answers or {}) do
    local result = answer.result or {}
    for _, item in ipairs(result.items or result) do table.insert(seen.completions, item.label) end
  end

  vim.api.nvim_buf_set_lines(buffer, last, last + 1, false, {})
  for index, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    if line:find('^statsu') then vim.api.nvim_buf_set_lines(buffer, index - 1, index, false, { 'status: active' }) end
  end
  vim.wait(15000, function() return #codes(buffer) == 0 end, 20)
  seen.after = codes(buffer)
  vim.lsp.stop_client(client)
  vim.wait(3000, function() return vim.lsp.get_client_by_id(client) == nil end, 20)
end)
if not ok then seen.problem = tostring(problem) end
finish()

// Reads a JSON array of texts; writes, for each text, what Harper says of it: [rule, kind, words, message].
import { readFileSync } from 'node:fs'
import { Dialect, LocalLinter } from 'harper.js'
import { binaryInlined } from 'harper.js/binaryInlined'

const linter = new LocalLinter({ binary: binaryInlined, dialect: Dialect.British })
const said = []
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  const rules = await linter.organizedLints(text, { language: 'plaintext' })
  said.push(
    Object.entries(rules).flatMap(([rule, lints]) =>
      lints.map((lint) => [rule, lint.lint_kind(), lint.get_problem_text(), lint.message()]),
    ),
  )
}
console.log(JSON.stringify(said))

// retext-equality over the Markdown files named, as its users set it up.
import {readFileSync} from 'node:fs'
import {unified} from 'unified'
import remarkParse from 'remark-parse'
import remarkRetext from 'remark-retext'
import retextEnglish from 'retext-english'
import retextEquality from 'retext-equality'
import retextStringify from 'retext-stringify'
import {VFile} from 'vfile'

const words = unified().use(retextEnglish).use(retextEquality)
const reader = unified().use(remarkParse).use(remarkRetext, words).use(retextStringify)
let count = 0
for (const path of process.argv.slice(2)) {
  const file = new VFile({path, value: readFileSync(path, 'utf8')})
  await reader.run(reader.parse(file), file)
  count += file.messages.length
}
console.log(count)

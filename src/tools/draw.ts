import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readContent, ROOT } from '../content.ts'
import { faultLine } from '../domain/fault.ts'
import { boxesOf, plainly } from './draw/graph.ts'
import { pageOf } from './draw/page.ts'
import { drawing } from './draw/svg.ts'

/** `npm run draw [-- --out DIR]`: every flow as a picture that a lay reader can follow, and a page of all of them. */
const { values } = parseArgs({ options: { out: { type: 'string', default: join(ROOT, 'drawings') } } })
const { content, faults } = readContent({ production: false })
if (!content) {
  process.stderr.write(`The flows cannot be read:\n${faults.map(faultLine).join('\n')}\n`)
  process.exit(1)
}
const { book, words } = content
const out = resolve(values.out)
mkdirSync(out, { recursive: true })
const entries = Object.entries(book.purposes).map(([flow, purpose]) => ({
  flow,
  title: plainly(flow),
  purpose,
}))
for (const entry of entries) {
  writeFileSync(join(out, `${entry.flow}.svg`), drawing(boxesOf(book, words, entry.flow, 'en'), entry))
}
writeFileSync(join(out, 'all.html'), pageOf(entries))
process.stdout.write(`${entries.length} drawings and all.html are in ${out}\n`)

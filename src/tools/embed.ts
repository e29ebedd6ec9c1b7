import { parseArgs } from 'node:util'
import { readContent } from '../content.ts'
import { NATIONAL } from '../domain/area.ts'
import { frameSnippet, linkSnippet } from '../web/snippets.ts'

/**
 * `npm run -s embed -- --url https://help.example.org [--area ID] [--language cy]`: what a commissioner's site puts into
 * its own page. Prints the link always, and the frame where the area names sites that may show one.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    area: { type: 'string', default: NATIONAL },
    language: { type: 'string', default: 'en' },
  },
})
const { content } = readContent({ production: false })
const area = content?.directory.area(values.area)
const url = values.url === undefined ? null : URL.parse(values.url)
if (!content || !area || url === null) {
  process.stderr.write(
    'Write: npm run -s embed -- --url https://help.example.org --area ID. The area is a folder of deployment/areas.\n',
  )
  process.exit(2)
}
const text = (key: string): string =>
  content.words.text(values.language, key) ?? content.words.text('en', key) ?? ''
// The script in a page around the frame leaves to where the first screen does: no place is known to it.
const exit = content.directory.area(NATIONAL)?.exit ?? area.exit
const place = { publicUrl: url.origin, exit, language: values.language }
const say = (line: string): void => void process.stdout.write(`${line}\n`)
say(`<!-- A link: the page opens by itself. -->\n${linkSnippet(place, { link: text('page:title') })}`)
if (area.framed_by)
  say(
    `\n<!-- A frame, on ${area.framed_by.join(', ')} only. Print it again after every upgrade: its digest changes. -->\n` +
      frameSnippet(place, { frame: text('page:title') }),
  )
else say(`\n<!-- No frame: deployment/areas/${area.id}/area.yaml names no sites under framed_by. -->`)

import { ROOT } from '../content.ts'
import { content } from './check/content.ts'
import { format, mendFormat } from './check/format.ts'
import { lint, mendLint } from './check/lint.ts'
import { packages } from './check/packages.ts'
import { runParts } from './check/part.ts'
import { plain } from './check/plain.ts'
import { report } from './check/report.ts'
import { rooms } from './check/rooms.ts'
import { stale } from './check/stale.ts'
import { types } from './check/types.ts'

/**
 * `npm run check`: everything that is wrong, said at once, each as `file:line rule: what. cure.` Ends with 1 when
 * anything is. `-- --fix` first formats, and mends what the linter can mend safely.
 */
const [option, ...rest] = process.argv.slice(2)
if (rest.length > 0 || (option !== undefined && option !== '--fix')) {
  process.stderr.write('The only option is --fix, which formats and mends what can be mended safely.\n')
  process.exit(2)
}
if (option === '--fix') {
  await mendLint(ROOT)
  await mendFormat(ROOT)
}
// The slowest first: with two cores, the others fit in beside them.
const { lines, problems } = report(
  await runParts(ROOT, [format, types, rooms, lint, content, plain, stale, packages]),
)
process.stdout.write(`${lines.join('\n')}\n`)
process.exitCode = problems === 0 ? 0 : 1

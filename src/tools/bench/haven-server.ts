import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Haven as `npm start` runs it, on a free port and a folder of its own. */
process.env['PORT'] = '0'
process.env['HAVEN_DATA'] = mkdtempSync(join(tmpdir(), 'haven-bench-'))
await import('../../main.ts')

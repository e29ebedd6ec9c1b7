import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Haven as `npm start` runs it, on a free port and a folder of its own; tells its port when the first line is out. */
process.env['PORT'] = '0'
process.env['HAVEN_DATA'] = mkdtempSync(join(tmpdir(), 'haven-bench-'))
const write = process.stdout.write.bind(process.stdout)
process.stdout.write = ((text: string, ...rest: never[]) => {
  const port = /Haven is at http:\/\/[^:]+:(\d+)/.exec(String(text))?.[1]
  if (port !== undefined) process.send?.({ port: Number(port) })
  return write(text, ...rest)
}) as typeof process.stdout.write
await import('../../main.ts')

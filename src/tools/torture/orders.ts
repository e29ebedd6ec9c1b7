import { flushCompileCache } from 'node:module'
import type { z } from 'zod'

/**
 * Waits for the one line with which a life begins, on this process's input. The process is loaded by then, so that a new
 * life begins at once; it ends with whoever started it.
 */
export async function ordersOf<T>(schema: z.ZodType<T>): Promise<T> {
  // A process that is killed would keep nothing for the quick start of the next.
  flushCompileCache()
  const text = await new Promise<string>((resolve) => {
    let heard = ''
    process.stdin.setEncoding('utf8').on('data', (part: string) => {
      heard += part
      if (heard.includes('\n')) resolve(heard.slice(0, heard.indexOf('\n')))
    })
    process.stdin.once('end', () => process.exit(0))
  })
  return schema.parse(JSON.parse(text))
}

import { readFileSync } from 'node:fs'

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')

/** A script of ours, which is no module, with the ways out before it; other scripts on the page see nothing of either. */
export const withWaysOut = (file: './script.js' | './embed.js'): string =>
  `{\n${read('./ways-out.js').replace('export const', 'const')}${read(file)}}\n`

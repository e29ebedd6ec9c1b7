import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../content.ts'

/** Puts what the built program reads beside it, in the same folders as in the sources. */
for (const path of [
  'dialogs',
  'locales',
  'deployment',
  'src/web/style.css',
  'src/web/script.js',
  'package.json',
]) {
  cpSync(join(ROOT, path), join(ROOT, 'dist', path), { recursive: true })
}

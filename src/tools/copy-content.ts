import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../content.ts'

/** Puts what the built program reads beside it, in the same folders as in the sources. */
for (const path of [
  'dialogs',
  'locales',
  'deployment',
  'src/web/style.css',
  'src/web/conversation.css',
  'src/web/script.js',
  'src/web/embed.js',
  'src/web/ways-out.js',
  'src/web/statement.json',
  'package.json',
]) {
  cpSync(join(ROOT, path), join(ROOT, 'dist', path), { recursive: true })
}

import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { unlock } from '../adapters/gateway-mail/age.ts'
import { configFrom } from '../config.ts'

/**
 * `npm run -s gateway:open -- FILE`: prints what is in a locked file that a gateway got by mail, with the passphrase in
 * HAVEN_MAIL_PASSPHRASE. The file is age, version 1, so `age --decrypt FILE` opens it too. Nothing is written.
 */
async function main([file]: readonly string[]): Promise<string> {
  if (file === undefined) throw new Error('Say which file: npm run -s gateway:open -- LARK-472-1.txt.age')
  const { mailPassphrase } = configFrom(process.env)
  if (mailPassphrase === undefined)
    throw new Error('HAVEN_MAIL_PASSPHRASE is not set: set what was agreed for these files.')
  const locked = readOr(file)
  const plain = await unlock(locked, mailPassphrase).catch(() => {
    throw new Error(`${basename(file)} did not open: the passphrase is another one, or the file was changed.`)
  })
  return plain.toString('utf8')
}

function readOr(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw new Error(`${file} cannot be read.`)
  }
}

main(process.argv.slice(2)).then(
  (text) => void process.stdout.write(text),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'It could not be opened'}\n`)
    process.exitCode = 1
  },
)

import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../../src/content.ts'

const run = promisify(execFile)

/**
 * The title of every test in these files, as `file: title`, without running any: what a document says is proved must
 * be the name of a test that exists. Takes a few seconds.
 */
export async function titlesIn(files: readonly string[]): Promise<ReadonlySet<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'haven-titles-'))
  const output = join(folder, 'titles.json')
  const config = join(folder, 'mocharc.json')
  // The usual settings name every test there is.
  writeFileSync(config, '{}')
  const options = [
    '--config',
    config,
    '--dry-run',
    '--reporter',
    'json',
    '--reporter-option',
    `output=${output}`,
  ]
  const mocha = join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js')
  try {
    await run(process.execPath, [mocha, ...options, ...files], { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 })
    const { tests } = JSON.parse(readFileSync(output, 'utf8')) as {
      readonly tests: readonly { readonly title: string; readonly file: string }[]
    }
    return new Set(tests.map(({ title, file }) => `${file.slice(ROOT.length)}: ${title}`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

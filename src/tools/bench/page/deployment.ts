import { appendFileSync, cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { ROOT } from '../../../content.ts'

/** A copy of the shipped deployment in which chat windows on these sites may attach. Its maker removes it. */
export function deploymentWith(origins: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'haven-deployment-'))
  const shipped = join(ROOT, 'deployment')
  // The table of postcodes is read from where it is.
  cpSync(shipped, folder, { recursive: true, filter: (path) => basename(path) !== 'geography' })
  const open = { origins, assessed_on: '2026-11-24', by: 'a developer' }
  appendFileSync(join(folder, 'areas', 'national', 'area.yaml'), `\ndirect_line: ${JSON.stringify(open)}\n`)
  return folder
}

import { execFile } from 'node:child_process'
import { join } from 'node:path'

/** What a tool said: its exit code, and everything it wrote. */
export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The largest output that is read, in bytes; the list of all modules is the longest. */
const MOST_OUTPUT = 64 * 1024 * 1024

/**
 * Runs the script of a package installed in `root` under this same Node, so that no shell and no other version gets between.
 * A tool that finds problems exits with another code than 0; that is not an error here. Throws when it cannot start.
 */
export function runTool(root: string, script: string, args: readonly string[], cwd = root): Promise<Said> {
  const argv = [join(root, 'node_modules', script), ...args]
  return new Promise((done, fail) => {
    execFile(process.execPath, argv, { cwd, maxBuffer: MOST_OUTPUT }, (error, out, err) => {
      if (error && typeof error.code !== 'number') fail(error)
      else done({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

/** The first lines of what a tool complained about, for when its answer could not be understood. */
export const complaint = (said: Said): string =>
  `${said.err}\n${said.out}`
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 3)
    .join(' / ')

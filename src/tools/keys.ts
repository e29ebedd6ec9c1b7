import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openSealedRows } from '../adapters/store-postgres/index.ts'
import { localVault, makeNextKey } from '../adapters/vault-local/index.ts'
import { instancesBeside } from '../keeping/instances.ts'
import { openKept } from '../keeping/open.ts'
import { everyRow, rotate, type Progress } from '../keeping/rotate.ts'
import { readStatus, writeStatus } from '../keeping/status.ts'
import { isHeldByAnother, runCommand, settingsFrom, type Settings } from './keeping/settings.ts'

/**
 * `npm run keys -- rotate | status`: changes the key that everything is sealed with. Only what wraps the data keys is
 * changed; contents are not touched. Where a Haven runs, it does the work between turns; else this command does. What
 * instances share in PostgreSQL can be done, and counted, beside them.
 */
const COMMANDS = {
  rotate: 'takes a new key into use and wraps everything by it; may be repeated after a break',
  status: 'whether anything still needs an older key',
} as const

const LATER = 'npm run keys -- status says how far it is.'
const IN_ENVIRONMENT =
  'To change the key: set HAVEN_KEY_PREVIOUS to the HAVEN_KEY of now, HAVEN_KEY to a new one ' +
  '(node -p "crypto.randomBytes(32).toString(\'base64\')"), and start Haven again. It wraps everything anew while it ' +
  'answers people. Keep both until npm run keys -- status says that nothing needs the older one.'
const AFTER =
  'Take HAVEN_KEY_PREVIOUS out. Make a new backup: older ones need the older key, and are unreadable once it is destroyed.'
const AFTER_IN_FOLDER =
  'The old key is gone from the data folder. Make a new backup: older ones cannot be read without the old key.'

const ALL_INSTANCES =
  'To change the key that instances share: start each with the new key (node -p "crypto.randomBytes(32).toString(\'base64\')") ' +
  'in HAVEN_KEY_NEXT beside the HAVEN_KEY of now, so that all can read both. Then start each with the new one in HAVEN_KEY and ' +
  'the older one in HAVEN_KEY_PREVIOUS: they wrap everything anew while they answer people. Keep both until npm run keys -- status says that nothing needs the older one.'
const AFTER_SHARED =
  'When haven_keys_rotating is 0 on every instance, take HAVEN_KEY_PREVIOUS out and make a new dump. Destroy the older key ' +
  'when the last dump that needs it is gone.'

/** Begins or goes on with a rotation; answers what to say. */
export async function rotateKeys(settings: Settings): Promise<string> {
  const { folder, ring, isKeySet, databaseUrl } = settings
  if (databaseUrl !== undefined) return rotateShared(settings, databaseUrl)
  if (isKeySet && ring().previous.length === 0) return IN_ENVIRONMENT
  if (!isKeySet && !existsSync(join(folder, 'key-new'))) makeNextKey(folder)
  try {
    return await rotateHere(settings)
  } catch (error) {
    if (!isHeldByAnother(error)) throw error
    return isKeySet
      ? `A Haven that runs does this by itself, if it was started with these keys. ${LATER}`
      : `A new key was made. The Haven that runs takes it up within a minute and wraps everything by it. ${LATER}`
  }
}

async function rotateHere({ folder, ring, isKeySet }: Settings): Promise<string> {
  const kept = openKept(folder, ring)
  try {
    const { rewrapped, unreadable } = await rotate(kept)
    writeStatus(folder, { state: 'done', rewrapped, unreadable, at: new Date().toISOString() })
    const lost =
      unreadable === 0 ? '' : ` ${unreadable} rows open with no key: they were altered, and stay as they are.`
    return `Done: ${rewrapped} rows were wrapped by the new key, and nothing needs an older one.${lost}\n${isKeySet ? AFTER : AFTER_IN_FOLDER}`
  } finally {
    await kept.close()
  }
}

const NO_KEY = 'Set HAVEN_KEY to the key that all instances share, and ask again.'

async function rotateShared({ ring, isKeySet }: Settings, url: string): Promise<string> {
  if (!isKeySet) throw new Error(NO_KEY)
  if (ring().next || ring().previous.length === 0) return ALL_INSTANCES
  return withShared(url, async (rows) => {
    const { heard, blind } = await instancesBeside(rows, ring())
    if (blind > 0)
      throw new Error(
        `Nothing was done: ${blind} of ${heard} instances cannot read what HAVEN_KEY seals. Start them with it in HAVEN_KEY_NEXT first.`,
      )
    const vault = localVault(ring())
    const done = await everyRow((after, most) => rows.rewrap(vault, after, most))
    demandReadable(done)
    const held = done.held > 0 ? ` ${done.held} were held by somebody else: ask again.` : ''
    return `Done: ${done.rewrapped} rows of the database were wrapped by HAVEN_KEY.${held} npm run keys -- status says what is left.`
  })
}

async function sharedStatus({ ring, isKeySet }: Settings, url: string): Promise<string> {
  if (!isKeySet) throw new Error(NO_KEY)
  return withShared(url, async (rows) => {
    const vault = localVault(ring())
    const found = await everyRow((after, most) => rows.needing(vault, after, most))
    demandReadable(found)
    const { heard, behind, blind } = await instancesBeside(rows, ring())
    const waiting = [
      ...(ring().next ? ['HAVEN_KEY_NEXT is set: the key is still to be changed.'] : []),
      ...(found.rewrapped > 0 ? [`Rows of the database that need an older key: ${found.rewrapped}.`] : []),
      ...(behind > 0 ? [`Instances that still write by another key: ${behind} of ${heard}.`] : []),
      ...(blind > 0 ? [`Instances that cannot read what HAVEN_KEY seals: ${blind} of ${heard}.`] : []),
    ]
    if (waiting.length > 0) return `Keep every key. ${waiting.join(' ')}`
    const older = ring().previous.length > 0 ? ` ${AFTER_SHARED}` : ''
    return `Nothing in the database needs an older key than HAVEN_KEY, by which ${heard} instances write that were heard of in the last five minutes.${older}`
  })
}

/** Nobody is to destroy a key that a row needs which opens with none of those that are set. */
function demandReadable({ unreadable }: Progress): void {
  if (unreadable > 0)
    throw new Error(
      `Destroy no key and take none out: ${unreadable} rows open with none of those that are set. ` +
        'Either a key is missing from HAVEN_KEY_PREVIOUS, or somebody altered these rows.',
    )
}

type Shared = Awaited<ReturnType<typeof openSealedRows>>

/** Asks the database that instances share, while they work on. */
async function withShared(url: string, ask: (rows: Shared) => Promise<string>): Promise<string> {
  const rows = await openSealedRows(url)
  try {
    return await ask(rows)
  } finally {
    await rows.close()
  }
}

/** Whether anything needs an older key; answers what to say. */
export async function keyStatus(settings: Settings): Promise<string> {
  const { folder, ring, isKeySet, databaseUrl } = settings
  if (databaseUrl !== undefined) return sharedStatus(settings, databaseUrl)
  const last = readStatus(folder)
  const said = last ? ` Last seen ${last.at}: ${last.state}, ${last.rewrapped} rows wrapped anew.` : ''
  let isRotating: boolean
  try {
    const kept = openKept(folder, ring)
    isRotating = kept.keys.isRotating()
    await kept.close()
  } catch (error) {
    if (!isHeldByAnother(error)) throw error
    const isUnderWay = last?.state === 'rotating' || existsSync(join(folder, 'key-new'))
    return isUnderWay
      ? `Haven runs and is wrapping everything by the new key. Keep the older key.${said}`
      : `Haven runs, and no rotation is under way.${said} While it runs, haven_keys_rotating on /metrics says the same.`
  }
  const begun = isRotating || existsSync(join(folder, 'key-new'))
  if (begun)
    return `A rotation was begun and is not finished: keep the older key, and run npm run keys -- rotate, or start Haven.${said}`
  return `Nothing needs an older key.${said}${isKeySet && ring().previous.length > 0 ? ` ${AFTER}` : ''}`
}

if (import.meta.main) {
  const [name = ''] = process.argv.slice(2)
  const doIt = { rotate: rotateKeys, status: keyStatus }
  if (name !== 'rotate' && name !== 'status') {
    const lines = Object.entries(COMMANDS).map(([one, what]) => `  npm run keys -- ${one.padEnd(6)} ${what}`)
    console.error(`Say what to do:\n${lines.join('\n')}`)
    process.exitCode = 2
  } else await runCommand(() => doIt[name](settingsFrom(process.env)))
}

import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../src/content.ts'
import { startHaven } from '../support/server.ts'
import { walkTo } from './burglary.ts'
import { formVisitor } from './form-visitor.ts'

/** A site that may frame the page; nobody asks it for anything. */
const FRAMER = 'https://commissioner.example'

/**
 * Every page that somebody can meet beside the screens of a conversation, by what it is: the statement, a note, what is in
 * a frame, what is answered when something is wrong, and the doors of those who work behind it.
 */
export async function otherPages(): Promise<ReadonlyMap<string, string>> {
  const deployment = mkdtempSync(join(tmpdir(), 'haven-framed-'))
  cpSync(join(ROOT, 'deployment'), deployment, { recursive: true })
  const area = join(deployment, 'areas', 'staffordshire', 'area.yaml')
  appendFileSync(area, `\nframed_by: [${FRAMER}]\n`)
  const haven = await startHaven({ HAVEN_DEPLOYMENT: deployment })
  const get = async (path: string, options: RequestInit = {}): Promise<string> =>
    (await fetch(haven.address + path, { redirect: 'manual', ...options })).text()
  const post = (fields: Record<string, string>, headers = {}): Promise<string> =>
    get('/', { method: 'POST', body: new URLSearchParams(fields), headers })
  const framed = { headers: { 'sec-fetch-dest': 'iframe' } }
  const { pathname, search } = new URL(haven.signInLink)
  try {
    return new Map([
      ['the first screen', await get('/')],
      ['the first screen, in a frame', await get('/', framed)],
      ['the statement', await get('/about?en')],
      ['the statement in Welsh', await get('/about?cy')],
      ['the statement, in a frame', await get('/about?en', framed)],
      ['a note', await note(haven.address)],
      ['no cookie', await get('/?k')],
      ['nothing there', await get('/nothing-here')],
      ['not like this', await get('/', { method: 'DELETE' })],
      ['too long', await post({ a: 'x'.repeat(70_000) })],
      ['from elsewhere', await post({ a: 'x' }, { 'sec-fetch-site': 'cross-site' })],
      ['a hidden word', await post({ v: '0', l: 'en', a: 'weather' })],
      ['signing in at the desk', await get(pathname + search)],
      ['the desk, not signed in', await get('/gateway/')],
      ['the editors, not signed in', await get('/directory/edit/')],
    ])
  } finally {
    await haven.stop()
    rmSync(deployment, { recursive: true, force: true })
  }
}

/** The page of a note that somebody made at the end of a journey. */
async function note(address: string): Promise<string> {
  const visitor = formVisitor({ address })
  await visitor.open()
  await walkTo(visitor)
  for (const id of ['agree', 'note', 'yes']) await visitor.choose([id])
  await visitor.choose(['sts-victim-gateway', 'nat-victim-support'])
  await visitor.choose(['library-hours'])
  const headers = { cookie: visitor.cookie() ?? '' }
  return (await fetch(`${address}/page`, { headers })).text()
}

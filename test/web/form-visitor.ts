import type { Pressed, Visitor } from '../conversations/play.ts'

/** One request and its answer, as a browser would see them. */
export interface Exchange {
  readonly method: string
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

/** What the page shows now. */
export interface Shown {
  readonly at: string
  readonly text: string
  readonly html: string
}

export interface FormVisitor extends Visitor {
  screen(): Shown
  /** Posts what a form on the screen could post: by its own name and value, without looking for the button. */
  post(fields: Readonly<Record<string, string>>): Promise<void>
  /** The version of the screen that is being answered. */
  version(): string
  /** The session cookie, `name=value`, or nothing. */
  cookie(): string | undefined
  /** Everything that went over the wire, in order. */
  readonly exchanges: readonly Exchange[]
}

/** How somebody comes to the page. */
export interface Coming {
  readonly address: string
  /** As the page's own script does it: answers come as parts. */
  readonly isEnhanced?: boolean
  readonly keepsCookies?: boolean
  /** The step that waits, for tests that may look behind the page. */
  readonly at?: () => string
}

/** Somebody at the page's form in a browser that has no scripts, or does what our script does. */
export function formVisitor({ address, isEnhanced, keepsCookies = true, at }: Coming): FormVisitor {
  const exchanges: Exchange[] = []
  let cookie: string | undefined
  let page = ''
  let hasLeft = false

  async function ask(method: 'GET' | 'POST', path: string, body?: URLSearchParams): Promise<void> {
    const answer = await fetch(new URL(path, address), {
      method,
      redirect: 'manual',
      ...(body && { body }),
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(cookie !== undefined && { cookie }),
        // From a page without referrers, browsers name no origin.
        ...(body && { origin: 'null' }),
        ...(body && isEnhanced && { 'x-part': '1' }),
      },
    })
    const text = await answer.text()
    exchanges.push({ method, url: path, status: answer.status, headers: answer.headers, body: text })
    if (keepsCookies) cookie = cookieAfter(answer.headers.getSetCookie(), cookie)
    const to = answer.headers.get('location')
    hasLeft = to !== null && new URL(to, address).origin !== new URL(address).origin
    if (to !== null && !hasLeft) return ask('GET', to)
    page = text
  }

  const post = (fields: readonly (readonly [string, string])[]): Promise<void> =>
    ask('POST', '/', new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])))
  const version = (): string => /name="v" value="(\d+)"/.exec(page)?.[1] ?? ''
  const answer = (...fields: readonly (readonly [string, string])[]): Promise<void> =>
    post([['v', version()], ['l', /name="l" value="([\w-]+)"/.exec(page)?.[1] ?? ''], ...fields])
  const offers = (name: string, value: string): boolean => page.includes(`name="${name}" value="${value}"`)

  return {
    exchanges,
    cookie: () => cookie,
    version,
    open: () => ask('GET', '/'),
    async choose(ids) {
      const names = ids.map((id) => ['c', 'o'].find((name) => offers(name, id)))
      const missing = ids.find((_id, index) => names[index] === undefined)
      if (missing !== undefined) throw new Error(`there is no "${missing}" on this page`)
      const fields = ids.map((id, index) => [names[index]!, id] as const)
      await answer(...fields, ...(names.includes('c') ? [['go', 'on'] as const] : []))
    },
    // Only some screens have a box, or these buttons, but an older tab of the same person may still have them.
    async type(text) {
      const isChoice = page.includes(' name="o" ') || page.includes(' name="c" ')
      if (!page.includes('name="a"') && !isChoice) throw new Error('nothing can be answered on this page')
      await answer(['a', text], ['go', 'on'])
    },
    press: (word: Pressed) => (word === 'leave' ? ask('GET', '/exit') : answer(['go', word])),
    change: (step) => answer(['change', step]),
    screen: () => ({ at: hasLeft ? 'end' : (at?.() ?? ''), text: textOf(page), html: page }),
    post: (fields) => post(Object.entries(fields)),
    async forget() {
      cookie = undefined
      page = ''
    },
  }
}

/** The one cookie, as a browser keeps it. */
function cookieAfter(set: readonly string[], before: string | undefined): string | undefined {
  const last = set.at(-1)
  if (last === undefined) return before
  return /max-age=0/i.test(last) ? undefined : last.split(';')[0]
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** Every word that the page shows. */
const textOf = (page: string): string =>
  page
    .replace(/<(style|script|title)\b.*?<\/\1>/gs, '')
    .replace(/<p [^>]* hidden>.*?<\/p>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_whole, name: string) => SIGNS[name]!)
    .replace(/\n\s*/g, '\n')
    .trim()

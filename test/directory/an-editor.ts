import type { EditingSite } from './an-editing.ts'

/** Where the pages are answered. */
type Site = Pick<EditingSite, 'url'>

/** One answer, with its text. */
export interface Page {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** A form as the page shows it: what would be sent if its button were pressed. */
export type Filled = readonly (readonly [name: string, value: string])[]
type Fields = Filled | Readonly<Record<string, string>>

/** Somebody with a browser at the editors' pages: keeps the cookie, fills forms, follows nothing. */
export interface AnEditor {
  readonly key: string
  readonly cookie: string
  open(path: string): Promise<Page>
  /** Posts fields as they are given, with this editor's cookie and nothing else. */
  post(path: string, fields: Fields): Promise<Page>
  /** Opens a page and sends its form to `action`, with some fields changed; `null` leaves one out. */
  send(
    page: string,
    action: string,
    change?: Readonly<Record<string, string | readonly string[] | null>>,
  ): Promise<Page>
}

const EDIT = '/directory/edit'

/** Uses the link that was printed last. */
export async function firstEditor(site: EditingSite): Promise<AnEditor> {
  const link = /http\S+/.exec(site.printed.at(-1) ?? '')?.[0]
  if (!link) throw new Error('no link was printed')
  return byLink(site, link)
}

/** Lets somebody in through the page, and uses their link. `areas`: ids, or `all`. */
export async function anotherEditor(
  site: Site,
  by: AnEditor,
  name: string,
  areas: readonly string[] = ['all'],
): Promise<AnEditor> {
  const { text } = await by.send(`${EDIT}/editors`, `${EDIT}/editors/invite`, { name, area: areas })
  return byLink(site, /http:\S+?(?=<)/.exec(text)?.[0] ?? '')
}

export async function byLink(site: Site, link: string): Promise<AnEditor> {
  const answer = await fetch(`${site.url}${EDIT}/invitation`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ key: URL.parse(link)?.searchParams.get('key') ?? '' }),
  })
  const key = /class="box key">([^<]+)</.exec(await answer.text())?.[1] ?? ''
  return withCookie(site, answer.headers.get('set-cookie')?.split(';')[0] ?? '', key)
}

export function withCookie(site: Site, cookie: string, key = ''): AnEditor {
  const open: AnEditor['open'] = async (path) =>
    pageOf(await fetch(site.url + path, { headers: { cookie }, redirect: 'manual' }))
  const post: AnEditor['post'] = async (path, fields) =>
    pageOf(
      await fetch(site.url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie },
        body: bodyOf(fields),
      }),
    )
  return {
    key,
    cookie,
    open,
    post,
    async send(page, action, change = {}) {
      const { text } = await open(page)
      const kept = filled(text, action).filter(([name]) => !(name in change))
      const changed = Object.entries(change).flatMap(([name, value]) =>
        value === null ? [] : [value].flat().map((one) => [name, one] as const),
      )
      return post(action, [...kept, ...changed])
    },
  }
}

const bodyOf = (fields: Fields): URLSearchParams => {
  const body = new URLSearchParams()
  const pairs = Symbol.iterator in fields ? fields : Object.entries(fields)
  for (const [name, value] of pairs) body.append(name, value)
  return body
}

const pageOf = async (response: Response): Promise<Page> => ({
  status: response.status,
  headers: response.headers,
  text: await response.text(),
})

/** What a page's form to an address would send, buttons left aside. Throws when the page has no such form. */
export function filled(text: string, action: string): Filled {
  const form = text
    .split('<form')
    .find((part) => part.includes(`action="${action}"`) && part.includes('"post"'))
  if (form === undefined) throw new Error(`There is no form to ${action}`)
  const [body = ''] = form.split('</form>')
  const controls = body.matchAll(
    /<input([^>]*)>|<textarea([^>]*)>\n?([^]*?)<\/textarea>|<select([^>]*)>([^]*?)<\/select>/g,
  )
  return [...controls].flatMap(([, input, area, words, select, options]) => {
    if (input !== undefined) {
      const isOff =
        /type="(checkbox|radio)"/.test(input) && !/\bchecked\b/.test(input.replace(/name="\w*"/, ''))
      return isOff ? [] : [[attribute(input, 'name'), attribute(input, 'value')] as const]
    }
    if (area !== undefined) return [[attribute(area, 'name'), plain(words ?? '')] as const]
    const chosen = /<option value="([^"]*)"\s+selected/.exec(options ?? '')?.[1]
    const first = /<option value="([^"]*)"/.exec(options ?? '')?.[1]
    return [[attribute(select ?? '', 'name'), plain(chosen ?? first ?? '')] as const]
  })
}

const attribute = (tag: string, name: string): string =>
  plain(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

/** What a reader sees of a page. */
export const seen = (text: string): string =>
  plain(text.replace(/<style>[^]*?<\/style>|<[^>]+>/g, ' ')).replace(/\s+/g, ' ')

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

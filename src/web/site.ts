import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Screen } from '../conversation/screen.ts'
import type { Shown } from './cookie.ts'
import { policyFor, renderProblem } from './document.ts'
import type { Problem } from './document.ts'
import { firstScreens } from './first-screens.ts'
import type { FirstScreens } from './first-screens.ts'
import { shownTo } from './framing.ts'
import type { PageOptions } from './page-options.ts'
import type { Around } from './render.ts'
import { send } from './send.ts'

/** Sends a page under the policy that its look and a frame around it need. */
export type SendPage = (
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  page: string,
  around?: Pick<Around, 'look' | 'layout' | 'shown'>,
) => void

/** What every answer of the page is made with. */
export interface Site {
  readonly options: PageOptions
  readonly framedBy: readonly string[]
  readonly first: FirstScreens
  /** The page's own words in a language, without any look. */
  around(language: string): Around
  /** The words around a screen, its layout, and the look of its area. */
  dressed(screen: Pick<Screen, 'language' | 'area' | 'layout'>, shown?: Shown): Around
  readonly sendPage: SendPage
  problem(req: IncomingMessage, res: ServerResponse, status: number, what: Problem): void
}

/** Puts together what stands the same for every request. */
export function siteOf(options: PageOptions): Site {
  const framedBy = options.framedBy ?? []
  const sendPage = pageSender(framedBy)
  const around = (language: string): Around => ({ text: (key) => options.text(language, key) })
  const dressed: Site['dressed'] = ({ language, area, layout }, shown = 'page') => {
    const look = options.looks?.(area)
    return { ...around(language), look, layout, shown }
  }
  const first = firstScreens(options.openingScreen, (screen) => dressed(screen))
  const { opening } = first
  return {
    options,
    framedBy,
    first,
    around,
    dressed,
    sendPage,
    problem: (req, res, status, what) =>
      sendPage(req, res, status, renderProblem(opening, dressed(opening), what), dressed(opening)),
  }
}

/** Only a page that was asked for by a frame may stand in one, and only of these sites. */
const pageSender =
  (framedBy: readonly string[]): SendPage =>
  (req, res, status, page, around = {}) => {
    const isFramed = shownTo(req, framedBy) === 'frame'
    if (isFramed) res.removeHeader('X-Frame-Options')
    res.setHeader('Content-Security-Policy', policyFor(around, isFramed ? framedBy : []))
    send(req, res, status, 'text/html; charset=utf-8', page)
  }

/** Only this page may post here. Browsers say where a request comes from; older ones are held by the strict cookie. */
export function isOurs(req: IncomingMessage, publicUrl: string): boolean {
  const site = req.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin, host } = req.headers
  // Browsers that are too old to say more send "null" from a page without referrers, as ours is.
  if (origin === undefined || origin === 'null') return true
  return origin === publicUrl || origin.replace(/^https?:\/\//, '') === host
}

/** What an empty page that leads away says. */
export const awayWords = ({ text }: Around): { readonly title: string; readonly link: string } => ({
  title: text('page:title'),
  link: text('page:exit'),
})

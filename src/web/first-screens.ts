import type { IncomingMessage } from 'node:http'
import type { Screen } from '../conversation/screen.ts'
import { renderDocument } from './document.ts'
import type { Around } from './render.ts'
import { share } from './send.ts'

/** The first screen, ready to send, in each language in which it is offered. */
export interface FirstScreens {
  /** In the usual language. */
  readonly opening: Screen
  readonly firsts: ReadonlyMap<string, string>
  isOffered(language: string | null | undefined): language is string
  /** The language that a browser asks for, or the usual one. */
  preferred(req: IncomingMessage): string
}

/** Draws the first screens once: they are the same for everybody. */
export function firstScreens(
  draw: (language?: string) => Screen,
  around: (screen: Pick<Screen, 'language' | 'area'>) => Around,
): FirstScreens {
  const opening = draw()
  const firsts = new Map(
    [opening, ...opening.languages.map(({ id }) => draw(id))].map((screen) => [
      screen.language,
      share(renderDocument(screen, 0, around(screen))),
    ]),
  )
  const isOffered = (language: string | null | undefined): language is string => firsts.has(language ?? '')
  return {
    opening,
    firsts,
    isOffered,
    preferred: (req) => languagesOf(req.headers['accept-language']).find(isOffered) ?? opening.language,
  }
}

/** The languages that a browser asks for, the most wanted first (RFC 9110, 12.5.4), without their regions. */
export const languagesOf = (header: string | undefined): readonly string[] =>
  (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...weights] = part.trim().split(';')
      const weight = weights.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined)
      return { language: tag.split('-')[0]!.toLowerCase(), weight: Number(weight ?? 1) }
    })
    .filter(({ language, weight }) => language !== '' && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ language }) => language)

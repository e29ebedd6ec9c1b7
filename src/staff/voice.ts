import type { IncomingMessage } from 'node:http'
import type { StaffCookies } from './cookies.ts'
import type { Languages } from './read-words.ts'
import { languagesIn } from './say.ts'

/** How one page speaks, and where it is. */
export interface Voice<Words> {
  /** The language by the name of its folder of words. */
  readonly code: string
  /** BCP 47, for the page and for what Intl writes on it. */
  readonly lang: string
  readonly words: Words
  /** The other languages in which this page can be had, each with its own name for itself. */
  readonly others: readonly { readonly language: string; readonly ownName: string }[]
  /** The path and query of the page, so that changing the language comes back to it. */
  readonly here: string
}

/** Chooses the voice of a page. */
export interface Voices<Spoken> {
  /** In the language that was chosen here, else the browser's, else English. */
  of(req: IncomingMessage, url: URL): Spoken
  speaks(language: string): boolean
}

const FIRST = 'en'

/**
 * The voices of a part of the site. `own`: what its pages say without words of their own, such as times, made once for
 * each language. Throws when there are no English words (`file`): every other language falls back on them.
 */
export function voicesOf<Words, Own extends object>(
  words: Languages<Words>,
  {
    file,
    cookies,
    own,
  }: {
    readonly file: string
    readonly cookies: Pick<StaffCookies, 'languageOf'>
    readonly own: (lang: string) => Own
  },
): Voices<Voice<Words> & Own> {
  const voices = new Map(
    [...words].map(([code, texts]) => {
      const lang = code === FIRST ? 'en-GB' : code
      const others = [...words.keys()]
        .filter((other) => other !== code)
        .map((other) => ({ language: other, ownName: languagesIn(other)(other) }))
      return [code, { ...own(lang), code, lang, words: texts, others }] as const
    }),
  )
  const first = voices.get(FIRST)
  if (!first) throw new Error(`There are no English words for staff: locales/${FIRST}/${file}`)
  return {
    of(req, url) {
      const asked = [cookies.languageOf(req) ?? '', ...accepted(req.headers['accept-language'])]
      const voice = asked.map((language) => voices.get(language)).find((one) => one !== undefined) ?? first
      // What answers a form is there once, with what was typed: another language would lose it.
      const others = req.method === 'GET' ? voice.others : []
      return { ...voice, others, here: url.pathname + url.search }
    },
    speaks: (language) => voices.has(language),
  }
}

/** The languages that a browser asks for, best first, without their regions. */
const accepted = (header = ''): readonly string[] =>
  header
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1'
      return { language: tag.split('-')[0] ?? '', quality: Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .map(({ language }) => language)

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInstance } from 'i18next'
import type { i18n } from 'i18next'
import { z } from 'zod'
import type { Fault } from '../../domain/fault.ts'
import type { Params, Words } from '../../ports/words.ts'

interface Tree {
  readonly [key: string]: string | readonly string[] | Tree
}
const tree: z.ZodType<Tree> = z.lazy(() =>
  z.record(z.string(), z.union([z.string().min(1), z.array(z.string().min(1)).min(1), tree])),
)
/** The part of `words.json` that is heard as an everywhere word, an option or a language; the rest is not ours. */
const heardSchema = z.looseObject({
  everywhere: z.record(z.string(), z.array(z.string().min(1))).default({}),
  options: z.record(z.string(), z.array(z.string().min(1))).default({}),
  names: z.array(z.string().min(1)).default([]),
})
type Heard = z.infer<typeof heardSchema>

/** What a language says of itself or to staff: no person reads it, so no agreement is worded by it. */
const NOT_FOR_PERSONS = ['about.json', 'style.json', 'made-from.json', 'desk.json', 'editors.json']

/** What a language says of itself in `about.json`. */
const aboutSchema = z.strictObject({
  /** Its own name, and its name in English. */
  name: z.string().min(1),
  english: z.string().min(1),
  /** Whether all words are there: only then can a conversation be in it. */
  whole: z.boolean(),
  written: z.iso.date(),
  /** Who has read it through; empty: nobody but its writer. */
  reviewed: z.array(z.strictObject({ by: z.string().min(1), on: z.iso.date(), what: z.string().min(1) })),
  /** The professional translator or editor who answers for the words: without one no live area may offer them. */
  signed_off: z.strictObject({ by: z.string().min(1), on: z.iso.date() }).optional(),
  note: z.string().min(1),
})
type About = z.infer<typeof aboutSchema>

/** The folder of each language that has words, whole or not. */
export const languagesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()

/** The languages whose words are whole: those that a conversation can be in. */
export const wholeLanguagesIn = (folder: string): readonly string[] =>
  languagesIn(folder).filter((language) => aboutOf(folder, language)?.whole === true)

function aboutOf(folder: string, language: string): About | undefined {
  try {
    return aboutSchema.safeParse(JSON.parse(readFileSync(join(folder, language, 'about.json'), 'utf8'))).data
  } catch {
    return undefined
  }
}

/**
 * Reads `locales/<language>/*.json`. Every mistake is told at once. `edition` is all of the text, for making the
 * edition of the words.
 */
export function wordsFromFiles(folder: string): {
  readonly words: Words
  readonly faults: readonly Fault[]
  readonly edition: string
} {
  const faults: Fault[] = []
  const languages = languagesIn(folder)
  const resources: Record<string, Record<string, Tree>> = {}
  const heard: Record<string, Heard> = {}
  const abouts: Record<string, About> = {}
  let edition = ''
  for (const language of languages) {
    const about = aboutOf(folder, language)
    if (about) abouts[language] = about
    else faults.push(aboutless(language))
    for (const file of readdirSync(join(folder, language)).filter(
      (name) => name.endsWith('.json') && !NOT_FOR_PERSONS.includes(name),
    )) {
      const text = readFileSync(join(folder, language, file), 'utf8')
      edition += text
      const isHeard = file === 'words.json'
      const parsed = parse(`${language}/${file}`, text, isHeard ? heardSchema : tree, faults)
      if (isHeard && parsed) heard[language] = parsed as Heard
      if (!isHeard && parsed && file !== 'spoken-words.json')
        (resources[language] ??= {})[basename(file, '.json')] = parsed as Tree
    }
  }
  return { words: spoken(wholeLanguagesIn(folder), { resources, heard, abouts }), faults, edition }
}

const aboutless = (language: string): Fault => ({
  file: `locales/${language}/about.json`,
  line: 1,
  rule: 'wrong-words',
  what: 'the language does not say what it is, whether it is whole and who has reviewed it',
  cure: 'write it as locales/en/about.json is written',
})

function parse(file: string, text: string, schema: z.ZodType, faults: Fault[]): unknown {
  const fault = (line: number, rule: string, what: string, cure: string): undefined => {
    faults.push({ file: `locales/${file}`, line, rule, what, cure })
    return undefined
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const position = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0)
    const line = text.slice(0, position).split('\n').length
    return fault(
      line,
      'not-json',
      'this is not valid JSON',
      'look for a missing comma or quote near this line',
    )
  }
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const path = result.error.issues[0]?.path.map(String) ?? []
  const line = lineOf(text, path)
  return fault(
    line,
    'wrong-words',
    `"${path.join('.')}" is not a text or a list of texts`,
    'write words between quotes',
  )
}

/** The line of a key, near enough to find it: JSON gives no positions. */
const lineOf = (text: string, path: readonly string[]): number => {
  let at = 0
  for (const key of path) at = Math.max(at, text.indexOf(`"${key}"`, at))
  return text.slice(0, at).split('\n').length
}

/** What was read, by language. */
interface Files {
  readonly resources: Readonly<Record<string, Readonly<Record<string, Tree>>>>
  readonly heard: Readonly<Record<string, Heard>>
  readonly abouts: Readonly<Record<string, About>>
}

function spoken(languages: readonly string[], { resources, heard, abouts }: Files): Words {
  const instance: i18n = createInstance()
  void instance.init({
    resources,
    lng: 'en',
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    returnObjects: true,
  })
  const look = (
    language: string,
    key: string,
    params: Params | undefined,
    variants: readonly string[],
  ): unknown => {
    const keys = [...variants.map((variant) => `${key}_${variant}`), key]
    const known = keys.find((candidate) =>
      instance.exists(candidate, {
        lng: language,
        ...(isForOneChannel(candidate) && { fallbackLng: false }),
      }),
    )
    if (known === undefined) return undefined
    return instance.t(known, { lng: language, ...(params ?? { skipInterpolation: true }) }) as unknown
  }
  const remembered = new Map<string, Map<string, unknown>>()
  /** A text is looked up once as it stands: the same few hundred are said on every turn, and few have blanks to fill. */
  const find = (
    language: string,
    key: string,
    params: Params | undefined,
    variants: readonly string[],
  ): unknown => {
    const audience = `${language}|${variants.join('|')}`
    let texts = remembered.get(audience)
    if (!texts) remembered.set(audience, (texts = new Map()))
    if (!texts.has(key)) texts.set(key, look(language, key, undefined, variants))
    const text = texts.get(key)
    return params && hasBlanks(text) ? look(language, key, params, variants) : text
  }
  return {
    languages,
    cards: Object.keys(resources).filter((language) => CARD.every((file) => resources[language]?.[file])),
    text: (language, key, params, variants = []) => {
      const found = find(language, key, params, variants)
      return typeof found === 'string' ? found : Array.isArray(found) ? found.join(' ') : undefined
    },
    paragraphs: (language, key, params, variants = []) => {
      const found = find(language, key, params, variants)
      return typeof found === 'string' ? [found] : Array.isArray(found) ? (found as string[]) : []
    },
    everywhere: (language) => {
      const all: Record<string, string[]> = {}
      for (const [of, words] of Object.entries(heard)) {
        if (language !== undefined && of !== language) continue
        for (const [word, phrases] of Object.entries(words.everywhere)) (all[word] ??= []).push(...phrases)
      }
      return all
    },
    synonyms: (language, option) => heard[language]?.options[option] ?? [],
    ownName: (language) => abouts[language]?.name ?? language,
    // English is what the others are held against; its own review stands in its data.
    isSignedOff: (language) => language === 'en' || abouts[language]?.signed_off !== undefined,
    languageNames: () =>
      Object.fromEntries(Object.entries(heard).map(([language, words]) => [language, words.names])),
  }
}

/** Words for one channel may be there in one language alone: then the others say there what they say everywhere. */
const isForOneChannel = (key: string): boolean => /_(sms|chat)(\.|$)/.test(key)

/** The files of words that an emergency card is made of. */
const CARD = ['emergency', 'safety']

const hasBlanks = (text: unknown): boolean =>
  typeof text === 'string' ? text.includes('{{') : Array.isArray(text) && text.some(hasBlanks)

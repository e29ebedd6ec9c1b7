import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { z } from 'zod'
import type { Words } from '../../ports/words.ts'
import { colourIcon, outlineIcon } from './icons.ts'
import type { PackageSettings } from './settings.ts'

/** The files of a package by their names. */
export type PackageFiles = Readonly<Record<string, Uint8Array>>

interface Making {
  readonly settings: PackageSettings
  /** Those that a conversation can begin in, the first one first. */
  readonly languages: readonly string[]
  readonly words: Words
}

/** The manifest, the words of every other language, and the icons. Throws when a word is missing. */
export function packageFiles(root: string, making: Making): PackageFiles {
  const { languages } = making
  const [first = 'en', ...others] = languages
  const template = readTemplate(join(root, 'deployment', 'teams', 'manifest.json'))
  const manifest = {
    ...(filled(template, blanksOf(making, first)) as Record<string, unknown>),
    localizationInfo: {
      defaultLanguageTag: first,
      additionalLanguages: others.map((languageTag) => ({ languageTag, file: `${languageTag}.json` })),
    },
  }
  return {
    'manifest.json': asJson(manifest),
    ...Object.fromEntries(
      others.map((language) => [`${language}.json`, asJson(strings(template, blanksOf(making, language)))]),
    ),
    'color.png': colourIcon(),
    'outline.png': outlineIcon(),
  }
}

/** The same files give the same bytes: nothing of when or where it was made is inside. */
export const zipped = (files: PackageFiles): Uint8Array =>
  zipSync({ ...files }, { mtime: '1980-01-02T00:00:00' })

const asJson = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)

const readTemplate = (file: string): unknown =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')))

/** What stands for a blank of the template: a setting, or else a word of `locales/<language>/teams.json`. */
function blanksOf({ settings, words }: Making, language: string): (blank: string) => string {
  const { appId, organisation, website, privacy, terms, version, name } = settings
  const set: Readonly<Record<string, string | undefined>> = {
    'app-id': appId,
    organisation,
    website,
    privacy,
    terms,
    version,
    ...(name !== undefined && { name, 'full-name': name }),
  }
  return (blank) => {
    const text = set[blank] ?? (words.paragraphs(language, `teams:${blank}`).join('\n\n') || undefined)
    if (text === undefined)
      throw new Error(`There are no words for "${blank}" in locales/${language}/teams.json.`)
    return text
  }
}

function filled(part: unknown, fill: (blank: string) => string): unknown {
  if (typeof part === 'string')
    return part.replace(/\{\{([\w.-]+)\}\}/g, (_whole, blank: string) => fill(blank))
  if (Array.isArray(part)) return part.map((one) => filled(one, fill))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, filled(one, fill)]))
}

/** What can be said in another language, by where it stands in the manifest, as Teams names it: `bots[0].name`. */
function strings(template: unknown, fill: (blank: string) => string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  const look = (part: unknown, path: string): void => {
    if (typeof part === 'string' && SAID.test(path)) found[path] = filled(part, fill) as string
    else if (Array.isArray(part)) part.forEach((one, at) => look(one, `${path}[${at}]`))
    else if (typeof part === 'object' && part !== null)
      for (const [name, one] of Object.entries(part)) look(one, path === '' ? name : `${path}.${name}`)
  }
  look(template, '')
  return found
}

const SAID = /^(name|description)\.(short|full)$|\.commands\[\d+\]\.(title|description)$/

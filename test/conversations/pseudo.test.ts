import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Screen } from '../../src/conversation/screen.ts'
import { ROOT } from '../../src/content.ts'
import { RENDERERS } from '../../src/bot/channels/all.ts'
import { renderDocument } from '../../src/web/document.ts'
import { CLOSES, OPENS, PSEUDO } from '../support/pseudo.ts'
import { playInPseudo, PSEUDO_JOURNEYS } from './pseudo-journeys.ts'
import type { Journey } from './script.ts'

/** Names, addresses and other values that are data and stay as they are. */
const DATA = ['areas', 'geography', '.']
  .flatMap((folder) =>
    readdirSync(join(ROOT, 'deployment', folder), { recursive: folder === 'areas' })
      .map(String)
      .filter((file) => /\.(json|yaml|csv)$/.test(file))
      .map((file) => readFileSync(join(ROOT, 'deployment', folder, file), 'utf8')),
  )
  .join('\n')
  .toLowerCase()

/** Parts of a screen that nobody reads. */
const UNSEEN = [
  'aboutIn',
  'kind',
  'at',
  'id',
  'change',
  'dial',
  'href',
  'earlier',
  'web',
  'number',
  'language',
]

const texts = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => (UNSEEN.includes(name) ? [] : texts(part)))
}

/** What stands outside our words, and is neither data, nor a number, nor what the person typed. */
function hardCoded(screen: Screen, typed: string): readonly string[] {
  const { banner, notes, says, question } = screen
  return texts([banner, notes, says, question])
    .map((text) => text.replace(new RegExp(`${OPENS}[^${CLOSES}]*${CLOSES}`, 'g'), ' ').trim())
    .flatMap((rest) => rest.match(/[A-Za-z][A-Za-z'’&-]{2,}/g) ?? [])
    .filter((word) => !DATA.includes(word.toLowerCase()) && !typed.includes(word.toLowerCase()))
}

interface Shown {
  readonly wrong: readonly string[]
  readonly failures: readonly string[]
}

async function run(journey: Journey, language: string): Promise<Shown> {
  const typed = JSON.stringify(journey.visits).toLowerCase()
  const wrong: string[] = []
  const failures = await playInPseudo(journey, language, (reply, { setting, sent }) => {
    const { screen, version } = reply
    const say = (key: string): string => setting.words.text(screen.language, key) ?? `[${key}]`
    const page = renderDocument(screen, version, { text: say })
    const sentOut = JSON.stringify(RENDERERS[journey.channel](reply, say))
    const spoken = sent.kept.flatMap(({ referral, secret }) => [referral.reference, secret]).join(' ')
    const known = `${typed} ${spoken.toLowerCase()} ${JSON.stringify(screen.says.filter(({ kind }) => kind === 'keep')).toLowerCase()}`
    wrong.push(...hardCoded(screen, known).map((word) => `${screen.at}: "${word}" is not from the words`))
    for (const html of [page, sentOut])
      if (/\[[a-z-]+[:/][\w. -]+\]/.test(html)) wrong.push(`${screen.at}: a word is missing`)
    if (screen.language === language && page.includes('dir="rtl"') !== (language === 'ar-XB'))
      wrong.push(`${screen.at}: the page runs the wrong way`)
  })
  // What is sent says the language; the rest of it is the same.
  return { wrong: [...new Set(wrong)], failures: failures.filter((one) => !one.includes('language')) }
}

for (const language of PSEUDO)
  describe(`A journey in a language that nobody speaks, ${language}:`, () => {
    for (const journey of PSEUDO_JOURNEYS)
      it(journey.title, async () => {
        const { wrong, failures } = await run(journey, language)
        expect(failures).to.deep.equal([])
        expect(wrong).to.deep.equal([])
      })
  })

import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { converse } from '../../src/conversation/converse.ts'
import type { Message, Reply } from '../../src/conversation/converse.ts'
import type { Screen } from '../../src/conversation/screen.ts'
import { ROOT } from '../../src/content.ts'
import { RENDERERS } from '../../src/bot/channels/all.ts'
import { renderDocument } from '../../src/web/document.ts'
import { inMemory } from '../support/memory.ts'
import { CLOSES, OPENS, PSEUDO, withPseudo } from '../support/pseudo.ts'
import type { Visitor } from './play.ts'
import { play } from './play.ts'
import { readJourneys } from './script.ts'
import type { Journey } from './script.ts'
import { watched } from './sent.ts'

/** Journeys in which English words are typed for options, or another language is chosen: here they are other words. */
const OF_THEIR_OWN_WORDS = ['by-text-message.yaml', 'said-it-all-by-text.yaml', 'yn-gymraeg.yaml']

/** Each journey without what it looks for in English: the way is the same in every language. */
const JOURNEYS = readJourneys(join(ROOT, 'test', 'conversations'))
  .filter(({ file }) => !OF_THEIR_OWN_WORDS.includes(file))
  .map((journey): Journey => ({
    ...journey,
    visits: journey.visits.map((visit) => visit.map(({ sees: _sees, sees_not: _not, ...step }) => step)),
  }))

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
const UNSEEN = ['kind', 'at', 'id', 'change', 'dial', 'href', 'earlier', 'web', 'number', 'language']

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
  const memory = inMemory(journey.now === undefined ? undefined : new Date(journey.now))
  memory.isGatewayUp = journey.gateway === 'up'
  const { setting, sent } = watched(withPseudo(memory.setting))
  const typed = JSON.stringify(journey.visits).toLowerCase()
  const wrong: string[] = []
  const look = (reply: Reply): void => {
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
  }
  const visitor = lookingVisitor(journey, language, (message) => converse(setting, message), look)
  const { failures } = await play(journey, visitor, sent)
  // What is sent says the language; the rest of it is the same.
  return { wrong: [...new Set(wrong)], failures: failures.filter((one) => !one.includes('language')) }
}

function lookingVisitor(
  { channel }: Journey,
  language: string,
  talk: (message: Message) => Promise<Reply>,
  look: (reply: Reply) => void,
): Visitor {
  let visit = 1
  let last: Reply | undefined
  const say = async (said: Message['said']): Promise<void> => {
    const seen = last === undefined ? {} : { version: last.version }
    last = await talk({ conversation: `visit ${visit}`, channel, language, said, ...seen })
    look(last)
  }
  return {
    open: () => say({ kind: 'open' }),
    choose: (options) => say({ kind: 'chosen', options }),
    type: (text) => say({ kind: 'typed', text }),
    press: (word) => say({ kind: 'everywhere', word }),
    change: (at) => say({ kind: 'change', at }),
    screen: () => ({ at: last?.screen.at ?? '', text: '' }),
    async forget() {
      visit += 1
      last = undefined
    },
  }
}

for (const language of PSEUDO)
  describe(`A journey in a language that nobody speaks, ${language}:`, () => {
    for (const journey of JOURNEYS)
      it(journey.title, async () => {
        const { wrong, failures } = await run(journey, language)
        expect(failures).to.deep.equal([])
        expect(wrong).to.deep.equal([])
      })
  })

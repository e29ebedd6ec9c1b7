import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SegmentedMessage } from 'sms-segments-calculator'
import { parse } from 'yaml'
import { z } from 'zod'
import { localUnderstanding } from '../../adapters/understanding-local/index.ts'
import { loadWords } from '../../adapters/understanding-local/load.ts'
import type { Content } from '../../content.ts'
import { readContent, ROOT } from '../../content.ts'
import type { Message, Reply } from '../../conversation/converse.ts'
import { isUnasked, textsNext } from '../../conversation/texts.ts'
import type { Channel } from '../../domain/channel.ts'
import type { Understanding } from '../../ports/understanding.ts'
import { choicesOf } from '../talk/play.ts'
import { stage } from '../talk/stage.ts'

/** The journeys that stand for the others: by their files in `test/conversations`. */
const JOURNEYS = [
  'brief-by-text',
  'by-text-message',
  'abuse-by-an-ex-text-at-work',
  'hate-crime-sent',
  'just-show-me-help-by-text',
  'taking-it-back',
]
const CHANNELS: readonly Channel[] = ['web', 'teams', 'sms']

/** Only what a person does counts here; what they must see is for the tests. */
const scriptSchema = z.object({
  now: z.string().optional(),
  steps: z.array(
    z.object({
      at: z.string().optional(),
      choose: z.union([z.string(), z.array(z.string())]).optional(),
      type: z.string().optional(),
      refused: z.boolean().optional(),
      visit: z.string().optional(),
      on: z.array(z.string()).optional(),
    }),
  ),
})
type Step = z.infer<typeof scriptSchema>['steps'][number]

/** What went each way: answers of the person, and by text every text, with the segments of ours. */
interface Tally {
  readonly sent: number
  readonly got: number
  readonly segments: number
}

/** Each journey on each channel: how many answers, and by text how many texts each way. */
export async function benchJourneys(): Promise<boolean> {
  const { content, faults } = readContent({ production: false })
  if (!content || faults.length > 0) throw new Error('npm run check tells what is wrong first')
  process.stdout.write('journey                       page  Teams  texts in  texts out  segments out\n')
  // By its phrases alone, as in the tests: the count must not depend on how soon a model is loaded.
  const understanding = localUnderstanding(loadWords(join(ROOT, 'locales')))
  let isReached = false
  for (const name of JOURNEYS) {
    const counts: string[] = []
    for (const channel of CHANNELS) {
      const tally = await tallied(name, channel, { content, understanding })
      counts.push(typeof tally === 'string' ? tally : shown(tally, channel))
      if (name === 'brief-by-text' && channel === 'sms' && typeof tally !== 'string')
        isReached = Math.max(tally.sent, tally.got) <= 30
    }
    process.stdout.write(`${name.padEnd(30)}${counts.join('')}\n`)
  }
  process.stdout.write(
    `${isReached ? 'reached' : 'NOT REACHED'}: brief-by-text in at most 30 texts each way\n`,
  )
  return isReached
}

const shown = ({ sent, got, segments }: Tally, channel: Channel): string =>
  channel === 'sms'
    ? `${String(sent).padStart(8)}  ${String(got).padStart(9)}  ${String(segments).padStart(12)}`
    : String(sent).padStart(channel === 'web' ? 4 : 7)

/** Plays one journey on one channel. Where the channel does not offer what it needs, that is said instead. */
async function tallied(
  name: string,
  channel: Channel,
  { content, understanding }: { readonly content: Content; readonly understanding: Understanding },
): Promise<Tally | string> {
  const file = join(ROOT, 'test', 'conversations', `${name}.yaml`)
  const { now, steps } = scriptSchema.parse(parse(readFileSync(file, 'utf8')))
  const clock = now === undefined ? {} : { now: new Date(now) }
  const talk = await stage({ content, channel, language: 'en', gatewayUp: true, understanding, ...clock })
  const word = (reply: Reply, key: string): string => content.words.text(reply.screen.language, key) ?? key
  const tally = { sent: 0, got: 0, segments: 0 }
  const say = async (said: Message['said']): Promise<Reply> => {
    const reply = await talk.say(said)
    const texts = channel === 'sms' ? textsNext(reply, (key) => word(reply, key)) : [reply.screen.at]
    // To come to a page or a chat is no answer; by text they write first.
    if (channel === 'sms' || said.kind !== 'open') tally.sent += 1
    tally.got += texts.length
    for (const text of texts) tally.segments += new SegmentedMessage(text).segments.length
    return reply
  }
  let secret = ''
  try {
    let reply = await say({ kind: 'open' })
    for (const step of steps.filter(({ on }) => on === undefined || on.includes(channel))) {
      if (step.visit !== undefined) {
        reply = await say({ kind: 'open' })
        continue
      }
      // What is written may be heard as danger: the card is answered, and they go on.
      const card = CARD[reply.screen.at]
      if (card !== undefined && step.at !== reply.screen.at)
        reply = await say({ kind: 'chosen', options: [card] })
      const { at } = reply.screen
      if (at === 'referral/own-secret' && step.type !== undefined) secret = step.type
      const filled = { '{{reference}}': talk.kept.at(-1)?.reference ?? '', '{{secret}}': secret }
      const said = saidIn(step, reply, filled)
      if (said === 'pass') continue
      if (said === 'cannot') return `  not at ${reply.screen.at}`
      reply = await say(said)
      while (channel === 'sms' && isUnasked(reply, (key) => word(reply, key)))
        reply = await say({ kind: 'typed', text: 'more' })
    }
    return tally
  } finally {
    await talk.close()
  }
}

/** A secret is asked for in another way on a phone than on a page: it is taken as it is offered, or left out. */
const SECRET: Readonly<Record<string, string>> = {
  'referral/secret-choice': 'use-these',
  'referral/word': 'skip',
}

const CARD: Readonly<Record<string, string>> = { 'safety/stay': 'carry-on', 'safety/ask': 'no' }

function saidIn(
  { at, choose, type }: Step,
  { screen }: Reply,
  filled: Readonly<Record<string, string>>,
): Message['said'] | 'pass' | 'cannot' {
  const own = SECRET[screen.at]
  const offered = choicesOf(screen)
  const chosen = [choose ?? []].flat()
  if (own !== undefined && (at !== screen.at || chosen.some((id) => !offered.includes(id))))
    return { kind: 'chosen', options: [own] }
  if (at !== undefined && at in SECRET && own === undefined) return 'pass'
  if (choose === undefined) return type === undefined ? 'pass' : { kind: 'typed', text: filled[type] ?? type }
  return chosen.every((id) => offered.includes(id)) ? { kind: 'chosen', options: chosen } : 'cannot'
}

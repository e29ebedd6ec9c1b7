import { converse } from '../../src/conversation/converse.ts'
import type { Message, Reply } from '../../src/conversation/converse.ts'
import type { Question } from '../../src/conversation/screen.ts'
import { chance, pick } from '../support/chance.ts'
import { inMemory } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'

/** Something typed that each check takes; several, so that journeys differ. */
const TYPED: Readonly<Record<string, readonly string[]>> = {
  what: [
    'my ex keeps turning up outside work',
    'someone broke in',
    'no idea really',
    'my shop keeps getting cleared out by the same lot',
    'they said awful things on the bus',
    'my bike went in Stafford years ago, I told the police, crime ref 25/12345/22, ring me on 07700 900123',
    'my flat in Crewe was burgled. I have not told anyone. my email is sam@example.org',
  ],
  ask: [
    'ST16 2AB',
    'Stafford',
    'SG8',
    'Colchester',
    'Leeds',
    'Glasgow',
    'nowhere at all',
    'Crewe',
    'SA31',
    'Belfast',
    'Spain',
  ],
  name: ['Sam', 'Ann Other'],
  account: ['It was at night.', 'I think Dave did it, and then Karen came.'],
  phone: ['07700 900123', '01785 496 000'],
  text: ['07700 900456'],
  email: ['sam@example.org'],
  post: ['1 The Street, Stafford ST16 2AB'],
  secret: ['maple rocket harbour'],
  'own-secret': ['green bicycle lamp'],
  'safe-number': ['07700 900789'],
  reference: ['LARK 472'],
}

export interface Step {
  readonly message: Message['said']
  readonly before: Reply
  readonly after: Reply
}

/**
 * Wanders through the real flows from the first screen, answering at random but repeatably, now and then going back,
 * asking for help, or changing a line. `see` is called after every answer.
 */
export async function wander(
  seed: number,
  see: (step: Step, memory: Memory) => void,
  steps = 90,
): Promise<Memory> {
  const memory = inMemory()
  const next = chance(seed)
  const conversation = `wander-${seed}`
  const say = (said: Message['said']): Promise<Reply> =>
    converse(memory.setting, { conversation, channel: 'web', said })
  let reply = await say({ kind: 'open' })
  for (let count = 0; count < steps && reply.screen.question; count += 1) {
    const message = somethingTo(reply, next)
    const before = reply
    reply = await say(message)
    see({ message, before, after: reply }, memory)
    if (reply.forgotten) break
  }
  return memory
}

function somethingTo(reply: Reply, next: () => number): Message['said'] {
  const question = reply.screen.question!
  const luck = next()
  if (luck < 0.02) return { kind: 'everywhere', word: 'back' }
  if (luck < 0.035) return { kind: 'everywhere', word: 'help' }
  if (luck < 0.04) return { kind: 'everywhere', word: 'language' }
  const lines = reply.screen.says.flatMap((block) =>
    block.kind === 'row' && block.change !== undefined ? [block.change] : [],
  )
  if (lines.length > 0 && luck < 0.4) return { kind: 'change', at: pick(next, lines) }
  return answer(question, next)
}

/** Leaving and starting again end a journey: they are taken seldom, so that most journeys go far. */
const ENDS = [
  'stop',
  'start-again',
  'leave',
  'look-up',
  'own-behaviour',
  'under-13',
  'not-private',
  'not-my-choice',
]

function answer(question: Question, next: () => number): Message['said'] {
  const step = question.at.slice(question.at.indexOf('/') + 1)
  if (question.text && next() < 0.85) return { kind: 'typed', text: pick(next, TYPED[step] ?? ['something']) }
  if (question.at === 'referral/review' && next() < 0.8) return { kind: 'chosen', options: ['agree'] }
  const ids = [...question.items, ...question.options].map((option) => option.id)
  if (question.many && next() < 0.8) {
    const some = question.items.filter(() => next() < 0.4).map((item) => item.id)
    if (some.length > 0) return { kind: 'chosen', options: some }
  }
  const on = ids.filter((id) => !ENDS.includes(id))
  const from = on.length > 0 && next() < 0.9 ? on : ids
  return { kind: 'chosen', options: [pick(next, from)] }
}

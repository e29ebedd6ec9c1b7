import { deliveryOf, type Delivery } from './delivery.ts'
import { clientsOwnId, type PostedActivity } from './shapes.ts'
import type { Shown, Talk } from './talk.ts'
import { tickets, type Tickets } from './tickets.ts'

/** What became of a posted activity: the id that it was given, or why it was not taken. */
export type Taken = { readonly id: string } | 'too-many' | 'over'

/** One open conversation, in memory. */
export interface Conversation extends Pick<Delivery, 'read' | 'attach' | 'detach'> {
  readonly tickets: Tickets
  /** Shows what the conversation says. */
  show(shown: Shown): void
  /** Takes an activity; resolves when it was answered. One that came before is not taken again. Never rejects. */
  take(posted: PostedActivity): Promise<Taken>
  /** The client has everything up to here. When all is over, that ends it. */
  acknowledge(watermark: string | undefined): void
  /** Nothing more is taken; what was shown last may still be fetched. */
  isOver(): boolean
  /** Somebody has answered. */
  isAnswered(): boolean
  /** When the person last said something, in milliseconds. */
  lastWord(): number
  /** Lets go of everything at once. May be repeated. */
  drop(): void
}

export interface ConversationOptions {
  readonly id: string
  readonly talk: Talk
  readonly now: () => Date
  /** Hears by how many bytes what is kept grew, or shrank. */
  readonly weigh: (bytes: number) => void
  /** Called once, when nothing is left. */
  readonly dropped: () => void
}

/** Answers that wait their turn; a person sends one and reads. */
const MOST_WAITING = 5
/** Messages that are known again when they come twice. */
const MOST_KNOWN = 50
/** How long the last words may be fetched when everything is over, in milliseconds. */
const FAREWELL_MS = 30_000
const BOT = { id: 'haven', name: '', role: 'bot' } as const

export function openConversation({ id, talk, now, weigh, dropped }: ConversationOptions): Conversation {
  const delivery = deliveryOf(id, now, weigh)
  const known = new Map<string, Promise<Taken>>()
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  let word = now().getTime()
  const is = { answered: false, over: false, dropped: false }

  function show({ activities, isOver }: Shown, to?: string): void {
    if (is.dropped) return
    const reply = to === undefined ? {} : { replyToId: to }
    for (const activity of activities)
      delivery.append(delivery.nextId(), { ...activity, from: BOT, ...reply }, true)
    if (!isOver) return
    is.over = true
    setTimeout(drop, FAREWELL_MS).unref()
  }

  async function turn(activityId: string, posted: PostedActivity): Promise<Taken> {
    if (is.over) return 'over'
    is.answered = true
    if (posted.type === 'endOfConversation') {
      await talk.forget({ conversation: id })
      drop()
      return { id: activityId }
    }
    const before = delivery.read(undefined).watermark
    delivery.append(activityId, { ...posted, from: { ...posted.from, role: 'user' } }, false)
    const { text, value, locale } = posted
    const who = { conversation: id, locale: locale ?? undefined }
    const shown = await talk.answer(who, { text: text ?? undefined, value })
    // Whoever leaves leaves nothing behind but the words that say so.
    if (shown.isOver) delivery.keepAfter(before)
    show(shown, activityId)
    return { id: activityId }
  }

  function drop(): void {
    if (is.dropped) return
    is.dropped = is.over = true
    known.clear()
    delivery.close()
    dropped()
  }

  return {
    ...delivery,
    tickets: tickets(),
    show,
    take(posted) {
      // Typing and the like say nothing.
      if (posted.type !== 'message' && posted.type !== 'endOfConversation')
        return Promise.resolve(is.over ? 'over' : { id: delivery.nextId() })
      const own = clientsOwnId(posted)
      const before = own === undefined ? undefined : known.get(own)
      if (before) return before
      if (is.over) return Promise.resolve('over')
      if (waiting >= MOST_WAITING) return Promise.resolve('too-many')
      waiting += 1
      word = now().getTime()
      const activityId = delivery.nextId()
      const taken = last.then(() => turn(activityId, posted)).finally(() => (waiting -= 1))
      last = taken
      if (own !== undefined) known.set(own, taken)
      if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!)
      return taken
    },
    acknowledge(watermark) {
      delivery.acknowledge(watermark)
      if (is.over && delivery.isDelivered()) drop()
    },
    isOver: () => is.over,
    isAnswered: () => is.answered,
    lastWord: () => word,
    drop,
  }
}

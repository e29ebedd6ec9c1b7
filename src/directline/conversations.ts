import { openConversation, type Conversation } from './conversation.ts'
import type { Talk } from './talk.ts'

/** What all open conversations together may take. */
export interface Bounds {
  readonly conversations: number
  /** Of everything that clients have still to be told, as JSON. */
  readonly bytes: number
}

export const BOUNDS: Bounds = { conversations: 10_000, bytes: 64 * 1024 * 1024 }

/** Every open conversation of this process, by id. */
export interface Conversations {
  /** Opens a conversation, or finds it open. `full`: there is no room for one more. */
  begin(
    id: string,
    locale: string | undefined,
  ): Promise<{ readonly found: Conversation; readonly isNew: boolean } | 'full'>
  /** An open conversation; after a restart one whose place is still kept, at that place. Nothing when it has ended. */
  find(id: string): Promise<Conversation | undefined>
  /** The same without looking further: for streams, which are only opened by a ticket of this process. */
  open(id: string): Conversation | undefined
  /** Lets go of those in which nobody said anything for so long, in milliseconds. */
  sweep(idle: number): void
  close(): void
}

export function conversationsOf(talk: Talk, now: () => Date, bounds: Bounds = BOUNDS): Conversations {
  const open = new Map<string, Conversation>()
  // Two requests at once must not open one conversation twice.
  const opening = new Map<string, Promise<Conversation>>()
  let bytes = 0

  const isFull = (): boolean => open.size + opening.size >= bounds.conversations || bytes >= bounds.bytes

  /** Nobody who is talking is put out for somebody new: only whoever was greeted and never answered. */
  function hasRoom(): boolean {
    for (const conversation of open.values()) {
      if (!isFull()) break
      if (!conversation.isAnswered()) conversation.drop()
    }
    return !isFull()
  }

  async function opened(id: string, locale: string | undefined): Promise<Conversation> {
    const conversation = openConversation({
      id,
      talk,
      now,
      weigh: (more) => (bytes += more),
      dropped: () => open.delete(id),
    })
    conversation.show(await talk.open({ conversation: id, locale }))
    open.set(id, conversation)
    return conversation
  }

  function onceOpened(id: string, locale: string | undefined): Promise<Conversation> {
    const under = opening.get(id) ?? opened(id, locale).finally(() => opening.delete(id))
    opening.set(id, under)
    return under
  }

  return {
    async begin(id, locale) {
      const found = open.get(id)
      if (found) return { found, isNew: false }
      if (!opening.has(id) && !hasRoom()) return 'full'
      return { found: await onceOpened(id, locale), isNew: true }
    },
    async find(id) {
      const found = open.get(id)
      if (found) return found
      const isKept = opening.has(id) || (await talk.isKept({ conversation: id }))
      if (!isKept) return undefined
      return open.get(id) ?? (opening.has(id) || hasRoom() ? onceOpened(id, undefined) : undefined)
    },
    open: (id) => open.get(id),
    sweep(idle) {
      const since = now().getTime() - idle
      for (const conversation of open.values()) if (conversation.lastWord() <= since) conversation.drop()
    },
    close() {
      for (const conversation of open.values()) conversation.drop()
    },
  }
}

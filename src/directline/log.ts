/** What goes to a client at once, and how far it has then come. */
export interface ActivitySet {
  readonly activities: readonly object[]
  readonly watermark: string
}

/**
 * What a client may still have to be told, in order. It is no history: an activity goes as soon as the client says that
 * it has it, and only the last screen stays, for whoever comes back to this conversation (decision 17).
 */
export interface ConversationLog {
  /** `isScreen`: the last of these stays. */
  append(activity: object, isScreen: boolean): void
  /** Everything after a watermark. One that was never given out stands for the beginning. */
  after(watermark: string | undefined): ActivitySet
  /** The client has everything up to here. One that was never given out changes nothing. */
  acknowledge(watermark: string | undefined): void
  /** Lets everything go that came before this watermark, the last screen too. */
  keepAfter(watermark: string): void
  /** Whether a client has everything. */
  isDelivered(): boolean
  /** Lets everything go. */
  clear(): void
}

/** A client that never says what it has makes us keep no more than this; bytes are of JSON. */
export const MOST_ENTRIES = 40
export const MOST_BYTES = 96 * 1024

interface Entry {
  readonly at: number
  readonly activity: object
  readonly isScreen: boolean
  readonly bytes: number
}

/** `weigh` hears by how many bytes the log grew, or shrank. */
export function conversationLog(weigh: (bytes: number) => void = () => {}): ConversationLog {
  let entries: readonly Entry[] = []
  let head = 0
  let acknowledged = 0

  function keep(wanted: (entry: Entry) => boolean): void {
    const kept = entries.filter(wanted)
    weigh(sizeOf(kept) - sizeOf(entries))
    entries = kept
  }

  const known = (watermark: string | undefined): number | undefined => {
    const at = /^\d{1,9}$/.test(watermark ?? '') ? Number(watermark) : undefined
    return at !== undefined && at <= head ? at : undefined
  }

  function prune(): void {
    const screen = entries.findLast(({ isScreen }) => isScreen)
    keep((entry) => entry === screen || entry.at > acknowledged)
    while (entries.length > MOST_ENTRIES || sizeOf(entries) > MOST_BYTES) {
      const oldest = entries.find((entry) => entry !== screen)
      if (!oldest) return
      keep((entry) => entry !== oldest)
    }
  }

  return {
    append(activity, isScreen) {
      const bytes = Buffer.byteLength(JSON.stringify(activity))
      entries = [...entries, { at: (head += 1), activity, isScreen, bytes }]
      weigh(bytes)
      prune()
    },
    after(watermark) {
      const from = known(watermark) ?? 0
      const activities = entries.filter(({ at }) => at > from).map(({ activity }) => activity)
      return { activities, watermark: String(head) }
    },
    acknowledge(watermark) {
      acknowledged = Math.max(acknowledged, known(watermark) ?? 0)
      prune()
    },
    keepAfter: (watermark) => keep(({ at }) => at > (known(watermark) ?? 0)),
    isDelivered: () => acknowledged === head,
    clear: () => keep(() => false),
  }
}

const sizeOf = (entries: readonly Entry[]): number => entries.reduce((sum, { bytes }) => sum + bytes, 0)

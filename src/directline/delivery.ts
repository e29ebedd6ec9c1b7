import { randomBytes } from 'node:crypto'
import { conversationLog, type ActivitySet } from './log.ts'

/** A live connection to the client. It says by `acknowledge` what has come through. */
export interface Stream {
  send(set: ActivitySet): void
  close(): void
}

/** What one conversation has to tell its client, and the stream on which it is told, where there is one. */
export interface Delivery {
  /** An id that never came before, also when a restart has emptied the log: clients put one activity in another's place. */
  nextId(): string
  /** `isScreen`: the last of these stays until the next. */
  append(activityId: string, activity: object, isScreen: boolean): void
  read(watermark: string | undefined): ActivitySet
  /** The client has everything up to here. */
  acknowledge(watermark: string | undefined): void
  isDelivered(): boolean
  /** Lets everything go that came before a watermark. */
  keepAfter(watermark: string): void
  /** Sends everything after a watermark, and from then on whatever comes. A stream from before is closed. */
  attach(stream: Stream, watermark: string | undefined): void
  detach(stream: Stream): void
  /** Lets everything go, and ends the stream. */
  close(): void
}

export function deliveryOf(id: string, now: () => Date, weigh: (bytes: number) => void): Delivery {
  const log = conversationLog(weigh)
  const line = randomBytes(6).toString('base64url')
  let count = 0
  let stream: Stream | undefined
  let sent: string | undefined

  function deliver(): void {
    if (!stream) return
    const set = log.after(sent)
    sent = set.watermark
    if (set.activities.length > 0) stream.send(set)
  }

  return {
    nextId: () => `${line}-${(count += 1)}`,
    append(activityId, activity, isScreen) {
      const timestamp = now().toISOString()
      log.append(
        { ...activity, id: activityId, timestamp, channelId: 'directline', conversation: { id } },
        isScreen,
      )
      deliver()
    },
    read: (watermark) => log.after(watermark),
    acknowledge: (watermark) => log.acknowledge(watermark),
    isDelivered: () => log.isDelivered(),
    keepAfter: (watermark) => log.keepAfter(watermark),
    attach(next, watermark) {
      const before = stream
      stream = next
      sent = watermark
      before?.close()
      deliver()
    },
    detach(gone) {
      if (stream === gone) stream = undefined
    },
    close() {
      log.clear()
      stream?.close()
      stream = undefined
    },
  }
}

import type { Phone } from '../ports/text-queue.ts'
import { answerTo, type Lately } from './answer.ts'
import { gather } from './gather.ts'
import { sendDue } from './send.ts'
import type { TextSetting } from './setting.ts'

/** What could not be done is tried again after so long, in milliseconds. */
const AGAIN_MS = 2_000

/**
 * Does everything that there is to do for one phone, in its order, and nobody else does at the same time. Resolves with
 * the milliseconds after which there is more to do, where that is known.
 */
export const servePhone = (setting: TextSetting, lately: Lately, phone: Phone): Promise<number | undefined> =>
  setting.turns.inTurn(JSON.stringify(['texts', phone]), async () => {
    const { queue, clock, assistant } = setting
    for (;;) {
      await sendDue(setting, lately, phone)
      const arrived = await queue.arrived(phone)
      if (arrived.length === 0) return undefined
      const isStopped = await queue.isStopped(phone)
      const batch = gather(arrived, {
        milliseconds: setting.gatherMs,
        isStopped,
        isDanger: (text) => assistant.danger(text) !== undefined,
        now: clock.now(),
      })
      if (batch.kind === 'wait') return batch.milliseconds
      if (!(await answerTo(setting, lately, phone, batch, isStopped))) return AGAIN_MS
    }
  })

import { NATIONAL, resumeHours } from '../domain/area.ts'
import type { Action } from './action.ts'
import type { Copy } from './codes.ts'
import { idOf, keepCopy } from './codes.ts'

/**
 * Makes a code to carry on with, in the place of the one before, if there was one. `nothing`: there is nothing that would
 * be lost. `sent`: it was sent, and its own reference opens it.
 */
export const makeCode: Action = {
  name: 'make-code',
  outcomes: ['made', 'nothing', 'sent'],
  async run(asking, { conversations, directory, secrets, clock }) {
    const { here, channel, found } = asking
    const carried = found.carried as Copy | undefined
    if (!carried && here.isSent()) return { outcome: 'sent' }
    if (!carried && here.changeable().length === 0) return { outcome: 'nothing' }
    const area = directory.area(String(found.area)) ?? directory.area(NATIONAL)
    const until = new Date(clock.now().getTime() + resumeHours(area) * 60 * 60 * 1000)
    const place = carried?.place ?? here.toCarry()
    for (let tries = 0; tries < MOST_DRAWS; tries += 1) {
      const words = secrets.words(asking.language)
      const id = idOf(words.join(' '))
      const isKept = await keepCopy(conversations, id, {
        place,
        conversation: here.conversation,
        channel,
        until,
      })
      if (isKept)
        return {
          outcome: 'made',
          found: { code: { words, until: until.toISOString() } },
          code: id,
        }
    }
    throw new Error("every code that was drawn is somebody else's")
  },
}

/** One draw in hundreds of millions is somebody else's: after a few, something is wrong with the chance itself. */
const MOST_DRAWS = 5

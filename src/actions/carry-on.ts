import { foundOn, type Place } from '../engine/place.ts'
import type { Action, Asking } from './action.ts'
import type { Copy } from './codes.ts'
import { prepareReferral } from './prepare-referral.ts'
import type { Made } from './sending.ts'

/** Goes on from the place that a code opened; the conversation that it was made in ends. */
export const carryOn: Action = {
  name: 'carry-on',
  outcomes: ['carried', 'nothing'],
  run(asking) {
    const { found, here } = asking
    const carried = found.carried as Copy | undefined
    if (!carried) return { outcome: 'nothing' }
    const { place, conversation } = carried
    const ends = conversation === here.conversation ? [] : [conversation]
    return { outcome: 'carried', place: withSecretOfHere(asking, place), ends }
  },
}

/** Words of a page are not for texts, and a word of a phone opens nothing elsewhere: there the secret is made again. */
function withSecretOfHere({ channel, here }: Asking, place: Place): Place {
  const made = foundOn(place).referral as Made | undefined
  const isOfHere = channel !== 'sms' && made?.words.length !== 0
  return isOfHere ? place : here.before(place, prepareReferral.name)
}

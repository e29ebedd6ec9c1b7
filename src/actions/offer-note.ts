import type { Action } from './action.ts'

/** More than these nobody carries, and the list must stay short enough to choose from. */
const MOST_NUMBERS = 6

/**
 * The numbers that may stand on a note: the area's lines first, then those of the services that were shown. Only the page
 * can show a note once and forget it; what is sent to a phone or a chat stays there, so there it is `not-here`.
 */
export const offerNote: Action = {
  name: 'offer-note',
  outcomes: ['page', 'not-here'],
  finds: ['note-numbers'],
  run(asking, { directory }) {
    if (asking.channel !== 'web') return { outcome: 'not-here' }
    const area = directory.area(String(asking.found.area)) ?? directory.area('national')
    const shown = (asking.found.services ?? []) as readonly { readonly id: string }[]
    const ids = [...(area?.lines ?? []).map(({ service }) => service), ...shown.map(({ id }) => id)]
    const ringable = [...new Set(ids)].filter((id) => directory.service(id)?.phones[0] !== undefined)
    return { outcome: 'page', found: { 'note-numbers': ringable.slice(0, MOST_NUMBERS) } }
  },
}

import type { Here } from '../../src/actions/here.ts'
import { newPlace } from '../../src/engine/place.ts'
import { CONTENT } from './content.ts'

/** A way on which nothing was asked yet, for actions that look at what was told and at nothing else. */
export const NOWHERE: Here = {
  conversation: 'x',
  changeable: () => [],
  isSent: () => false,
  toCarry: () => newPlace(CONTENT.book, 'en'),
  before: (place) => place,
}

import { LISTED_ANSWERS } from '../domain/listed.ts'
import type { Book } from '../engine/flow.ts'
import { isWaiting } from '../engine/flow.ts'
import { changeable } from '../engine/moves.ts'
import type { Place } from '../engine/place.ts'

/** The questions on a person's own list whose answers can be changed from here, in the order in which they were asked. */
export const listedOn = (book: Book, place: Place): readonly string[] =>
  changeable(book, place).filter((at) => {
    const step = book.steps[at]
    return isWaiting(step) && step.save !== undefined && LISTED_ANSWERS.includes(step.save)
  })

import { problemWith } from '../checks.ts'
import { clausesWithColons } from './clauses.ts'

/**
 * A number or an address is offered only when the person says in the same breath that it reaches them: any other may be
 * a helpline's, or belong to whoever hurt them.
 */
const MINE =
  /\bmy\s+(?:(?:new|home|work|own|mobile|phone|cell|contact|personal|safe|best|email|e-mail)\s+)*(?:number|phone|mobile|landline|email|e-mail|mail|address|cell)\b/gi
const LABEL = /^(?:phone|mobile|tel|telephone|email|e-mail)(?:\s+(?:number|no|address))?(?:\s+is)?[\s=-]*$/i
const REACH = /\b(?:ring|call|text|phone|contact|reach|message|email|e-mail|get|mail)\s+(?:me|us)\b/gi
/** "He keeps calling me on", "told me to ring", "do not call me on": no wish to be reached there. */
const NOT_A_WISH =
  /\b(?:he|she|they|who|someone|somebody|caller|scammers?|to|keeps?|kept|said|says|never|not|don'?t|cannot|can'?t|would|will|did)\s+(?:\w+\s+)?$/i
/** Whoever says that one way is not safe is asked for every way. */
const NOT_SAFE =
  /\b(?:unsafe|(?:not|isn'?t|never) (?:be )?safe|(?:don'?t|do not|never|must not|mustn'?t|please not) (?:\w+ )?(?:ring|call|text|phone|contact|email|message|reach)(?:ing)?)\b/i
const SOMEBODY_ELSE = /\b(?:from|by|his|her|their|he|she|they|helpline|and)\b/i
/** Characters between the cue and the number. */
const FURTHEST = 30
const PHONE = /(?<![\w/@.])(?:\+|00|0)[\d\s().-]{8,17}\d(?![\w/@])/g
const EMAIL = /[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+/g

/** The person's own phone number, if the text gives exactly one. */
export const phoneIn = (text: string): string | undefined => ownOne(text, PHONE, 'phone')

/** The person's own e-mail address, if the text gives exactly one. */
export const emailIn = (text: string): string | undefined => ownOne(text, EMAIL, 'email')

function ownOne(text: string, pattern: RegExp, check: string): string | undefined {
  if (NOT_SAFE.test(text)) return undefined
  const given = clausesWithColons(text).flatMap((clause) =>
    [...clause.matchAll(pattern)]
      .filter((match) => isOwn(clause.slice(0, match.index)))
      .map((match) => match[0].trim())
      .filter((value) => problemWith(check, value) === undefined),
  )
  const [first, ...others] = [...new Set(given)]
  return others.length === 0 ? first : undefined
}

/** A cue that is a wish, with nobody else between it and what follows: "my mobile from 07700 900123" is somebody's. */
function isOwn(before: string): boolean {
  if (LABEL.test(before)) return true
  const cues = [
    ...before.matchAll(MINE),
    ...[...before.matchAll(REACH)].filter((match) => !NOT_A_WISH.test(before.slice(0, match.index))),
  ]
  return cues.some((cue) => {
    const between = before.slice(cue.index + cue[0].length)
    return between.length <= FURTHEST && !SOMEBODY_ELSE.test(between)
  })
}

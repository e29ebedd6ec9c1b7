import { clausesOf, writtenOut } from './clauses.ts'

const LONG_AGO = [
  /\b(?:years|decades) ago\b/,
  /\bwhen i was (?:a |an |just |only |still )*(?:child|kid|little|young|younger|small|boy|girl|teenager|baby|(?:at|in) (?:primary |infant |junior |secondary )?school|(?:[3-9]|1[0-2])\b)/,
  /\bas a (?:child|kid|little (?:boy|girl)|young (?:boy|girl))\b/,
  /\bin my childhood\b/,
  /\bin the (?:19)?[5-9]0'?s\b/,
  /\b(?:back )?in 19[5-9]\d\b/,
]
/** "We met years ago": that is not what happened. */
const OTHER_STORY =
  /\b(?:met|married|together|moved|bought|divorced|split|separated|born|died|started|began|friends|knew|known|since)\b/
/** It goes on in what they remember, not in what is done to them. */
const AFTERMATH =
  /\b(?:still|always|keep|every (?:day|night)) (?:have |having |get |getting |think |thinking |dream |remember |cry |feel |haunts |hurts |affects |upsets |struggle )\w*/g
const GOES_ON =
  /\b(?:still|ongoing|keeps?|since|started|began|every (?:day|night|week|time)|now|again|going on|up to now|until now|to this day|today|yesterday|last (?:night|week|month))\b/
/** "I live in Crewe now" says nothing of what happened. */
const WHERE_THEY_ARE = /^(?:i|we) (?:am |are )?(?:now |still )?(?:live|living)\b/
const SAID_TO_GO_ON =
  /\b(?:still (?:going on|goes on|happening|happens|doing it|does it)|(?:is|it's|its|'s) ongoing|(?:has not|will not|have not|did not|does not|never) (?:ever )?stop(?:s|ped)?|(?:keeps|keep) (?:happening|doing it|on doing it))\b/

/**
 * Whether the text says that it is still going on, or that it was a long time ago. Nothing where it says neither, or
 * both: a thing that began long ago may well go on.
 */
export function ongoingIn(text: string): 'yes' | 'no' | undefined {
  const clauses = clausesOf(text).map((clause) => writtenOut(clause).replace(AFTERMATH, ' '))
  const isLongAgo = clauses.some(
    (clause) => LONG_AGO.some((said) => said.test(clause)) && !OTHER_STORY.test(clause),
  )
  if (clauses.some((clause) => SAID_TO_GO_ON.test(clause) && !/\b(?:if|not still|no longer)\b/.test(clause)))
    return isLongAgo ? undefined : 'yes'
  const isOn = clauses.some((clause) => GOES_ON.test(clause) && !WHERE_THEY_ARE.test(clause))
  return isLongAgo && !isOn ? 'no' : undefined
}

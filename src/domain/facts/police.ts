import { clausesOf, writtenOut } from './clauses.ts'

/** 999 is not here: it may have been for an ambulance. */
const POLICE = '(?:the |our |my |local |my local )?(?:police|cops|coppers|old bill|101|police officer)'
const US =
  '(?:i|we|me and \\w+|(?:my |our |a |the )?(?:neighbou?rs?|mum|dad|mother|father|sister|brother|friend|son|daughter|husband|wife|partner|manager|boss|school|work|nan|staff))'
const TOLD =
  '(?:told|informed|contacted|called|rang|rung|phoned|spoke to|spoken to|spoke with|been to|went to|gone to|' +
  '(?:reported|report) (?:it |this |that |him |her |them |everything )?to|(?:made|given|gave) (?:a |my )?(?:report|statement) to)'
const BETWEEN = '(?: (?:have|had|has|already|then|also|just|did|finally|since|eventually|immediately))*'

const YES = [
  new RegExp(`(?:^|\\b${US})${BETWEEN} ?${TOLD} ${POLICE}\\b`),
  new RegExp(`\\b(?:was|were|is|has been|have been|been|'s been) (?:already )?reported to ${POLICE}\\b`),
  /\bpolice (?:already |also )?(?:know|are aware|came|attended|have been|took|arrested|are involved|are dealing|are investigating|gave me|have given|said|told me|charged|were called|turned up|visited|have my statement)\b/,
  new RegExp(`(?:^|\\b${US})${BETWEEN} ?(?:made|filed|put in) (?:a )?police report\\b`),
]
/** Thought of, feared, advised or threatened: not done. */
const NOT_DONE =
  /\b(?:if|whether|should|shall|could|can|cannot|would|might|may|will|'ll|want|wants|wanted|going to|gonna|think|thinking|thought|wish|nearly|almost|afraid|scared|frightened|threat\w*|before|unless|until|how|need|about to|meant|planning|considering|said|says|claims|pretend\w*)\b/
const NOT = /\b(?:not|never|without|nobody|no one)\b/

const NO = [
  new RegExp(
    `(?:^|\\b(?:i|we) )(?:have |had |did )?(?:still )?(?:not|never)(?: ever| yet| really| actually| even)?(?: been)? ` +
      `(?:told|tell|called|call|rung|rang|ring|phoned|phone|contacted|contact|spoken to|spoke to|gone to|go to|been to|went to|(?:reported|report)(?: it| this| him| her| them| anything)? to) (?:${POLICE}|anyone|anybody|a soul|anything to anyone)\\b`,
  ),
  /(?:^|\b(?:i|we) )(?:have |had |did )?(?:not|never)(?: ever| yet)? (?:reported|report)(?: it| this| that| him| her| them| anything)?(?: yet)?$/,
  /^(?:it |this )?(?:was |is |has |have )?(?:not|never)(?: yet)?(?: been)? reported\b(?! to (?!the police|police))/,
  /(?:^|\b(?:i|we) )(?:have )?told (?:no one|nobody)\b/,
  /\bpolice do not know\b/,
  /^(?:nobody|no one)(?: else)? knows(?: about (?:it|this))?$/,
]
const OTHERS_WISH = /\b(?:told (?:me |us )?not|told me|said|says|warned|threat\w*|made me|if)\b/

const RATHER_NOT = [
  new RegExp(
    `\\b(?:i|we)(?: really| just)? do not(?: really)? want (?:(?:anyone|you|them|it|this) )?(?:to )?(?:be )?(?:(?:involve|tell|go to|call|ring|speak to|talk to|contact|see|have|reported to|report(?: it| this| him| her)? to) )?${POLICE.replace('?(', '?(?:any )?(')}\\b`,
  ),
  /\b(?:i|we)(?: really)? do not want (?:it |this |him |her |them )?to (?:be )?report(?:ed)?(?: it| this| him| her| them)?$/,
  /^(?:please )?do not (?:tell|call|ring|contact|involve|inform) (?:the )?police\b/,
  new RegExp(
    `\\b(?:i|we) (?:will not|will never|am not going to|are not going to) (?:tell |go to |call |ring |involve |be telling |report (?:it |this |him |her )?to )?${POLICE}\\b`,
  ),
  /^(?:please )?no police(?: please)?$/,
]

/**
 * Whether the person says that the police know, that they do not, or that they do not want them. Nothing where it is
 * doubtful or said both ways. A crime number says that the police know.
 */
export function reportedIn(text: string, hasReference: boolean): 'yes' | 'no' | 'do-not-want-to' | undefined {
  const clauses = clausesOf(text).map(writtenOut)
  const says = (patterns: readonly RegExp[], unless: RegExp): boolean =>
    clauses.some((clause) => !unless.test(clause) && patterns.some((pattern) => pattern.test(clause)))
  const isTold = hasReference || clauses.some(saysTold)
  const isRefused = says(RATHER_NOT, OTHERS_WISH)
  const isUntold = says(NO, OTHERS_WISH)
  if (isTold) return isRefused || isUntold ? undefined : 'yes'
  if (isRefused) return 'do-not-want-to'
  return isUntold ? 'no' : undefined
}

const saysTold = (clause: string): boolean =>
  YES.some((pattern) => {
    const match = pattern.exec(clause)
    if (!match) return false
    const before = clause.slice(0, match.index)
    return !NOT_DONE.test(before) && !NOT.test(before + match[0])
  })

/** Names that the police give to what they write down. */
const CUE =
  /\b(?:crime|police|incident|occurrence|log|cad|crn|case|investigation|urn)\b[ .:#-]*(?:(?:ref(?:erence)?|number|num|no|log|id|is|was|it's)\b[ .:#-]*)*/gi
const LOOSE_CUE = /\b(?:ref(?:erence)?)\b[ .:#-]*(?:(?:number|num|no|is|was|it's)\b[ .:#-]*)*/gi
const OTHERS_REFERENCE =
  /\b(?:order|booking|bank|payment|tracking|parcel|insurance|claim|invoice|account|policy|council|nhs|hospital|patient|customer|transaction|ticket|job|delivery|complaint|flight|benefit|tax|court)\s+(?:\w+\s+)?$/i
const IS_POLICE = /\b(?:police|crime|officer|101|999|detective|pc)\b/i

/** A crime or incident number, as it was typed, if the text gives exactly one. A date or a phone number is none. */
export function referenceIn(text: string): string | undefined {
  const after = (cue: RegExp): readonly string[] =>
    [...text.matchAll(cue)].flatMap((match) => {
      if (OTHERS_REFERENCE.test(text.slice(0, match.index))) return []
      const typed = /^[A-Za-z0-9][A-Za-z0-9/*_-]{3,22}[A-Za-z0-9]/.exec(
        text.slice(match.index + match[0].length),
      )
      return typed && isReference(typed[0]) ? [typed[0]] : []
    })
  const given = new Set([...after(CUE), ...(IS_POLICE.test(text) ? after(LOOSE_CUE) : [])])
  const [first, ...others] = [...given]
  return others.length === 0 ? first : undefined
}

const isReference = (typed: string): boolean =>
  (typed.match(/\d/g)?.length ?? 0) >= 4 &&
  !/^\d{1,2}[/-]\d{1,2}[/-](?:19|20)?\d{2}$/.test(typed) &&
  !/^(?:19|20)\d{2}(?:[/-]\d{1,2}){0,2}$/.test(typed) &&
  !/^0\d{9,10}$/.test(typed)

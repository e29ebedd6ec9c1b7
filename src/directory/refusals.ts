import type { Service } from '../domain/service.ts'
import { isUkNumber } from '../domain/uk-number.ts'
import type { Trouble } from './arrival.ts'
import { looksLikeRefuge } from './refuge.ts'
import { isPersonalAddress, namesAPerson } from './staff-contact.ts'
import { knownWrong } from './wrong-numbers.ts'

/** Why something may not come in: the rule, what was found, and what to do. */
export type Refusal = Omit<Trouble, 'at'>

/**
 * What may never come into the directory by a file or a feed, however well-formed: each would hurt somebody, and none
 * shows by its shape. A record with one of these is refused whole. That something has expired is no reason.
 */
export const refusalsOf = (service: Service): readonly Refusal[] => [
  ...refugeFound(service),
  ...staffFound(service),
  ...numbersOf(service).flatMap(numberRefused),
]

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/i

function refugeFound(service: Service): readonly Refusal[] {
  const { address, name, description, who_for, not_for, where, phones, translations = {} } = service
  const translated = Object.values(translations)
  const told = [service, ...translated.map((one) => ({ name: one.name ?? '', description: one.description }))]
  if (!told.some(looksLikeRefuge)) return []
  const others = [...phones.map(({ label }) => label), ...translated.flatMap((one) => Object.values(one))]
  const words = [name, description, who_for, not_for, where.text, ...others].join('\n')
  return [
    ...(address !== undefined && 'lines' in address
      ? [
          {
            rule: 'refuge-address',
            what: 'it tells of a refuge or safe accommodation and gives an address',
            cure: 'Write "withheld" as its address; a public office of the same body is a record of its own',
          },
        ]
      : []),
    ...(POSTCODE.test(words)
      ? [
          {
            rule: 'refuge-address',
            what: 'it tells of a refuge or safe accommodation and has a whole postcode in its words',
            cure: 'Take the postcode, and anything else that says where it is, out of the words',
          },
        ]
      : []),
  ]
}

/** Neither is quoted: what is refused to protect somebody must not be printed on the way out. */
function staffFound({ email, phones }: Service): readonly Refusal[] {
  const cure = "Give the team's own number or e-mail, or leave it out"
  return [
    ...(email !== undefined && isPersonalAddress(email)
      ? [{ rule: 'personal-contact', what: "the e-mail looks like one member of staff's own", cure }]
      : []),
    ...(phones.some(({ label }) => label !== undefined && namesAPerson(label))
      ? [{ rule: 'personal-contact', what: 'the label of a number names a member of staff', cure }]
      : []),
  ]
}

const numbersOf = ({ phones, text_number }: Service): readonly string[] => [
  ...phones.map(({ number }) => number),
  ...(text_number === undefined ? [] : [text_number]),
]

function numberRefused(number: string): readonly Refusal[] {
  const known = knownWrong(number)
  if (known) {
    const cure = known.instead === undefined ? 'Leave it out' : `Ring ${known.instead}, and write that`
    return [{ rule: 'known-wrong-number', what: `${number} is wrong: ${known.why}`, cure }]
  }
  if (isUkNumber(number)) return []
  const cure = 'Write it as it is dialled inside the UK, digit by digit from the source'
  return [{ rule: 'wrong-number', what: `"${number}" is not a UK number that can be dialled`, cure }]
}

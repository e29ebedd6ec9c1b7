import { z } from 'zod'
import type { Service } from '../../../domain/service.ts'
import { isSameNumber, isUkNumber } from '../../../domain/uk-number.ts'
import { isPersonalAddress, namesAPerson } from '../../staff-contact.ts'
import { knownWrong } from '../../wrong-numbers.ts'
import type { Row, RowPhone } from './row.ts'
import type { Tell } from './tell.ts'

type Phone = Service['phones'][number]

/** The ways to reach a service, as far as they may be shown. */
export interface Contacts {
  readonly phones: readonly Phone[]
  readonly text_number: string | undefined
  readonly email: string | undefined
  readonly website: string | undefined
}

/** A number with the name of the contact that it stands under, if there is one that is not the service's own. */
interface Found extends RowPhone {
  readonly of?: string | undefined
}

/** Reads numbers, e-mail and website from all the places in which the versions of the standard keep them. */
export function readContacts(row: Row, tell: Tell): Contacts {
  const usable = onePerNumber(foundIn(row)).flatMap((found) => {
    const number = readNumber(found, tell)
    return number === undefined
      ? []
      : [{ number, isText: found.type?.toLowerCase() === 'text', label: labelOf(found, tell) }]
  })
  const text = usable.find(({ isText }) => isText)
  return {
    phones: usable
      .filter((one) => one !== text)
      .map(({ number, label }) => ({ number, ...(label !== undefined && { label }) })),
    text_number: text?.number,
    email: readEmail([row.email, ...row.contacts.map(({ email }) => email), row.organization?.email], tell),
    website: readWebsite([row.url, row.organization?.website, row.organization?.url], tell),
  }
}

function foundIn(row: Row): readonly Found[] {
  const own = [row.name, row.organization?.name]
  return [
    ...row.phones,
    ...row.contacts.flatMap(({ name, phones }) =>
      phones.map((phone) => ({ ...phone, of: own.includes(name) ? undefined : name })),
    ),
    ...row.service_at_locations.flatMap(({ location }) => location?.phones ?? []),
    ...(row.organization?.phones ?? []),
  ]
}

/** HSDS lists one number at the service and at its contact: it is one where the ids, or number and words, agree. */
function onePerNumber(all: readonly Found[]): readonly Found[] {
  const kept: Found[] = []
  for (const one of all) {
    const earlier = kept.findIndex(
      (other) =>
        (one.id !== undefined && one.id === other.id) ||
        (isSameNumber(one.number ?? '', other.number ?? '') &&
          (one.description === other.description || one.description === undefined)),
    )
    if (earlier < 0) kept.push(one)
    else if (one.of !== undefined) kept[earlier] = { ...kept[earlier]!, of: one.of }
  }
  return kept
}

function readNumber({ number: given, of }: Found, tell: Tell): string | undefined {
  if (given === undefined) return undefined
  const number = isUkNumber(given) ? given : asDialledHere(given)
  if (!isUkNumber(number)) {
    const cure = 'Find it on the page of the service, digit by digit'
    tell('wrong-number', `"${given.slice(0, 40)}" is not a UK number that can be dialled`, cure)
    return undefined
  }
  const wrong = knownWrong(number)
  if (wrong) {
    const cure = wrong.instead === undefined ? 'Leave it out' : `Ring ${wrong.instead}, and write that`
    tell('known-wrong-number', `${number} is wrong: ${wrong.why}`, cure)
    return undefined
  }
  if (of !== undefined && number.startsWith('07')) {
    const cure = "Give the team's own number, or leave it out"
    tell(
      'personal-contact',
      'a mobile number stands under the name of a contact, and may be one person’s own',
      cure,
    )
    return undefined
  }
  return number
}

const asDialledHere = (given: string): string =>
  given
    .replace(/^tel:/i, '')
    .replace(/^\s*(\+|00)44[\s-]*/, '0')
    .replace(/^0\s*\(?0\)?/, '0')
    .replace(/[().\u00a0\u2010-\u2015]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

function labelOf({ description }: Found, tell: Tell): string | undefined {
  if (description === undefined || !namesAPerson(description)) return description
  tell(
    'personal-contact',
    'the label of a number names a member of staff',
    'Say what the line is for instead',
  )
  return undefined
}

/** Addresses that were never meant: the standard's examples are copied into real feeds. */
const isExample = (host: string): boolean => /(^|[.@])example\.(com|org|net)$/i.test(host)

function readEmail(all: readonly (string | undefined)[], tell: Tell): string | undefined {
  const real = all.flatMap((one) => z.email().safeParse(one).data ?? []).filter((one) => !isExample(one))
  const shared = real.find((one) => !isPersonalAddress(one))
  if (real.some(isPersonalAddress)) {
    const cure = 'Ask for an address of the team'
    tell('personal-contact', 'an e-mail looks like the own one of a member of staff, and was left out', cure)
  }
  return shared
}

function readWebsite(all: readonly (string | undefined)[], tell: Tell): string | undefined {
  const given = all.flatMap((one) => one ?? [])
  const real = given.find((one) => {
    const url = /^https?:\/\//i.test(one) ? URL.parse(one) : undefined
    return (
      url &&
      url.username === '' &&
      url.password === '' &&
      url.hostname.includes('.') &&
      !isExample(url.hostname)
    )
  })
  if (real === undefined && given.length > 0)
    tell('wrong-website', 'the website is not an address, or an example', 'Look up the page of the service')
  return real
}

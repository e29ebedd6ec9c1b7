import type { Service } from '../../domain/service.ts'
import { isUkNumber } from '../../domain/uk-number.ts'
import { quoted, refused, together, type Cell } from './cell.ts'
import { inQuotes, asItems, itemsOf, unquoted } from './items.ts'

type Phone = Service['phones'][number]

/** Every number with its label in brackets: "01785 601690 (Helpline); 101". */
export const asPhones = (phones: readonly Phone[]): string =>
  asItems(
    phones.map(({ number, label }) => (label === undefined ? number : `${number} (${inQuotes(label)})`)),
  )

export function readPhones(cell: string): Cell<readonly Phone[]> {
  const items = itemsOf(cell)
  return 'refused' in items ? items : together(items.value.map(phone))
}

function phone(item: string): Cell<Phone> {
  const [, before = item, label] = /^([^("]*?)\s*\((.+)\)$/s.exec(item) ?? []
  const number = readNumber(before)
  if ('refused' in number) return number
  return { value: { number: number.value, ...(label !== undefined && { label: unquoted(label) }) } }
}

const AS_TEXT = 'Format the column as text in the spreadsheet, and type the number again with its 0'

/** One number as it is dialled. What a spreadsheet has made of a number is told apart from what is no number. */
export function readNumber(cell: string): Cell<string> {
  const number = cell
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[‐‑–]/g, '-')
    .trim()
  if (isUkNumber(number)) return { value: number }
  if (/^[\d.,]+E\+?\d+$/i.test(number)) {
    return refused('number-spoilt', `${quoted(number)} is what a spreadsheet has left of a number`, AS_TEXT)
  }
  const plain = number.replace(/[ ()-]/g, '')
  if (/^[1-9]\d{8,9}$/.test(plain) && isUkNumber(`0${plain}`)) {
    return refused('number-spoilt', `${quoted(number)} has lost the 0 at its beginning`, AS_TEXT)
  }
  const inside = plain.replace(/^(\+|00)44(0?)/, '0')
  const cure = isUkNumber(inside)
    ? `Write it as it is dialled inside the UK: ${inside}`
    : 'Check every digit against the source; write only the number, and its label in brackets behind it'
  return refused('wrong-number', `${quoted(number)} is not a UK number that can be dialled`, cure)
}

export function readEmail(cell: string): Cell<string> {
  if (/^[^\s@;,]+@[^\s@;,]+\.[^\s@;,]+$/.test(cell)) return { value: cell }
  return refused(
    'wrong-email',
    `${quoted(cell)} is not one e-mail address`,
    'Write one, such as help@example.org',
  )
}

export function readWebsite(cell: string): Cell<string> {
  if (/^https?:\/\/\S+$/i.test(cell)) return { value: cell }
  const cure = /^[\w-]+(\.[\w-]+)+\S*$/.test(cell) ? `Write https://${cell}` : 'Begin with https://'
  return refused('wrong-website', `${quoted(cell)} is not a web address`, cure)
}

/** Languages by code; the commonest may be written out. */
const LANGUAGES: Readonly<Record<string, string>> = {
  english: 'en',
  welsh: 'cy',
  cymraeg: 'cy',
  bsl: 'bfi',
  'british sign language': 'bfi',
  polish: 'pl',
  romanian: 'ro',
  punjabi: 'pa',
  urdu: 'ur',
  arabic: 'ar',
  bengali: 'bn',
  gujarati: 'gu',
  lithuanian: 'lt',
  portuguese: 'pt',
  spanish: 'es',
  ukrainian: 'uk',
  somali: 'so',
}

export function readLanguages(cell: string): Cell<readonly string[]> {
  const items = itemsOf(cell)
  if ('refused' in items) return items
  return together(
    items.value.map((item): Cell<string> => {
      const named = LANGUAGES[item.toLowerCase()]
      if (named !== undefined) return { value: named }
      if (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(item)) return { value: item }
      const cure = 'Write its code: en English, cy Welsh, bfi British Sign Language, pl Polish'
      return refused('unknown-language', `${quoted(item)} is no language that we know`, cure)
    }),
  )
}

/**
 * Short numbers and text codes that may be shown, without spaces: 999 and 112 emergency, 101 police, 105 power cuts,
 * 111 NHS, 159 bank, 116 000 missing people, 116 123 Samaritans, 18000 emergency text relay, 61016 railway police by
 * text, 85258 Shout by text (Ofcom National Telephone Numbering Plan; the services' own pages).
 */
const SHORT = ['999', '112', '101', '105', '111', '159', '116000', '116123', '18000', '61016', '85258']

/**
 * UK numbers by Ofcom's numbering plan: 01, 02, 03, 07, 084 and 087 have 11 digits, 0800 may have 10 and 0808 has
 * 11. The rare 01 numbers of 10 digits are refused, because a dropped digit is far likelier.
 */
const FULL = /^(0[1237]\d{9}|08[47]\d{8}|0808\d{7}|0800\d{6,7})$/

const digits = (number: string): string => number.replace(/[ -]/g, '')

/** Whether a printed number can be right. A wrong number of the right length passes: only ringing it can tell. */
export function isUkNumber(number: string): boolean {
  const plain = digits(number)
  return SHORT.includes(plain) || plain === '08001111' || FULL.test(plain)
}

/** What follows `tel:` in a link. Written as dialled inside the UK, so that short numbers work too. */
export const dialled = (number: string): string => digits(number)

/** Whether two printed numbers ring the same phone. */
export const isSameNumber = (one: string, other: string): boolean => digits(one) === digits(other)

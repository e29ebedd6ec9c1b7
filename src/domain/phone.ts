/**
 * Who sent a text, by what a carrier gives as its sender. `uk`: a number of the United Kingdom, Crown dependencies
 * included, as they share its plan. `foreign`: any other E.164 number. `none`: a short code or a name, which takes no
 * answer. Numbers are E.164: `+447700900123`.
 */
export type Sender = { readonly kind: 'uk' | 'foreign'; readonly number: string } | { readonly kind: 'none' }

/** E.164 (ITU-T): a plus, a country code, and 15 digits at most; fewer than 8 are no subscriber's. */
const E164 = /^\+[1-9]\d{7,14}$/
/** Ofcom's plan has nine or ten digits after the country code; 07 numbers ten. Landlines may text too. */
const UK = /^\+44[123]\d{8,9}$|^\+447\d{9}$/

/** Reads a sender. Some carriers leave the plus out, and UK ones may write 07; what somebody typed is never read here. */
export function senderOf(given: string): Sender {
  const plain = given.replace(/[\s()-]/g, '')
  const number = /^0[1-37]\d{8,9}$/.test(plain)
    ? `+44${plain.slice(1)}`
    : /^[1-9]\d{9,14}$/.test(plain)
      ? `+${plain}`
      : plain.replace(/^00/, '+')
  if (UK.test(number)) return { kind: 'uk', number }
  return E164.test(number) && !number.startsWith('+44') ? { kind: 'foreign', number } : { kind: 'none' }
}

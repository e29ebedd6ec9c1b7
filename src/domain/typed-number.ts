/** The longest number in a referral, spaces included (`contact-plan.ts`). */
const LONGEST = 20

/**
 * A phone number as somebody typed it, in the form that a referral takes: digits and single spaces, with at most one + in
 * front. Brackets, dots and dashes become spaces; the "(0)" after a country code, which nobody dials, is left out. The
 * digits stay as they are, and the review shows this form.
 */
export function plainNumber(typed: string): string {
  const plain = typed
    .trim()
    .replace(/^((?:\+|00)\s*\d{1,3})\s*\(0\)/, '$1 ')
    .replace(/[^\d+]+/g, ' ')
    .replace(/^\+ /, '+')
    .trim()
  return plain.length <= LONGEST ? plain : plain.replaceAll(' ', '')
}

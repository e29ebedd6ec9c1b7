import type { aFullReferral } from '../gateway/a-referral.ts'

/** What a person typed, and nothing that a gateway would call by an id. */
export const wordsOf = ({
  name,
  referrer,
  account,
  place,
  contact,
  crime_reference: reference,
}: ReturnType<typeof aFullReferral>) =>
  [
    name.startsWith('Wren A') ? name : 'Wren',
    referrer?.name,
    referrer?.relationship,
    account?.split('\n')[0],
    place.postcode,
    place.town,
    contact.phone?.number,
    contact.email?.address,
    contact.code_word,
    contact.never,
    contact.safe_person?.name,
    reference,
  ].filter((word) => word !== undefined)

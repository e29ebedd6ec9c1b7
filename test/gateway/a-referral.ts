import { referralSchema, type Referral } from '../../src/domain/referral.ts'

/** A whole and valid referral; `overrides` replace its top fields. Throws when they make it invalid. */
export const aReferral = (overrides: Partial<Referral> = {}): Referral =>
  referralSchema.parse({
    version: 1,
    reference: 'LARK-472',
    made_at: '2026-11-22T14:32:00.000Z',
    language: 'en',
    area: 'staffordshire',
    recipient: { id: 'staffordshire-victim-gateway', name: 'Staffordshire Victim Gateway' },
    sample: true,
    notices: [],
    acting_as: 'me',
    name: 'Wren Alderman',
    age_band: '18-plus',
    crimes: ['stalking'],
    place: { council: 'E07000197', council_name: 'Stafford' },
    needs: ['safety'],
    contact: {
      phone: { number: '07700 900123', safe: 'yes', message_may: 'leave-nothing' },
      if_unreachable: 'stop',
    },
    consent: {
      recipient: 'staffordshire-victim-gateway',
      payload_digest: 'a'.repeat(64),
      wording: '2026-11-22',
      language: 'en',
      agreed_at: '2026-11-22T14:31:50.000Z',
    },
    ...overrides,
  })

/** A referral in which every field is filled, each text with words found nowhere else. */
export const aFullReferral = (overrides: Partial<Referral> = {}): Referral =>
  aReferral({
    language: 'cy',
    notices: ['contact-unconfirmed', 'speak-alone-first'],
    acting_as: 'someone',
    referrer: { name: 'Referrer Robin', relationship: 'Next door neighbour', knows_and_agrees: true },
    age_band: '13-15',
    adult_should_not_know: 'yes',
    crimes: ['stalking', 'domestic_abuse'],
    ongoing: 'yes',
    because_of_who_they_are: 'not-sure',
    characteristics: ['religion', 'disability'],
    reported: 'do-not-want-to',
    crime_reference: 'CR/55/2026',
    account: 'First line of the account.\nSecond line of the account.',
    happened_in: 'online',
    place: {
      postcode: 'ST16 2LH',
      town: 'Penkridge',
      council: 'E07000196',
      council_name: 'South Staffordshire',
      lives_there: 'staying',
    },
    needs: ['safety', 'rights'],
    access: ['interpreter-not-local', 'woman-worker'],
    interpreter_language: 'Sylheti',
    contact: {
      phone: { number: '07700 900111', safe: 'yes', message_may: 'leave-nothing' },
      text: { number: '07700 900222', safe: 'unconfirmed', message_may: 'name-nobody' },
      email: { address: 'wren@example.org', safe: 'yes', message_may: 'name-the-team' },
      post: { address: '4 Nowhere Row\nStafford', safe: 'unconfirmed' },
      times: ['mornings', 'weekdays'],
      never: 'Not after the school run',
      others_may_see: 'yes',
      code_word: 'periwinkle',
      if_unreachable: 'safe-person',
      safe_person: { name: 'Auntie Jo', number: '07700 900333' },
    },
    address_known_to_person_who_hurt: 'not-sure',
    keep_from: ['police', 'council'],
    ...overrides,
  })

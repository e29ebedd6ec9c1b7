import type { MESSAGE_MAY, SAFE_TIMES } from '../../domain/contact-plan.ts'
import type { Crime } from '../../domain/crimes.ts'
import type { Need } from '../../domain/needs.ts'
import type {
  ACCESS_NEEDS,
  ACTING_AS,
  AGE_BANDS,
  CHARACTERISTICS,
  KEEP_FROM,
  Referral,
  REPORTED,
} from '../../domain/referral.ts'
import type { DeskStatus } from '../store/referrals.ts'

/** The words that staff read, one table for each set of ids: a new id without words does not compile. */
type Words<T extends string> = Readonly<Record<T, string>>

export const STATUS: Words<DeskStatus> = {
  received: 'Not read yet',
  being_read: 'Being read',
  accepted: 'Accepted',
  tried_to_reach: 'We tried to reach them',
  in_contact: 'In contact',
  passed_on: 'Passed on to a service',
  support_started: 'Support started',
  waiting: 'Waiting for support',
  closed: 'Closed',
  withdrawn: 'Taken back by the person',
}

/** A few words for the list, and the whole of it for the referral. */
export const NOTICE: Readonly<
  Record<Referral['notices'][number], { readonly short: string; readonly long: string }>
> = {
  'under-16-same-day': {
    short: 'Aged 13 to 15: today',
    long: 'Aged 13 to 15. A trained person must read this today.',
  },
  'speak-alone-first': {
    short: 'Speak to them alone first',
    long: 'Speak to this person alone before anything else. Check that nobody else can hear.',
  },
  'contact-unconfirmed': {
    short: 'Contact not confirmed',
    long: 'Contact details are not confirmed. Somebody else gave them. Find out if they are safe before you use them.',
  },
  'they-will-ring': {
    short: 'They will ring you',
    long: 'They will ring you, with this reference. Do not contact them first.',
  },
  'no-post-or-visits': { short: 'No post or visits', long: 'Never send post. Never visit.' },
}

export const MESSAGES: Words<(typeof MESSAGE_MAY)[number]> = {
  'leave-nothing': 'Leave no message.',
  'name-nobody': 'You may leave a message. It must not say who you are, or why.',
  'name-the-team': 'You may leave a message with the team’s name. It must not say why.',
}

export const TIME: Words<(typeof SAFE_TIMES)[number]> = {
  mornings: 'Mornings',
  afternoons: 'Afternoons',
  evenings: 'Evenings',
  weekdays: 'Weekdays',
  weekends: 'Weekends',
}

export const UNREACHABLE: Words<Referral['contact']['if_unreachable']> = {
  stop: 'Stop trying. Do not ask anyone else.',
  'safe-person': 'You may contact the safe person they named.',
  'ask-police-to-check': 'They ticked that you may ask the police to check on them.',
}

export const ANSWER: Words<'yes' | 'no' | 'not-sure'> = { yes: 'Yes', no: 'No', 'not-sure': 'Not sure' }

export const ACTING: Words<(typeof ACTING_AS)[number]> = {
  me: 'Themselves',
  someone: 'Somebody they know',
  professional: 'Somebody they work with',
  witness: 'Themselves, as a witness',
  bereaved: 'Themselves, bereaved by a crime',
  business: 'A business',
}

export const AGE: Words<(typeof AGE_BANDS)[number]> = {
  '13-15': '13 to 15',
  '16-17': '16 or 17',
  '18-plus': '18 or over',
  'rather-not-say': 'Rather not say',
}

export const TOLD_POLICE: Words<(typeof REPORTED)[number]> = {
  yes: 'Yes',
  no: 'No',
  'do-not-want-to': 'They do not want to',
  'not-sure': 'Not sure',
}

export const CHARACTERISTIC: Words<(typeof CHARACTERISTICS)[number]> = {
  race: 'Race',
  religion: 'Religion',
  disability: 'Disability',
  sexuality: 'Sexuality',
  gender_identity: 'Gender identity',
}

export const ACCESS: Words<(typeof ACCESS_NEEDS)[number]> = {
  interpreter: 'An interpreter',
  'interpreter-not-local': 'An interpreter who is not local',
  bsl: 'British Sign Language',
  welsh: 'Welsh',
  'woman-worker': 'A woman to work with them',
  'man-worker': 'A man to work with them',
  'worker-not-local': 'A worker who is not local',
  'not-police-run': 'A service that the police do not run',
  'easy-read': 'Easy read',
}

export const KEPT_FROM: Words<(typeof KEEP_FROM)[number]> = {
  police: 'the police',
  council: 'the council',
  health: 'health services',
  service: 'a service they named to you',
}

export const HAPPENED_IN: Words<NonNullable<Referral['happened_in']>> = {
  'same-place': 'The same place as they want help in',
  elsewhere: 'Somewhere else',
  online: 'Online',
  abroad: 'Abroad',
  'not-sure': 'Not sure',
}

export const LIVES_THERE: Words<NonNullable<Referral['place']['lives_there']>> = {
  yes: 'They live there',
  staying: 'They are staying there for now',
  'rather-not-say': 'Rather not say',
}

export const NEED: Words<Need | 'not-sure'> = {
  health: 'How they feel and their health',
  housing: 'Somewhere safe to live, locks and repairs',
  family: 'Family and children',
  work_education: 'School, college or work',
  drugs_alcohol: 'Alcohol or drugs',
  money: 'Money and benefits',
  confidence: 'Feeling confident and in control',
  social: 'Going out, being with people',
  safety: 'Feeling safe',
  justice: 'Police and court',
  rights: 'Their rights, and information',
  reparation: 'Restorative justice or putting things right',
  immigration: 'Immigration',
  being_heard: 'Being heard',
  'not-sure': 'Not sure',
}

export const CRIME: Words<Crime> = {
  domestic_abuse: 'Abuse by a partner, an ex or family',
  sexual_violence: 'Rape or sexual assault',
  childhood_sexual_abuse: 'Sexual abuse as a child, some time ago',
  child_abuse: 'A child hurt, neglected or sexually abused',
  child_exploitation: 'Made to sell drugs, carry things or do sexual things',
  stalking: 'Followed, watched or contacted again and again',
  harassment: 'Harassment or threats, not by a partner',
  intimate_images: 'Private images shared, made or threatened',
  spiking: 'Drink, vape or needle spiking',
  assault: 'Assaulted or attacked',
  weapon_attack: 'Attacked or threatened with a weapon',
  kidnap_attempted_murder: 'Attempted murder, kidnap or held against their will',
  hate_crime: 'Targeted because of who they are',
  honour_abuse_forced_marriage: '“Honour”-based abuse or forced marriage',
  fgm: 'Female genital mutilation, or fear of it',
  modern_slavery: 'Forced to work, exploited or trafficked',
  home_takeover: 'Somebody has taken over their home',
  older_person_abuse: 'Abuse of an older person, or by a carer',
  bereaved_by_homicide: 'Somebody close was killed',
  road_crime: 'Killed or badly hurt on the road by a driver’s crime',
  terror_major_incident: 'Terrorist attack or major incident',
  robbery: 'Robbed or mugged',
  theft_from_person: 'Phone or bag snatched, or pickpocketed',
  burglary: 'Burglary of a home or building',
  vehicle_crime: 'Vehicle stolen or broken into',
  bicycle_theft: 'Bicycle stolen',
  theft: 'Something else stolen',
  business_crime: 'Shop, farm or business crime, or attacked at work',
  damage_arson: 'Damage or fire-setting',
  fraud: 'Scam, fraud or identity theft',
  romance_investment_fraud: 'Romance, investment or courier scam',
  cyber_crime: 'Hacked, account taken, or blackmailed online',
  antisocial_behaviour: 'Anti-social behaviour',
  other: 'Something else, or not sure that it is a crime',
}

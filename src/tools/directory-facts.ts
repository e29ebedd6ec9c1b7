import type { Need } from '../domain/needs.ts'
import type { Service } from '../domain/service.ts'

/**
 * The collector's words for needs, in ours. A word that would claim more than the source said is left without one:
 *
 * | Collected | Ours | Because |
 * |---|---|---|
 * | emotional | health, confidence | how a person feels, and feeling in control again |
 * | practical | none | it names a way of helping (forms, locks, letters), and not what is needed: read as `safety` it would send a frightened person to somebody who fills in forms |
 * | children | family | |
 * | justice_information | justice | |
 * | restorative_justice, mediation | reparation | |
 * | compensation, finance | money | |
 * | counselling, bereavement | health | |
 * | evidence | justice | keeping evidence is about a case, now or later |
 */
export const NEEDS_OF: Readonly<Record<string, readonly Need[]>> = {
  emotional: ['health', 'confidence'],
  practical: [],
  children: ['family'],
  justice_information: ['justice'],
  restorative_justice: ['reparation'],
  mediation: ['reparation'],
  compensation: ['money'],
  finance: ['money'],
  counselling: ['health'],
  bereavement: ['health'],
  evidence: ['justice'],
  safety: ['safety'],
  housing: ['housing'],
  health: ['health'],
  social: ['social'],
  rights: ['rights'],
  drugs_alcohol: ['drugs_alcohol'],
}

/** Needs that one of the collector's kinds meets by being what it is, where no need was written. */
export const NEEDS_OF_KIND: Readonly<Record<string, readonly Need[]>> = {
  police: ['justice'],
  reporting: ['justice'],
  emotional: ['health', 'confidence', 'being_heard'],
}

/** The collector's kinds that are not ours. Councils' duty teams take reports, so they come after support. */
export const KIND_OF: Readonly<Record<string, Service['kind']>> = {
  perpetrator: 'own-behaviour',
  safeguarding: 'reporting',
  place: 'support',
  signpost: 'information',
  directory: 'information',
  process: 'information',
}

/** Names under which a service is a sexual assault referral centre. */
export const IS_SARC = /\bSARC\b|sexual assault referral centre/i

/** How a person gets in, read from the collector's sentence; the first that fits. */
export const REFERRAL_OF: readonly (readonly [RegExp, Service['referral']])[] = [
  [/confirm here/i, 'unknown'],
  [/self-referral|^via compass$/i, 'self'],
  [/after police report/i, 'after-police-report'],
  [/professional|through .*police/i, 'professional'],
]

/** The police themselves run these; a trust that raises money for them does not count. */
export const IS_POLICE = /^(?!.*\btrust\b).*(\bconstabulary\b|\bpolice\b(?!, ambulance))/i

/** Forces by the collector's words for an area that crosses borders. */
export const ALSO_FORCES: Readonly<Record<string, readonly string[]>> = {
  'Cambridgeshire, Bedfordshire, Hertfordshire, Norfolk and Suffolk': [
    'bedfordshire',
    'hertfordshire',
    'norfolk',
    'suffolk',
  ],
  'Cheshire and Greater Manchester': ['greater-manchester'],
  'Cheshire and Merseyside': ['merseyside'],
}

/** What one record needs beyond the rules, each with its reason. */
export const EXCEPTIONS: Readonly<Record<string, Partial<Service>>> = {
  // The collector's sentence: for adults who worry about a child.
  'nat-nspcc': { speaks_to: 'worried-adults' },
  // For witnesses in court: too particular for everybody.
  'nat-witness-service': { only_if_asked: true },
  // Only for crime on the railway, which nobody is asked about: kept so that it can be named, and never matched.
  'nat-btp': { needs: [] },
  'nat-galop': { who_for: 'LGBT+ people' },
  // A hospital's advice line that was last described in 2011: hours of a number nobody has seen are not known.
  'che-st-marys-sarc': { hours: [{ unknown: true }] },
  // Sources disagree about how much of the county it covers: no claim is made, and recheck_reason says so.
  'esx-cp-stalking': { where: { force: 'essex' } },
  // The source says "office hours" and no times.
  'esx-restorative': { hours: [{ unknown: true, text: 'Office hours' }] },
  'nat-mens-advice': { hours: [{ unknown: true, text: 'Weekdays' }] },
  'nat-modern-slavery': { hours: [{ unknown: true }] },
  'esx-oakwood-place-sarc': {
    hours: [{ unknown: true, text: 'Under-13 service: Monday to Friday, 9am to 5pm' }],
  },
}

/** Records that serve only a part of their councils: a GSS code is too coarse for them. */
export const PART_OF_COUNCIL: readonly string[] = [
  'dpp-calan',
  'dpp-mfcc',
  'dpp-carmdas',
  'cam-cwa',
  'che-mycwa',
]

/** Where a source was a note and not a page, the pages that the note stood for. */
export const SOURCE_PAGES: Readonly<Record<string, readonly string[]>> = {
  'nat-999': [
    'https://bucksfire.gov.uk/safety-hub/emergency-sms/',
    'https://www.safetysolutionstraining.co.uk/2020/03/07/calling-the-police-in-an-emergency/',
  ],
}
